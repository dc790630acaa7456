"""Amounts of money as people write them. A number is money when something says so, or nothing says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from understanding.currencies import Currencies, currencies, decimals
from understanding.numbers import NumberFound, find_numbers
from understanding.words import Values, values

_LOOK_BACK = 40
_CENTS_GAP = 5
_SMALL = 10
"""Below this a bare number is a choice, a count or a child, unless a sign, a word or a verb of paying says money."""
_LONG = 7
"""From so many figures on a bare number is a telephone, a loan or a card."""
_TELEPHONE = re.compile(
    r"(?<![0-9])(?:\+[0-9]|\(?[0-9])(?:[ ()\-]{0,2}[0-9]){6,}(?![0-9])|(?<![0-9])[0-9]{3}\.[0-9]{3}\.[0-9]{4}(?![0-9])"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]{1,2})?")
_RANGE = re.compile(r"[0-9]{3,4}(?:-|00 )[0-9]{3,4}")
_HIDDEN = re.compile(r"[*x•]{2,}[ -]?[0-9]{2,6}")
_GLUED_BEFORE = re.compile(r"(?:[a-zа-я_#№]|[0-9][./:,]|[a-z]-)$")
_GLUED_AFTER = re.compile(r"[a-zа-я_]|[/:][0-9]|\s?%")


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountFound:
    """An amount in minor units and where it stands; ``sure`` where a sign or word named the currency."""

    start: int
    end: int
    minor: int
    currency: str
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A number in its text."""

    low: str
    number: NumberFound
    words: Values

    @property
    def before(self) -> str:
        return self.low[max(0, self.number.start - _LOOK_BACK) : self.number.start]

    @property
    def after(self) -> str:
        return self.low[self.number.end : self.number.end + _LOOK_BACK]


def find_amounts(
    low: str, languages: Sequence[str], *, currency: str, dated: bool, choosing: bool
) -> tuple[AmountFound, ...]:
    """Every amount, in order of mention.

    ``low`` has its dates blanked out; ``dated`` tells that there were some. ``choosing``: options were just shown,
    so that a lone figure is one of them.
    """
    if choosing and len(low.strip()) == 1:
        return ()
    left = _without_decoys(low, languages)
    found: list[AmountFound] = []
    taken: list[tuple[int, int]] = []
    for language in languages:
        words = values(language)
        for number in find_numbers(left, language):
            if any(start < number.end and number.start < end for start, end in taken):
                continue
            place = _Place(low=left, number=number, words=words)
            amount = _amount(place, currency, dated=dated)
            if amount:
                taken.append((amount.start, amount.end))
                found.append(amount)
    return _with_cents(sorted(found, key=lambda amount: amount.start), left, languages)


def _amount(place: _Place, currency: str, *, dated: bool) -> AmountFound | None:
    table = currencies()
    number = place.number
    before, after = table.before.search(place.before), table.after.match(place.after)
    named = _named(before, after, table, currency)
    if not named and not _may_be_money(place, dated=dated):
        return None
    code = named or currency
    minor = number.value.scaleb(decimals(code))
    if minor <= 0 or minor != minor.to_integral_value():
        return None
    start = number.start - (len(before[0]) if before else 0)
    end = number.end + (len(after[0]) if after and not before else 0)
    return AmountFound(start=start, end=end, minor=int(minor), currency=code, sure=bool(named))


def _named(before: re.Match[str] | None, after: re.Match[str] | None, table: Currencies, currency: str) -> str | None:
    for match, groups in ((before, ("code", "sign")), (after, ("word", "sign"))):
        for group in groups:
            if match and match[group]:
                return table.meant(match[group], currency)
    return None


def _may_be_money(place: _Place, *, dated: bool) -> bool:
    number, words = place.number, place.words
    if _GLUED_AFTER.match(place.after) or (number.plain and _GLUED_BEFORE.search(place.before)):
        return False
    if words.counts.match(place.after) or words.cents.match(place.after) or words.labels.search(place.before):
        return False
    paying = any(match.end() >= len(place.before.rstrip()) for match in words.pay.finditer(place.before))
    if number.plain and number.end - number.start >= _LONG:
        return paying and number.end - number.start == _LONG
    if number.plain and place.low[number.start] == "0":
        return False
    if number.value < _SMALL:
        return paying or number.value != number.value.to_integral_value()
    if number.plain and 1900 < number.value < 2100 and number.value % 100:
        return dated or bool(words.pay.search(place.low))
    return True


def _without_decoys(low: str, languages: Sequence[str]) -> str:
    """The text with times, telephones and card numbers blanked out."""
    left = _HIDDEN.sub(_blank, low)
    left = _TELEPHONE.sub(lambda m: m[0] if _is_sum(m[0]) else _blank(m), left)
    for language in languages:
        left = values(language).times.sub(_blank, left)
    return left


def _is_sum(written: str) -> bool:
    """Whether what looks like a telephone is a grouped or long amount, or two of them."""
    if _GROUPED.fullmatch(written) or (written.isdecimal() and len(written) <= _LONG + 2):
        return True
    return bool(_RANGE.fullmatch(written)) and written.endswith("0")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _with_cents(found: Iterable[AmountFound], low: str, languages: Sequence[str]) -> tuple[AmountFound, ...]:
    """``5 dollars 50 cents`` as one amount; cents alone as what they are."""
    cents = [
        AmountFound(start=n.start, end=n.end + len(unit[0]), minor=int(n.value), currency="", sure=True)
        for language in languages
        for n in find_numbers(low, language)
        if 0 < n.value < 100 and n.value == int(n.value) and (unit := values(language).cents.match(low, n.end))
    ]
    whole = list(found)
    for part in cents:
        at = next((i for i, amount in enumerate(whole) if 0 <= part.start - amount.end <= _CENTS_GAP), None)
        if at is not None and decimals(whole[at].currency) == 2 and whole[at].minor % 100 == 0:
            main = whole[at]
            whole[at] = AmountFound(
                start=main.start, end=part.end, minor=main.minor + part.minor, currency=main.currency, sure=True
            )
    return tuple(whole)
