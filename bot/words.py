"""The words of the borrower's page itself, one table per language in ``templates/borrower/words.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parents[1] / "templates" / "borrower"
FALLBACK: Final = "en"


@cache
def all_words() -> Mapping[str, Mapping[str, str]]:
    """Locale to its words."""
    words: dict[str, dict[str, str]] = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))
    return words


def words_for(locale: str) -> tuple[str, Mapping[str, str]]:
    """The locale that is really used, and its words: the one asked for, one of the same language, or English."""
    known = all_words()
    language = locale.partition("-")[0]
    same_language = (name for name in known if name.partition("-")[0] == language)
    used = locale if locale in known else next(same_language, FALLBACK)
    return used, known[used]
