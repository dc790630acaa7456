"""What people who work at the desk keep for themselves."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text, UniqueConstraint

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
