"""What was said: every candidate message, what came in, and what providers reported."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text, UniqueConstraint, text

from storage.tables.base import Id, Instant, Json, metadata, owned_by, primary_key

messages = Table(
    "messages",
    metadata,
    primary_key(),
    owned_by("borrowers"),
    owned_by("cases"),
    Column("contact_point_id", Id),
    Column("loans", Json, nullable=False),
    Column("channel", Text, nullable=False),
    Column("address", Text),
    Column("direction", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("template", Text),
    Column("template_version", Integer),
    Column("locale", Text),
    Column("body", Text),
    Column("choices", Json, nullable=False),
    Column("discloses", Boolean, nullable=False, server_default=text("false")),
    Column("dedupe", Text, unique=True),
    Column("external_id", Text),
    Column("in_reply_to", Id),
    Column("planned_at", Instant, nullable=False),
    Column("not_before", Instant),
    Column("sent_at", Instant),
    Column("provider_id", Text),
    Column("token", Integer),
    Column("step", Text),
    Column("say", Json),
    Column("decision", Text),
    Column("decision_until", Instant),
    Column("decision_rule", Text),
    Column("decision_why", Json),
    Column("failure_code", Text),
    Column("failure", Text),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("claimed_until", Instant),
    Column("read_at", Instant),
    UniqueConstraint("channel", "external_id"),
)
Index("ix_messages_borrower_id", messages.c.borrower_id, messages.c.id)
Index("ix_messages_provider_id", messages.c.provider_id)
Index("ix_messages_planned_at", messages.c.planned_at)
Index(
    "ix_messages_waiting",
    messages.c.not_before,
    sqlite_where=text("state IN ('queued', 'held')"),
    postgresql_where=text("state IN ('queued', 'held')"),
)

chat_lines = Table(
    "chat_lines",
    metadata,
    primary_key(),
    owned_by("borrowers"),
    owned_by("messages"),
    Column("channel", Text, nullable=False),
    UniqueConstraint("message_id"),
)
"""What a borrower sees, numbered as it appears: a text that was held comes after those that were not."""
Index("ix_chat_lines_borrower_id", chat_lines.c.borrower_id, chat_lines.c.channel, chat_lines.c.id)
Index(
    "ix_messages_sending",
    messages.c.claimed_until,
    sqlite_where=text("state = 'sending'"),
    postgresql_where=text("state = 'sending'"),
)

receipts = Table(
    "receipts",
    metadata,
    primary_key(),
    owned_by("messages", index=True),
    Column("at", Instant, nullable=False),
    Column("status", Text, nullable=False),
    Column("code", Text),
)

webhooks = Table(
    "webhooks",
    metadata,
    primary_key(),
    Column("source", Text, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("payload", Json, nullable=False),
    Column("done_at", Instant),
    Column("error", Text),
    UniqueConstraint("source", "external_id"),
)
