"""One borrower's file under work: facts are decided one by one, then everything is written in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from cases.effects import (
    CancelQueued,
    Decision,
    Effect,
    Replan,
)
from cases.events import Event
from cases.machine import decide
from cases.model import Case
from cases.strategy import local_instant
from outreach.casefile import BorrowerFile, open_file
from outreach.counts import Counts
from outreach.live import DESK, chat_topic
from outreach.orders import carry_out
from outreach.runtime import Runtime
from storage import casefiles, caselog

MORNING = time(10)


class Work:
    """Loads a file under its lock, applies facts, carries out the orders, saves. Use it inside one transaction.

    ``file`` is one that was loaded under its lock in this transaction already.
    """

    def __init__(
        self,
        connection: Connection,
        runtime: Runtime,
        case_id: int,
        now: datetime,
        *,
        actor: str = "system",
        file: BorrowerFile | None = None,
    ) -> None:
        self.connection = connection
        self.runtime = runtime
        self.actor = actor
        self.now = now
        self.case_id = case_id
        self.file: BorrowerFile = file or open_file(connection, case_id, now, lock=True)
        self.case: Case = self.file.case
        self.counts = Counts()
        self._entries: list[tuple[Event, str]] = []
        self._effects: list[Effect] = []

    def apply(self, event: Event, *, actor: str | None = None) -> None:
        """Decide on a fact. Raises IllegalMove; orders are carried out by ``finish``."""
        decision: Decision = decide(self.case, event, self.now)
        self.case = decision.case
        self._entries.append((event, actor or self.actor))
        self._effects.extend(decision.effects)

    def order(self, effect: Effect) -> None:
        """An order that follows from no fact of its own, such as a reminder before a promise."""
        self._effects.append(effect)

    def save(self) -> None:
        """Write state and log; what was loaded is what is stored now."""
        casefiles.save(self.connection, self.file.stored, self.case)
        stored = replace(caselog.append(self.connection, self.file.stored, self._entries, self.now), case=self.case)
        self.file = replace(self.file, stored=stored)
        self._entries = []

    def reload(self) -> None:
        """Read the file again after rows beside the case changed."""
        self.save()
        self.file = open_file(self.connection, self.case_id, self.now, lock=True)
        self.case = self.file.case

    def finish(self) -> Counts:
        """Save, carry out all orders (they may bring new facts), keep what lists sort by."""
        self.save()
        while self._effects:
            effects, self._effects = self._effects, []
            for effect in self._in_order(effects):
                carry_out(self, effect)
            self.save()
        position = self.file.position
        casefiles.keep_position(
            self.connection, self.file.stored, oldest_due_on=position.oldest_due_on, arrears=position.arrears
        )
        return self.counts

    def publish(self, kind: str = "case") -> None:
        """Tell open pages; call it after the commit."""
        event = {"type": kind, "ref": self.file.borrower.ref}
        self.runtime.live.publish(DESK, event)
        self.runtime.live.publish(chat_topic(self.file.borrower_id), event)

    @staticmethod
    def _in_order(effects: list[Effect]) -> list[Effect]:
        """What is cancelled is cancelled before anything new is queued; plans are made last, and once."""
        plans = [effect for effect in effects if isinstance(effect, Replan)]
        first = [effect for effect in effects if isinstance(effect, CancelQueued)]
        rest = [effect for effect in effects if not isinstance(effect, Replan | CancelQueued)]
        plan = [Replan(catch_up=any(each.catch_up for each in plans))] if plans else []
        return [*first, *rest, *plan]

    def offset(self, kind: str) -> timedelta:
        """How many days from its date an alarm rings: eves before it, the rest when its grace has passed."""
        plans, relief = self.runtime.plans, self.runtime.relief
        days = {
            "promise_eve": -1,
            "promise_due": plans.promise.grace_days + 1,
            "part_eve": -1,
            "part_due": 1,
            "part_grace": 1,
            "offer_ends": 1,
            "relief_eve": -1,
            "relief_due": relief.grace_days + 1,
            "review_eve": -relief.notice_days,
            "review": 0,
            "review_end": relief.wait_days,
        }
        return timedelta(days=days[kind])

    def morning(self, on: date) -> datetime:
        """Ten o'clock of that day where the borrower is."""
        return local_instant(on, MORNING, self.file.borrower.zones)
