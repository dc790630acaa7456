"""Up to which moment each feed of payments is complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.prepared import Prepared
from storage.tables import feeds


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed said last: it is complete up to ``watermark``; when and by whom that was told."""

    name: str
    watermark: datetime
    told_at: datetime
    told_by: str


_QUERY = select(feeds.c.name, feeds.c.watermark, feeds.c.told_at, feeds.c.told_by).order_by(feeds.c.name)
_EVERY = Prepared(lambda _: _QUERY)
_LOCK = Prepared(lambda _: _QUERY.with_for_update(read=True))


def lock(connection: Connection) -> None:
    """Nobody moves a watermark before this transaction ends, so that what is held for its sake is seen by whoever
    moves it. SQLite has one writer and needs no more."""
    if connection.dialect.name == "postgresql":
        _LOCK.run(connection)


def every(connection: Connection) -> tuple[Feed, ...]:
    """All feeds that ever said something, by name."""
    return tuple(feed_of(row) for row in _EVERY.all(connection))


def feed_of(row: Any) -> Feed:
    """What a feed said last."""
    return Feed(name=row.name, watermark=row.watermark, told_at=row.told_at, told_by=row.told_by)


def tell(connection: Connection, feed: Feed) -> None:
    """Keep what a feed says, unless it said more before: a watermark never moves backwards."""
    insert = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    statement = insert(feeds).values(
        name=feed.name, watermark=feed.watermark, told_at=feed.told_at, told_by=feed.told_by
    )
    new = statement.excluded
    changed = {"watermark": new.watermark, "told_at": new.told_at, "told_by": new.told_by}
    connection.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_=changed, where=feeds.c.watermark < new.watermark)
    )
