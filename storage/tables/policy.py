"""What the gate asks beside the case: whose debt it is, how fresh the ledger is, what is switched off."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text

from storage.tables.base import Instant, Json, metadata, primary_key

creditors = Table(
    "creditors",
    metadata,
    primary_key(),
    Column("ref", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("full_name", Text),
    Column("phone", Text),
    Column("officer", Text),
    Column("pay_url", Text),
    Column("actor", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("packs", Json, nullable=False),
    Column("updated_at", Instant, nullable=False),
)
"""Whose debt it is. ``actor`` and ``kind`` as in ``[lender]``; ``packs`` bind its loans beside the jurisdiction's."""

feeds = Table(
    "feeds",
    metadata,
    primary_key(),
    Column("name", Text, nullable=False, unique=True),
    Column("watermark", Instant, nullable=False),
    Column("told_at", Instant, nullable=False),
    Column("told_by", Text, nullable=False),
)
"""Up to which moment a feed of payments is complete."""

switches = Table(
    "switches",
    metadata,
    primary_key(),
    Column("scope", Text, nullable=False),
    Column("target", Text),
    Column("why", Text, nullable=False),
    Column("thrown_by", Text, nullable=False),
    Column("thrown_at", Instant, nullable=False),
    Column("lifted_at", Instant),
    Column("lifted_by", Text),
    Column("lift_why", Text),
)
"""Kill switches: what does not leave while a row is not lifted. ``scope``: all, channel, template, strategy,
jurisdiction."""
Index("ix_switches_lifted_at", switches.c.lifted_at)
