"""Everything that is kept about somebody in words: fields by name, amounts with their currency, days written out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from bot.telling import speaker_for
from bot.words import FOLDER, words_for
from cases.money import Money
from outreach.runtime import Runtime
from outreach.spoken import Speaker
from outreach.visitors import Visitor

MINOR: Final = "_minor"
TECHNICAL: Final = frozenset({"terms", "terms_hash", "sha256", "by", "known_on", "schedule_derived"})
"""What stands in the file alone: it means nothing on a page."""
CODED: Final = frozenset({"state", "kind", "type", "scope", "channel", "from", "preferred_channel"})
"""Fields whose values are codes."""
BARE: Final[tuple[Any, ...]] = (None, "", [], {})

Shown = str | list["Shown"] | list[tuple[str, "Shown"]]
"""A value in words, several of them, or named ones."""


@cache
def _names() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = tomllib.loads((FOLDER / "fields.toml").read_text(encoding="utf-8"))
    return found


class OwnData:
    """Tells the parts of somebody's data in their language."""

    def __init__(self, runtime: Runtime, visitor: Visitor) -> None:
        self._names = _names()[words_for(visitor.locale)[0]]
        self._speaker: Speaker = speaker_for(runtime, visitor)
        self._zone = visitor.zone

    def part(self, value: Any, currency: str = "") -> Any:
        """One part, or whatever lies in it; ``currency`` is that of the amounts in it."""
        if isinstance(value, Mapping):
            return list(self._named(value, value.get("currency") or currency))
        if isinstance(value, list):
            return [self.part(each, currency) for each in value]
        return self._plain(value)

    def _named(self, value: Mapping[str, Any], currency: str) -> Iterator[tuple[str, Any]]:
        for key, each in value.items():
            if each in BARE or key in TECHNICAL:
                continue
            name = key.removesuffix(MINOR)
            label = self._names["fields"].get(name, name.replace("_", " "))
            if key.endswith(MINOR) and isinstance(each, int):
                yield label, self._speaker.text(Money(currency=currency, minor=each), {})
            elif key in CODED:
                yield label, self._names["values"].get(str(each), str(each))
            else:
                yield label, self.part(each, currency)

    def _plain(self, value: Any) -> str:
        return self._day(value) if isinstance(value, str) else str(value)

    def _day(self, text: str) -> str:
        """A day or an instant as the reader writes it; any other text as it is."""
        try:
            if len(text) == len("2026-11-24"):
                return self._speaker.text(date.fromisoformat(text), {})
            at = datetime.fromisoformat(text) if text[4:5] == "-" and "T" in text else None
        except ValueError:
            return text
        return (
            f"{self._speaker.text(at.astimezone(self._zone).date(), {})} {at.astimezone(self._zone):%H:%M}"
            if at
            else text
        )
