"""What people did in a stretch of time, each figure one set query. Rows name the person as logs do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, distinct, exists, func, literal, select

from storage.tables import case_events, contact_points, messages, plans, promises

LEFT = ("sent", "delivered", "read")
COLLECTOR = "collector:"


def _wrote(since: datetime, until: datetime) -> ColumnElement[bool]:
    return and_(
        messages.c.planned_at >= since,
        messages.c.planned_at < until,
        messages.c.direction == "out",
        messages.c.actor.like(f"{COLLECTOR}%"),
        messages.c.state.in_(LEFT),
    )


def contacts(connection: Connection, since: datetime, until: datetime) -> list[Row[Any]]:
    """``actor, many``: borrowers to whom somebody's text left; ``actor`` None for all people together."""
    columns = (messages.c.actor, func.count(distinct(messages.c.case_id)).label("many"))
    each = select(*columns).where(_wrote(since, until)).group_by(messages.c.actor)
    whole = select(literal(None).label("actor"), func.count(distinct(messages.c.case_id)).label("many"))
    return [*connection.execute(each), *connection.execute(whole.where(_wrote(since, until)))]


def right_party(connection: Connection, since: datetime, until: datetime) -> list[Row[Any]]:
    """``actor, many``: of these, borrowers who wrote back from a contact point known to be theirs, after that text."""
    back = messages.alias("back")
    heard = exists().where(
        back.c.case_id == messages.c.case_id,
        back.c.direction == "in",
        back.c.id > messages.c.id,
        back.c.planned_at < until,
        contact_points.c.id == back.c.contact_point_id,
        contact_points.c.confirmed_at <= back.c.planned_at,
    )
    found = and_(_wrote(since, until), heard)
    columns = (messages.c.actor, func.count(distinct(messages.c.case_id)).label("many"))
    each = select(*columns).where(found).group_by(messages.c.actor)
    whole = select(literal(None).label("actor"), func.count(distinct(messages.c.case_id)).label("many")).where(found)
    return [*connection.execute(each), *connection.execute(whole)]


def promises_made(connection: Connection, since: datetime, until: datetime) -> list[Row[Any]]:
    """``actor, state, many`` of promises that were made, by what became of them."""
    ref = case_events.c.payload["ref"].as_string()
    joined = case_events.join(promises, and_(promises.c.case_id == case_events.c.case_id, promises.c.ref == ref))
    query = select(case_events.c.actor, promises.c.state, func.count().label("many")).select_from(joined)
    query = query.where(case_events.c.type == "PromiseMade", case_events.c.at >= since, case_events.c.at < until)
    return list(connection.execute(query.group_by(case_events.c.actor, promises.c.state)))


def plans_agreed(connection: Connection, since: datetime, until: datetime) -> list[Row[Any]]:
    """``login, many``: plans and settlements that borrowers said yes to; ``login`` None where nobody had offered it."""
    query = select(plans.c.offered_by.label("login"), func.count().label("many"))
    query = query.where(plans.c.accepted_at >= since, plans.c.accepted_at < until)
    return list(connection.execute(query.group_by(plans.c.offered_by)))


def after_contact(connection: Connection, type_: str, since: datetime, until: datetime) -> list[Row[Any]]:
    """``id, actor`` of events of a type and of everybody whose text left before, in the stretch; a row for each."""
    query = (
        select(case_events.c.id, messages.c.actor)
        .join(messages, messages.c.case_id == case_events.c.case_id)
        .where(case_events.c.type == type_, case_events.c.at >= since, case_events.c.at < until)
        .where(_wrote(since, until), messages.c.planned_at <= case_events.c.at)
        .distinct()
    )
    return list(connection.execute(query))


def payloads(connection: Connection, type_: str, since: datetime, until: datetime) -> dict[int, dict[str, Any]]:
    """By id, what events of a type say."""
    query = select(case_events.c.id, case_events.c.payload).where(case_events.c.type == type_)
    rows = connection.execute(query.where(case_events.c.at >= since, case_events.c.at < until))
    return {row.id: row.payload for row in rows}
