"""What a rule says in one English sentence: pack rules from their own data, the rest from a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time
from typing import Any, Final

from cases.policy.pack import (
    CapRule,
    ChannelBan,
    Confirmation,
    ConsentRule,
    ContentRule,
    CooldownRule,
    DisclosureRule,
    GapRule,
    HoursRule,
    IdentityRule,
    OptOut,
    Rule,
    StopRule,
    ThirdParty,
    ZoneRule,
)

STATUSES: Final[Mapping[str, str]] = {
    "law": "Law",
    "standard": "Standard",
    "self_regulation": "Self-regulation",
    "draft": "Draft law",
    "house": "House",
}
"""How binding a rule is. Nothing but ``law`` is ever called law."""

CHANNELS: Final[Mapping[str, str]] = {
    "sms": "SMS",
    "telegram": "Telegram",
    "whatsapp": "WhatsApp",
    "email": "E-mail",
    "voice": "Voice",
    "voice_ai": "AI voice calls",
    "voice_notice": "recorded calls",
    "voice_message": "voice messages",
    "webchat": "Web chat",
    "wechat": "WeChat",
    "console": "Console",
    "post": "post",
    "visit": "visits",
}
HOLDS: Final[Mapping[str, str]] = {
    "deceased": "Deceased",
    "bankruptcy": "Bankruptcy",
    "attorney": "Represented by a lawyer",
    "cease": "Asked for no contact",
    "wrong_party": "Wrong person",
    "dispute": "Dispute",
    "breathing_space": "Breathing space",
    "complaint": "Complaint",
    "vulnerable": "Vulnerable",
    "claimed_paid": "Says it is paid",
    "ledger_stale": "Ledger is late",
    "manual": "Put by a person",
}
TABLE: Final[Mapping[str, str]] = {
    "base.template": "The words could not be made",
    "base.custody": "Somebody else may speak now",
    "base.opted_out": "The borrower opted out here",
    "base.consent": "There is no consent to this channel",
    "base.identity": "The text speaks of a debt, and the right party is not confirmed",
    "base.zone": "Their time zone is not known",
    "base.promise_stands": "No reminder while a promise stands",
    "base.plan_stands": "No reminder while a plan is kept",
    "base.treatment": "The case is not in a state in which reminders are made",
    "base.ledger_stale": "Payments may have come that the ledger does not know yet",
    "base.switched_off": "It is switched off",
    "base.unknown_amount": "The text names an amount that the ledger does not know",
    "base.amount_not_from_ledger": "The text names an amount that the ledger does not know",
    "base.channel_off": "The channel is switched off or not set up",
    "base.contact_point": "There is no usable address on this channel",
    "base.deceased": "The borrower has died: only a person may write",
    "base.minor": "The borrower is a minor: only their representative may be written to",
    "case.changed": "What it spoke of had changed meanwhile",
    "case.paid": "It was paid meanwhile",
    "case.payment": "A payment came meanwhile",
    "case.payment_reversed": "A payment was taken back meanwhile",
    "case.promised": "A promise was made meanwhile",
    "case.plan": "A plan was agreed meanwhile",
    "case.closed": "The case was closed meanwhile",
    "case.hardship": "Hardship was reported meanwhile",
    "case.forbearance": "A pause was agreed meanwhile",
    "case.referred": "The case was referred meanwhile",
    "case.other_channel": "It went by another channel instead",
    "strategy.changed": "The strategy no longer has this step",
    "strategy.superseded": "A newer step took its place",
    "scheduled.answered": "They wrote meanwhile: the words are with their author again, as a draft",
    "scheduled.taken": "A colleague has the chat: the words are with their author again, as a draft",
    "scheduled.cancelled": "Taken back by a person: the words are with their author again, as a draft",
}
"""Rules that no pack brings: those of the case itself, and why a planned text was overtaken."""

UNITS: Final[Mapping[str, str]] = {
    "sent": "unasked messages",
    "call_placed": "calls",
    "call_placed_unanswered": "unanswered calls",
    "call_connected": "answered calls",
    "conversation": "conversations",
    "contact_or_attempt": "contacts",
}
SCOPES: Final[Mapping[str, str]] = {
    "debt": "about one loan",
    "address": "to one address",
    "institution": "by one lender",
}
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CLASSES: Final[Mapping[str, str]] = {
    "any": "",
    "workday": " on working days",
    "weekend_or_holiday": " on weekends and holidays",
    "not_holiday": ", not on holidays",
}
EFFECTS: Final[Mapping[str, str]] = {
    "deny_demand": "no reminders",
    "deny_until": "no reminders",
    "deny_all": "no contact but required notices and replies",
    "deny_direct": "only their representative may be written to",
    "deny_to_debtor": "nobody but a guarantor or representative may be written to",
    "deny_all_except_post": "nothing but post",
    "deny_channel": "not on a channel they refused",
    "deny_place_work": "not at work",
    "human_only": "only a person may write",
}
OPT_OUTS: Final[Mapping[str, str]] = {
    "address": "at this address",
    "channel": "on this channel",
    "person_all": "of every channel",
    "person_all_automated": "of everything that is sent by software",
}


def hours(rule: HoursRule) -> str:
    """``Contact hours: 08:00 to 21:00 there``."""
    if rule.requested:
        return "Only in the hours that the borrower asked for"
    if rule.opens == time() and rule.closes == time.max:
        span = "all day"
    else:
        span = f"{rule.opens:%H:%M} to {'24:00' if rule.closes == time.max else f'{rule.closes:%H:%M}'}"
    return f"Contact hours: {span} there{_days(rule.days)}{CLASSES[rule.day_class]}"


def _days(days: frozenset[int]) -> str:
    found = sorted(days)
    if len(found) == len(DAYS):
        return ""
    in_a_row = len(found) > 2 and found == list(range(found[0], found[-1] + 1))
    named = f"{DAYS[found[0]]} to {DAYS[found[-1]]}" if in_a_row else ", ".join(DAYS[each] for each in found)
    return f", {named}"


def _cap(rule: CapRule) -> str:
    one = rule.n == 1
    if rule.align == "calendar":
        span = f"one calendar {rule.window}" if one else f"{rule.n} calendar {rule.window}s"
    else:
        span = f"one {rule.window}" if one else f"{rule.n} {rule.window}s"
    scope = "".join(f" {words}" for name, words in SCOPES.items() if name in rule.per)
    kinds = "" if "*" in rule.kinds else f", then no {_listed(rule.kinds, {'demand': 'reminder'})}"
    what = UNITS.get(rule.unit, rule.unit)
    return f"At most {rule.max} {what.removesuffix('s') if rule.max == 1 else what}{scope} in {span}{kinds}"


def _cooldown(rule: CooldownRule) -> str:
    after = UNITS.get(rule.trigger_unit, rule.trigger_unit).removesuffix("s")
    return f"{rule.days} days of silence after a {after}"


def _gap(rule: GapRule) -> str:
    minutes = int(rule.gap.total_seconds() // 60)
    span = f"{minutes // 60} hours" if minutes % 60 == 0 and minutes >= 120 else f"{minutes} minutes"
    most = f", and at most {rule.max_per_day} a day" if rule.max_per_day else ""
    return f"At least {span} between two contacts{most}"


def _disclosure(rule: DisclosureRule) -> str:
    phrases = rule.phrases.get("en") or next(iter(rule.phrases.values()), ())
    joined = (" and " if rule.match == "all" else " or ").join(map(_quoted, phrases[:3]))
    return f"The text has to say {joined}" if joined else "The text lacks words that it has to have"


def _quoted(phrase: str) -> str:
    """A phrase as it stands in the text; a placeholder as what it stands for."""
    return f"the {phrase.strip('{}').replace('_', ' ')}" if phrase.startswith("{") else f"“{phrase}”"


def _stop(rule: StopRule) -> str:
    fact = rule.fact.removesuffix("_until").replace("_", " ")
    return f"{fact[:1].upper()}{fact[1:]}: {EFFECTS[rule.effect]}"


def _ban(rule: ChannelBan) -> str:
    what = _listed(rule.channels, CHANNELS) if "*" not in rule.channels else "This"
    by = "" if "*" in rule.providers else f" by {_listed(rule.providers, {})}"
    when = f" ({rule.when.replace('_', ' ')})" if rule.when else ""
    return f"{what[:1].upper()}{what[1:]}{by} may not be used for this{when}"


def _confirmation(rule: Confirmation) -> str:
    soon = f" and within {int(rule.within.total_seconds() // 60)} minutes" if rule.within else ""
    return f"An opt-out is confirmed {'once' if rule.max == 1 else f'{rule.max} times'}{soon}"


def _consent(rule: ConsentRule) -> str:
    if rule.technique is None:
        return TABLE["base.consent"]
    return f"There is no consent to this way of writing: {rule.technique.replace('_', ' ')}"


def _third_party(rule: ThirdParty) -> str:
    return f"Only these may be written to: {_listed(rule.allowed, {})}"


def _content(rule: ContentRule) -> str:
    list_name = rule.id.rpartition(".")[2].replace("_", " ")
    return f"Words that no message may have: {list_name}"


def _listed(names: frozenset[str], words: Mapping[str, str]) -> str:
    return ", ".join(sorted(words.get(name, name.replace("_", " ")) for name in names))


SAYINGS: Final[Mapping[type[Rule], Callable[[Any], str]]] = {
    HoursRule: hours,
    CapRule: _cap,
    CooldownRule: _cooldown,
    GapRule: _gap,
    DisclosureRule: _disclosure,
    StopRule: _stop,
    OptOut: lambda rule: f"The borrower opted out {OPT_OUTS[rule.scope]}",
    ThirdParty: _third_party,
    IdentityRule: lambda _: TABLE["base.identity"],
    Confirmation: _confirmation,
    ConsentRule: _consent,
    ChannelBan: _ban,
    ZoneRule: lambda _: TABLE["base.zone"],
    ContentRule: _content,
}
"""By kind of rule: its sentence."""


def of_rule(rule: Rule) -> str:
    """What a pack's rule says."""
    return SAYINGS[type(rule)](rule)


def of_code(code: str) -> str | None:
    """What a rule says that no pack brings; None where the id is not known."""
    if code.startswith("base.hold."):
        kind = code.removeprefix("base.hold.")
        return f"Hold: {HOLDS.get(kind, kind.replace('_', ' ')).lower()}"
    return TABLE.get(code)
