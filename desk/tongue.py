"""The language a desk page speaks: English as it is written in the code, or a catalogue of ``desk/locale``.

Texts are marked where they stand: ``say("Sent.")`` in code, ``_("Sent.")`` in templates, ``mark("Sent.")`` in tables,
whose entries are said later. ``make texts`` collects them into the catalogues.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

CATALOGUES: Final = Path(__file__).parent / "locale"
COOKIE: Final = "forbear_tongue"
ENGLISH: Final = "en"
TONGUES: Final[Mapping[str, str]] = {ENGLISH: "English", "zh-Hans": "简体中文"}
"""What can be spoken, each by its own name."""
REGIONS: Final[Mapping[str, str]] = {ENGLISH: "en_GB", "zh-Hans": "zh_Hans_CN"}
"""The locale whose dates are written. English puts days before months, so that 4 Dec is the same everywhere."""

_spoken: ContextVar[str] = ContextVar("forbear_tongue", default=ENGLISH)


def mark(text: str) -> str:
    """A text that is said later, in the language of whoever reads it then."""
    return text


def say(text: str, /, **values: object) -> str:
    """A text in the reader's language, with ``%(name)s`` filled in from ``values``."""
    found = translated(text)
    return found % values if values else found


def say_many(one: str, many: str, count: int, /, **values: object) -> str:
    """A text that counts: ``one`` for 1, else ``many``, with ``%(num)s`` filled in."""
    return translated_many(one, many, count) % {"num": count, **values}


def translated(text: str) -> str:
    """A text as the reader's catalogue has it, nothing filled in."""
    return texts(_spoken.get()).get(text, text)


def translated_many(one: str, many: str, count: int) -> str:
    """Of a text that counts, what is said of so many, nothing filled in."""
    source = one if count == 1 else many
    return texts(_spoken.get()).get(one, source)


def tongue() -> str:
    """The language being spoken."""
    return _spoken.get()


def region() -> str:
    """The locale for dates of the language being spoken."""
    return REGIONS[_spoken.get()]


def speak(language: str) -> None:
    """From here on, within this request, pages speak this language; English for one that is not known."""
    _spoken.set(language if language in TONGUES else ENGLISH)


@cache
def texts(language: str) -> Mapping[str, str]:
    """English text to its translation, of counted texts by what is said of one. Empty for English itself."""
    if language == ENGLISH:
        return {}
    found = ((_first(message.id), _first(message.string)) for message in catalogue(language) if message.id)
    return {source: text for source, text in found if text}


def catalogue(language: str) -> Catalog:
    """The catalogue of a language, as the file has it."""
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=REGIONS[language])


def _first(text: str | list[str] | tuple[str, ...] | None) -> str:
    return text if isinstance(text, str) else text[0] if text else ""


class Spoken:
    """Lets every request be answered in the language its reader chose, else in what their browser asks for first."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, speaking."""
        if scope["type"] == "http":
            speak(_wanted(HTTPConnection(scope)))
        await self.app(scope, receive, send)


def _wanted(connection: HTTPConnection) -> str:
    chosen = connection.cookies.get(COOKIE, "")
    if chosen in TONGUES:
        return chosen
    first = connection.headers.get("Accept-Language", "").partition(",")[0].partition(";")[0].strip().lower()
    return "zh-Hans" if first in ("zh", "zh-cn", "zh-sg") or first.startswith("zh-hans") else ENGLISH
