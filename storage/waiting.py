"""What waits: fires, tasks and running dialogues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, or_, select, update

from storage.prepared import Prepared
from storage.tables import dialogues, fires, tasks
from storage.upserts import upsert

_FIRE = ("case_id", "kind", "due_at", "data", "claimed_until")
_SET = Prepared(
    lambda dialect: upsert(dialect, fires, ("case_id", "kind"), _FIRE).values(
        {name: bindparam(name, type_=fires.c[name].type) for name in _FIRE}
    )
)
_CLEAR = Prepared(
    lambda _: delete(fires).where(fires.c.case_id == bindparam("case"), fires.c.kind == bindparam("kind_"))
)


def set_fire(connection: Connection, case_id: int, kind: str, due_at: datetime, data: Mapping[str, Any]) -> None:
    """Something waits at this moment; it replaces what waited there of the same kind."""
    _SET.run(connection, case_id=case_id, kind=kind, due_at=due_at, data=dict(data), claimed_until=None)


def clear_fire(connection: Connection, case_id: int, kind: str) -> None:
    """Nothing of this kind waits any more."""
    _CLEAR.run(connection, case=case_id, kind_=kind)


def claim_fires(connection: Connection, now: datetime, until: datetime, limit: int) -> list[Row[Any]]:
    """Take due fires, oldest first, so that nobody else takes them before ``until``."""
    free = or_(fires.c.claimed_until.is_(None), fires.c.claimed_until < now)
    query = select(fires).where(fires.c.due_at <= now, free).order_by(fires.c.due_at, fires.c.id).limit(limit)
    if connection.dialect.name == "postgresql":
        query = query.with_for_update(skip_locked=True)
    rows = list(connection.execute(query))
    if rows:
        ids = [row.id for row in rows]
        connection.execute(update(fires).where(fires.c.id.in_(ids)).values(claimed_until=until))
    return rows


def end_fire(connection: Connection, fire_id: int, due_at: datetime) -> bool:
    """Take a claimed fire away; False where it was cleared or set anew meanwhile."""
    return connection.execute(delete(fires).where(fires.c.id == fire_id, fires.c.due_at == due_at)).rowcount == 1


def put_off(connection: Connection, fire_id: int, due_at: datetime, until: datetime) -> None:
    """Let a claimed fire wait longer, unless it was set anew meanwhile."""
    mine = update(fires).where(fires.c.id == fire_id, fires.c.due_at == due_at)
    connection.execute(mine.values(due_at=until, claimed_until=None))


def fires_of(connection: Connection, case_id: int) -> list[Row[Any]]:
    """What waits for a case, soonest first."""
    return list(connection.execute(select(fires).where(fires.c.case_id == case_id).order_by(fires.c.due_at)))


def next_fire(connection: Connection) -> datetime | None:
    """When the next fire of all is due."""
    return connection.execute(select(func.min(fires.c.due_at))).scalar()


def next_fires(connection: Connection, kinds: Sequence[str]) -> datetime | None:
    """When the next fire of these kinds is due."""
    return connection.execute(select(func.min(fires.c.due_at)).where(fires.c.kind.in_(kinds))).scalar()


def open_task(
    connection: Connection,
    case_id: int,
    kind: str,
    reason: str,
    *,
    now: datetime,
    due_by: datetime | None,
    data: Mapping[str, Any] | None = None,
) -> int:
    """A task for a person with what they need for it, once per kind while it is open; its id."""
    query = select(tasks.c.id).where(tasks.c.case_id == case_id, tasks.c.kind == kind, tasks.c.done_at.is_(None))
    found = connection.execute(query).scalar()
    if found is not None:
        return int(found)
    values = {"kind": kind, "reason": reason, "data": dict(data or {}), "due_by": due_by, "opened_at": now}
    statement = insert(tasks).values(case_id=case_id, **values)
    return int(connection.execute(statement.returning(tasks.c.id)).scalar_one())


def end_tasks(connection: Connection, case_id: int, kind: str, *, now: datetime, by: str, outcome: str) -> None:
    """The open task of this kind is done, if there is one."""
    done = update(tasks).where(tasks.c.case_id == case_id, tasks.c.kind == kind, tasks.c.done_at.is_(None))
    connection.execute(done.values(done_at=now, done_by=by, outcome=outcome))


def end_task(connection: Connection, case_id: int, task_id: int, *, now: datetime, by: str, outcome: str) -> bool:
    """Whether it was open in this case and is done now."""
    done = update(tasks).where(tasks.c.id == task_id, tasks.c.case_id == case_id, tasks.c.done_at.is_(None))
    return connection.execute(done.values(done_at=now, done_by=by, outcome=outcome)).rowcount == 1


def tasks_of(connection: Connection, case_id: int, *, open_only: bool = True) -> list[Row[Any]]:
    """Tasks of a case, oldest first."""
    query = select(tasks).where(tasks.c.case_id == case_id).order_by(tasks.c.id)
    return list(connection.execute(query.where(tasks.c.done_at.is_(None)) if open_only else query))


_DIALOGUE = Prepared(lambda _: select(dialogues).where(dialogues.c.contact_point_id == bindparam("point")))
_STANDS = (
    "contact_point_id",
    "case_id",
    "flow",
    "step",
    "data",
    "offered",
    "misses",
    "version",
    "said",
    "left",
    "updated_at",
)
_KEEP = Prepared(
    lambda dialect: upsert(dialect, dialogues, ("contact_point_id",), _STANDS, fixed=("case_id",)).values(
        {name: bindparam(name, type_=dialogues.c[name].type) for name in _STANDS}
    )
)


def dialogue_at(connection: Connection, contact_point_id: int) -> Any:
    """The running dialogue at a contact point, or None."""
    return _DIALOGUE.first(connection, point=contact_point_id)


def mark_said(connection: Connection, contact_point_id: int, said: str) -> None:
    """The mark of the last text at a contact point."""
    mine = dialogues.c.contact_point_id == contact_point_id
    connection.execute(update(dialogues).where(mine).values(said=said))


def keep_dialogue(connection: Connection, case_id: int, contact_point_id: int, values: Mapping[str, Any]) -> None:
    """Where the dialogue stands now (flow, step, data, offered, misses, version, said, left, updated_at)."""
    _KEEP.run(connection, contact_point_id=contact_point_id, case_id=case_id, **values)
