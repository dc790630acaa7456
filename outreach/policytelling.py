"""A rule of a pack in words, for people who review packs and for those who ask why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from typing import Any

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
from outreach.packvalues import WEEKDAYS

EFFECTS = {
    "deny_demand": "no demands",
    "deny_until": "no demands until it is settled",
    "deny_all": "nothing unasked",
    "deny_direct": "nothing unasked to them, only to their representative",
    "deny_all_except_post": "nothing unasked but by post",
    "deny_to_debtor": "nothing unasked to the debtor themselves",
    "deny_channel": "nothing unasked on that channel",
    "deny_place_work": "nothing unasked at work",
    "human_only": "only a person speaks; software acknowledges at most",
}
SCOPES = {
    "address": "that address",
    "channel": "that channel",
    "person_all": "everything to that person",
    "person_all_automated": "everything automated to that person",
}
PLACES = {
    "initial": "in the first text",
    "subsequent": "in every later text",
    "every": "in every text",
    "session_start": "at the start of a session",
    "call_start": "at the start of a call",
    "reply": "in replies",
}
MATCHES = {"any": "any of", "all": "all of", "first_required": "at least the first of"}
CLASSES = {
    "any": "",
    "workday": ", working days",
    "weekend_or_holiday": ", days off",
    "not_holiday": ", not on holidays",
}


def told(rule: Rule) -> str:
    """What the rule says, in a line."""
    return TELLING[type(rule)](rule) + _whom(rule)


def until(rule: Rule) -> tuple[str, str]:
    """From when and until when it binds; empty where that is open."""
    return (
        "" if rule.starts == date.min else rule.starts.isoformat(),
        "" if rule.ends == date.max else rule.ends.isoformat(),
    )


def _whom(rule: Rule) -> str:
    bound = [names for names in (rule.actors, rule.lenders) if "*" not in names]
    return "".join(f"; binds {_names(names)}" for names in bound)


def _names(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))


def _on(channels: frozenset[str]) -> str:
    return "on every channel" if "*" in channels else f"by {_names(channels)}"


def _days(days: frozenset[int]) -> str:
    return "every day" if len(days) == len(WEEKDAYS) else ", ".join(WEEKDAYS[day] for day in sorted(days))


def _clock(at: time) -> str:
    return "24:00" if at == time.max else f"{at:%H:%M}"


def _length(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    return f"{minutes // 60} hours" if minutes % 60 == 0 else f"{minutes} minutes"


def _hours(rule: HoursRule) -> str:
    if rule.requested:
        return f"only in the hours the borrower asked for, {_on(rule.channels)}"
    lifted = f"; lifted by {', '.join(rule.lifted_by)}" if rule.lifted_by else ""
    otherwise = "denied" if rule.outside == "deny" else "held"
    open_ = f"{_clock(rule.opens)} to {_clock(rule.closes)}, {_days(rule.days)}{CLASSES[rule.day_class]}"
    return f"{open_}, {_on(rule.channels)}; else {otherwise}{lifted}"


def _cap(rule: CapRule) -> str:
    aligned = {"rolling": "rolling", "calendar": "of the calendar", "both": "rolling and of the calendar"}[rule.align]
    kinds = "" if "*" in rule.kinds else f"; keeps back {_names(rule.kinds)}"
    spared = f"; not counting {_names(rule.exclude)}" if rule.exclude else ""
    window = f"{rule.n} {rule.window}{'s' if rule.n > 1 else ''}, {aligned}"
    return f"at most {rule.max} {rule.unit} in {window}, per {_names(rule.per)}, {_on(rule.channels)}{kinds}{spared}"


def _cooldown(rule: CooldownRule) -> str:
    counted = "its day being day one" if rule.counting == "day_of_event_is_day_1" else "in full hours"
    return f"nothing {_on(rule.channels)} for {rule.days} days after a {rule.trigger_unit}, {counted}"


def _gap(rule: GapRule) -> str:
    most = f", at most {rule.max_per_day} a day" if rule.max_per_day else ""
    return f"at least {_length(rule.gap)} between two contacts{most}, {_on(rule.channels)}"


def _disclosure(rule: DisclosureRule) -> str:
    when = f" where {rule.when}" if rule.when else ""
    phrases = "; ".join(f"{tag}: {' | '.join(words)}" for tag, words in rule.phrases.items())
    replies = ", replies too" if rule.replies else ""
    said = f"; else it is said for the text ({', '.join(rule.say)})" if rule.say else ""
    return f"{PLACES[rule.position]}{when}, {_on(rule.channels)}{replies}, {MATCHES[rule.match]} {phrases}{said}"


def _opt_out(rule: OptOut) -> str:
    words = "; ".join(f"{tag}: {', '.join(words)}" for tag, words in rule.keywords.items())
    again = f"; in again by {', '.join(rule.opt_in)}" if rule.opt_in else ""
    return f"an opt-out ends {SCOPES[rule.scope]}" + (f"; words {words}" if words else "") + again


def _third_party(rule: ThirdParty) -> str:
    who = "software too" if rule.automated else "a person"
    told_ = "" if rule.may_disclose else ", without a word of a debt"
    most = f", at most {rule.per_person_max} times each" if rule.per_person_max else ""
    others = (
        f"{who} may ask others where {rule.only_if}{told_}{most}" if rule.only_if else "software writes to nobody else"
    )
    return f"to {_names(rule.allowed)}; {others}"


def _confirmation(rule: Confirmation) -> str:
    soon = f", within {int(rule.within.total_seconds() // 60)} minutes" if rule.within else ""
    return f"at most {rule.max} confirmation of an opt-out{soon}"


def _consent(rule: ConsentRule) -> str:
    if rule.technique:
        return f"consent to {rule.technique}, {_on(rule.channels)}" + (f", where {rule.when}" if rule.when else "")
    return f"consent to the channel, {_on(rule.channels)}" + (f", save {_names(rule.spared)}" if rule.spared else "")


def _ban(rule: ChannelBan) -> str:
    by = "" if "*" in rule.providers else f" through {_names(rule.providers)}"
    return f"nothing {_on(rule.channels)}{by}" + (f" where {rule.when}" if rule.when else "")


def _content(rule: ContentRule) -> str:
    if rule.detects:
        return f"not a text with {rule.detects}"
    return f"no phrase of a list in {', '.join(rule.phrases)}"


TELLING: Mapping[type[Rule], Callable[[Any], str]] = {
    HoursRule: _hours,
    CapRule: _cap,
    CooldownRule: _cooldown,
    GapRule: _gap,
    DisclosureRule: _disclosure,
    StopRule: lambda rule: f"{rule.fact}: {EFFECTS[rule.effect]}",
    OptOut: _opt_out,
    ThirdParty: _third_party,
    IdentityRule: lambda _rule: "no word of a debt before identity is confirmed",
    Confirmation: _confirmation,
    ConsentRule: _consent,
    ChannelBan: _ban,
    ZoneRule: lambda _rule: "where a pack asks for the borrower's own time, their zone must be known",
    ContentRule: _content,
}
"""By kind of rule, how it is told."""
