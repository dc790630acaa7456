"""What people did, from the tables that keep it, for the audit page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select

from storage.tables import borrowers, case_events, cases, switches, templates


def case_events_by_people(
    connection: Connection, since: datetime, until: datetime, actor: str | None, limit: int
) -> list[Row[Any]]:
    """``at, actor, type, payload, seq, ref`` of facts that people recorded, newest first; of one with ``actor``."""
    columns = (case_events.c.at, case_events.c.actor, case_events.c.type, case_events.c.payload, case_events.c.seq)
    joined = case_events.join(cases, cases.c.id == case_events.c.case_id)
    joined = joined.join(borrowers, borrowers.c.id == cases.c.borrower_id)
    query = select(*columns, borrowers.c.ref).select_from(joined)
    query = query.where(case_events.c.at >= since, case_events.c.at < until, case_events.c.type != "LeaseRenewed")
    theirs = case_events.c.actor == actor if actor is not None else case_events.c.actor.like("user:%")
    return list(connection.execute(query.where(theirs).order_by(case_events.c.id.desc()).limit(limit)))


def switches_touched(connection: Connection, since: datetime, until: datetime) -> list[Row[Any]]:
    """Switches that were thrown or lifted in that stretch."""
    thrown = and_(switches.c.thrown_at >= since, switches.c.thrown_at < until)
    lifted = and_(switches.c.lifted_at >= since, switches.c.lifted_at < until)
    return list(connection.execute(select(switches).where(or_(thrown, lifted)).order_by(switches.c.id.desc())))


def texts_saved(
    connection: Connection, since: datetime, until: datetime, author: str | None, limit: int
) -> list[Row[Any]]:
    """Versions of texts that were saved, newest first; by one author."""
    query = select(templates).where(templates.c.at >= since, templates.c.at < until)
    if author is not None:
        query = query.where(templates.c.author == author)
    return list(connection.execute(query.order_by(templates.c.id.desc()).limit(limit)))
