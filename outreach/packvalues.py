"""How the values of a pack are read: each function takes what TOML gave and says what belongs there instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from babel import Locale, UnknownLocaleError

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
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError("needs a date such as 2026-09-01, without quotes")
    return value


def listed(value: Any) -> tuple[str, ...]:
    """A list of texts, in order, not empty."""
    if not isinstance(value, list) or not value:
        raise ValueError("needs a list of texts")
    return tuple(text(item) for item in value)


def words(value: Any) -> frozenset[str]:
    """A list of names of any kind; ``"*"`` stands for all."""
    return frozenset(listed(value))


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
    """A duration such as ``PT4H``, longer than nought."""
    parts = _DURATION.fullmatch(text(value))
    if parts is None or not any(parts.groups()):
        raise ValueError("needs a duration such as PT4H, PT5M or P1D")
    days, hours, minutes = (int(part or 0) for part in parts.groups())
    length = timedelta(days=days, hours=hours, minutes=minutes)
    if not length:
        raise ValueError("needs a duration above nought")
    return length


_CLOCK = re.compile(r"\d\d:\d\d")


def clock(value: Any) -> time:
    """A time of day such as ``08:00``; ``24:00`` is the end of the day."""
    if _CLOCK.fullmatch(text(value)) is None:
        raise ValueError("needs a time of day such as 08:00")
    return time.max if value == "24:00" else time.fromisoformat(value)


def one_of(*choices: str) -> Convert:
    """One of these words."""

    def convert(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"{value!r} is none of {', '.join(choices)}{nearest(str(value), choices)}")
        return str(value)

    return convert


def some_of(*choices: str) -> Convert:
    """A list of these words; ``"*"`` alone stands for all."""

    def convert(value: Any) -> frozenset[str]:
        return frozenset({"*"}) if value == ["*"] else frozenset(one_of(*choices)(item) for item in listed(value))

    return convert


_FACT = re.compile(r"[a-z][a-z0-9_]*")
_OVERDUE = re.compile(r"dpd_over_\d+")


def fact(value: Any) -> str:
    """The name of a fact about the borrower or the message."""
    if _FACT.fullmatch(text(value)) is None:
        raise ValueError(f"{value!r} is no fact; its name is made of small letters, digits and _")
    if value.startswith("dpd_over_") and _OVERDUE.fullmatch(value) is None:
        raise ValueError(f"{value!r} needs a number of days, such as dpd_over_15")
    return str(value)


def facts(value: Any) -> tuple[str, ...]:
    """Names of facts, in order."""
    return tuple(fact(item) for item in listed(value))


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekdays(value: Any) -> frozenset[int]:
    """Days of the week as numbers, Monday being 0; ``all`` stands for seven."""
    if value == ["all"]:
        return frozenset(range(7))
    return frozenset(WEEKDAYS.index(one_of(*WEEKDAYS)(item)) for item in listed(value))


def language(tag: str) -> str:
    """A language tag such as ``en`` or ``zh-Hans``."""
    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        raise ValueError(f"{tag!r} is not a language; write it like en or zh-Hans") from None
    return tag


def phrases(value: Any) -> dict[str, tuple[str, ...]]:
    """Lists of phrases by language."""
    if not isinstance(value, dict) or not value:
        raise ValueError("needs a table of languages")
    return {language(tag): listed(items) for tag, items in value.items()}


PLACEHOLDERS = (
    "institution_full_name",
    "creditor_or_agent_name",
    "creditor_name",
    "contact_phone",
    "agency_place",
    "speaker_full_name",
    "speaker_full_name_or_robot",
)
"""What a disclosure may ask for beside fixed words: values of the creditor and of who speaks."""
_BRACED = frozenset(f"{{{name}}}" for name in PLACEHOLDERS)


def disclosures(value: Any) -> dict[str, tuple[str, ...]]:
    """Phrases of a disclosure. A placeholder stands alone, and is one that somebody fills."""
    found = phrases(value)
    for phrase in (phrase for phrases_ in found.values() for phrase in phrases_):
        if "{" in phrase and phrase not in _BRACED:
            raise ValueError(f"{phrase!r} is no placeholder; one stands alone, as {', '.join(sorted(_BRACED))}")
    return found


def sentences(value: Any) -> dict[str, str]:
    """A sentence by language."""
    if not isinstance(value, dict) or not value:
        raise ValueError("needs a table of languages")
    return {language(tag): text(sentence) for tag, sentence in value.items()}


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
