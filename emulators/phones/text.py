"""A message as runs: pieces of text with a style, a link, or a bot's Start behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from emulators.refusal import ControlError
from emulators.telegram.person import payload_of_link

_LINK: Final = re.compile(r"https?://[^\s<>\"]+|\bt\.me/[^\s<>\"]+")
_AFTER_A_LINK: Final = ".,;:!?)»”'"
SHOWN_STYLES: Final = frozenset(
    {"bold", "italic", "underline", "strikethrough", "code", "pre", "blockquote", "spoiler"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """`href` is a web address; `starts` is that a tap opens our bot instead of a page."""

    text: str
    styles: tuple[str, ...] = ()
    href: str | None = None
    starts: bool = False

    def shown(self) -> dict[str, Any]:
        return {"text": self.text, "styles": self.styles, "href": self.href, "starts": self.starts}


def runs_of(text: str, entities: tuple[dict[str, Any], ...], bot_username: str) -> list[Run]:
    """Cut at every entity's and link's edge. Entity offsets count UTF-16 units."""
    units = text.encode("utf-16-le")
    seen = [entity for entity in entities if entity["type"] in SHOWN_STYLES or entity.get("url")]
    spans = [(entity["offset"], entity["offset"] + entity["length"], entity) for entity in seen]
    spans += [(start, end, {"type": "url", "url": href}) for start, end, href in _links(text)]
    length = len(units) // 2
    edges = sorted({0, length, *(edge for start, end, _ in spans for edge in (start, end) if 0 < edge < length)})
    runs = []
    for start, end in pairwise(edges):
        inside = [entity for first, last, entity in spans if first <= start and end <= last]
        piece = units[start * 2 : end * 2].decode("utf-16-le", "replace")
        runs.append(_run(piece, inside, bot_username))
    return runs


def _run(piece: str, entities: list[dict[str, Any]], bot_username: str) -> Run:
    href = next((entity["url"] for entity in entities if entity.get("url")), None)
    styles = tuple(entity["type"] for entity in entities if entity["type"] in SHOWN_STYLES)
    return Run(text=piece, styles=styles, href=href, starts=opens_bot(href, bot_username))


def opens_bot(href: str | None, bot_username: str) -> bool:
    """Is this a link that opens our bot?"""
    if not href:
        return False
    try:
        payload_of_link(href, bot_username)
    except (ControlError, ValueError):
        return False
    return True


def _links(text: str) -> list[tuple[int, int, str]]:
    found = []
    for match in _LINK.finditer(text):
        link = match.group().rstrip(_AFTER_A_LINK)
        start = len(text[: match.start()].encode("utf-16-le")) // 2
        end = start + len(link.encode("utf-16-le")) // 2
        found.append((start, end, link if "://" in link else f"https://{link}"))
    return found
