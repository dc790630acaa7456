"""The ground of the random world: two borrowers on a real database, what is true after every step, and how it ends."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, invariant

from cases.machine import IllegalMove
from cases.model import Treatment
from outreach import feeds, switches
from outreach.settings import FeedSettings
from tests.support.stage import Stage, staged
from tests.support.watch import Watch

END = {"sent", "delivered", "read", "failed", "unknown", "denied", "skipped"}
WAITS = {"queued", "held"}


class StagedWorld(RuleBasedStateMachine):
    """Two borrowers, one of them with an owner nobody confirmed, and everything that can happen to them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.staging = staged(Path(self.folder.name), feeds={"bank": FeedSettings(stale_hours=120)})
        self.stage: Stage = self.staging.__enter__()
        self.watch = Watch(self.stage)
        self.count = 0
        self.workers: dict[int, Iterator[None]] = {}
        feeds.mark(self.stage.runtime, "bank", by="test")
        due = (("2026-11-20", "100.00"), ("2026-12-05", "80.00"))
        self.stage.borrower(*due, telegram_id="500143")
        self.stage.borrower(*due, ref="B-2", loan="L-2", phone="+12025550144", verified="", telegram_id="500144")

    def teardown(self) -> None:
        try:
            self._everything_ends()
        finally:
            self.staging.__exit__(None, None, None)
            self.folder.cleanup()

    def _everything_ends(self) -> None:
        """Time passes: every text has come to its end, each end has its reason, and what waits has not waited long."""
        for each in switches.thrown(self.stage.runtime):
            switches.lift(self.stage.runtime, "user:max", each.id, "over")
        self.workers.clear()
        for _ in range(6):
            feeds.mark(self.stage.runtime, "bank", by="test")
            self.stage.days(2)
        self.nothing_left_that_must_not()
        rows = self.stage.out(None)
        waiting = [row for row in rows if row["state"] not in END]
        assert all(row["state"] in WAITS for row in waiting)
        assert all(row["decision"]["decision"] in {"allow", "hold", "deny", "skip"} for row in rows)
        assert all(row["decision"]["rule"] for row in rows if row["decision"]["decision"] != "allow")
        planned = [row["planned_at"] for row in waiting]
        assert all(datetime.fromisoformat(at) > self.stage.clock.now() - timedelta(days=10) for at in planned)

    def ref(self, second: bool) -> str:
        return "B-2" if second else "B-1"

    def fact(self, event: Any, second: bool) -> None:
        """A fact that the treatment may refuse."""
        try:
            self.stage.happen(event, ref=self.ref(second))
        except IllegalMove:
            return

    def name(self) -> str:
        self.count += 1
        return f"n-{self.count}"

    # What is true after every step.

    @invariant()
    def nothing_left_that_must_not(self) -> None:
        assert not self.watch.wrong, self.watch.wrong[0]

    @invariant()
    def the_log_replays_to_what_is_stored(self) -> None:
        for ref in ("B-1", "B-2"):
            assert self.stage.replayed(ref) == self.stage.case(ref)

    @invariant()
    def the_parts_of_a_plan_sum_to_its_total(self) -> None:
        for ref in ("B-1", "B-2"):
            for plan in self.stage.case(ref).plans:
                assert sum(part.amount_minor for part in plan.parts) == plan.total_minor

    @invariant()
    def a_step_is_asked_once_in_a_cycle(self) -> None:
        query = "SELECT dedupe FROM messages WHERE step IS NOT NULL AND sent_at IS NOT NULL"
        taken = [row[0] for row in self.stage.rows(query)]
        assert len(taken) == len(set(taken))

    @invariant()
    def what_rests_has_no_ladder_and_what_goes_on_has_one(self) -> None:
        for ref in ("B-1", "B-2"):
            case = self.stage.case(ref)
            if case.promise is not None and case.treatment is Treatment.PROMISED:
                assert "promise_due" in self.stage.fires(ref)
                assert "ladder" not in self.stage.fires(ref)
