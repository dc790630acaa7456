"""Protected words: heard before anything else, whatever else the message says."""

from __future__ import annotations

from collections.abc import Mapping

from cases.reading import PROTECTED, Intent

HEARD = 0.6
"""From this strength of a rule on a right counts as claimed."""

PLAIN = 0.85
"""From this strength on it does whatever else is said."""

UNLESS = 0.03
"""A weaker sign stood in a sentence about something else where all rights together stay less probable than this."""

SURE = 0.5
"""From this probability on, too; below it, what was heard is a doubt, to be asked about and not acted on."""

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


def claimed(scores: Mapping[Intent, float], by_rule: Mapping[Intent, float]) -> frozenset[Intent]:
    """The protected intents that were said clearly enough to be honoured at once, by a rule or by probability."""
    least = HEARD if sum(scores.get(right, 0.0) for right in PROTECTED) >= UNLESS else PLAIN
    return frozenset(right for right in PROTECTED if scores.get(right, 0.0) >= SURE or by_rule.get(right, 0.0) >= least)


def doubted(scores: Mapping[Intent, float], heed: Mapping[Intent, float]) -> frozenset[Intent]:
    """The protected intents that may have been meant: from the probability in ``heed`` on, and not sure."""
    return frozenset(right for right, least in heed.items() if least <= scores.get(right, 0.0) < SURE)


def gravest(claimed: frozenset[Intent]) -> Intent | None:
    """The one to answer first where several were claimed."""
    return next((intent for intent in _GRAVEST_FIRST if intent in claimed), None)
