"""All tables. Importing this package is what makes ``metadata`` complete."""

from storage.tables.base import metadata
from storage.tables.casework import (
    affordability,
    case_events,
    cases,
    dialogues,
    fires,
    holds,
    notes,
    plans,
    promises,
    reliefs,
    tasks,
)
from storage.tables.desk import doings, drafts, macros, mentions, readings, saved_views, scorecards, snoozes
from storage.tables.people import api_tokens, lockouts, meta, sign_ins, templates, users
from storage.tables.policy import creditors, feeds, switches
from storage.tables.portfolio import (
    borrowers,
    charges,
    contact_points,
    instalments,
    loans,
    outside_contacts,
    parties,
    payments,
)
from storage.tables.proofs import proofs
from storage.tables.traffic import chat_lines, messages, receipts, webhooks

__all__ = [
    "affordability",
    "api_tokens",
    "borrowers",
    "case_events",
    "cases",
    "charges",
    "chat_lines",
    "contact_points",
    "creditors",
    "dialogues",
    "doings",
    "drafts",
    "feeds",
    "fires",
    "holds",
    "instalments",
    "loans",
    "lockouts",
    "macros",
    "mentions",
    "messages",
    "meta",
    "metadata",
    "notes",
    "outside_contacts",
    "parties",
    "payments",
    "plans",
    "promises",
    "proofs",
    "readings",
    "receipts",
    "reliefs",
    "saved_views",
    "scorecards",
    "sign_ins",
    "snoozes",
    "switches",
    "tasks",
    "templates",
    "users",
    "webhooks",
]
