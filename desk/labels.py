"""What codes are called on the desk, and which icon goes with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from cases.holds import HOLD_RULES, LIFTS
from cases.model import ContactPoint, Hold, HoldScope
from desk.tongue import mark
from outreach import claims, files, rulewords, tasking
from outreach.worklist import Group

CHANNELS: Final = {
    "sms": "SMS",
    "telegram": "Telegram",
    "whatsapp": "WhatsApp",
    "email": "E-mail",
    "voice": "Voice",
    "webchat": "Web chat",
    "console": "Console",
    "default": "All channels",
}
CHANNEL_ICONS: Final = {
    "sms": "message",
    "telegram": "brand-telegram",
    "whatsapp": "brand-whatsapp",
    "email": "mail",
    "voice": "phone",
    "webchat": "message-circle",
    "console": "terminal-2",
    "default": "messages",
}
OWNERS: Final = {"shared": "others read there too", "work": "belongs to their work"}
RINGS_AT: Final = {"home": "at home", "mobile": "mobile", "work": "at work", "elsewhere": "elsewhere"}
GROUPS: Final[Mapping[Group, str]] = {
    "mine": mark("With you"),
    "waiting": mark("Waiting"),
    "colleagues": mark("With colleagues"),
    "bot": mark("With the bot"),
}
RANKS: Final = {"priority": mark("Goes before others"), "worth": mark("Much is at stake")}
"""Why somebody stands where they do, where neither despair nor the time to answer says it."""
SKILLS: Final = {
    "general": mark("General"),
    "plan": mark("Plans"),
    "promise": mark("Promises"),
    "hardship": mark("Hardship"),
    "identity": mark("Identity"),
    "complaint": mark("Complaints"),
    "rights": mark("Rights"),
    "dispute": mark("Disputes"),
    "specialist": mark("Specialist"),
    "distress": mark("Despair"),
}
KINDS: Final = {
    "demand": "reminder",
    "service": "service message",
    "reply": "reply",
    "required_notice": "required notice",
    "opt_out_confirmation": "opt-out confirmation",
}
TREATMENTS: Final = {
    "idle": "nothing late",
    "pre_due": "due soon",
    "outreach": "being reminded",
    "engaged": "engaged",
    "promised": "promised",
    "plan_offered": "plan offered",
    "plan_active": "plan active",
    "hardship_review": "hardship review",
    "forbearance": "pause agreed",
    "disputed": "disputed",
    "unreachable": "unreachable",
    "referred": "referred",
    "cured": "cured",
    "closed": "closed",
}
HOLDS: Final = rulewords.HOLDS
BLOCKS: Final = {
    "demands": "blocks demands",
    "all": "blocks everything",
    "voice": "blocks calls",
    "all_but_required": "blocks all but required notices and replies",
}
PROMISES: Final = {
    "open": ("open", "acc"),
    "kept": ("kept", "ok"),
    "partly_kept": ("partly kept", "warn"),
    "broken": ("broken", "bad"),
    "reversed": ("reversed", "warn"),
    "cancelled": ("cancelled", ""),
}
PLANS: Final = {
    "asked": ("waits for a decision", "warn"),
    "offered": ("offered", "acc"),
    "active": ("active", "ok"),
    "kept": ("kept", "ok"),
    "broken": ("broken", "bad"),
    "declined": ("declined", ""),
}
TASKS: Final = {
    "check_payment": "Check a payment",
    "dispute": "Answer a dispute",
    "plan_review": "Decide about a plan",
    "callback": "Call them back",
    "hardship": "Review hardship",
    "cease": "Release required notices",
    "wrong_person": "Find the right contact",
    "unreachable": "Find a way to reach them",
    "credit": "Decide about a credit",
    "complaint": "Answer a complaint",
    "deceased": "A specialist, for a death",
    "bankruptcy": "A specialist, for an insolvency",
    "attorney": "A specialist, for a lawyer's client",
    "relief_review": "Review relief with the borrower",
    "relief_part": "A smaller payment has not come",
    "vulnerable": "Look after somebody who is unwell",
    "sent_under_hold": "Look at what should not have gone",
    "outcome": "Record an outcome that is due",
    "look_at_proof": "Look at a photo or file",
    "payment_to_post": "See that a found payment is posted",
    "correct_figures": "Correct the figures",
    "todo_call": mark("Call them"),
    "todo_proof": mark("Check a proof"),
    "todo_review": mark("Look at it again"),
    "todo_visit": mark("Visit them"),
}
SET_BY_HAND: Final = tasking.KINDS
"""Tasks that people set themselves."""
TASK_CODES: Final = {
    "done": mark("Done"),
    "reached": mark("Reached"),
    "not_reached": mark("Not reached"),
    "put_off": mark("Put off"),
    "not_needed": mark("Not needed any more"),
}
"""What came of a task."""
FIRES: Final = {
    "ladder": "next step of the ladder",
    "promise_eve": "reminder before the promise",
    "promise_due": "look whether the promise was kept",
    "part_eve": "reminder before a plan's part",
    "part_due": "look whether the part came",
    "part_grace": "end of the part's grace",
    "offer_ends": "an offer ends",
    "lease": "the lease ends",
    "unanswered": "look whether somebody answered",
    "hold": "a hold ends",
    "hold_start": "a hold begins",
    "next_channel": "try the next channel",
    "review_eve": "ask how things are before the review",
    "review": "look at the arrangement again",
    "review_end": "relief ends by itself",
    "relief_eve": "reminder before a smaller payment",
    "relief_due": "look whether the smaller payment came",
    "watch": "end of the watch",
}
OUTCOME_ICONS: Final = {
    "promise": "calendar-check",
    "plan": "calendar-repeat",
    "paid": "receipt",
    "dispute": "scale",
    "hardship": "lifebuoy",
    "information": "info-circle",
    "callback": "phone",
    "wrong_person": "user-x",
    "no_agreement": "message-off",
    "other": "dots",
}
LINES: Final = {
    "instalment_principal": "Principal",
    "instalment_interest": "Interest",
    "instalment_fees": "Fees",
    "charge": "Charge",
    "paid": "Paid towards it",
}
REASONS: Final = {
    "forgot": "Forgot",
    "payment_failed": "A payment failed",
    "salary_late": "Pay comes late",
    "lost_job": "Lost the job",
    "illness": "Illness",
    "dispute": "Does not agree",
    "other": "Something else",
}
QUESTIONS: Final = {
    "income": "Comes in",
    "housing": "Rent and bills",
    "living": "Food, travel, school",
    "debts": "Other loans",
    "dependants": "People who depend on them",
}
STATES: Final = {
    "queued": ("clock", "Sending", ""),
    "sending": ("clock", "Sending", ""),
    "sent": ("check", "Sent", ""),
    "delivered": ("checks", "Delivered", ""),
    "read": ("checks", "Read", ""),
    "held": ("clock-pause", "Held", "warn"),
    "denied": ("ban", "Not sent", "bad"),
    "skipped": ("circle-x", "Not sent, overtaken", ""),
    "failed": ("alert-circle", "Failed", "bad"),
    "unknown": ("help-circle", "No clear answer; being checked, not sent again", "warn"),
    "received": ("check", "Received", ""),
}
"""State of a message: icon, words, tone."""
PLACES: Final = {
    "shipped": ("as it came", "a"),
    "edited": ("changed here", "e"),
    "falls_back": ("falls back", "m"),
    "unused": ("not used", "n"),
}
"""How a message stands in one locale and channel: words, and the square's shape."""
STATUSES: Final = {code: (words, "law" if code == "law" else "house") for code, words in rulewords.STATUSES.items()}
"""How binding a rule is: its word, and the look. Only what is law looks like law."""
LANGUAGES: Final = {"en": "English", "zh-Hans": "简体中文", "es": "Español", "ru": "Русский"}
SCOPES: Final = {
    "channel": "Channel",
    "strategy": "Strategy: segment, ladder or step",
    "jurisdiction": "Jurisdiction",
    "template": "Message",
}
"""What a kill switch can name, in the order in which it is offered."""
ROLES: Final = {"collector": mark("Collector"), "supervisor": mark("Supervisor"), "admin": mark("Admin")}


