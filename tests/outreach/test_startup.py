"""What happens once the program has started."""

from __future__ import annotations

import gc

from outreach.startup import settled


def test_while_the_program_runs_the_collector_leaves_its_start_alone() -> None:
    before = gc.get_freeze_count()
    with settled():
        assert gc.get_freeze_count() > before
    assert gc.get_freeze_count() == 0
