"""The stand-ins run once for all stories; each story starts the program anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from emulators import Running, start
from tests.stories.cast import STAND_INS


@pytest.fixture(scope="session")
def stand_ins() -> Iterator[Running]:
    """Telegram and Twilio on loopback; a program that starts puts them back to the beginning."""
    with start(STAND_INS) as running:
        yield running
