"""Protected words: heard before anything else, whatever else the message says."""

from __future__ import annotations

from collections.abc import Mapping

from cases.reading import PROTECTED, Intent

HEARD = 0.6
"""From this on a right counts as claimed; below it is a doubt, to be asked about and not acted on."""

_GRAVEST_FIRST = (
    Intent.DISTRESS,
    Intent.DECEASED,
    Intent.ATTORNEY,
    Intent.BANKRUPTCY,
    Intent.CEASE,
    Intent.WRONG_PERSON,
    Intent.STOP,
    Intent.DISPUTE,
)


def heard(scores: Mapping[Intent, float]) -> frozenset[Intent]:
    """The protected intents that were said clearly enough to be honoured at once."""
    return frozenset(intent for intent in PROTECTED if scores.get(intent, 0.0) >= HEARD)


def gravest(claimed: frozenset[Intent]) -> Intent | None:
    """The one to answer first where several were claimed."""
    return next((intent for intent in _GRAVEST_FIRST if intent in claimed), None)
