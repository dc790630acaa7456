"""`make texts`: collect what the desk says into its catalogues, and tell what has no translation yet."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from desk.tongue import CATALOGUES, ENGLISH, REGIONS, TONGUES, catalogue

ROOT: Final = Path(__file__).resolve().parent.parent
KEYWORDS: Final = {"_": None, "gettext": None, "ngettext": (1, 2), "say": None, "say_many": (1, 2), "mark": None}
FOLDERS: Final = (("desk", "**.py", "python"), ("templates/desk", "**.html", "jinja2"))
OPTIONS: Final = {
    "jinja2": {"trimmed": "true", "newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true"}
}


def collected() -> Catalog:
    """Every text marked in the desk's code and templates, with the files that say it."""
    found = Catalog(project="Forbear", charset="utf-8")
    for folder, pattern, method in FOLDERS:
        rows = extract_from_dir(
            ROOT / folder, [(pattern, method)], {pattern: OPTIONS.get(method, {})}, keywords=KEYWORDS
        )
        for file, _line, text, _comments, _context in rows:
            found.add(text, locations=[(f"{folder}/{file}", 0)])
    return found


def missing(language: str) -> list[str]:
    """English texts that this language's catalogue lacks."""
    have = catalogue(language)
    ids = [message.id for message in collected() if message.id]
    return [_one(text) for text in ids if (known := have.get(_one(text))) is None or not _one(known.string)]


def surplus(language: str) -> list[str]:
    """Texts in this language's catalogue that the desk says no more."""
    said = {_one(message.id) for message in collected() if message.id}
    return [_one(message.id) for message in catalogue(language) if message.id and _one(message.id) not in said]


def _one(text: str | list[str] | tuple[str, ...] | None) -> str:
    return text if isinstance(text, str) else text[0] if text else ""


def renew(language: str) -> None:
    """Write this language's catalogue anew: what is said now, with the translations there are."""
    have, fresh = catalogue(language), collected()
    fresh.locale = REGIONS[language]
    for message in fresh:
        if message.id and (known := have.get(_one(message.id))):
            message.string = known.string
    out = BytesIO()
    write_po(out, fresh, width=110, omit_header=True, sort_output=True, include_lineno=False)
    (CATALOGUES / f"{language}.po").write_bytes(out.getvalue())


def main() -> int:
    """Renew every catalogue. 1 where a text lacks its translation."""
    lacking = 0
    for language in TONGUES:
        if language == ENGLISH:
            continue
        renew(language)
        for text in missing(language):
            lacking += 1
            sys.stdout.write(f"{language}: no translation: {text}\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
