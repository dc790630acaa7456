"""Our work on a borrower: the case, its log, what was agreed, what blocks, what waits."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Text, UniqueConstraint

from storage.tables.base import Id, Instant, Json, Minor, metadata, owned_by, primary_key

cases = Table(
    "cases",
    metadata,
    primary_key(),
    owned_by("borrowers"),
    Column("treatment", Text, nullable=False),
    Column("closed_reason", Text),
    Column("cycle", Integer, nullable=False),
    Column("step", Text),
    Column("calm_until", Instant),
    Column("reason", Text),
    Column("custody", Text, nullable=False),
    Column("custody_token", Integer, nullable=False),
    Column("custody_skill", Text),
    Column("custody_priority", Integer, nullable=False),
    Column("custody_reason", Text),
    Column("queued_at", Instant),
    Column("due_by", Instant),
    Column("holder", Text),
    Column("lease_until", Instant),
    Column("given_by", Text),
    Column("seq", Integer, nullable=False, server_default="0"),
    Column("head", Text, nullable=False, server_default=""),
    # Derived by the ledger whenever it changes; kept only so that lists can sort and filter.
    Column("oldest_due_on", Date),
    Column("arrears", Json, nullable=False),
    Column("opened_at", Instant, nullable=False),
    UniqueConstraint("borrower_id"),
)
Index("ix_cases_waiting", cases.c.custody, cases.c.custody_priority, cases.c.due_by)

case_events = Table(
    "case_events",
    metadata,
    primary_key(),
    owned_by("cases"),
    Column("seq", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("payload", Json, nullable=False),
    Column("hash", Text),
    UniqueConstraint("case_id", "seq"),
    Index("ix_case_events_at", "at"),
)
"""Rows are added and never changed: triggers of the database refuse it. ``cases.seq`` and ``cases.head`` are number
and hash of the last."""

promises = Table(
    "promises",
    metadata,
    primary_key(),
    owned_by("cases"),
    Column("ref", Text, nullable=False),
    Column("amount_minor", Minor, nullable=False),
    Column("currency", Text, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("state", Text, nullable=False),
    Column("paid_minor", Minor, nullable=False),
    UniqueConstraint("case_id", "ref"),
)

plans = Table(
    "plans",
    metadata,
    primary_key(),
    owned_by("cases"),
    Column("ref", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("total_minor", Minor, nullable=False),
    Column("parts", Json, nullable=False),
    Column("offered_at", Instant, nullable=False),
    Column("accepted_at", Instant),
    Column("state", Text, nullable=False),
    Column("terms_hash", Text),
    Column("kind", Text, nullable=False, server_default="plan"),
    Column("balance_minor", Minor),
    Column("grace_days", Integer),
    Column("offered_by", Text),
    Column("until", Date),
    Column("answer_by", Instant),
    Column("terms", Text),
    Column("moved", Integer, nullable=False, server_default="0"),
    Column("skipped", Integer, nullable=False, server_default="0"),
    UniqueConstraint("case_id", "ref"),
)

affordability = Table(
    "affordability",
    metadata,
    primary_key(),
    owned_by("cases"),
    Column("ref", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("answers", Json, nullable=False),
    Column("words", Json, nullable=False),
    Column("told_at", Instant, nullable=False),
    Column("confirmed_at", Instant),
    UniqueConstraint("case_id", "ref"),
)
"""What comes in and goes out each month, by question: minor units, people as a count, and the words used."""

reliefs = Table(
    "reliefs",
    metadata,
    primary_key(),
    owned_by("cases"),
    Column("ref", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("owed_minor", Minor, nullable=False),
    Column("parts", Json, nullable=False),
    Column("until", Date, nullable=False),
    Column("review_on", Date, nullable=False),
    Column("frozen", Boolean, nullable=False),
    Column("terms_hash", Text, nullable=False),
    Column("granted_at", Instant),
    Column("ended_at", Instant),
    UniqueConstraint("case_id", "ref"),
)

holds = Table(
    "holds",
    metadata,
    primary_key(),
    owned_by("cases"),
    Column("ref", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("target", Text),
    Column("blocks", Text, nullable=False),
    Column("from_at", Instant, nullable=False),
    Column("until", Instant),
    Column("source", Text, nullable=False),
    Column("evidence", Text),
    Column("placed_by", Text),
    Column("placed_at", Instant),
    Column("may_lift", Text, nullable=False),
    Column("lifted_at", Instant),
    Column("lifted_by", Text),
    Column("lift_why", Text),
    UniqueConstraint("case_id", "ref"),
)

fires = Table(
    "fires",
    metadata,
    primary_key(),
    owned_by("cases"),
    Column("kind", Text, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("data", Json, nullable=False),
    Column("claimed_until", Instant),
    UniqueConstraint("case_id", "kind"),
)
Index("ix_fires_due", fires.c.due_at)

tasks = Table(
    "tasks",
    metadata,
    primary_key(),
    owned_by("cases", index=True),
    Column("kind", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("data", Json, nullable=False),
    Column("due_by", Instant),
    Column("opened_at", Instant, nullable=False),
    Column("done_at", Instant),
    Column("done_by", Text),
    Column("outcome", Text),
)

notes = Table(
    "notes",
    metadata,
    primary_key(),
    owned_by("cases", index=True),
    Column("at", Instant, nullable=False),
    Column("author", Text, nullable=False),
    Column("text", Text, nullable=False),
)

dialogues = Table(
    "dialogues",
    metadata,
    primary_key(),
    owned_by("cases", index=True),
    Column("contact_point_id", Id, nullable=False, unique=True),
    Column("flow", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("data", Json, nullable=False),
    Column("offered", Json, nullable=False),
    Column("misses", Integer, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("said", Text),
    Column("left", Json),
    Column("updated_at", Instant, nullable=False),
)
"""One running instance of a flow per contact point, and the choices last shown there. ``version`` is that of the flow
when it was kept, ``said`` a mark of the bot's last text there, ``left`` the place that another wish interrupted."""
