"""Write ``understanding/weights.bin`` from the examples: the same bytes from the same texts, rules and libraries.

A linear classifier for each intent (squared hinge loss, dual coordinate descent: additions and multiplications in a
fixed order) over the features of ``understanding.features``. How it is joined with the rules is chosen by
``scripts.combining`` on writers it was not trained with.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.svm import LinearSVC

from cases.reading import Intent
from scripts.combining import choose
from scripts.examples import Example, folds, read_examples
from understanding.classifier import WEIGHTS
from understanding.features import features
from understanding.outside import INTENTS

MOST_FEATURES = 64_000
SEEN_IN = 2
"""A feature of fewer texts than these says nothing of others."""

STRENGTH = 0.3
"""The weight of a mistake against that of large weights; chosen on writers held aside."""

CLOSE_ENOUGH = 1e-3
SEED = 7
LARGEST = 127
DIGITS = 8

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """``weights`` has a row for each of ``keys`` and a column for each intent; ``bias`` a number for each."""

    keys: NDArray[np.uint32]
    weights: Floats
    bias: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Texts as rows, known features as columns. ``rarity`` multiplies a column."""

    keys: NDArray[np.uint32]
    rarity: Floats
    rows: Any


def matrix(texts: Sequence[str]) -> Matrix:
    """The features of the texts, each kind of a text together of length 1 before its rarity."""
    seen = [features(text) for text in texts]
    often = Counter(key for blocks in seen for block in blocks for key in block)
    known = sorted(key for key, count in often.items() if count >= SEEN_IN)
    if len(known) > MOST_FEATURES:
        known = sorted(sorted(known, key=lambda key: (-often[key], key))[:MOST_FEATURES])
    place = {key: index for index, key in enumerate(known)}
    kinds = [
        _rows([[place[key] for key in sorted(blocks[kind]) if key in place] for blocks in seen], len(known))
        for kind in (0, 1)
    ]
    rarity = np.array([np.log1p(len(texts) / often[key]) ** 0.5 for key in known])
    return Matrix(keys=np.array(known, dtype=np.uint32), rarity=rarity, rows=csr_matrix(kinds[0] + kinds[1]))


def _rows(places: Sequence[Sequence[int]], width: int) -> Any:
    ends = np.cumsum([0, *(len(row) for row in places)])
    values = [1 / np.sqrt(len(row)) for row in places for _ in row]
    return csr_matrix((values, [place for row in places for place in row], ends), shape=(len(places), width))


def fit(rows: Any, rarity: Floats, intents: Sequence[Intent]) -> tuple[Floats, Floats]:
    """Weights by column of ``rows`` and intent, and the bias of each intent."""
    svm = LinearSVC(C=STRENGTH, tol=CLOSE_ENOUGH, random_state=SEED, dual=True, max_iter=5000)
    svm.fit(rows @ diags(rarity), [INTENTS.index(intent) for intent in intents])
    return rarity[:, None] * svm.coef_.T, svm.intercept_


def held_aside(data: Matrix, examples: Sequence[Example]) -> Floats:
    """The margins of every example by weights that were trained without its writer."""
    fold = np.array(folds(examples))
    margins = np.zeros((len(examples), len(INTENTS)))
    for each in sorted(set(fold.tolist())):
        learnt = [example.intent for example, its in zip(examples, fold, strict=True) if its != each]
        weights, bias = fit(data.rows[fold != each], data.rarity, learnt)
        margins[fold == each] = data.rows[fold == each] @ weights + bias
    return margins


def packed(data: Matrix, weights: Floats, bias: Floats, combining: dict[str, Any]) -> bytes:
    """The file's content, as ``understanding.classifier`` reads it."""
    scale = np.abs(weights).max(axis=0) / LARGEST
    rows = np.rint(weights / scale).astype(np.int8)
    head = {
        "features": len(data.keys),
        "intents": [intent.value for intent in INTENTS],
        "scale": [round(float(each), DIGITS) for each in scale],
        "bias": [round(float(each), DIGITS) for each in bias],
        "combining": combining,
    }
    body: bytes = data.keys.astype("<u4").tobytes() + rows.tobytes()
    return json.dumps(head).encode() + b"\n" + body


def trained() -> tuple[bytes, dict[str, Any]]:
    """The content of the weights' file, and the figures they were chosen by."""
    examples = read_examples()
    data = matrix([example.text for example in examples])
    combining, figures = choose(examples, held_aside(data, examples))
    weights, bias = fit(data.rows, data.rarity, [example.intent for example in examples])
    return packed(data, weights, bias, combining), figures


def main() -> None:
    """Write the file and say how good it was on writers held aside."""
    content, figures = trained()
    WEIGHTS.write_bytes(content)
    sys.stdout.write(f"{WEIGHTS.name}: {len(content)} bytes\n")
    for name, value in figures.items():
        sys.stdout.write(f"{name}: {value}\n")


if __name__ == "__main__":
    main()
