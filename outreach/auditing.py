"""Who did what: facts of cases that people recorded, switches, people and tokens, texts; by person and by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from outreach.audit import Verified, verify
from outreach.people import Person, Role
from outreach.refusals import Refused
from outreach.runtime import Runtime
from storage import auditing, doings, people

Sort = Literal["case", "switch", "person", "text"]
MOST: Final = 500
"""Lines of a day that a page brings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One thing that somebody did. ``what`` is an event's name or a code, ``about`` a case, a login, a switch, a text.

    ``seq`` is the number in the case's log. ``why`` are the words that they gave for it.
    """

    at: datetime
    by: str
    sort: Sort
    what: str
    about: str
    seq: int | None = None
    why: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditDay:
    """The newest first; ``more`` says that there is more than a page brings."""

    on: date
    by: str | None
    lines: tuple[AuditLine, ...]
    more: bool
    people: Mapping[str, str]


def require_leader(who: Person) -> None:
    """Raises Refused for anybody but a supervisor or an admin."""
    if who.role not in (Role.SUPERVISOR, Role.ADMIN):
        raise Refused("Only a supervisor or an admin may do this.")


def day_of(runtime: Runtime, who: Person, on: date | None = None, by: str | None = None) -> AuditDay:
    """What people did on a day in the desk's zone, today unless told; of one of them with ``by``. Raises Refused."""
    require_leader(who)
    zone = ZoneInfo(runtime.settings.desk.zone)
    day = on or runtime.clock.now().astimezone(zone).date()
    since = datetime.combine(day, time(), zone)
    until = datetime.combine(day + timedelta(days=1), time(), zone)
    actor = f"user:{by}" if by else None
    with runtime.db.reading() as connection:
        found = [
            *(_of_case(row) for row in auditing.case_events_by_people(connection, since, until, actor, MOST + 1)),
            *_of_switches(auditing.switches_touched(connection, since, until), since, until, actor),
            *(_of_text(row) for row in auditing.texts_saved(connection, since, until, by, MOST + 1)),
            *(_of_doing(row) for row in doings.between(connection, since, until, by=actor, limit=MOST + 1)),
        ]
        names = people.names(connection)
    lines = sorted(found, key=lambda line: (line.at, line.seq or 0), reverse=True)
    return AuditDay(on=day, by=by, lines=tuple(lines[:MOST]), more=len(lines) > MOST, people=names)


def chain_of(runtime: Runtime, who: Person, ref: str) -> Verified:
    """Whether the log of one case is whole. Raises Refused, NotFound."""
    require_leader(who)
    return verify(runtime, ref)


def _of_case(row: Any) -> AuditLine:
    why = row.payload.get("why") or row.payload.get("reason") or row.payload.get("lift_why") or ""
    said = why if isinstance(why, str) else ""
    return AuditLine(at=row.at, by=row.actor, sort="case", what=row.type, about=row.ref, seq=row.seq, why=said)


def _of_switches(rows: list[Any], since: datetime, until: datetime, actor: str | None) -> list[AuditLine]:
    found = []
    for row in rows:
        about = row.scope if row.target is None else f"{row.scope} {row.target}"
        for at, by, what, why in (
            (row.thrown_at, row.thrown_by, "switch_thrown", row.why),
            (row.lifted_at, row.lifted_by, "switch_lifted", row.lift_why),
        ):
            if at is not None and since <= at < until and (actor is None or by == actor):
                found.append(AuditLine(at=at, by=by, sort="switch", what=what, about=about, why=why or ""))
    return found


def _of_text(row: Any) -> AuditLine:
    about = f"{row.key}, {row.locale}, {row.channel}"
    detail = {"version": row.version}
    return AuditLine(
        at=row.at,
        by=f"user:{row.author}",
        sort="text",
        what="text_saved",
        about=about,
        why=row.reason or "",
        detail=detail,
    )


def _of_doing(row: Any) -> AuditLine:
    return AuditLine(at=row.at, by=row.by, sort="person", what=row.what, about=row.about, detail=row.detail)
