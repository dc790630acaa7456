"""The facts of a case's log as sentences: what happened, with an icon and a tone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from cases.model import Plan, PlanKind
from desk.labels import CHANNELS, HOLDS, KINDS, STATES
from desk.looks import day, human, minor, short
from desk.tongue import say
from outreach.casebook import ThreadLine, TimelineLine
from outreach.casework import OUTCOMES
from outreach.explaining import spoken_by

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line of the timeline. ``tone``: h held back, p good, a people, x worse, or none. ``facts``: name, value.

    ``message`` is the id of the message that it is about, if it is one.
    """

    line: TimelineLine
    what: str
    icon: str
    tone: str
    by: str
    facts: tuple[tuple[str, str], ...]
    talk: bool
    message: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How one kind of event is told. ``talk``: it stands in the conversation too."""

    say: Callable[[Facts], str]
    icon: str = "circle"
    tone: str = ""
    talk: bool = False


def _sum(facts: Facts, name: str = "amount_minor") -> str:
    return minor(facts[name], facts["currency"]) if facts.get("currency") else ""


def _words(facts: Facts) -> str:
    return f": “{facts['words']}”" if facts.get("words") else ""


def _asked_for(plan: Plan) -> str:
    if plan.kind is PlanKind.SETTLEMENT:
        return f"{minor(plan.total_minor, plan.currency)} to settle {minor(plan.owed_minor, plan.currency)}"
    return f"{len(plan.parts)} parts"


def _said(text: str) -> Callable[[Facts], str]:
    return lambda _: text


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _when(facts: Mapping[str, Any]) -> str:
    hours = ", ".join(facts["hours"]) or "any hour"
    days = ", ".join(WEEKDAYS[day] for day in facts.get("days") or ())
    return f"at {hours}" + (f" on {days}" if days else "")


WAYS: Final[Mapping[str, Way]] = {
    "CaseOpened": Way(say=_said("Case opened")),
    "DueSoon": Way(say=lambda f: f"Due soon: {day(f['due_on'])}"),
    "FellLate": Way(say=lambda f: f"Late since {day(f['oldest_due_on'])}", tone="x"),
    "StepReached": Way(say=lambda f: f"Reminder step {f['step']}"),
    "BorrowerWrote": Way(say=lambda f: f"Borrower wrote on {CHANNELS.get(f['channel'], f['channel'])}"),
    "IdentityConfirmed": Way(say=_said("Identity confirmed"), icon="shield-check", tone="p", talk=True),
    "IdentityFailed": Way(
        say=lambda f: f"Identity not confirmed, {f['tries_left']} tries left", icon="shield-lock", tone="h", talk=True
    ),
    "IdentityUnlocked": Way(
        say=lambda f: f"Identity may be checked again: {f['why']}", icon="shield-lock", tone="p", talk=True
    ),
    "ReasonGiven": Way(say=lambda f: f"Reason given: {f['reason']}{_words(f)}", icon="ear"),
    "PromiseMade": Way(
        say=lambda f: f"Promise: {_sum(f)} by {day(f['due_on'])}", icon="calendar-check", tone="p", talk=True
    ),
    "PromiseCancelled": Way(say=_said("Promise taken back"), icon="calendar-check", tone="h", talk=True),
    "PromiseBroken": Way(say=_said("Promise not kept"), icon="calendar-check", tone="x", talk=True),
    "PromiseKept": Way(say=_said("Promise kept"), icon="calendar-check", tone="p", talk=True),
    "PlanAsked": Way(
        say=lambda f: f"Asked for {_asked_for(f['plan'])}, which the bot may not agree",
        icon="calendar-repeat",
        tone="h",
        talk=True,
    ),
    "PlanRefused": Way(say=lambda f: f"Plan not granted: {f['reason']}", icon="calendar-repeat", tone="h", talk=True),
    "PlanPartMoved": Way(
        say=lambda f: f"Part {f['number']} of the plan moved to {f['due_on']}", icon="calendar-repeat", talk=True
    ),
    "PlanPartSkipped": Way(
        say=lambda f: f"Part {f['number']} of the plan skipped to its end, {f['due_on']}",
        icon="calendar-repeat",
        talk=True,
    ),
    "PlanOffered": Way(say=lambda f: f"Plan offered: {len(f['plan'].parts)} parts", icon="calendar-repeat", talk=True),
    "PlanAccepted": Way(say=_said("Plan agreed"), icon="calendar-repeat", tone="p", talk=True),
    "PlanDeclined": Way(say=_said("Plan declined"), icon="calendar-repeat", tone="h", talk=True),
    "PlanPartMissed": Way(say=lambda f: f"Part {f['number']} of the plan not paid", tone="h", talk=True),
    "PlanBroken": Way(say=_said("Plan broken"), icon="calendar-repeat", tone="x", talk=True),
    "PlanKept": Way(say=_said("Plan kept to the end"), icon="calendar-repeat", tone="p", talk=True),
    "PaidClaimed": Way(say=lambda f: f"Says it is paid{_words(f)}", icon="receipt", tone="h", talk=True),
    "PaidClaimFound": Way(
        say=lambda f: f"Payment found: {_sum(f)} from {day(f['paid_on'])}", icon="receipt", tone="p", talk=True
    ),
    "ProofReceived": Way(say=lambda f: f"Photo or file came: {f['name']}", icon="file-text", talk=True),
    "ProofsFiled": Way(say=lambda f: f"Shown for {f['kind']}: {', '.join(f['names'])}", icon="file-text"),
    "CallbackAsked": Way(say=lambda f: f"Asked to be called{_words(f)}", icon="phone", tone="a", talk=True),
    "DataRequested": Way(say=_said("Asked for their data and was given a link"), icon="file-text", talk=True),
    "PaidClaimNotFound": Way(say=_said("No such payment found"), icon="receipt", tone="h", talk=True),
    "DisputeOpened": Way(say=lambda f: f"Dispute ({f['kind']}){_words(f)}", icon="scale", tone="h", talk=True),
    "DisputeAnswered": Way(say=lambda f: f"Dispute answered: {f['outcome']}", icon="scale", tone="p", talk=True),
    "HardshipReported": Way(say=lambda f: f"Hardship: {f['reason']}{_words(f)}", icon="lifebuoy", tone="h", talk=True),
    "AffordabilityAnswered": Way(say=lambda f: f"Told of home: {f['question']}{_words(f)}", icon="ear"),
    "AffordabilityConfirmed": Way(
        say=_said("What comes in and goes out was read back"), icon="ear", tone="p", talk=True
    ),
    "ReviewAnswered": Way(say=lambda f: f"Before the review: {f['answer']}{_words(f)}", icon="ear", talk=True),
    "HardshipReviewed": Way(
        say=lambda f: f"Relief ended: {f['why']}" if f.get("why") else "Hardship reviewed", icon="lifebuoy", talk=True
    ),
    "ForbearanceGranted": Way(
        say=lambda f: f"Relief until {day(f['until'])}", icon="player-pause", tone="p", talk=True
    ),
    "PersonRequested": Way(
        say=lambda f: f"Queued for a person: {f['reason']}", icon="user-question", tone="a", talk=True
    ),
    "OptedOut": Way(
        say=lambda f: f"Opted out of {CHANNELS.get(f['channel'], f['channel'])}",
        icon="message-off",
        tone="h",
        talk=True,
    ),
    "OptedIn": Way(say=_said("Opted in again"), icon="message-check", talk=True),
    "CeaseRequested": Way(
        say=lambda f: f"Asked for no contact at all{_words(f)}", icon="hand-stop", tone="h", talk=True
    ),
    "WrongPersonReported": Way(say=_said("Somebody else answers there"), icon="user-x", tone="h", talk=True),
    "RepresentativeNamed": Way(say=lambda f: f"Represented: {f['kind']}{_words(f)}", icon="scale", tone="h", talk=True),
    "DeathReported": Way(say=_said("Death reported"), icon="heart-handshake", tone="h", talk=True),
    "DistressReported": Way(say=_said("Words of despair: a person at once"), icon="lifebuoy", tone="x", talk=True),
    "LocaleChosen": Way(say=lambda f: f"Language: {f['locale']}", icon="language", talk=True),
    "PaymentReceived": Way(say=lambda f: f"Payment {_sum(f)} on {f['loan_ref']}", icon="cash", tone="p", talk=True),
    "PaymentReversed": Way(
        say=lambda f: f"Payment {_sum(f)} on {f['loan_ref']} taken back", icon="cash", tone="x", talk=True
    ),
    "ArrearsReduced": Way(say=lambda f: f"{_sum(f, 'left_minor')} still late", tone="p"),
    "ArrearsCleared": Way(
        say=lambda f: "Everything paid" if f["settled"] else "Nothing late any more",
        icon="circle-check",
        tone="p",
        talk=True,
    ),
    "WatchEnded": Way(say=_said("Stayed up to date: case rests")),
    "HoldPlaced": Way(
        say=lambda f: f"Hold: {HOLDS.get(f['hold'].type, f['hold'].type)}", icon="player-pause", tone="h", talk=True
    ),
    "HoldBegan": Way(say=_said("Hold began"), icon="player-pause", tone="h", talk=True),
    "HoldLifted": Way(
        say=lambda f: "Hold lifted" + (f": {f['why']}" if f.get("why") else ""), icon="player-play", talk=True
    ),
    "SentUnderHold": Way(say=lambda f: f["what"], icon="alert-circle", tone="x", talk=True),
    "ContactPointFailed": Way(
        say=lambda f: f"Nothing arrives on {CHANNELS.get(f['channel'], f['channel'])}: {f['why']}",
        icon="message-off",
        tone="h",
        talk=True,
    ),
    "PreferredHoursTold": Way(say=lambda f: f"Asked to be written to {_when(f)}{_words(f)}", icon="clock"),
    "PreferredChannelTold": Way(
        say=lambda f: f"Asked to be written to on {CHANNELS.get(f['channel'], 'any channel')}{_words(f)}",
        icon="message",
    ),
    "Claimed": Way(
        say=lambda f: say("Chat given to %(who)s", who=f["who"]) if f.get("given_by") else say("Chat claimed"),
        icon="user-check",
        tone="a",
        talk=True,
    ),
    "LeaseRenewed": Way(say=_said("Still with the collector")),
    "LeaseExpired": Way(say=_said("Time ran out: back to the queue"), icon="hourglass-low", tone="h", talk=True),
    "Requeued": Way(
        say=lambda f: (
            say("Put back into the queue: %(why)s", why=f["why"]) if f["why"] else say("Put back into the queue")
        ),
        icon="hourglass-low",
        tone="a",
        talk=True,
    ),
    "WaitEscalated": Way(
        say=lambda _: say("Nobody answered in time: moved up, supervisors told"),
        icon="alert-circle",
        tone="x",
        talk=True,
    ),
    "HandedBack": Way(
        say=lambda f: (
            f"Handed back: {OUTCOMES.get(f['outcome'], f['outcome'])}" + (f". {f['agreed']}" if f["agreed"] else "")
        ),
        icon="arrow-back-up",
        tone="a",
        talk=True,
    ),
    "BecameUnreachable": Way(say=_said("No contact point left"), icon="message-off", tone="x", talk=True),
    "BecameReachable": Way(say=_said("Can be reached again"), icon="message-check", talk=True),
    "ReferredOut": Way(say=lambda f: f"Referred to {f['to']}", tone="x", talk=True),
    "CaseClosed": Way(say=lambda f: f"Closed: {human(f['reason'])}", tone="p", talk=True),
    "Reopened": Way(say=lambda f: f"Reopened: {f['why']}", tone="x", talk=True),
}
QUIET: Final = frozenset({"LeaseRenewed", "BorrowerWrote"})
"""Told by the thread already, or by nothing at all."""

KEYS: Final = frozenset({"ref", "currency", "contact_point_id", "paid_ref", "external_ref"})
"""Facts that only programs use."""


def told(line: TimelineLine, names: Mapping[str, str]) -> Told:
    """An event as a line of the timeline."""
    way = WAYS.get(line.what, Way(say=_said(human(line.what))))
    return Told(
        line=line,
        what=way.say(_with_names(line.facts, names)),
        icon=way.icon,
        tone=way.tone,
        by=spoken_by(line.actor, names),
        facts=tuple((human(name), _shown(value)) for name, value in line.facts.items() if _tells(name, value)),
        talk=way.talk,
    )


def _with_names(facts: Facts, names: Mapping[str, str]) -> Facts:
    """``who``: the name of the colleague that a fact is about."""
    login = facts.get("login")
    return facts if login is None else {**facts, "who": names.get(login, login)}


MESSAGE_TONES: Final = {"held": "h", "denied": "x", "failed": "x", "unknown": "h", "skipped": "h"}


def told_message(line: ThreadLine) -> Told:
    """A message as a line of the timeline, whatever became of it."""
    icon, state, _ = STATES.get(line.state, ("help-circle", line.state, ""))
    channel = CHANNELS.get(line.channel, line.channel)
    out = line.direction == "out"
    what = (
        f"{KINDS.get(line.kind, line.kind).capitalize()} on {channel}: {state.lower()}"
        if out
        else f"Wrote on {channel}"
    )
    by = {"borrower": "the borrower", "bot": "the bot"}.get(line.from_, line.name or "a colleague")
    return Told(
        line=TimelineLine(seq=0, at=line.at, actor=line.from_, what="Message", facts={}),
        what=what,
        icon=icon if out else "message",
        tone=MESSAGE_TONES.get(line.state, "") if out else "a",
        by=by,
        facts=(),
        talk=False,
        message=line.id,
    )


def _tells(name: str, value: object) -> bool:
    """Whether a fact says something to a person that the sentence does not say."""
    return value not in (None, "") and name not in KEYS and not name.endswith("_minor")


def _by(actor: str, names: Mapping[str, str]) -> str:
    kind, _, login = actor.partition(":")
    if login:
        return names.get(login, login)
    return {"bot": "the bot", "system": "the system"}.get(kind, kind)


def _shown(value: object) -> str:
    if hasattr(value, "isoformat"):
        return short(value)  # type: ignore[arg-type]  # only date and datetime have it here
    if hasattr(value, "__slots__"):
        return ", ".join(
            f"{name} {getattr(value, name)}" for name in value.__slots__ if getattr(value, name) is not None
        )
    return str(value)
