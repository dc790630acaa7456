"""How the values of ``plans.toml`` are read: each function takes what TOML gave and says what belongs there instead."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from cases.buckets import Buckets
from cases.money import MoneyError, to_minor
from cases.plans import Cadence
from outreach.checked import holidays_known
from outreach.packvalues import listed, nearest, text

BUCKETS = tuple(name for name, _ in Buckets(grace_days=1).bands)
MOST = 10_000
Word = TypeVar("Word", bound=StrEnum)


def share(value: Any) -> Fraction:
    """A share from 0 to 1, exactly as it is written."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError("needs a share from 0 to 1")
    try:
        found = Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{value!r} is no share from 0 to 1") from None
    if not 0 <= found <= 1:
        raise ValueError(f"{value} is no share from 0 to 1")
    return found


def whole(least: int) -> Callable[[Any], int]:
    """A whole number, at least this."""

    def convert(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= MOST:
            raise ValueError(f"needs a whole number, {least} to {MOST}")
        return value

    return convert


def word(words: type[Word]) -> Callable[[Any], Word]:
    """One of these words."""

    def convert(value: Any) -> Word:
        known = [each.value for each in words]
        if value not in known:
            raise ValueError(f"{value!r} is none of {', '.join(known)}{nearest(str(value), known)}")
        return words(value)

    return convert


def table(value: Any) -> dict[str, Any]:
    """A table of the file."""
    if not isinstance(value, dict):
        raise TypeError("needs a table")
    return value


def shares(value: Any) -> dict[str, Fraction]:
    """Shares by bucket."""
    for bucket in table(value):
        if bucket not in BUCKETS:
            raise ValueError(f"{bucket!r} is no bucket; known: {', '.join(BUCKETS)}")
    return {bucket: share(each) for bucket, each in value.items()}


def cadences(value: Any) -> tuple[Cadence, ...]:
    """A list of cadences, the usual one first."""
    found = tuple(word(Cadence)(each) for each in listed(value))
    if len(set(found)) < len(found):
        raise ValueError("names a cadence twice")
    return found


def parts_by_cadence(value: Any) -> dict[Cadence, int]:
    """The most parts at each cadence."""
    return {word(Cadence)(name): whole(1)(most) for name, most in table(value).items()}


def amounts(value: Any) -> dict[str, int]:
    """Amounts in major units by currency, as minor units."""
    found = {}
    for currency, amount in table(value).items():
        try:
            found[currency] = to_minor(text(amount), currency)
        except MoneyError as error:
            raise ValueError(str(error)) from None
        if found[currency] < 1:
            raise ValueError(f"{amount} {currency} is not more than nought")
    return found


def calendars(value: Any) -> dict[str, str]:
    """Holiday calendars by jurisdiction: a country, or a country and its subdivision with a hyphen."""
    for place in table(value).values():
        if not holidays_known(text(place)):
            raise ValueError(f"there are no holidays of {place!r}")
    return dict(value)
