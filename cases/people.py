"""Who a case is about and how they are reached: borrower, contact point, party, creditor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from cases.vocabulary import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrower:
    """The person who owes. ``zones`` are candidate IANA zones, none of them a guess.

    ``facts`` are those that the lender told and packs name: ``minor``, ``in_hospital``, ``disability_group_1``, …
    With ``preferred_channel`` they asked to be written to there and nowhere else.
    """

    ref: str
    name: str
    locale: str = "en"
    zones: tuple[str, ...] = ()
    jurisdiction: str | None = None
    birth_date: date | None = None
    id_last4: str | None = None
    postal_code: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    preferred_channel: Channel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPoint:
    """Channel and address, with consent, ownership and opt-out, each as the instant it was given (UTC).

    ``owner`` is whose it is: ``borrower``, ``party``, ``shared`` (several people read there) or ``work``. With
    ``party_ref`` it is that party's, and nothing that is meant for the borrower goes there. ``place`` is where it
    rings: ``home``, ``mobile``, ``work``, ``elsewhere``; ``hours`` are those agreed for it, as ``18:00-20:30``, and
    ``days`` the weekdays, 0 being Monday.
    """

    id: int
    channel: Channel
    address: str
    consented_at: datetime | None = None
    confirmed_at: datetime | None = None
    opted_out_at: datetime | None = None
    bad_at: datetime | None = None
    bad_reason: str | None = None
    opted_out_how: str | None = None
    opted_in_at: datetime | None = None
    consent_how: str | None = None
    consent_proof: str | None = None
    owner: str = "borrower"
    party_ref: str | None = None
    place: str | None = None
    hours: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    delivered: int = 0
    failed: int = 0
    delivered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody beside the borrower. ``role``: ``guarantor``, ``co_borrower``, ``representative`` or ``reference``."""

    ref: str
    role: str
    name: str

    @property
    def title(self) -> str:
        """The role as people say it."""
        return self.role.replace("_", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Creditor:
    """Whose debt it is, as texts and packs name it.

    ``actor`` is ``first_party`` where the creditor itself writes, ``third_party`` where we collect for it; ``kind`` is
    ``bank``, ``mfi`` or ``nonbank``. ``packs`` bind its loans beside those of the jurisdiction.
    """

    ref: str
    name: str
    full_name: str
    phone: str
    officer: str
    pay_url: str
    actor: str
    kind: str
    packs: tuple[str, ...] = ()
