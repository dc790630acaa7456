"""The book of words: every message, where it has words of its own, which version is in force, who changed it last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from outreach.runtime import Runtime
from outreach.wording import DEFAULT, SHIPPED, Words
from storage import wordings

CHANNELS: Final = (DEFAULT, "sms", "telegram", "whatsapp", "email", "voice", "webchat")
SOURCE: Final = "en"
UNASKED: Final = frozenset(
    {
        "first_contact",
        "first_contact_again",
        "due_soon",
        "overdue_1",
        "overdue_1_again",
        "overdue_2",
        "overdue_2_again",
        "overdue_2_third",
        "overdue_3",
        "overdue_3_again",
        "overdue_4",
        "overdue_4_again",
        "overdue_4_third",
        "overdue_several",
        "overdue_several_again",
        "payment_failed",
        "promise_eve",
        "promise_kept",
        "promise_part",
        "promise_missed",
        "plan_eve",
        "plan_part_missed",
        "plan_ended",
        "paid_found",
        "paid_not_found",
        "payment_full",
        "payment_reversed",
        "hardship_review",
        "relief_eve",
        "our_mistake",
    }
)
"""Messages that nobody asked for: sender and opt-out line are put around them."""

CHAPTERS: Final[Mapping[str, tuple[str, ...]]] = {
    "Reminders": ("due_", "overdue_", "payment_failed"),
    "First contact and identity": ("first_contact", "verify_", "hello", "voicemail", "telegram_", "unknown_"),
    "Explain and pay": ("why_", "pay_", "payment_", "menu", "nothing_due", "ask_reason"),
    "Promises": ("promise_", "payday_"),
    "Plans and settlements": ("plan_", "settlement_"),
    "Paid already": ("paid_", "checking"),
    "Disputes": ("dispute_",),
    "Hard moments": (
        "hardship_",
        "review_",
        "relief_",
        "distress",
        "death",
        "represented",
        "wrong_person",
        "third_person",
        "our_mistake",
    ),
    "Stopping and wishes": ("stop_", "cease_", "noted", "language_", "data_"),
    "A person": ("to_person", "awaiting_", "hand_back", "are_you"),
}
"""Chapters of the book by how keys begin; what begins otherwise is small talk."""
REST: Final = "Small talk"

State = Literal["shipped", "edited", "falls_back", "unused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """How one message stands in one locale and channel. ``version`` None: it has no words of its own there."""

    locale: str
    channel: str
    state: State
    version: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRow:
    """One message: its words in the source language, and where it has words of its own."""

    key: str
    chapter: str
    body: str
    places: Mapping[str, tuple[Place, ...]]
    changed_at: datetime | None
    changed_by: str | None

    @property
    def edited(self) -> bool:
        """Whether anybody changed it anywhere."""
        return self.changed_at is not None


def book(runtime: Runtime) -> list[BookRow]:
    """Every message, chapter by chapter."""
    with runtime.db.reading() as connection:
        changes = {(row.key, row.locale, row.channel): row for row in wordings.newest(connection)}
    rows = []
    for key in runtime.words.keys:
        mine = [change for address, change in changes.items() if address[0] == key]
        last = max(mine, key=lambda change: change.at, default=None)
        rows.append(
            BookRow(
                key=key,
                chapter=_chapter(key),
                body=source_body(runtime.words, key),
                places=places_of(runtime.words, key),
                changed_at=last.at if last is not None else None,
                changed_by=last.author if last is not None else None,
            )
        )
    order = [*CHAPTERS, REST]
    return sorted(rows, key=lambda row: (order.index(row.chapter), row.key))


def _chapter(key: str) -> str:
    return next((name for name, starts in CHAPTERS.items() if key.startswith(starts)), REST)


def source_body(words: Words, key: str) -> str:
    """The words in the source language, wherever they are kept."""
    return next((found.body for channel in CHANNELS if (found := words.current(key, SOURCE, channel))), "")


def places_of(words: Words, key: str) -> dict[str, tuple[Place, ...]]:
    """By locale, a place for each channel."""
    return {locale: tuple(_place(words, key, locale, channel) for channel in CHANNELS) for locale in words.locales}


def _place(words: Words, key: str, locale: str, channel: str) -> Place:
    own = words.current(key, locale, channel)
    if own is not None:
        state: State = "shipped" if own.version == SHIPPED else "edited"
        return Place(locale=locale, channel=channel, state=state, version=own.version)
    found = any(words.current(*address) for address in words.chain(key, locale, channel))
    return Place(locale=locale, channel=channel, state="falls_back" if found else "unused", version=None)