def task(kind: str) -> str:
    """What is to be done; a task about one thing has its ref behind a colon."""
    name = kind.partition(":")[0]
    return TASKS.get(name, name.replace("_", " ").capitalize())


def actor(who: str, names: Mapping[str, str]) -> str:
    """Somebody as a log names them, as people do."""
    kind, _, login = who.partition(":")
    return names.get(login, login) if login else f"the {kind}"


def off(scope: str, target: str | None) -> str:
    """What a kill switch keeps from leaving."""
    if target is None:
        return "All messages"
    if scope == "channel":
        return CHANNELS.get(target, target)
    return f"{SCOPES.get(scope, scope).partition(':')[0]} {target}"


def lifters(hold: Hold) -> frozenset[str]:
    """The roles that may lift a hold."""
    return frozenset(role for role, may in LIFTS.items() if hold.may_lift in may)


def answerers(hold: Hold) -> frozenset[str]:
    """The roles that may answer what a hold is about, telling the borrower."""
    return frozenset(role for role, may in LIFTS.items() if HOLD_RULES[hold.type].may_answer in may)


def hold_target(hold: Hold, points: Sequence[ContactPoint]) -> str:
    """What a hold is on, as people know it."""
    on_point = hold.target if hold.scope is HoldScope.CONTACT_POINT else None
    point = next((each for each in points if str(each.id) == on_point), None)
    return CHANNELS[point.channel] if point else CHANNELS.get(hold.target or "", hold.target or "")


def fire(kind: str) -> str:
    """What waits."""
    name = kind.partition(":")[0]
    return FIRES.get(name, name.replace("_", " "))


def language(locale: str) -> str:
    """Two letters for a small box: EN, ZH."""
    return locale.split("-")[0].split("_")[0].upper()


def about_point(point: ContactPoint) -> list[str]:
    """Whose a contact point is where that is special, where it rings, when it may be used, and how well it works."""
    said = [OWNERS.get(point.owner, ""), RINGS_AT.get(point.place or "", "")]
    said += [f"only {' and '.join(point.hours)}" if point.hours else ""]
    if point.delivered or point.failed:
        said.append(f"{point.delivered} of {point.delivered + point.failed} delivered")
    return [each for each in said if each]


CLAIM_ANSWERS: Final = claims.ANSWERS
SHOWN_SMALL: Final = files.SHOWN_SMALL
"""Photos that a browser draws."""
PROOFS: Final = {"unsorted": "not sorted yet", "paid": "payment", "dispute": "dispute", "other": "other"}
"""What a photo or file shows."""


def weight(size: int) -> str:
    """``34 kB``, ``1.2 MB``."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"
