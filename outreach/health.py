"""Whether this installation can work, and how much waits in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from outreach.feeds import standings_in
from outreach.runtime import Runtime
from storage import gauges, meta, schema, switches

log = structlog.get_logger(__name__)

LAST_TURN: Final = "scheduler.last_turn"
TOO_LONG_AGO: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that must be so. ``reason`` says what is wrong and what to do; None where all is well."""

    name: str
    reason: str | None = None

    @property
    def ok(self) -> bool:
        """Whether it is so."""
        return self.reason is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What waits at a moment, counted in the database. ``last_turn`` is the scheduler's, by the machine's clock."""

    queued_messages: int
    held_messages: int
    due_messages: int
    due_fires: int
    queued_cases: int
    switches: int
    stale_feeds: int
    last_turn: datetime | None


def note_turn(runtime: Runtime) -> None:
    """The scheduler has just gone through what is due. By the machine's clock: a sample's clock can be moved."""
    with runtime.db.writing() as connection:
        meta.put(connection, LAST_TURN, datetime.now(UTC).isoformat())


def readiness(runtime: Runtime, at: datetime | None = None) -> tuple[Check, ...]:
    """Database, schema, scheduler, as far as each can be asked; ``at`` is the machine's time, now by default."""
    try:
        found = schema.state(runtime.db)
        if found != "current":
            return (Check(name="database"), Check(name="schema", reason=f"the schema is {found}; run: forbear migrate"))
        return (Check(name="database"), Check(name="schema"), _scheduler(runtime, at or datetime.now(UTC)))
    except SQLAlchemyError as error:
        log.warning("database_does_not_answer", why=str(error))
        return (Check(name="database", reason="the database does not answer; run: forbear doctor"),)


def _scheduler(runtime: Runtime, at: datetime) -> Check:
    last = _last_turn(runtime)
    if last is None or at - last <= TOO_LONG_AGO:
        return Check(name="scheduler")
    return Check(name="scheduler", reason=f"the last turn was at {last:%Y-%m-%dT%H:%M:%SZ}; start: forbear worker")


def _last_turn(runtime: Runtime) -> datetime | None:
    with runtime.db.reading() as connection:
        kept = meta.get(connection, LAST_TURN)
    return datetime.fromisoformat(kept) if kept else None


def standing(runtime: Runtime) -> Standing | None:
    """What waits now; None while the database cannot be asked."""
    now = runtime.clock.now()
    try:
        with runtime.db.reading() as connection:
            waiting = gauges.messages_waiting(connection, now)
            kept = meta.get(connection, LAST_TURN)
            return Standing(
                queued_messages=waiting.queued,
                held_messages=waiting.held,
                due_messages=waiting.due,
                due_fires=gauges.fires_due(connection, now),
                queued_cases=gauges.cases_queued(connection),
                switches=len(switches.live(connection)),
                stale_feeds=sum(feed.stale for feed in standings_in(connection, runtime.settings, now)),
                last_turn=datetime.fromisoformat(kept) if kept else None,
            )
    except SQLAlchemyError as error:
        log.warning("database_does_not_answer", why=str(error))
        return None
