"""Orders in the imperative, which ``outreach`` carries out in the transaction of the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from cases.model import Case, Hold, Kind
from cases.say import Say


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage:
    """Queue a message the borrower did not just ask for, at their best contact point. ``dedupe`` names it once."""

    say: Say
    kind: Kind
    dedupe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelQueued:
    """Skip what waits to be sent, with this rule as the reason. None as contact point means all.

    With ``hold`` only what that hold keeps back, whoever wrote it.
    """

    rule: str
    contact_point_id: int | None = None
    hold: Hold | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFire:
    """Something waits at this moment. One fire of a kind per case: a new one replaces the old."""

    kind: str
    due_at: datetime
    data: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLocalFire:
    """Something waits on a day of the borrower's own calendar; the lender's settings say at which hour and grace."""

    kind: str
    on: date
    data: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearFire:
    """Nothing of this kind waits any more."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replan:
    """Work out from the strategy what comes next.

    ``catch_up``: begin with the newest step already reached; otherwise only what still lies ahead counts.
    """

    catch_up: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTask:
    """Something a person must do; ``data`` is what they need for it."""

    kind: str
    reason: str
    due_by: datetime | None = None
    data: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTask:
    """What a person was to do is done, or nobody needs it any more."""

    kind: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchOff:
    """Mark a contact point. ``how``: opted_out, wrong_person, bounced; ``said``: how the borrower opted out."""

    contact_point_id: int
    how: str
    said: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepHours:
    """The hours and weekdays in which a contact point may be written to; none: whenever it is lawful."""

    contact_point_id: int
    hours: tuple[str, ...]
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepChannel:
    """The channel on which the borrower wants to be written to, and on no other; None: on any."""

    channel: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchOn:
    """Take an opt-out back."""

    contact_point_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmOwner:
    """The owner of this contact point is the borrower."""

    contact_point_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLocale:
    """Write in this language from now on."""

    locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileProofs:
    """Say what stored photos and files show, and of which hold they speak."""

    kind: str
    sha256: tuple[str, ...]
    about: str | None = None


Effect = (
    SendMessage
    | CancelQueued
    | SetFire
    | SetLocalFire
    | ClearFire
    | Replan
    | OpenTask
    | EndTask
    | SwitchOff
    | SwitchOn
    | KeepHours
    | KeepChannel
    | ConfirmOwner
    | SetLocale
    | FileProofs
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The new state of the case and what must be done about it."""

    case: Case
    effects: tuple[Effect, ...] = ()
