"""An office for every test of the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.office import Office, make_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = make_office(tmp_path)
    yield made
    made.runtime.close()


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[..., Office]]:
    """Make an office with settings of one's own."""
    made: list[Office] = []

    def one(**settings: bool) -> Office:
        made.append(make_office(tmp_path, **settings))
        return made[-1]

    yield one
    for office in made:
        office.runtime.close()
