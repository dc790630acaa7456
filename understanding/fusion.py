"""Rules and classifier together: what a message wants, and how sure that is.

A whole message that is one of the known words is certain. Otherwise both have their say: the classifier's margin and
the rules' strength are added up, weighed as was best on examples of writers held aside, and made probabilities.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cases.reading import Intent
from understanding.intents import CERTAIN, DENIED
from understanding.outside import SHOWN, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Combining:
    """How rules and classifier are weighed; chosen by ``scripts.train`` and kept with the weights.

    ``margin`` multiplies the classifier's margins. Each of ``steps``, (strength, weight), is added where a rule is at
    least so strong; ``denial`` is taken off where a rule knows that the sign misleads. ``heed`` is the probability from
    which a right is heard at all, ``act`` that below which a message is taken for unrelated.
    """

    margin: float
    steps: tuple[tuple[float, float], ...]
    denial: float
    heed: Mapping[Intent, float]
    act: float


def combine(
    margins: Mapping[Intent, float] | None, by_rule: Mapping[Intent, float], how: Combining
) -> Mapping[Intent, float]:
    """The probability of each intent; the rules' own strengths where they are certain or nothing else is known."""
    if margins is None or max(by_rule.values(), default=0.0) >= CERTAIN:
        return {intent: strength for intent, strength in by_rule.items() if strength > 0}
    strengths: dict[Intent, float] = {}
    for intent, strength in by_rule.items():
        strengths[shown(intent)] = max(strength, strengths.get(shown(intent), DENIED))
    logits = {
        intent: how.margin * margin + _added(strengths.get(intent, 0.0), how) for intent, margin in margins.items()
    }
    highest = max(logits.values())
    parts = {intent: math.exp(logit - highest) for intent, logit in logits.items()}
    whole = sum(parts.values())
    return _told_apart({intent: part / whole for intent, part in parts.items()}, by_rule)


def _added(strength: float, how: Combining) -> float:
    return how.denial * strength if strength < 0 else sum(weight for least, weight in how.steps if strength >= least)


def _told_apart(scores: dict[Intent, float], by_rule: Mapping[Intent, float]) -> dict[Intent, float]:
    """With the intents that only rules tell apart from the one they are shown as."""
    for finer, outside in SHOWN.items():
        if by_rule.get(finer, 0.0) > by_rule.get(outside, 0.0):
            scores[finer], scores[outside] = scores[outside], 0.0
    return scores


def combining(told: Mapping[str, Any]) -> Combining:
    """As the file of the weights says."""
    return Combining(
        margin=told["margin"],
        steps=tuple((least, weight) for least, weight in told["steps"]),
        denial=told["denial"],
        heed={Intent(name): least for name, least in told["heed"].items()},
        act=told["act"],
    )
