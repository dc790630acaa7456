"""What a message was heard as, in its turn: with a second reader's opinion, and kept where a person should look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from cases.flows.turn import Heard
from cases.reading import Intent, Reading
from outreach.second_opinion import Where, disagrees, merged
from outreach.second_reader import Opinion
from outreach.work import Work
from storage import readings

LOW: Final = "low"
"""Kept because it was not sure enough."""
SECOND: Final = "second"
"""Kept because another reader says otherwise."""
CORRECTED: Final = "corrected"
"""Kept because a collector says otherwise."""
OPEN: Final = "open"
"""Nobody has decided about it yet."""
ASKING_WHO: Final = "verify"
"""The conversation in which a number is an answer to who somebody is."""


def settle(work: Work, message_id: int, first: Heard, opinion: Opinion | None, where: Where, *, at_flow: str) -> Heard:
    """What counts as heard; a row for review where it is doubtful or two readers differ."""
    heard, reason = first, None
    if opinion is not None and first.choice is None:
        heard = replace(first, reading=merged(first.reading, opinion, where))
        reason = SECOND if disagrees(first.reading, opinion) else None
    if reason is None and _doubtful(heard.reading, work.runtime.settings.readings.review_below):
        reason = LOW
    if reason is not None and _worth_a_look(heard, at_flow):
        values = kept_as(heard.reading, where.locale, reason, opinion)
        readings.keep(work.connection, {"message_id": message_id, "at": work.now, **values})
    return heard


def kept_as(reading: Reading, locale: str, reason: str, opinion: Opinion | None = None) -> dict[str, Any]:
    """A reading as its row has it."""
    return {
        "locale": locale,
        "intent": reading.intent.value,
        "confidence": reading.confidence,
        "runner_up": reading.runner_up.value if reading.runner_up else None,
        "rights": sorted(right.value for right in reading.rights),
        "heard": values_of(reading),
        "reason": reason,
        "second": _said(opinion) if opinion is not None else None,
        "state": OPEN,
    }


def values_of(reading: Reading) -> Mapping[str, Any]:
    """Amounts and days with the pieces that they were read in, shares, and rights that were perhaps meant."""
    return {
        "amounts": [{"minor": each.minor, "currency": each.currency, "text": each.text} for each in reading.amounts],
        "dates": [{"on": each.on.isoformat(), "text": each.text} for each in reading.dates],
        "shares": [str(share) for share in reading.shares],
        "doubts": sorted(right.value for right in reading.doubts),
    }


def _doubtful(reading: Reading, below: float) -> bool:
    return reading.confidence < below or bool(reading.doubts)


def _said(opinion: Opinion) -> Mapping[str, Any]:
    rights = sorted(right.value for right in opinion.rights)
    return {"intent": opinion.intent.value, "rights": rights, "spans": [*opinion.amounts, *opinion.dates]}


def _worth_a_look(heard: Heard, at_flow: str) -> bool:
    """Words, and not the answer to a question of ours that is read another way."""
    if heard.choice is not None or heard.opened or heard.unreadable:
        return False
    text = heard.reading.text
    if at_flow == ASKING_WHO and heard.reading.intent in (Intent.OTHER, Intent.PROMISE):
        return not any(letter.isdigit() for letter in text)
    return any(letter.isalpha() for letter in text)
