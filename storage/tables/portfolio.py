"""What the lender told us: borrowers, how to reach them, loans and money."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Text, UniqueConstraint, text

from storage.tables.base import Id, Instant, Json, Minor, metadata, owned_by, primary_key

borrowers = Table(
    "borrowers",
    metadata,
    primary_key(),
    Column("ref", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("locale", Text, nullable=False),
    Column("zones", Json, nullable=False),
    Column("jurisdiction", Text),
    Column("birth_date", Date),
    Column("id_last4", Text),
    Column("postal_code", Text),
    Column("facts", Json, nullable=False, server_default=text("'{}'")),
    Column("preferred_channel", Text),
    Column("created_at", Instant, nullable=False),
)

contact_points = Table(
    "contact_points",
    metadata,
    primary_key(),
    owned_by("borrowers", index=True),
    Column("channel", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("consented_at", Instant),
    Column("confirmed_at", Instant),
    Column("opted_out_at", Instant),
    Column("opted_out_how", Text),
    Column("opted_in_at", Instant),
    Column("consent_how", Text),
    Column("consent_proof", Text),
    owned_by("parties", name="party_id", nullable=True),
    Column("owner", Text, nullable=False, server_default="borrower"),
    Column("place", Text),
    Column("hours", Json),
    Column("days", Json),
    Column("delivered_count", Integer, nullable=False, server_default="0"),
    Column("failed_count", Integer, nullable=False, server_default="0"),
    Column("delivered_at", Instant),
    Column("bad_at", Instant),
    Column("bad_reason", Text),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("borrower_id", "channel", "address"),
)
Index("ix_contact_points_channel_address", contact_points.c.channel, contact_points.c.address)

loans = Table(
    "loans",
    metadata,
    primary_key(),
    owned_by("borrowers", index=True),
    Column("ref", Text, nullable=False, unique=True),
    Column("currency", Text, nullable=False),
    Column("creditor", Text),
    Column("officer", Text),
    Column("product", Text),
    Column("principal_minor", Minor),
    Column("annual_rate", Text),
    Column("term_months", Integer),
    Column("first_due_on", Date),
    Column("opened_on", Date),
    Column("known_on", Date, nullable=False),
    Column("schedule_derived", Boolean, nullable=False),
    Column("reported_arrears_minor", Minor),
    Column("reported_dpd", Integer),
    Column("reported_on", Date),
)

instalments = Table(
    "instalments",
    metadata,
    primary_key(),
    owned_by("loans"),
    Column("number", Integer, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("principal_minor", Minor, nullable=False),
    Column("interest_minor", Minor, nullable=False),
    Column("fees_minor", Minor, nullable=False),
    UniqueConstraint("loan_id", "number"),
)

payments = Table(
    "payments",
    metadata,
    primary_key(),
    owned_by("loans", index=True),
    Column("external_ref", Text, nullable=False, unique=True),
    Column("amount_minor", Minor, nullable=False),
    Column("paid_at", Instant, nullable=False),
    Column("paid_on", Date, nullable=False),
    Column("reverses", Text),
    Column("recorded_at", Instant, nullable=False),
)

charges = Table(
    "charges",
    metadata,
    primary_key(),
    owned_by("loans", index=True),
    Column("external_ref", Text, nullable=False, unique=True),
    Column("charged_on", Date, nullable=False),
    Column("amount_minor", Minor, nullable=False),
    Column("rule", Text, nullable=False),
)

outside_contacts = Table(
    "outside_contacts",
    metadata,
    primary_key(),
    owned_by("borrowers", index=True),
    Column("external_ref", Text, nullable=False, unique=True),
    Column("loan_id", Id),
    Column("at", Instant, nullable=False),
    Column("channel", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("address", Text),
)

parties = Table(
    "parties",
    metadata,
    primary_key(),
    owned_by("borrowers", index=True),
    Column("party_ref", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("details", Json, nullable=False),
    UniqueConstraint("borrower_id", "party_ref"),
)
