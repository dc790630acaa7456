"""Values to JSON and back: events of the log, and texts still to be rendered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, cast

from pydantic import TypeAdapter

from cases.events import EVENTS, Event
from cases.money import Money
from cases.say import Choice, Phrase, Say, Value


@cache
def _adapter(name: str) -> TypeAdapter[Event]:
    return TypeAdapter(EVENTS[name])


def event_to_json(event: Event) -> tuple[str, dict[str, Any]]:
    """The name of an event and its payload."""
    name = type(event).__name__
    return name, _adapter(name).dump_python(event, mode="json")


def event_from_json(name: str, payload: Mapping[str, Any]) -> Event:
    """The event of a name and payload. Raises KeyError for an unknown name, ValueError for a payload that is off."""
    return _adapter(name).validate_python(payload)


def say_to_json(say: Say) -> dict[str, Any]:
    """A text to be rendered, kept until it is sent."""
    return {
        "key": say.key,
        "values": {name: _pack(value) for name, value in say.values.items()},
        "choices": choices_to_json(say.choices),
        **({"picture": say.picture} if say.picture is not None else {}),
    }


def say_from_json(raw: Mapping[str, Any]) -> Say:
    """The text that ``say_to_json`` kept."""
    values = {name: _unpack(value) for name, value in raw["values"].items()}
    choices = choices_from_json(raw["choices"])
    return Say(key=raw["key"], values=values, choices=choices, picture=raw.get("picture"))


def choices_to_json(choices: tuple[Choice, ...]) -> list[dict[str, Any]]:
    """Choices with their labels as phrases."""
    return [{"id": choice.id, "label": _pack(choice.label)} for choice in choices]


def choices_from_json(raw: list[dict[str, Any]]) -> tuple[Choice, ...]:
    """The choices that ``choices_to_json`` kept."""
    return tuple(Choice(id=each["id"], label=cast("Phrase", _unpack(each["label"]))) for each in raw)


def _pack(value: Value) -> Any:
    match value:
        case Money():
            return {"money": value.minor, "currency": value.currency}
        case datetime():
            return {"at": value.isoformat()}
        case date():
            return {"on": value.isoformat()}
        case Phrase():
            return {"phrase": value.key, "values": {name: _pack(each) for name, each in value.values.items()}}
        case tuple():
            return [_pack(each) for each in value]
        case _:
            return value


def _unpack(raw: Any) -> Value:
    match raw:
        case {"money": minor, "currency": currency}:
            return Money(currency=currency, minor=minor)
        case {"at": at}:
            return datetime.fromisoformat(at)
        case {"on": on}:
            return date.fromisoformat(on)
        case {"phrase": key, "values": values}:
            return Phrase(key=key, values={name: _unpack(each) for name, each in values.items()})
        case list():
            return cast("Value", tuple(_unpack(each) for each in raw))
        case _:
            return cast("Value", raw)
