"""What each channel holds: seconds and keys of a call, buttons and rows of WhatsApp. Pure; adapters ask here.

A call has four keys and twenty seconds a turn: longer choices and texts go on under "more". Limits of WhatsApp are
those of its interactive messages: three buttons of 20 characters, or a list of ten rows of 24.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import ceil

from cases.say import Choice, choice

CALL_SECONDS, CALL_KEYS = 20, 4
BUTTONS, BUTTON_CHARS = 3, 20
ROWS, ROW_CHARS = 10, 24
MORE = choice("more")

WORDS_PER_SECOND = {"en": 2.7, "es": 2.7, "ru": 2.2}
SIGNS_PER_SECOND = 4.5
"""Of Chinese, which has no spaces between words."""
FIGURES_PER_SECOND = 3.0
"""Digits are said one after the other, or as numbers that are as long."""

_SENTENCE = re.compile(r"[^.?!。？！]+(?:[.?!](?=\s|$)|[。？！]|$)|[^.?!。？！]+[.?!]")
_CLAUSE = re.compile(r"[^,;:，；：\n]+[,;:，；：\n]*")
_DIGITS = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d]+")


def spoken_seconds(text: str, locale: str) -> float:
    """About how long a voice needs for a text."""
    figures = len(_DIGITS.findall(text)) / FIGURES_PER_SECOND
    if locale.startswith("zh"):
        return figures + sum(len(word) for word in _WORD.findall(text)) / SIGNS_PER_SECOND
    return figures + len(_WORD.findall(text)) / WORDS_PER_SECOND.get(locale.split("-")[0], 2.2)


def call_turns(text: str, locale: str) -> tuple[str, ...]:
    """A text in stretches of at most ``CALL_SECONDS``, broken at sentences, else at clauses, else between words."""
    turns: list[str] = []
    for piece in _pieces(text, locale):
        joined = f"{turns[-1]} {piece}" if turns else piece
        if turns and spoken_seconds(joined, locale) <= CALL_SECONDS:
            turns[-1] = joined
        else:
            turns.append(piece)
    return tuple(turns)


def _pieces(text: str, locale: str) -> Iterator[str]:
    for pattern in (_SENTENCE, _CLAUSE):
        parts = [part.strip() for part in pattern.findall(text) if part.strip()]
        if all(spoken_seconds(part, locale) <= CALL_SECONDS for part in parts):
            yield from parts
            return
    words = text.split() if " " in text else list(text)
    many = ceil(spoken_seconds(text, locale) / CALL_SECONDS * 2)
    size = ceil(len(words) / many)
    joint = " " if " " in text else ""
    yield from (joint.join(words[start : start + size]) for start in range(0, len(words), size))


def keypads(choices: Sequence[Choice]) -> tuple[tuple[Choice, ...], ...]:
    """The choices by keypads of four keys; where there are more, the last key of each leads to the next one."""
    left, pads = list(choices), []
    while len(left) > CALL_KEYS:
        pads.append((*left[: CALL_KEYS - 1], MORE))
        left = left[CALL_KEYS - 1 :]
    return (*pads, tuple(left))


def as_buttons(labels: Sequence[str]) -> bool:
    """Whether WhatsApp shows these as buttons; otherwise they are the rows of a list."""
    return len(labels) <= BUTTONS and all(len(label) <= BUTTON_CHARS for label in labels)


def fits_list(labels: Sequence[str]) -> bool:
    """Whether a list of WhatsApp holds them."""
    return len(labels) <= ROWS and all(len(label) <= ROW_CHARS for label in labels)
