"""Messages as lines of a file, JSON or plain text, with what they should mean where somebody says so; and answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.money import is_currency
from cases.reading import PROTECTED, Intent, Reading
from understanding.outside import INTENTS, shown


class LineError(ValueError):
    """A line that cannot be read; the text names the line and what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What a message should be read as; None where nobody said. Amounts are minor units."""

    intent: Intent | None = None
    amounts: tuple[int, ...] | None = None
    dates: tuple[date, ...] | None = None
    rights: frozenset[Intent] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A message to be read, with what it should be read as. ``id`` is given back as it came."""

    id: str | int
    text: str
    locale: str
    today: date
    currency: str
    gold: Gold = Gold()


def plain_lines(rows: Iterable[str], *, locale: str, today: date, currency: str) -> list[Line]:
    """One message a row, the empty ones too; the number of the row is its id."""
    return [
        Line(id=number, text=row, locale=locale, today=today, currency=currency)
        for number, row in enumerate(rows, start=1)
    ]


def json_lines(rows: Iterable[str], *, locale: str, today: date, currency: str) -> list[Line]:
    """One JSON object a row; empty rows are passed over. What a row does not say is as given here.

    Raises LineError at the first row that cannot be read.
    """
    lines = []
    for number, row in enumerate(rows, start=1):
        if row.strip():
            try:
                lines.append(_line(_Fields(_object(row)), number, locale, today, currency))
            except LineError as error:
                raise LineError(f"line {number}: {error}") from None
    return lines


def answer(line: Line, reading: Reading) -> dict[str, Any]:
    """What is printed of a reading: amounts in minor units, dates by ISO 8601, shares like ``"1/2"``."""
    return {
        "id": line.id,
        "intent": shown(reading.intent).value,
        "confidence": round(reading.confidence, 3),
        "second": _second(reading),
        "amounts": [amount.minor for amount in reading.amounts],
        "dates": [found.on.isoformat() for found in reading.dates],
        "shares": [str(share) for share in reading.shares],
        "language": reading.language,
        "rights": sorted(right.value for right in (reading.rights | reading.doubts) & PROTECTED),
    }


def _second(reading: Reading) -> str | None:
    second = reading.runner_up and shown(reading.runner_up)
    return second.value if second and second is not shown(reading.intent) else None


def _object(row: str) -> Mapping[str, Any]:
    try:
        value = json.loads(row)
    except json.JSONDecodeError as error:
        raise LineError(f"no JSON: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise LineError("no JSON that ends: too many brackets within each other") from None
    if not isinstance(value, dict):
        raise LineError('not an object; write {"id": "1", "text": "…", "locale": "en-US"}')
    return value


@dataclass(frozen=True, slots=True)
class _Fields:
    """The keys of one row, each read for what it must be. Null is as good as absent."""

    row: Mapping[str, Any]

    def text(self, name: str, default: str | None = None) -> str:
        value = self.row.get(name)
        if value is None and default is not None:
            return default
        if name not in self.row:
            raise LineError(f'"{name}" is missing')
        if not isinstance(value, str):
            raise LineError(f'"{name}" is {_kind(value)}, must be a text')
        return value

    def day(self, name: str, default: date) -> date:
        return _day(name, self.row[name]) if self.row.get(name) is not None else default

    def id(self, number: int) -> str | int:
        value = self.row.get("id")
        if value is None:
            return number
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise LineError(f'"id" is {_kind(value)}, must be a text or a whole number')
        if not str(value).isprintable():
            raise LineError('"id" holds characters that cannot be printed')
        return value

    def several(self, name: str) -> Sequence[Any] | None:
        value = self.row.get(name)
        if value is not None and not isinstance(value, list):
            raise LineError(f'"{name}" is {_kind(value)}, must be a list')
        return value


def _line(fields: _Fields, number: int, locale: str, today: date, currency: str) -> Line:
    code = fields.text("currency", currency)
    if not is_currency(code):
        raise LineError(f'"currency" {code!r} is no currency code of ISO 4217, like USD')
    return Line(
        id=fields.id(number),
        text=fields.text("text"),
        locale=fields.text("locale", locale),
        today=fields.day("today", today),
        currency=code,
        gold=_gold(fields),
    )


def _gold(fields: _Fields) -> Gold:
    intent, amounts = fields.row.get("intent"), fields.several("amounts")
    dates, rights = fields.several("dates"), fields.several("rights")
    if amounts is not None and not all(type(amount) is int for amount in amounts):
        raise LineError('"amounts" must be whole numbers of minor units, like [20000]')
    return Gold(
        intent=None if intent is None else _intent("intent", intent),
        amounts=None if amounts is None else tuple(amounts),
        dates=None if dates is None else tuple(_day("dates", each) for each in dates),
        rights=None if rights is None else frozenset(_intent("rights", each) for each in rights),
    )


def _intent(name: str, value: Any) -> Intent:
    if value not in list(INTENTS):
        raise LineError(f'"{name}": {value!r} is none of {", ".join(INTENTS)}')
    return Intent(value)


def _day(name: str, value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise LineError(f'"{name}": {value!r} is not a date; write "2026-11-24"') from None


def _kind(value: Any) -> str:
    kinds = {type(None): "null", bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return kinds.get(type(value), "a text" if isinstance(value, str) else "an object")
