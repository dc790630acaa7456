"""Which photos and files are taken: by their first bytes, never by their name; so large, and so many."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Final

MOST_BYTES: Final = 8 * 1024 * 1024
MOST_A_DAY: Final = 10
A_DAY: Final = timedelta(days=1)
LONGEST_NAME: Final = 60
HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})

TYPES: Final[dict[str, tuple[str, Callable[[bytes], bool]]]] = {
    "image/jpeg": (".jpg", lambda head: head.startswith(b"\xff\xd8\xff")),
    "image/png": (".png", lambda head: head.startswith(b"\x89PNG\r\n\x1a\n")),
    "image/webp": (".webp", lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP"),
    "image/heic": (".heic", lambda head: head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS),
    "application/pdf": (".pdf", lambda head: head.startswith(b"%PDF-")),
}
"""Content type to the ending of its name, and how its first bytes are told."""
SHOWN_SMALL: Final = frozenset({"image/jpeg", "image/png", "image/webp"})
"""Types that every browser draws as a picture."""


def type_of(content: bytes) -> str | None:
    """The content type by the first bytes; None for anything that is not taken (SVG and HTML among it)."""
    head = content[:16]
    return next((name for name, (_, fits) in TYPES.items() if fits(head)), None)


def refusal_of(content: bytes) -> str:
    """Why it is not taken, as a name of the phrases ``file.*``; empty where it is."""
    if not content:
        return "empty"
    if len(content) > MOST_BYTES:
        return "size"
    return "" if type_of(content) else "type"


def clean_name(name: str, content_type: str) -> str:
    """A name without folders and signs that mislead, with the ending of what it really is."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(char for char in last if char.isprintable() and char not in "<>:\"|?*%;&'`").strip(" .")
    stem = PurePosixPath(seen).stem[:LONGEST_NAME].strip(" .") or "file"
    return stem + TYPES[content_type][0]
