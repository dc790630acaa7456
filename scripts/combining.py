"""How rules and classifier are joined, chosen on margins of texts whose writers were held aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cases.reading import PROTECTED, Intent
from scripts.examples import LOCALES, TODAY, Example
from understanding.intents import CERTAIN
from understanding.outside import INTENTS, shown
from understanding.reader import by_rule
from understanding.rights import HEARD, PLAIN, SURE, UNLESS
from understanding.scoring import IDLE, macro_f1

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

STEPS = ((0.3, 0.2), (0.6, 1.6), (0.85, 2.0), (0.93, 3.0))
"""What a weak sign adds, a likely one, a strong one, and one that is nearly the whole message. On the examples anything
from half of it on does as well; so much makes a plain phrase mean the same whatever stands around it."""

DENIAL = 8.0
"""What is taken off where a rule knows that a sign misleads."""

MARGINS = tuple(round(0.1 * step, 1) for step in range(20, 91))
HEEDS = tuple(round(0.02 * step, 2) for step in range(1, 26))
ACTS = tuple(round(0.05 * step, 2) for step in range(11))
RECALL = 0.97
FALSELY = 0.004
"""At most so many of the texts without any right may be heard as this one by the classifier alone."""

WORTH = 0.01
"""So much macro-F1 is given up at most for leaving unrelated messages alone."""

BINS = 10
_NEVER = 1e-12


def choose(examples: Sequence[Example], margins: Floats) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the weights' file says of joining, and the figures on the texts held aside."""
    strengths = _strengths(examples)
    gold = np.array([INTENTS.index(example.intent) for example in examples])
    certain = strengths.max(axis=1) >= CERTAIN
    margin = _weighed(margins[~certain], strengths[~certain], gold[~certain])
    chances = np.where(certain[:, None], strengths, _chances(margins, strengths, margin))
    heed = {right: _heed(chances, strengths, gold, right) for right in INTENTS if right in PROTECTED}
    act = _act(examples, chances, gold)
    told = {
        "margin": margin,
        "steps": [list(step) for step in STEPS],
        "denial": DENIAL,
        "heed": {right.value: least for right, least in heed.items()},
        "act": act,
    }
    return told, _figures(examples, chances, strengths, gold, heed, act)


def _strengths(examples: Sequence[Example]) -> Floats:
    """What the rules make of each text, by intent as the outside knows it."""
    table = np.zeros((len(examples), len(INTENTS)))
    for row, example in enumerate(examples):
        locale, currency = LOCALES[example.language]
        for intent, strength in by_rule(example.text, locale=locale, today=TODAY, currency=currency).items():
            column = INTENTS.index(shown(intent))
            table[row, column] = strength if strength < 0 else max(table[row, column], strength)
    return table


def _chances(margins: Floats, strengths: Floats, margin: float) -> Floats:
    logits = margin * margins + sum(weight * (strengths >= least) for least, weight in STEPS)
    logits = logits + DENIAL * np.minimum(strengths, 0)
    parts = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(parts / parts.sum(axis=1, keepdims=True))


def _weighed(margins: Floats, strengths: Floats, gold: NDArray[np.int_]) -> float:
    """The weight of the margins under which what was meant is likeliest."""
    rows = np.arange(len(gold))

    def surprise(margin: float) -> float:
        return -float(np.log(_chances(margins, strengths, margin)[rows, gold] + _NEVER).mean())

    return min(MARGINS, key=surprise)


def _heed(chances: Floats, strengths: Floats, gold: NDArray[np.int_], right: Intent) -> float:
    """The highest probability that hears nearly all who claim a right, with few false alarms."""
    column = INTENTS.index(right)
    claims, without = gold == column, ~_has_right(gold)
    by_rule = _by_rule(chances, strengths, column)
    allowed = [least for least in HEEDS if (chances[without, column] >= least).mean() <= FALSELY] or [SURE]
    enough = [least for least in allowed if ((chances[:, column] >= least) | by_rule)[claims].mean() >= RECALL]
    return max(enough) if enough else min(allowed)


def _by_rule(chances: Floats, strengths: Floats, column: int) -> Bools:
    any_right = chances[:, [INTENTS.index(right) for right in INTENTS if right in PROTECTED]].sum(axis=1)
    return np.asarray(strengths[:, column] >= np.where(any_right >= UNLESS, HEARD, PLAIN))


def _act(examples: Sequence[Example], chances: Floats, gold: NDArray[np.int_]) -> float:
    """The highest probability below which a message is left alone that costs little."""
    score = {least: _mean(_macro(examples, _decided(chances, least), gold)) for least in ACTS}
    return max(least for least in ACTS if score[least] >= max(score.values()) - WORTH)


def _decided(chances: Floats, act: float) -> NDArray[np.int_]:
    decided = chances.argmax(axis=1)
    return np.where(chances.max(axis=1) < act, INTENTS.index(Intent.OTHER), decided)


def _macro(examples: Sequence[Example], decided: NDArray[np.int_], gold: NDArray[np.int_]) -> dict[str, float]:
    pairs: dict[str, Counter[tuple[Intent, Intent]]] = {}
    for example, read, meant in zip(examples, decided, gold, strict=True):
        pairs.setdefault(example.language, Counter())[INTENTS[meant], INTENTS[read]] += 1
    return {language: macro_f1(counted) or 0.0 for language, counted in pairs.items()}


def _mean(values: Mapping[str, float]) -> float:
    return sum(values.values()) / len(values)


def _has_right(gold: NDArray[np.int_]) -> Bools:
    return np.isin(gold, [INTENTS.index(right) for right in PROTECTED])


def calibration_error(chances: Floats, gold: NDArray[np.int_]) -> float:
    """By how much confidence and truth differ, on average over ten bins of confidence (ECE)."""
    confidence, right = chances.max(axis=1), chances.argmax(axis=1) == gold
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [
        abs(confidence[bins == each].mean() - right[bins == each].mean()) * (bins == each).mean() for each in set(bins)
    ]
    return round(float(sum(gaps)), 4)


def _figures(
    examples: Sequence[Example],
    chances: Floats,
    strengths: Floats,
    gold: NDArray[np.int_],
    heed: Mapping[Intent, float],
    act: float,
) -> dict[str, Any]:
    decided, unrelated = _decided(chances, act), gold == INTENTS.index(Intent.OTHER)
    idle = np.isin(decided, [INTENTS.index(intent) for intent in IDLE])
    heard = {
        right: (chances[:, INTENTS.index(right)] >= least) | _by_rule(chances, strengths, INTENTS.index(right))
        for right, least in heed.items()
    }
    alarms: Bools = np.any(list(heard.values()), axis=0)
    recall = {right.value: round(float(heard[right][gold == INTENTS.index(right)].mean()), 3) for right in heed}
    return {
        "texts": len(examples),
        "macro-F1": _macro(examples, decided, gold),
        "calibration error": calibration_error(chances, gold),
        "recall": recall,
        "rights heard where there are none": round(float(alarms[~_has_right(gold)].mean()), 3),
        "other acted on": round(float((~idle)[unrelated].mean()), 3),
    }
