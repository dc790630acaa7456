"""Formatted text: the HTML that the Bot API accepts, turned into plain text and entities.

Tags and wording of the errors follow https://core.telegram.org/bots/api#html-style. Offsets and lengths of
entities count UTF-16 units, those in errors count bytes of UTF-8, as the real server does.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any, Final

from emulators.telegram.errors import BotApiError, bad_request

ENTITY_OF_TAG: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@dataclass(slots=True)
class _Open:
    name: str
    start: int
    link: str | None


@dataclass(slots=True)
class _Reading:
    source: str
    position: int = 0
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def byte_offset(self) -> int:
        return len(self.source[: self.position].encode())


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Plain text and its entities, in the order in which they begin. Raises BotApiError on a tag it cannot place."""
    reading = _Reading(source)
    while reading.position < len(source):
        if source[reading.position] == "<":
            _read_tag(reading)
        else:
            _read_text(reading)
    if reading.open:
        raise _unreadable(f'Can\'t find end tag corresponding to start tag "{reading.open[-1].name}"')
    return reading.text, sorted(reading.entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _read_text(reading: _Reading) -> None:
    reference = _REFERENCE.match(reading.source, reading.position)
    piece = reference.group() if reference else reading.source[reading.position]
    reading.text += html.unescape(piece) if reference else piece
    reading.position += len(piece)


def _read_tag(reading: _Reading) -> None:
    tag = _TAG.match(reading.source, reading.position)
    name = tag["name"].lower() if tag else ""
    if tag and tag["end"]:
        _end(reading, name)
    elif tag and name in ENTITY_OF_TAG:
        _begin(reading, name, tag["rest"])
    else:
        raise _unreadable(f'Unsupported start tag "{name}" at byte offset {reading.byte_offset()}')
    reading.position = tag.end()


def _begin(reading: _Reading, name: str, rest: str) -> None:
    if name == "span" and "tg-spoiler" not in rest:
        raise _unreadable(f'Tag "span" must have class "tg-spoiler" at byte offset {reading.byte_offset()}')
    href = _HREF.search(rest)
    link = html.unescape(next(group for group in href.groups() if group is not None)) if href else None
    reading.open.append(_Open(name, utf16_length(reading.text), link))


def _end(reading: _Reading, name: str) -> None:
    if not reading.open:
        raise _unreadable(f"Unexpected end tag at byte offset {reading.byte_offset()}")
    opened = reading.open.pop()
    if opened.name != name:
        where = f"at byte offset {reading.byte_offset()}"
        raise _unreadable(f'Unmatched end tag {where}, expected "</{opened.name}>", found "</{name}>"')
    length = utf16_length(reading.text) - opened.start
    if length:
        entity = {"type": ENTITY_OF_TAG[name], "offset": opened.start, "length": length}
        reading.entities.append(entity | ({"url": opened.link} if opened.link else {}))


def _unreadable(why: str) -> BotApiError:
    return bad_request(f"can't parse entities: {why}")
