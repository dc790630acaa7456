"""The shipped weights are what ``make train`` makes of the examples, to the byte."""

from __future__ import annotations

import pytest

from scripts.train import trained
from understanding.classifier import WEIGHTS, load

SMALL = 3_000_000


def test_the_weights_are_small_and_whole() -> None:
    data = WEIGHTS.read_bytes()
    shipped = load(data)
    assert len(data) < SMALL
    assert shipped.rows.shape == (len(shipped.keys), len(shipped.intents))
    assert (shipped.keys[1:] > shipped.keys[:-1]).all()


@pytest.mark.slow
def test_training_again_gives_the_same_bytes() -> None:
    content, _ = trained()
    assert content == WEIGHTS.read_bytes(), "examples, lexicons or rules have changed: run make train"
