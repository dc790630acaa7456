"""Kill switches: what does not leave while a row is not lifted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from storage.prepared import Prepared
from storage.tables import borrowers, switches


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """One kill switch. ``scope``: all, channel, template, strategy, jurisdiction; ``target`` None for all."""

    id: int
    scope: str
    target: str | None
    why: str
    thrown_by: str
    thrown_at: datetime
    lifted_at: datetime | None = None
    lifted_by: str | None = None
    lift_why: str | None = None

    @property
    def live(self) -> bool:
        """Whether it still holds."""
        return self.lifted_at is None


_COLUMNS = tuple(switches.c)


def switch_of(row: Row[Any]) -> Switch:
    """One of them."""
    return Switch(
        id=row.id,
        scope=row.scope,
        target=row.target,
        why=row.why,
        thrown_by=row.thrown_by,
        thrown_at=row.thrown_at,
        lifted_at=row.lifted_at,
        lifted_by=row.lifted_by,
        lift_why=row.lift_why,
    )


_LIVE_ONES = select(*_COLUMNS).where(switches.c.lifted_at.is_(None)).order_by(switches.c.id)
_LIVE = Prepared(lambda _: _LIVE_ONES)
_LOCK = Prepared(lambda _: _LIVE_ONES.with_for_update(read=True))


def lock(connection: Connection) -> None:
    """None of those that hold is lifted before this transaction ends, so that what is held for its sake is seen by
    whoever lifts it. SQLite has one writer and needs no more."""
    if connection.dialect.name == "postgresql":
        _LOCK.run(connection)


def live(connection: Connection) -> tuple[Switch, ...]:
    """Those that hold now, oldest first."""
    return tuple(switch_of(row) for row in _LIVE.all(connection))


def every(connection: Connection, limit: int = 200) -> tuple[Switch, ...]:
    """The newest first, lifted ones too."""
    rows = connection.execute(select(*_COLUMNS).order_by(switches.c.id.desc()).limit(limit))
    return tuple(switch_of(row) for row in rows)


def get(connection: Connection, switch_id: int) -> Switch | None:
    """One of them."""
    row = connection.execute(select(*_COLUMNS).where(switches.c.id == switch_id)).first()
    return switch_of(row) if row is not None else None


def add(
    connection: Connection, *, scope: str, target: str | None, why: str, thrown_by: str, thrown_at: datetime
) -> Switch:
    """A new one, thrown."""
    values = {"scope": scope, "target": target, "why": why, "thrown_by": thrown_by, "thrown_at": thrown_at}
    row = connection.execute(insert(switches).values(values).returning(*_COLUMNS)).one()
    return switch_of(row)


def lift(connection: Connection, switch_id: int, *, by: str, at: datetime, why: str) -> Switch | None:
    """The switch, lifted; None where it did not hold any more, or there is none."""
    mine = update(switches).where(switches.c.id == switch_id, switches.c.lifted_at.is_(None))
    row = connection.execute(mine.values(lifted_at=at, lifted_by=by, lift_why=why).returning(*_COLUMNS)).first()
    return switch_of(row) if row is not None else None


def jurisdictions(connection: Connection) -> frozenset[str]:
    """Where borrowers live, as far as it is known."""
    found = connection.execute(select(borrowers.c.jurisdiction).distinct()).scalars()
    return frozenset(each for each in found if each)
