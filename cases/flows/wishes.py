"""Amounts and dates that a text names, as far as they fit what is owed."""

from __future__ import annotations

import re
from datetime import date

from cases.flows.flow import Data
from cases.flows.turn import FlowContext, Heard
from cases.money import Money

_PARTS = re.compile(
    r"(?<!\d)(\d{1,3})\s*(?:equal |monthly )?"
    r"(?:parts?|payments?|instal\w*|months|期|个月|partes?|pagos|cuotas|meses|част\w*|платеж\w*|месяц\w*)",
    re.IGNORECASE,
)


def amount_in(context: FlowContext, heard: Heard) -> Money | None:
    """The first amount named, if something is late in its currency."""
    currencies = {amount.currency for amount in context.position.arrears}
    read = next((read for read in heard.reading.amounts if read.currency in currencies), None)
    return Money(currency=read.currency, minor=read.minor) if read else None


def day_named(heard: Heard) -> date | None:
    """The first date named."""
    return heard.reading.dates[0].on if heard.reading.dates else None


def parts_in(heard: Heard) -> int | None:
    """How many parts a text names: "in 3 parts", or "half" for two."""
    found = _PARTS.search(heard.reading.text)
    if found:
        return int(found[1])
    shares = [share for share in heard.reading.shares if share > 0]
    return round(1 / shares[0]) if shares else None


def kept(money: Money | None, on: date | None) -> Data:
    """An amount and a date as a conversation keeps them in mind."""
    amount: dict[str, str | int] = {"minor": money.minor, "currency": money.currency} if money else {}
    return amount | ({"on": on.isoformat()} if on else {})
