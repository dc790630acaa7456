"""Hours of the day as people ask for them: "after 6 pm", "no antes de las 9", "с 18 до 20", "晚上7点以后"."""

from __future__ import annotations

import re

EARLIEST, LATEST = 8 * 60, 20 * 60
"""The day in which unasked texts may go at all, in minutes: an open end reaches to it, and nothing lies outside."""

_AFTERNOON = re.compile(r"p\.?m|tarde|noche|вечера|дня|下午|晚上")
_T = (
    r"(?:las? |上午|下午|晚上|早上)?\d{1,2}(?:[:.]\d{2})?"
    r"(?: ?(?:a\.?m\.?|p\.?m\.?|hrs?|h|часов|час[ау]?|ч|утра|дня|вечера|点钟?|时|de la (?:mañana|tarde|noche)))?"
)
_BETWEEN = re.compile(
    rf"(?:(?:between|from|entre|desde|de|с|между|从)? ?)(?P<a>{_T}) ?"
    rf"(?:and|to|till|until|-|–|y|a|hasta|до|и|到|至) ?(?P<b>{_T})"
)
_AFTER = re.compile(rf"(?:after|from|since|después de|despues de|a partir de|desde|после|с) (?P<a>{_T})(?!\d)")
_BEFORE = re.compile(rf"(?:before|until|till|antes de|hasta|до) (?P<a>{_T})(?!\d)")
_AFTER_ZH = re.compile(rf"(?P<a>{_T}) ?(?:以后|之后|后)")
_BEFORE_ZH = re.compile(rf"(?P<a>{_T}) ?(?:以前|之前|前)")
_NOT = re.compile(r"\b(?:don'?t|do not|not|never|no|не)\b|不要|别|不")


def find_hours(low: str) -> tuple[str, ...]:
    """The hours that a lower-case text asks to be written to in, as ``18:00-20:00``; none where it names none."""
    not_then = _NOT.search(low) is not None
    both = _BETWEEN.search(low)
    if both is not None and not not_then:
        return _span(_minutes(both["a"], both["b"]), _minutes(both["b"]))
    for patterns, opens in (((_AFTER, _AFTER_ZH), True), ((_BEFORE, _BEFORE_ZH), False)):
        found = next((match for pattern in patterns if (match := pattern.search(low))), None)
        if found is not None:
            at = _minutes(found["a"])
            return _span(at, LATEST) if opens is not not_then else _span(EARLIEST, at)
    return ()


def _minutes(text: str, other: str = "") -> int:
    """Minutes from midnight. A time without a half of the day takes that of the other end of its span."""
    figures = [int(each) for each in re.findall(r"\d+", text)]
    hour, minute = figures[0], figures[1] if len(figures) > 1 else 0
    halves = re.search(r"[ap]\.?m|mañana|утра|上午|早上", text)
    late = _AFTERNOON.search(text) or (not halves and _AFTERNOON.search(other))
    return (hour + 12 if late and hour < 12 else hour) * 60 + minute


def _span(start: int, end: int) -> tuple[str, ...]:
    start, end = max(start, EARLIEST), min(end, LATEST)
    return (f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}",) if start < end else ()
