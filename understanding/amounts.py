"""Amounts of money as people write them. A number is money when something says so, or nothing says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from understanding.currencies import Currencies, currencies, decimals
from understanding.figures import NumberFound
from understanding.numbers import find_numbers
from understanding.words import Values, values

_LOOK_BACK = 40
_CENTS_GAP, _CENTS_DECIMALS = 5, 2
_SMALL = 10
"""Below this a bare number is a choice, a count or a child, unless a sign, a word or a verb of paying says money."""
_LONG, _CODE = 7, 6
"""From so many figures on a bare number is a telephone, a loan or a card."""
_TELEPHONE = re.compile(
    r"(?<![0-9])(?:\+[0-9]|\(?[0-9])(?:[ ()\-]{0,2}[0-9]){6,}(?![0-9])|(?<![0-9])[0-9]{3}\.[0-9]{3}\.[0-9]{4}(?![0-9])"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]{1,2})?")
_RANGE = re.compile(r"[0-9]{3,4}(?:-|00 )[0-9]{3,4}")
_HIDDEN = re.compile(r"(?<![*x•])[*x•]{2,20}[ -]?[0-9]{2,6}")
_GLUED_BEFORE = re.compile(r"(?:[a-zа-я_#№]|[0-9][./:,]|[a-z]-)$")
_GLUED_AFTER = re.compile(r"(?!ish\b)[a-zа-я_]|[/:][0-9]|\s?%")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[^\w.!?]{0,3}$")
_WORD_AFTER = re.compile(r"[^\w.,!?;:)\n]{0,3}([^\W\d_]+)")
_BETWEEN = re.compile(r"\s?(?:-|/|or|to|and|o|u|a|y|или|до|либо|и|到|至|或者?|、|~)\s?")
_LARGE = re.compile(r"(?<![0-9.,])(?!19[0-9]{2}(?![0-9])|20[0-9]{2}(?![0-9]))[0-9]{3,5}(?:[.,][0-9]{2})?(?![0-9])")
"""A number beside which 2014 is an amount, too, and no year."""
_YEARLY = frozenset({"in", "of", "since", "в", "с", "от", "de", "en", "desde", "del"})
_MANY = 1000
"""From this on a bare number is money whatever word follows it: what is counted in thousands stands in the lexicons."""
_FEW = 100
"""Below this a bare number with a word that is never said of money on one side is a bus, an age or a floor."""


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
    ends: int

    @property
    def before(self) -> str:
        return self.low[max(0, self.number.start - _LOOK_BACK) : self.number.start]

    @property
    def after(self) -> str:
        return self.low[self.ends : self.ends + _LOOK_BACK]


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
    for language in languages:
        numbers = [number for number in find_numbers(left, language) if not _overlaps(number, found)]
        for place in _places(left, numbers, values(language)):
            amount = _amount(place, currency, dated=dated)
            if amount:
                found.append(amount)
    return _with_cents(sorted(found, key=lambda amount: amount.start), left, languages, currency)


def _overlaps(number: NumberFound, found: Iterable[AmountFound]) -> bool:
    return any(amount.start < number.end and number.start < amount.end for amount in found)


def _places(low: str, numbers: Sequence[NumberFound], words: Values) -> Iterable[_Place]:
    """The numbers in their text. The first of a range takes the multiplier of the second: "2-3 hundred"."""
    for number, second in zip_longest(numbers, numbers[1:]):
        ends = number.end
        if second and number.scale == 1 and _is_range(low, number, second):
            number = replace(number, value=number.value * second.scale, plain=False)
            ends = second.end
        yield _Place(low=low, number=number, words=words, ends=ends)


def _is_range(low: str, first: NumberFound, second: NumberFound) -> bool:
    head = second.value / second.scale
    return second.scale > 1 and first.value < head and bool(_BETWEEN.fullmatch(low, first.end, second.start))


def _amount(place: _Place, currency: str, *, dated: bool) -> AmountFound | None:
    table = currencies()
    number = place.number
    before, after = table.before.search(place.before), table.after.match(place.after)
    if place.words.vague.search(place.before) or place.words.cents.match(place.after):
        return None
    named = _named(before, after, table, currency) or (currency if number.money else None)
    if not named and not _may_be_money(place, dated=dated):
        return None
    code = named or currency
    minor = number.value.scaleb(decimals(code))
    if minor <= 0 or minor != minor.to_integral_value():
        return None
    start = number.start - (len(before[0]) if before and not before["word"] else 0)
    end = number.end + (len(after[0]) if after and not before and place.ends == number.end else 0)
    return AmountFound(start=start, end=end, minor=int(minor), currency=code, sure=bool(named))


def _named(before: re.Match[str] | None, after: re.Match[str] | None, table: Currencies, currency: str) -> str | None:
    for match, groups in ((before, ("code",)), (after, ("word", "sign")), (before, ("sign", "word"))):
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
    if number.plain and (place.low[number.start] == "0" or _is_code(place)):
        return False
    if number.value < _SMALL:
        counted = number.plain or number.value > 1
        return (paying and counted and _followed_well(place)) or number.value != number.value.to_integral_value()
    if _is_year(number):
        if _after_a_word_of_years(place):
            return False
        return dated or bool(words.pay.search(place.low)) or _LARGE.search(place.low) is not None
    return paying or not number.plain or _in_good_company(place)


def _is_code(place: _Place) -> bool:
    """Whether a message is nothing but six figures or more, as codes by text are."""
    return (
        place.number.end - place.number.start >= _CODE
        and len(place.low.strip()) == place.number.end - place.number.start
    )


def _followed_well(place: _Place) -> bool:
    after = _WORD_AFTER.match(place.after)
    return not place.words.follows or not after or after[1] in place.words.follows


def _is_year(number: NumberFound) -> bool:
    return number.plain and 1900 < number.value < 2100 and bool(number.value % 100)


def _after_a_word_of_years(place: _Place) -> bool:
    """Whether the word before what may be a year is none that stands before money: "in 2018", "june 2015"."""
    before = _WORD_BEFORE.search(place.before)
    if not before or not place.words.follows:
        return False
    said_of_money = before[1] in place.words.leads or place.words.pay.fullmatch(before[1])
    return before[1] in _YEARLY or not said_of_money


def _in_good_company(place: _Place) -> bool:
    """Whether the words beside a bare number may stand beside money. Languages without spaces have their counts."""
    words = place.words
    if not words.follows:
        return True
    before = _WORD_BEFORE.search(place.before)
    if not _followed_well(place) and (place.number.value < _MANY or _is_year(place.number)):
        return False
    if before and words.pay.search(place.low):
        return True
    return (
        not before
        or place.number.value >= _FEW
        or before[1] in words.leads
        or words.pay.fullmatch(before[1]) is not None
    )


def _without_decoys(low: str, languages: Sequence[str]) -> str:
    """The text with times, telephones and card numbers blanked out."""
    left = _HIDDEN.sub(_blank, low)
    left = _TELEPHONE.sub(lambda m: m[0] if _is_sum(m[0]) else _blank(m), left)
    for language in languages:
        left = values(language).decoys.sub(_blank, left)
    return left


def _is_sum(written: str) -> bool:
    """Whether what looks like a telephone is a grouped or long amount, or two of them."""
    if _GROUPED.fullmatch(written) or (written.isdecimal() and len(written) <= _LONG + 2):
        return True
    return bool(_RANGE.fullmatch(written)) and written.endswith("0")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _with_cents(
    found: Iterable[AmountFound], low: str, languages: Sequence[str], currency: str
) -> tuple[AmountFound, ...]:
    """``5 dollars 50 cents`` as one amount; cents alone as what they are."""
    cents = {
        n.start: AmountFound(start=n.start, end=n.end + len(unit[0]), minor=int(n.value), currency=currency, sure=True)
        for language in languages
        if values(language).cents.search(low)
        for n in find_numbers(low, language)
        if 0 < n.value < 100 and n.value == int(n.value) and (unit := values(language).cents.match(low, n.end))
    }
    whole = list(found)
    for part in cents.values():
        at = next((i for i, amount in enumerate(whole) if 0 <= part.start - amount.end <= _CENTS_GAP), None)
        if at is None:
            whole.extend([part] if decimals(currency) == _CENTS_DECIMALS else [])
        elif decimals(whole[at].currency) == _CENTS_DECIMALS and whole[at].minor % 100 == 0:
            whole[at] = replace(whole[at], end=part.end, minor=whole[at].minor + part.minor, sure=True)
    return tuple(sorted(whole, key=lambda amount: amount.start))
