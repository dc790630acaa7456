"""The pieces of sentences in ``templates/phrases/<locale>.toml``, found by key, plural form and channel."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cases.model import Channel

PLURAL_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})
SMS = "sms."

Forms = Mapping[str, str]
"""Plural form to text; a phrase without a count has ``other`` alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """All phrases of one locale: ``choice.pay`` to its forms, ``sms.choice.pay`` to the shorter ones."""

    locale: str
    entries: Mapping[str, Forms]

    def forms(self, key: str, channel: Channel) -> Forms | None:
        """The forms of a phrase on that channel, None where the locale lacks it."""
        if channel is Channel.SMS and SMS + key in self.entries:
            return self.entries[SMS + key]
        return self.entries.get(key)


def load_phrases(folder: Path) -> dict[str, Phrases]:
    """Every ``<locale>.toml`` of the folder. Raises ValueError naming file and key where an entry is no text."""
    return {path.stem: Phrases(locale=path.stem, entries=dict(_read(path))) for path in sorted(folder.glob("*.toml"))}


def _read(path: Path) -> Iterator[tuple[str, Forms]]:
    for key, value in _flat("", tomllib.loads(path.read_text(encoding="utf-8"))):
        table = value if isinstance(value, dict) else {"other": value}
        forms = {form: text for form, text in table.items() if isinstance(text, str)}
        if len(forms) < len(table) or "other" not in forms:
            raise ValueError(f"{path.name}: {key} must be a text, or plural forms with `other` among them")
        yield key, forms


def _flat(prefix: str, table: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        if isinstance(value, dict) and not set(value) <= PLURAL_FORMS:
            yield from _flat(f"{prefix}{name}.", value)
        else:
            yield f"{prefix}{name}", value
