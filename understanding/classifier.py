"""The classifier beside the rules: how likely each intent is by the words of a message, learnt from the examples.

Its weights are one file, ``weights.bin``, written by ``make train``: a line of JSON, then the numbers of the features
it knows (sorted, unsigned 32 bits, little endian), then a row of signed bytes for each, one for each intent.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cases.reading import Intent
from understanding.features import features
from understanding.fusion import Combining, combining

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent / "weights.bin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Classifier:
    """``rows`` has a row for each of ``keys`` and a column for each of ``intents``; ``scale`` undoes its rounding.

    ``combining`` says how it is joined with the rules.
    """

    intents: tuple[Intent, ...]
    bias: NDArray[np.float64]
    scale: NDArray[np.float64]
    keys: NDArray[np.uint32]
    rows: NDArray[np.int8]
    combining: Combining

    def margins(self, text: str) -> Mapping[Intent, float] | None:
        """How much speaks for each intent; None where nothing of the text is known."""
        import numpy as np

        total = np.zeros(len(self.intents))
        known = 0
        for block in features(text):
            found = np.fromiter(block, dtype=np.uint32, count=len(block))
            found.sort()
            places = np.minimum(np.searchsorted(self.keys, found), len(self.keys) - 1)
            places = places[self.keys[places] == found]
            if len(places):
                total += self.rows[places].sum(axis=0, dtype=np.int64) / math.sqrt(len(places))
                known += len(places)
        if not known:
            return None
        values = (total * self.scale + self.bias).tolist()
        return dict(zip(self.intents, values, strict=True))


@cache
def classifier() -> Classifier:
    """The shipped weights, read once."""
    return load(WEIGHTS.read_bytes())


def weighing() -> Combining:
    """How the shipped weights want to be joined with the rules."""
    return classifier().combining


def load(data: bytes) -> Classifier:
    """The classifier of a file's content."""
    import numpy as np

    head, _, body = data.partition(b"\n")
    told = json.loads(head)
    count, intents = told["features"], tuple(Intent(name) for name in told["intents"])
    keys = np.frombuffer(body, dtype="<u4", count=count)
    rows = np.frombuffer(body, dtype=np.int8, offset=keys.nbytes).reshape(count, len(intents))
    return Classifier(
        intents=intents,
        bias=np.array(told["bias"]),
        scale=np.array(told["scale"]),
        keys=keys,
        rows=rows,
        combining=combining(told["combining"]),
    )
