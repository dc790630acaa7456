"""Amounts and dates that a text names, as far as they fit what is owed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from cases.flows.facts import main_arrears
from cases.flows.flow import Data
from cases.flows.turn import FlowContext, Heard
from cases.money import Money, exponent

_PARTS = re.compile(
    r"(?<!\d)(\d{1,3})\s*(?:equal |monthly )?"
    r"(?:parts?|payments?|instal\w*|months|期|个月|partes?|pagos|cuotas|meses|част\w*|платеж\w*|месяц\w*)",
    re.IGNORECASE,
)


_FIGURE = re.compile(r"(?<![0-9a-z.,:])\d{1,9}(?![\d.,:/-]*\d|[a-z])", re.IGNORECASE)
SHORT = 3
"""Words of a text that is little more than a figure."""


def amount_in(context: FlowContext, heard: Heard) -> Money | None:
    """The first amount named, if something is late in its currency."""
    currencies = {amount.currency for amount in context.position.arrears}
    read = next((read for read in heard.reading.amounts if read.currency in currencies), None)
    return Money(currency=read.currency, minor=read.minor) if read else None


def amount_answered(context: FlowContext, heard: Heard) -> Money | None:
    """The amount named, where one was just asked for: then a short text's only figure is one too ("12 tops")."""
    named, main = amount_in(context, heard), main_arrears(context)
    short = len(heard.reading.text.split()) <= SHORT and not heard.reading.dates and heard.choice is None
    figures = _FIGURE.findall(unicodedata.normalize("NFKC", heard.reading.text)) if short else []
    if named or main is None or len(figures) != 1:
        return named
    minor = int(figures[0]) * 10 ** exponent(main.currency)
    return Money(currency=main.currency, minor=minor)


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
