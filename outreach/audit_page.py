"""The file of a case as a page to read and print, and both forms as files that are never half-written."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from cases.money import to_major
from outreach.refusals import Refused
from outreach.rulewords import CHANNELS, HOLDS, STATUSES

TEMPLATES = Path(__file__).parent.parent / "templates" / "audit"


def as_html(file: Mapping[str, Any]) -> str:
    """The file of ``case_file`` as one self-contained page without scripts; everything in it is escaped."""
    return _template().render(file=file)


def as_json(file: Mapping[str, Any]) -> str:
    """The same as indented JSON."""
    return json.dumps(file, ensure_ascii=False, indent=2) + "\n"


FORMS = {"json": as_json, "html": as_html}


def names_of_files(ref: str) -> dict[str, str]:
    """By form: ``case-REF.json``, ``case-REF.html``. What no file's name may have becomes an underscore."""
    safe = re.sub(r"[^\w.-]", "_", ref).lstrip(".") or "_"
    return {form: f"case-{safe}.{form}" for form in FORMS}


def write_files(file: Mapping[str, Any], folder: Path, forms: tuple[str, ...] = tuple(FORMS)) -> list[Path]:
    """Write it into a folder; the paths. Each is whole or not there. Raises Refused where it cannot be written."""
    ref = str(file["borrower"]["ref"])
    return [write_whole(folder / names_of_files(ref)[form], FORMS[form](file)) for form in forms]


def write_whole(path: Path, text: str) -> Path:
    """Write a file for its owner's eyes, under another name first. Raises Refused where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise Refused(f"{path}: cannot be written: {error.strerror}") from None
    made = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        made.replace(path)
    except OSError as error:
        raise Refused(f"{path}: cannot be written: {error.strerror}") from None
    finally:
        made.unlink(missing_ok=True)
    return path


@cache
def _template() -> Template:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"channels": CHANNELS, "holds": HOLDS, "statuses": STATUSES}
    made.filters |= {"minor": _minor, "moment": _moment, "words": _words, "known": _known}
    return made.get_template("case_file.html")


def _minor(value: int, currency: str) -> str:
    return f"{to_major(value, currency):,} {currency}"


def _moment(value: str | None) -> str:
    """``2026-11-24 15:00:00 UTC``."""
    return f"{datetime.fromisoformat(value):%Y-%m-%d %H:%M:%S} UTC" if value else ""


def _words(code: object) -> str:
    return str(code).replace("_", " ")


def _known(payload: Mapping[str, Any]) -> str:
    """What a row of the log says, as canonical JSON of what is not empty."""
    told = {name: value for name, value in payload.items() if value not in (None, "", [], {})}
    return json.dumps(told, ensure_ascii=False, sort_keys=True) if told else ""
