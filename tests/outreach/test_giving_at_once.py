"""Several workers give chats out at once: nobody gets more than they have room for, and no chat goes to two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach import assigning
from outreach.settings import DeskSettings
from tests.outreach.test_duty import at_the_desk, waits
from tests.outreach.test_on_postgresql import WORKERS, at_once
from tests.support.stage import Stage, staged

ROOM = 3
MANY = 10


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    """Many who wait on either database, and two collectors."""
    url = "sqlite:///stage.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with staged(tmp_path, url, desk=DeskSettings(auto_assign=True, capacity=ROOM)) as made:
        for login in ("ana", "ben"):
            at_the_desk(made, login)
        for number in range(MANY):
            waits(made, number, skill="plan" if number % 2 else "general")
        yield made


def test_workers_at_once_give_nobody_too_much(desk: Stage) -> None:
    at_once(*[lambda: assigning.give_out(desk.runtime)] * WORKERS)
    held = Counter(holder for (holder,) in desk.rows("SELECT holder FROM cases"))
    assert held == {"ana": ROOM, "ben": ROOM, None: MANY - 2 * ROOM}
    claims = desk.rows("SELECT case_id FROM case_events WHERE type = 'Claimed'")
    assert len(claims) == len(set(claims)) == 2 * ROOM
