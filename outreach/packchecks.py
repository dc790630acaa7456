"""What each rule of a pack says may be well written and still make no sense together. It is refused here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime, timedelta
from itertools import combinations

from cases.policy.disclosures import Disclosure
from cases.policy.pack import EVERYWHERE, DisclosureRule, HoursRule, Pack, Rule
from cases.policy.wording import normal
from outreach.packerrors import PackError


def rules_of(pack: Pack) -> Iterator[Rule]:
    """Every rule of a pack, in the order of its fields; one that a flag changes comes once for each stretch."""
    for field in fields(pack):
        value = getattr(pack, field.name)
        if isinstance(value, tuple):
            yield from (each for each in value if isinstance(each, Rule))


def check_sense(file: str, pack: Pack) -> None:
    """Raises PackError for dates and hours that end before they begin, for hours that overlap and for sentences
    that do not say what their rule wants."""
    for rule in rules_of(pack):
        if rule.starts >= rule.ends:
            raise PackError(file, rule.id, "effective_to is not after effective_from")
    for disclosure in pack.disclosures:
        _check_sentences(file, disclosure)
    for hours in pack.hours:
        _check_window(file, hours, pack.time.send_margin)
    for first, second in combinations((rule for rule in pack.hours if not rule.requested), 2):
        if _overlap(first, second):
            raise PackError(file, f"hours[{second.id}]", f"overlaps with {first.id} on the same days and channels")


def _check_sentences(file: str, rule: DisclosureRule) -> None:
    wanted = Disclosure.of(rule)
    for tag, sentence in rule.say.items():
        if tag not in rule.phrases or not wanted.is_in(normal(sentence), {}, tag):
            raise PackError(file, f"disclosure[{rule.id}].say.{tag}", "lacks the phrases of its own rule")


def _check_window(file: str, rule: HoursRule, margin: timedelta) -> None:
    if rule.opens >= rule.closes:
        raise PackError(file, f"hours[{rule.id}].from", "is not before to; hours past midnight are two rules")
    if not rule.requested and _length(rule) <= margin:
        raise PackError(file, f"hours[{rule.id}]", "is no longer than time.send_margin; it never opens")


def _length(rule: HoursRule) -> timedelta:
    day = date(2000, 1, 1)
    return datetime.combine(day, rule.closes) - datetime.combine(day, rule.opens)


def _overlap(first: HoursRule, second: HoursRule) -> bool:
    """Two rules for one class of days that open a moment twice: one of them was meant otherwise."""
    sets = (
        (first.channels, second.channels),
        (first.actors, second.actors),
        (first.lenders, second.lenders),
    )
    return (
        first.day_class == second.day_class
        and not first.days.isdisjoint(second.days)
        and all(a == EVERYWHERE or b == EVERYWHERE or not a.isdisjoint(b) for a, b in sets)
        and max(first.starts, second.starts) < min(first.ends, second.ends)
        and max(first.opens, second.opens) < min(first.closes, second.closes)
    )
