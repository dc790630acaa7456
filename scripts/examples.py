"""The training texts of ``understanding/examples``, with who wrote them, dealt out with no writer on both sides."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cases.reading import Intent
from understanding.outside import INTENTS

FOLDER = Path(__file__).parents[1] / "understanding" / "examples"
LOCALES: Mapping[str, tuple[str, str]] = {
    "en": ("en-US", "USD"),
    "es": ("es-MX", "MXN"),
    "ru": ("ru", "RUB"),
    "zh-Hans": ("zh-Hans", "CNY"),
}
"""The locale and the loan's currency that the texts of a language are read with."""

TODAY = date(2026, 11, 24)
"""The day on which they are read."""

FOLDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One text, what it means, and the invented writer it is by."""

    language: str
    intent: Intent
    source: str
    text: str


def read_examples() -> list[Example]:
    """All of them, in the order of the files. Raises ValueError for an intent that is not ours."""
    examples: list[Example] = []
    with (FOLDER / "more.toml").open("rb") as file:
        more = tomllib.load(file)
    for language in LOCALES:
        with (FOLDER / f"{language}.toml").open("rb") as file:
            tables = tomllib.load(file)
        for name, sources in [*tables.items(), *more[language].items()]:
            if name not in list(INTENTS):
                raise ValueError(f"understanding/examples/{language}.toml: {name} is no intent")
            examples += [
                Example(language=language, intent=Intent(name), source=source, text=text)
                for source, texts in sources.items()
                for text in texts
            ]
    return examples


def folds(examples: Sequence[Example]) -> list[int]:
    """The fold of each example: a writer is in one only, and each fold holds writers of every language."""
    writers = {language: sorted({e.source for e in examples if e.language == language}) for language in LOCALES}
    return [writers[example.language].index(example.source) % FOLDS for example in examples]
