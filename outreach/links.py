"""Links that carry their own proof: who may open them, for what, until when. Nothing about them is stored.

A token is ``expiry (4 bytes, minutes since 1970) | borrower id (1 to 8 bytes) | HMAC-SHA256 cut to 96 bits``, base64url
without padding: 23 to 32 characters of ``A-Za-z0-9_-``, which fits Telegram's 64 (https://core.telegram.org/bots/features#deep-linking).
"""

from __future__ import annotations

import base64
import binascii
import hmac
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Final, Literal

from outreach.settings import Settings

Purpose = Literal["chat", "telegram", "data"]

EXPIRY_BYTES: Final = 4
MAC_BYTES: Final = 12
MAX_ID_BYTES: Final = 8
LINK_PATH: Final = "/chat/"
DATA_PATH: Final = "/data/"
TELEGRAM_HOST: Final = "https://t.me"


class LinkError(Exception):
    """A link that opens nothing."""


class LinkForged(LinkError):
    """A token that we did not make, or not for this purpose."""


class LinkExpired(LinkError):
    """A token of ours whose time is over. ``borrower_id`` is proven, but opens nothing by itself."""

    def __init__(self, borrower_id: int) -> None:
        super().__init__("this link has expired")
        self.borrower_id = borrower_id


def chat_token(secret: bytes, borrower_id: int, expires_at: datetime) -> str:
    """A token that opens the web chat of one borrower."""
    return _token(secret, borrower_id, expires_at, "chat")


def telegram_token(secret: bytes, borrower_id: int, expires_at: datetime) -> str:
    """A token that binds a Telegram chat to one borrower."""
    return _token(secret, borrower_id, expires_at, "telegram")


def read_token(secret: bytes, token: str, purpose: Purpose, now: datetime) -> int:
    """The borrower's id. Raises LinkForged, or LinkExpired once its minute has passed."""
    body, mac = _parts(token)
    if not hmac.compare_digest(mac, _mac(secret, purpose, body)):
        raise LinkForged("this link is not one of ours")
    borrower_id = int.from_bytes(body[EXPIRY_BYTES:])
    if now >= datetime.fromtimestamp(int.from_bytes(body[:EXPIRY_BYTES]) * 60, UTC):
        raise LinkExpired(borrower_id)
    return borrower_id


def chat_link(settings: Settings, secret: bytes, borrower_id: int, now: datetime) -> str:
    """``{public_url}/chat/{token}``; the same all day long, so that a text can be rendered twice alike."""
    expires_at = _end_of_day(now) + timedelta(days=settings.links.chat_days)
    return f"{settings.web.base_url}{LINK_PATH}{chat_token(secret, borrower_id, expires_at)}"


def telegram_link(settings: Settings, secret: bytes, borrower_id: int, now: datetime, *, username: str) -> str:
    """``https://t.me/{username}?start={token}``; the same all day long."""
    expires_at = _end_of_day(now) + timedelta(days=settings.links.telegram_days)
    token = telegram_token(secret, borrower_id, expires_at)
    return f"{TELEGRAM_HOST}/{username.lstrip('@')}?start={token}"


def data_link(settings: Settings, secret: bytes, borrower_id: int, now: datetime) -> str:
    """``{public_url}/data/{token}``: all that is kept about a borrower, for themselves."""
    expires_at = _end_of_day(now) + timedelta(days=settings.links.data_days)
    return f"{settings.web.base_url}{DATA_PATH}{_token(secret, borrower_id, expires_at, 'data')}"


def data_until(settings: Settings, now: datetime) -> date:
    """The last day on which a link made now opens."""
    return (_end_of_day(now) + timedelta(days=settings.links.data_days) - timedelta(minutes=1)).date()


def _end_of_day(now: datetime) -> datetime:
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


@lru_cache(maxsize=4096)
def _token(secret: bytes, borrower_id: int, expires_at: datetime, purpose: Purpose) -> str:
    minute = -(-int(expires_at.timestamp()) // 60)
    id_bytes = borrower_id.to_bytes(max(1, (borrower_id.bit_length() + 7) // 8))
    body = minute.to_bytes(EXPIRY_BYTES) + id_bytes
    return _encoded(body + _mac(secret, purpose, body))


def _mac(secret: bytes, purpose: Purpose, body: bytes) -> bytes:
    return hmac.digest(_key(secret, purpose), body, sha256)[:MAC_BYTES]


@lru_cache(maxsize=16)
def _key(secret: bytes, purpose: Purpose) -> bytes:
    return hmac.digest(secret, f"link:{purpose}".encode(), sha256)


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _parts(token: str) -> tuple[bytes, bytes]:
    """What is signed and the signature. Only the one spelling that we make is read."""
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise LinkForged("this link is not one of ours") from None
    id_bytes = len(raw) - EXPIRY_BYTES - MAC_BYTES
    if not 1 <= id_bytes <= MAX_ID_BYTES or _encoded(raw) != token:
        raise LinkForged("this link is not one of ours")
    return raw[:-MAC_BYTES], raw[-MAC_BYTES:]
