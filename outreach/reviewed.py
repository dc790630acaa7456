"""Readings that were settled, given out as new examples in the shape of ``understanding/examples``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Final

import structlog

from cases.reading import Intent
from outreach.masking import Known, mask
from outreach.people import Person
from outreach.reviewing import SUPERVISORS, allow
from outreach.runtime import Runtime
from storage import readings
from understanding.language import tell, weigh
from understanding.outside import INTENTS, shown
from understanding.text import fold

log = structlog.get_logger(__name__)

MOST_EXAMPLES: Final = 20_000
SOURCE: Final = "reviewed"
"""What the writer of exported examples is called."""


def examples(runtime: Runtime, person: Person, language: str) -> str:
    """Settled readings in one language as examples to learn from, in TOML, with personal data blotted out.

    One table an intent, in the order of the intents; the writer is ``SOURCE``. Raises Refused.
    """
    allow(person, SUPERVISORS)
    with runtime.db.reading() as connection:
        rows = readings.page(
            connection, states=("confirmed", "corrected"), locale=None, intent=None, before=None, limit=MOST_EXAMPLES
        )
        rows = [row for row in rows if _language(row.text or "", row.locale) == language]
        known = readings.known_of(connection, sorted({row.borrower_id for row in rows}))
    officer = runtime.settings.lender.officer
    texts: dict[Intent, dict[str, None]] = {intent: {} for intent in INTENTS}
    for row in reversed(rows):
        names, codes = known[row.borrower_id]
        text = fold(mask(row.text or "", Known(names=(*names, officer), codes=tuple(codes)))).clean
        if any(letter.isalpha() for letter in text):
            texts[shown(Intent(row.settled))].setdefault(text)
    log.info("examples_exported", by=person.login, language=language, readings=len(rows))
    return _as_toml(texts, language, runtime.clock.now())


def _language(text: str, locale: str) -> str | None:
    folded = fold(text)
    return tell(weigh(folded.clean, folded.low), folded.low, locale)


def _as_toml(texts: Mapping[Intent, Mapping[str, None]], language: str, now: datetime) -> str:
    head = f"# Reviewed readings in {language}, of {now:%Y-%m-%d}. Personal data is blotted out as far as it is known:"
    tables = [
        f"[{intent}]\n{SOURCE} = [\n"
        + "".join(f"    {json.dumps(text, ensure_ascii=False)},\n" for text in said)
        + "]\n"
        for intent, said in texts.items()
        if said
    ]
    return "\n".join(
        [f"{head}\n# read each line before you add it to understanding/examples/{language}.toml.\n", *tables]
    )
