"""How many parts an SMS takes: GSM 03.38 in septets, anything else in UCS-2.

160 septets or 70 UTF-16 units alone; 153 or 67 a part in several, and no character is split between two parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

GSM_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_EXTENDED: Final = frozenset("\f^{}\\[~]|€")
ALONE_AND_IN_PARTS: Final = {"gsm": (160, 153), "ucs2": (70, 67)}


def encoding_of(body: str) -> str:
    """`gsm` when every character is in the GSM alphabet, else `ucs2`."""
    return "gsm" if set(body) <= GSM_BASIC | GSM_EXTENDED else "ucs2"


def count_segments(body: str) -> int:
    """Segments as Twilio bills them; an empty body counts as one."""
    encoding = encoding_of(body)
    alone, in_parts = ALONE_AND_IN_PARTS[encoding]
    sizes = [_size(character, encoding) for character in body]
    return 1 if sum(sizes) <= alone else _parts(sizes, in_parts)


def _size(character: str, encoding: str) -> int:
    if encoding == "gsm":
        return 2 if character in GSM_EXTENDED else 1
    return len(character.encode("utf-16-le")) // 2


def _parts(sizes: Iterable[int], room: int) -> int:
    parts, used = 1, 0
    for size in sizes:
        if used + size > room:
            parts, used = parts + 1, 0
        used += size
    return parts
