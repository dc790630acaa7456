"""What people who work at the desk keep for themselves."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, Table, Text, UniqueConstraint

from storage.tables.base import Instant, Json, metadata, owned_by, primary_key

drafts = Table(
    "drafts",
    metadata,
    primary_key(),
    owned_by("cases"),
    owned_by("users", index=True),
    Column("channel", Text),
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("case_id", "user_id"),
)
"""What somebody began to write to a borrower and has not sent."""

snoozes = Table(
    "snoozes",
    metadata,
    primary_key(),
    owned_by("cases"),
    Column("until", Instant, nullable=False),
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("case_id"),
)

saved_views = Table(
    "saved_views",
    metadata,
    primary_key(),
    owned_by("users"),
    Column("name", Text, nullable=False),
    Column("query", Json, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("user_id", "name"),
)
"""``query`` is what stands behind the address: view, words, locale, skill."""

readings = Table(
    "readings",
    metadata,
    primary_key(),
    owned_by("messages"),
    Column("at", Instant, nullable=False),
    Column("locale", Text, nullable=False),
    Column("intent", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("runner_up", Text),
    Column("rights", Json, nullable=False),
    Column("heard", Json, nullable=False),
    Column("reason", Text, nullable=False),
    Column("second", Json),
    Column("state", Text, nullable=False),
    Column("proposed", Text),
    Column("proposed_by", Text),
    Column("proposed_at", Instant),
    Column("settled", Text),
    Column("settled_by", Text),
    Column("settled_at", Instant),
    UniqueConstraint("message_id"),
    Index("ix_readings_state_id", "state", "id"),
)
"""Readings of messages that a person should look at. ``heard`` is what was read beside the intent, ``second`` what the
second reader said, ``proposed`` what a collector says it means, ``settled`` what a supervisor decided."""

mentions = Table(
    "mentions",
    metadata,
    primary_key(),
    owned_by("notes"),
    owned_by("cases", index=True),
    owned_by("users"),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("seen_at", Instant),
    UniqueConstraint("note_id", "user_id"),
    Index("ix_mentions_user_id", "user_id", "seen_at"),
)
"""A note that calls a colleague by ``@login``. ``by`` is the login of who wrote it."""

macros = Table(
    "macros",
    metadata,
    primary_key(),
    owned_by("users", index=True, nullable=True),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("bodies", Json, nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
)
"""Ready texts for the composer, ``bodies`` by locale. ``user_id`` none: everybody's, in place of one that came with the
program under the same key; ``hidden``: that one is not offered. A key is used once by each owner."""

scorecards = Table(
    "scorecards",
    metadata,
    primary_key(),
    owned_by("messages"),
    owned_by("cases"),
    Column("login", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("tone", Integer, nullable=False),
    Column("accuracy", Integer, nullable=False),
    Column("help", Integer, nullable=False),
    Column("rules", Integer, nullable=False),
    Column("comment", Text, nullable=False),
    Column("drawn", Text, nullable=False),
    UniqueConstraint("message_id"),
    Index("ix_scorecards_at", "at"),
)
"""What a supervisor thought of a talk that ``login`` had, 0 to 2 each. ``message_id`` is the first that they wrote in
it, ``drawn`` why it was looked at: risk or random."""

doings = Table(
    "doings",
    metadata,
    primary_key(),
    Column("at", Instant, nullable=False),
    Column("by", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("detail", Json, nullable=False),
    Index("ix_doings_at", "at"),
    Index("ix_doings_about", "about"),
)
"""What people did at the desk that no case's log has: changes of people, of tokens, what was revealed or taken away.
``by`` as ``user:LOGIN``; rows are added and never changed."""
