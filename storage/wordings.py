"""Versions of message templates that admins made; version 0 is the shipped file and not kept here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from storage.tables import templates

Address = tuple[str, str, str]
"""Message key, locale, channel (``default`` for all that have none of their own)."""


def live(connection: Connection) -> dict[Address, tuple[int, str]]:
    """The approved version in force of every edited template: number and body."""
    newest = (
        select(templates.c.key, templates.c.locale, templates.c.channel, func.max(templates.c.version).label("version"))
        .where(templates.c.state == "approved")
        .group_by(templates.c.key, templates.c.locale, templates.c.channel)
        .subquery()
    )
    query = select(templates).join(
        newest,
        (templates.c.key == newest.c.key)
        & (templates.c.locale == newest.c.locale)
        & (templates.c.channel == newest.c.channel)
        & (templates.c.version == newest.c.version),
    )
    return {(row.key, row.locale, row.channel): (row.version, row.body) for row in connection.execute(query)}


def newest(connection: Connection) -> list[Row[Any]]:
    """The newest version of every edited template, whatever its state."""
    last = (
        select(func.max(templates.c.id).label("id"))
        .group_by(templates.c.key, templates.c.locale, templates.c.channel)
        .subquery()
    )
    return list(connection.execute(select(templates).join(last, last.c.id == templates.c.id)))


def history(connection: Connection, address: Address) -> list[Row[Any]]:
    """All versions of one template, newest first."""
    key, locale, channel = address
    query = select(templates).where(
        templates.c.key == key, templates.c.locale == locale, templates.c.channel == channel
    )
    return list(connection.execute(query.order_by(templates.c.version.desc())))


def add(
    connection: Connection, address: Address, body: str, *, author: str, reason: str, now: datetime, state: str
) -> int:
    """A new version; its number. Two admins saving at once cannot both take the same number."""
    key, locale, channel = address
    query = select(func.max(templates.c.version)).where(
        templates.c.key == key, templates.c.locale == locale, templates.c.channel == channel
    )
    version = (connection.execute(query).scalar() or 0) + 1
    values = {"key": key, "locale": locale, "channel": channel, "version": version, "state": state}
    connection.execute(insert(templates).values(**values, body=body, author=author, reason=reason, at=now))
    return version
