"""How the values of a pack are read: each function takes what TOML gave and says what belongs there instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

Convert = Callable[[Any], Any]


def nearest(name: str, known: Any) -> str:
    """``; did you mean …?`` where something known is near."""
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def text(value: Any) -> str:
    """A text that says something."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("needs a text")
    return value


def day(value: Any) -> date:
    """A date, unquoted in TOML."""
    if not isinstance(value, date):
        raise TypeError("needs a date such as 2026-09-01, without quotes")
    return value


def names(value: Any) -> frozenset[str]:
    """A list of names; ``"*"`` stands for all."""
    return frozenset(listed(value))


def listed(value: Any) -> tuple[str, ...]:
    """A list of texts, in order, not empty."""
    if not isinstance(value, list) or not value:
        raise ValueError("needs a list of texts")
    return tuple(text(item) for item in value)


def flag(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise TypeError("needs true or false")
    return value


def count(value: Any) -> int:
    """A whole number above nought."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("needs a whole number above 0")
    return value


_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")


def duration(value: Any) -> timedelta:
    """A duration such as ``PT4H``."""
    parts = _DURATION.fullmatch(text(value))
    if parts is None or not any(parts.groups()):
        raise ValueError("needs a duration such as PT4H, PT5M or P1D")
    days, hours, minutes = (int(part or 0) for part in parts.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def clock(value: Any) -> time:
    """A time of day such as ``08:00``; ``24:00`` is the end of the day."""
    return time.max if value == "24:00" else time.fromisoformat(text(value))


def one_of(*choices: str) -> Convert:
    """One of these words."""

    def convert(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"{value!r} is none of {', '.join(choices)}{nearest(str(value), choices)}")
        return str(value)

    return convert


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekdays(value: Any) -> frozenset[int]:
    """Days of the week as numbers, Monday being 0; ``all`` stands for seven."""
    if value == ["all"]:
        return frozenset(range(7))
    return frozenset(WEEKDAYS.index(one_of(*WEEKDAYS)(item)) for item in listed(value))


def phrases(value: Any) -> dict[str, tuple[str, ...]]:
    """Lists of phrases by language."""
    if not isinstance(value, dict) or not value:
        raise ValueError("needs a table of languages")
    return {language: listed(items) for language, items in value.items()}


def window(value: Any) -> dict[str, Any]:
    """``{ n, unit, align }`` of a cap."""
    if not isinstance(value, dict) or set(value) != {"n", "unit", "align"}:
        raise ValueError("needs { n = …, unit = …, align = … }")
    unit = one_of("day", "week", "month")(value["unit"])
    align = one_of("rolling", "calendar", "both")(value["align"])
    return {"n": count(value["n"]), "window": unit, "align": align}


VOICE = frozenset({"voice", "voice_ai"})
TRIGGERS = {"voice_conversation": {"trigger_channels": VOICE, "trigger_unit": "conversation"}}


def trigger(value: Any) -> dict[str, Any]:
    """What starts a cooldown."""
    return dict(TRIGGERS[one_of(*TRIGGERS)(value)])
