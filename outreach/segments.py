"""How many SMS segments a text takes.

GSM-7 (3GPP TS 23.038, basic table and extension): 160 septets alone, 153 a part when several; a character of the
extension counts twice. Anything else makes the whole text UCS-2: 70 UTF-16 units alone, 67 a part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_EXTENSION = frozenset("\f^{}\\[~]|€")

_ALONE = {"GSM-7": 160, "UCS-2": 70}
_PART = {"GSM-7": 153, "UCS-2": 67}

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """``count`` parts of the encoding; ``units`` are septets (GSM-7) or UTF-16 units (UCS-2)."""

    encoding: Literal["GSM-7", "UCS-2"]
    count: int
    units: int


def is_gsm(text: str) -> bool:
    """Whether every character is in GSM-7."""
    return all(char in GSM_BASIC or char in GSM_EXTENSION for char in text)


def segments(text: str) -> Segments:
    """Encoding, number of segments and length of a text sent as SMS."""
    widths = [_width(char) for char in text]
    if 0 in widths:
        widths = [len(char.encode("utf-16-le")) // 2 for char in text]
        return Segments(encoding="UCS-2", count=_parts(widths, "UCS-2"), units=sum(widths))
    return Segments(encoding="GSM-7", count=_parts(widths, "GSM-7"), units=sum(widths))


def for_sms(text: str) -> str:
    """The text without no-break spaces; typographic quotes and dashes go too where that alone makes it GSM-7."""
    spaced = text.translate(_SPACES)
    plain = spaced.translate(_PLAIN)
    return plain if is_gsm(plain) else spaced


def _width(char: str) -> int:
    """Septets of a character: 1, 2, or 0 where GSM-7 lacks it."""
    if char in GSM_BASIC:
        return 1
    return 2 if char in GSM_EXTENSION else 0


def _parts(widths: list[int], encoding: str) -> int:
    """Parts needed. A character of two units is never split between two parts."""
    if sum(widths) <= _ALONE[encoding]:
        return 1
    count, room = 1, _PART[encoding]
    for width in widths:
        if width > room:
            count, room = count + 1, _PART[encoding]
        room -= width
    return count
