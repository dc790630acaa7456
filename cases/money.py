"""Money as integer minor units with an ISO 4217 currency. Display belongs to the edges."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from babel.core import get_global
from babel.numbers import get_currency_precision


class MoneyError(ValueError):
    """An amount or a currency that cannot be read; the text says which."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Money:
    """An amount in minor units (cents; the unit itself where the currency has no decimals)."""

    currency: str
    minor: int


NO_TENDER = frozenset(
    ("XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XRE", "XSU", "XTS", "XUA", "XXX")
)
"""Codes of ISO 4217 in which nothing is lent: metals, units of account, tests, no currency at all."""


BEYOND_CUSTOM = {
    **dict.fromkeys(("AFN", "ALL", "IRR", "KPW", "LAK", "LBP", "MGA", "MMK", "RSD", "SOS", "SYP", "YER"), 2),
    **dict.fromkeys(("MRO", "SLL", "STD", "ZMK", "ZWD"), 2),
    "IQD": 3,
}
"""Decimals by ISO 4217 where CLDR, which Babel follows, has none: nobody uses them in a shop, but a ledger does."""


@cache
def is_currency(code: str) -> bool:
    """Whether ``code`` is a currency of ISO 4217, past or present, in which money can be owed."""
    return len(code) == 3 and code.isupper() and code in get_global("all_currencies") and code not in NO_TENDER


@cache
def exponent(currency: str) -> int:
    """Decimals of the currency by ISO 4217: USD 2, JPY 0, KWD 3. Raises MoneyError for an unknown code."""
    if not is_currency(currency):
        raise MoneyError(f"{currency!r} is not a currency code of ISO 4217")
    return BEYOND_CUSTOM.get(currency, get_currency_precision(currency))


def to_minor(amount: Decimal | str, currency: str) -> int:
    """Minor units of an amount in major units with a point: ``"186.40"`` USD is 18640.

    Raises MoneyError where it is no number, or has more decimals than the currency.
    """
    try:
        value = Decimal(amount)
    except InvalidOperation:
        raise MoneyError(f"{amount!r} is not an amount; write it like 1204.50") from None
    if not value.is_finite():
        raise MoneyError(f"{amount!r} is not an amount; write it like 1204.50")
    scaled = value.scaleb(exponent(currency))
    if scaled != scaled.to_integral_value():
        raise MoneyError(f"{amount} has more decimals than {currency} ({exponent(currency)})")
    return int(scaled)


def to_major(minor: int, currency: str) -> Decimal:
    """The amount in major units: 18640 USD is ``Decimal("186.40")``."""
    return Decimal(minor).scaleb(-exponent(currency))


def plain(money: Money) -> str:
    """The amount in major units with all its decimals and no currency, as in "1204.50": for notes that people read."""
    return f"{to_major(money.minor, money.currency):f}"
