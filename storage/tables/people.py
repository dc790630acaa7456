"""Who works here, what they edit, and what the installation remembers of itself."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, Table, Text, UniqueConstraint

from storage.tables.base import Instant, Json, metadata, owned_by, primary_key

users = Table(
    "users",
    metadata,
    primary_key(),
    Column("login", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("skills", Json, nullable=False),
    Column("locales", Json, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("capacity", Integer),
    Column("away_since", Instant),
)
"""``capacity``: chats that somebody has at once, none for what the configuration says. ``away_since``: they said so."""

sign_ins = Table(
    "sign_ins",
    metadata,
    primary_key(),
    Column("token_hash", Text, nullable=False, unique=True),
    owned_by("users"),
    Column("csrf", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("browser", Text),
)
"""``browser``: what the browser said it was, as a family on a system; none for sign-ins of before."""

lockouts = Table(
    "lockouts",
    metadata,
    Column("login_hash", Text, primary_key=True),
    Column("failed", Integer, nullable=False),
    Column("last_at", Instant, nullable=False),
    Column("until", Instant),
)
"""Wrong passwords in a row by login, whether there is such a login or not: who guesses learns nothing from it.
Logins are hashed, since a password is easily typed into the wrong field."""

api_tokens = Table(
    "api_tokens",
    metadata,
    primary_key(),
    Column("name", Text, nullable=False, unique=True),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)

templates = Table(
    "templates",
    metadata,
    primary_key(),
    Column("key", Text, nullable=False),
    Column("locale", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("reason", Text),
    UniqueConstraint("key", "locale", "channel", "version"),
)

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Small facts of the installation: the signing secret, the sample's clock, the loaded sample."""
