"""One scenario, from a JSON object to what the gate is asked. What cannot be read is refused with its key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from cases.policy.counting import ANY_UNIT
from cases.policy.question import end_of
from cases.policy.request import Contact, GateRequest
from cases.policy.windows import agreed_hours
from cases.policy.wording import discloses_debt
from outreach.packnames import ACTORS, CHANNEL_NAMES, KINDS, LENDERS, RECIPIENTS, UNIT_MARKS, UNITS
from outreach.packrules import load_words
from outreach.packvalues import Convert, flag, nearest, one_of, text

_NEEDED = object()
CHANNEL = one_of(*CHANNEL_NAMES)
YEARS = range(1900, 3000)
"""Instants of other years are slips; near the ends of the calendar there is no next morning to wait for."""
IDENTITY = one_of("confirmed", "unconfirmed")
UNIT = one_of(*UNITS, ANY_UNIT, *UNIT_MARKS)
POSITION = one_of("initial", "subsequent")

MESSAGE = (
    "channel", "kind", "loan", "position", "text", "recipient", "address", "provider",
    "place", "creditor", "released", "acknowledgement", "in_reply_to",
)  # fmt: skip
BORROWER = ("zones", "language", "identity", "consent", "days_past_due", "facts", "opted_out")
CONTACT = ("at", "channel", "units", "loan", "by", "address", "creditor", "answers", "shared")


class FieldProblem(ValueError):
    """A field that cannot be read; the text names it and says what belongs there."""


def moment(value: Any) -> datetime:
    """An instant with its offset."""
    at = datetime.fromisoformat(text(value))
    if at.tzinfo is None:
        raise ValueError("an instant needs an offset")
    if at.year not in YEARS:
        raise ValueError(f"the year must be from {YEARS[0]} to {YEARS[-1]}")
    return at


def whole(value: Any) -> int:
    """A whole number, also below nought."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("needs a whole number")
    return value


def words(value: Any) -> str:
    """Text, also none."""
    if not isinstance(value, str):
        raise TypeError("needs a text")
    return value


def several(convert: Convert) -> Convert:
    """A list, possibly empty, of what ``convert`` reads."""

    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise TypeError("needs a list")
        return tuple(convert(item) for item in value)

    return read


def nested(value: Any) -> Mapping[str, Any]:
    """An object."""
    if not isinstance(value, dict):
        raise TypeError("needs an object")
    return value


def take(row: Mapping[str, Any], where: str, key: str, convert: Convert, default: Any = _NEEDED) -> Any:
    """A field as it is read; absent or null it is ``default``. Raises FieldProblem."""
    name = f"{where}.{key}" if where else key
    value = row.get(key)
    if value is None:
        if default is _NEEDED:
            raise FieldProblem(f"{name}: missing")
        return default
    try:
        return convert(value)
    except (TypeError, ValueError, KeyError) as error:
        raise FieldProblem(f"{name}: {error}") from error


def unknown_fields(row: Mapping[str, Any]) -> Iterator[str]:
    """Fields of the message, the borrower and the contacts that nothing reads, with the nearest that is read."""
    places = [("message", row.get("message"), MESSAGE), ("borrower", row.get("borrower"), BORROWER)]
    places += [(f"history[{at}]", each, CONTACT) for at, each in enumerate(row.get("history") or ())]
    for where, table, known in places:
        for key in table or ():
            if key not in known:
                yield f"{where}.{key} is read by nothing{nearest(key, known)}"


def read_scenario(row: Mapping[str, Any]) -> GateRequest:
    """The request of one scenario. Raises FieldProblem for what is missing or cannot be read."""
    message = take(row, "", "message", nested)
    borrower = take(row, "", "borrower", nested)
    wording = take(message, "message", "text", words, None)
    return GateRequest(
        at=take(row, "", "at", moment),
        actor=take(row, "", "actor", one_of(*ACTORS), "first_party"),
        lender=take(row, "", "lender", one_of(*LENDERS), "nonbank"),
        text=wording,
        discloses=wording is not None and discloses_debt(wording, load_words()[0]),
        **_message(message),
        **_borrower(borrower, take(message, "message", "place", text, None)),
        history=tuple(
            _contact(contact, f"history[{at}]")
            for at, contact in enumerate(take(row, "", "history", several(nested), ()))
        ),
    )


def _message(row: Mapping[str, Any]) -> dict[str, Any]:
    def field(key: str, convert: Convert, default: Any = _NEEDED) -> Any:
        return take(row, "message", key, convert, default)

    return {
        "channel": field("channel", CHANNEL),
        "kind": field("kind", one_of(*KINDS)),
        "loan": field("loan", text, None),
        "creditor": field("creditor", text, None),
        "position": field("position", POSITION, "subsequent"),
        "recipient": field("recipient", one_of(*RECIPIENTS), "borrower"),
        "address": field("address", text, None),
        "provider": field("provider", text, None),
        "released": field("released", flag, None) is True,
        "acknowledgement": field("acknowledgement", flag, None) is True,
        "in_reply_to": field("in_reply_to", _asked, None),
    }


def _asked(value: Any) -> tuple[str, datetime]:
    row = nested(value)
    return take(row, "in_reply_to", "channel", CHANNEL), take(row, "in_reply_to", "at", moment)


def _borrower(row: Mapping[str, Any], place: str | None) -> dict[str, Any]:
    def field(key: str, convert: Convert, default: Any = _NEEDED) -> Any:
        return take(row, "borrower", key, convert, default)

    facts = dict(field("facts", nested, {}))
    opted_out = take(facts, "borrower.facts", "opted_out", several(CHANNEL), ())
    facts.pop("opted_out", None)
    for name in facts:
        take(facts, "borrower.facts", name, _fact(name), None)
    return {
        "zones": field("zones", several(text), ()),
        "language": field("language", text, "en"),
        "identity": field("identity", IDENTITY, "unconfirmed"),
        "consent": frozenset(field("consent", several(text), ())),
        "opted_out": frozenset((*opted_out, *field("opted_out", several(CHANNEL), ()))),
        "days_past_due": field("days_past_due", whole, None),
        "facts": facts if place is None else {**facts, "place": place},
    }


def _fact(name: str) -> Convert:
    """How a fact is tried: one with an end or with hours must be one that the gate can read."""
    if name == "agreed_hours":
        return agreed_hours
    return (lambda value: end_of(value, ZoneInfo("UTC"))) if name.endswith("_until") else (lambda value: value)


def _contact(row: Mapping[str, Any], where: str) -> Contact:
    def field(key: str, convert: Callable[[Any], Any], default: Any = _NEEDED) -> Any:
        return take(row, where, key, convert, default)

    answers = field("answers", moment, None)
    return Contact(
        at=field("at", moment).astimezone(UTC),
        channel=field("channel", CHANNEL),
        units=frozenset(field("units", several(UNIT))),
        loan=field("loan", text, None),
        by=field("by", one_of("own", "agency"), "own"),
        address=field("address", text, None),
        creditor=field("creditor", text, None),
        answers=answers.astimezone(UTC) if answers else None,
        shared=field("shared", flag, None) is True,
    )
