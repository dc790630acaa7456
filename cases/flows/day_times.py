"""The time of day that a text names, in four languages: a clock time, or a part of the day."""

from __future__ import annotations

import re
import unicodedata
from datetime import time

_LATE = r"p\.?m\b|de la tarde|de la noche|дня|вечера|下午|晚上|傍晚"
_EARLY = r"a\.?m\b|de la mañana|утра|早上|上午|凌晨"
_CLOCK = re.compile(
    rf"(?P<before>{_EARLY}|{_LATE})?\s*(?<![\d.,/:-])(?P<hour>\d{{1,2}}|十[一二]?|[一二两三四五六七八九])"
    r"(?:[:：](?P<minute>\d{2})|(?P<point>[点时])(?P<half>半)?)?"
    rf"(?![\d:/-]|[.,]\d)\s*(?:h(?:oras|rs)?\b|час\w*|o'?clock)?\s*(?P<after>{_EARLY}|{_LATE})?",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\b(?:at|after|around|about|by|from|a las?|después de las?|sobre las?|tipo|в|к|после|около|с)\s*$", re.IGNORECASE
)
_PARTS = (
    (re.compile(r"\bmorning\b|\b(?:por|en|de) la mañana\b|\bутром\b|上午|早上", re.IGNORECASE), time(9)),
    (re.compile(r"\bnoon\b|\bal mediodía\b|\bв обед\b|中午", re.IGNORECASE), time(12)),
    (re.compile(r"\bafternoon\b|\b(?:por|en) la tarde\b|\bдн[её]м\b|下午", re.IGNORECASE), time(14)),
    (re.compile(r"\bevening\b|\b(?:por|en) la noche\b|\bвечером\b|晚上|傍晚", re.IGNORECASE), time(17)),
)
_HAN = {"十": 10, "十一": 11, "十二": 12, "两": 2} | {
    sign: number for number, sign in enumerate("一二三四五六七八九", 1)
}
NOON, FIRST_WORKED = 12, 8
"""An hour below FIRST_WORKED, without a word on which half of the day it is, is one of the afternoon."""


def time_in(text: str) -> time | None:
    """The first time of day; None where there is none."""
    plain = unicodedata.normalize("NFKC", text).replace("：", ":")
    for found in _CLOCK.finditer(plain):
        at = _clock(found, plain[: found.start("hour")])
        if at is not None:
            return at
    return next((at for words, at in _PARTS if words.search(plain)), None)


def _clock(found: re.Match[str], before: str) -> time | None:
    """A figure is a time with minutes, a sign of hours, a half of the day, or a word that leads to it."""
    half = f"{found['before'] or ''}{found['after'] or ''}"
    if not (found["minute"] or found["point"] or half or _LEAD.search(before)):
        return None
    if not found["hour"].isdecimal() and not found["point"]:
        return None
    hour = _HAN[found["hour"]] if found["hour"] in _HAN else int(found["hour"])
    minute = int(found["minute"] or 0) or (30 if found["half"] else 0)
    late = re.fullmatch(_LATE, half.strip(), re.IGNORECASE) if half else hour < FIRST_WORKED
    if late and hour < NOON:
        hour += NOON
    return time(hour, minute) if hour < 24 and minute < 60 else None
