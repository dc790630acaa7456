"""What every channel speaks: a text going out, a message or receipt coming in, and the closed set of send errors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, runtime_checkable

from cases.model import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """An answer on offer. ``id`` comes back when it is pressed, but for one that opens the page at ``url``."""

    id: str
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One rendered text on its way. ``message_id`` is ours; it never travels twice.

    ``picture`` is a PNG that goes along; only channels that show pictures are given one.
    """

    message_id: int
    address: str
    text: str
    buttons: tuple[Button, ...] = ()
    status_callback: str | None = None
    picture: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A photo or file that still lies at the provider: ``source`` is what its channel fetches it by; bytes if told."""

    source: str
    name: str
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundFile:
    """A photo or file that is here, under the name its sender gave it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One message from outside. ``external_id`` is the provider's and unique in the channel.

    ``choice`` is the id of a pressed button. ``opened``: the chat was opened and nothing written. ``unreadable``: a
    voice note or sticker came instead of words. ``borrower_id``: known from a signed link, not from the address.
    ``attached`` becomes ``files`` once it was fetched; ``refused`` names why one of them was not taken (a phrase of the
    table ``file``).
    """

    channel: Channel
    address: str
    external_id: str
    at: datetime
    text: str | None = None
    choice: str | None = None
    opened: bool = False
    unreadable: bool = False
    borrower_id: int | None = None
    attached: tuple[Attached, ...] = ()
    files: tuple[InboundFile, ...] = ()
    refused: str = ""


class ReceiptStatus(StrEnum):
    """What became of a text at the provider's, in rising order of knowledge."""

    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the provider says became of a text. ``error`` is set where it failed."""

    channel: Channel
    provider_id: str
    status: ReceiptStatus
    at: datetime
    code: str | None = None
    error: SendError | None = None


class InvalidWebhook(ValueError):
    """A webhook that is signed and yet makes no sense; the text names the field and what is wrong with it."""


class ErrorKind(StrEnum):
    """Everything that can go wrong with a send."""

    RETRY = "retry"
    THROTTLED = "throttled"
    BAD_ADDRESS = "bad_address"
    STOPPED = "stopped"
    CONFIG = "config"
    UNKNOWN = "unknown"


class SendError(Exception):
    """A send that did not succeed. ``unknown``: it may have gone; it is reconciled and never blindly repeated."""

    def __init__(self, kind: ErrorKind, what: str, *, code: str | None = None, after: timedelta | None = None) -> None:
        super().__init__(what)
        self.kind = kind
        self.what = what
        self.code = code
        self.after = after


class ChannelAdapter(Protocol):
    """A channel that can send. ``on`` is False while something it needs is not configured; ``missing`` says what.

    ``pictures``: it shows a PNG with a text.
    """

    name: Channel
    provider: str | None
    buttons: bool
    pictures: bool

    @property
    def on(self) -> bool:
        """Whether it can send."""
        ...

    @property
    def missing(self) -> tuple[str, ...]:
        """The settings that would turn it on, like ``twilio.account_sid``."""
        ...

    async def send(self, outgoing: Outgoing) -> str | None:
        """Hand one text to the provider; its id there, if it has one. Raises SendError."""
        ...

    async def close(self) -> None:
        """Give connections back."""
        ...


@runtime_checkable
class Findable(Protocol):
    """A channel that people find us on by a public name."""

    async def handle(self) -> str:
        """The name. Raises SendError where the provider does not tell it now."""
        ...


@runtime_checkable
class Fetching(Protocol):
    """A channel on which people send photos and files that lie at the provider."""

    async def fetch(self, attached: Attached, most: int) -> bytes | None:
        """Its bytes; None where it has more than ``most``. Raises SendError."""
        ...
