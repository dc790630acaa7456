"""Photos and files that borrowers sent to show something, stored once a case."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table, Text, UniqueConstraint

from storage.tables.base import Id, Instant, metadata, owned_by, primary_key

proofs = Table(
    "proofs",
    metadata,
    primary_key(),
    owned_by("cases"),
    owned_by("borrowers", index=True),
    Column("message_id", Id),
    Column("about", Text),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("case_id", "sha256"),
)
"""``message_id`` first brought it; ``about`` is the ref of the hold it speaks to; ``kind``: unsorted, paid, dispute,
other. ``content_type`` is what its first bytes say, never what its sender said."""
