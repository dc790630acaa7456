"""Messages as values, and the Message resource as the REST API shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any, Final

from emulators.twilio.segments import count_segments

API_VERSION: Final = "2010-04-01"
WHATSAPP: Final = "whatsapp:"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsMessage:
    """One message, either way. `sender` and `recipient` are E.164, with `whatsapp:` in front on that channel.

    `direction` is inbound, outbound-api or outbound-reply; `by` tells api, twiml, carrier and person apart.
    `place` orders it among everything that happened; `arrived` is the place at which a phone got it.
    """

    sid: str
    place: int
    at: datetime
    updated_at: datetime
    sender: str
    recipient: str
    body: str
    direction: str
    by: str
    status: str
    sent_at: datetime | None = None
    error_code: int | None = None
    error_message: str | None = None
    media_urls: tuple[str, ...] = ()
    messaging_service_sid: str | None = None
    status_callback: str | None = None
    content_sid: str | None = None
    arrived: int | None = None

    @property
    def channel(self) -> str:
        return "whatsapp" if self.recipient.startswith(WHATSAPP) else "sms"

    @property
    def inbound(self) -> bool:
        return self.direction == "inbound"

    @property
    def phone(self) -> str:
        """The person's number, without the channel."""
        return (self.sender if self.inbound else self.recipient).removeprefix(WHATSAPP)


def message_resource(message: SmsMessage, account_sid: str) -> dict[str, Any]:
    """The Message resource. Times are RFC 2822 in UTC; counts are strings, as Twilio has them."""
    uri = f"/{API_VERSION}/Accounts/{account_sid}/Messages/{message.sid}"
    unassigned = message.status == "accepted"
    return {
        "account_sid": account_sid,
        "api_version": API_VERSION,
        "body": message.body,
        "date_created": format_datetime(message.at),
        "date_sent": format_datetime(message.sent_at) if message.sent_at else None,
        "date_updated": format_datetime(message.updated_at),
        "direction": message.direction,
        "error_code": message.error_code,
        "error_message": message.error_message,
        "from": None if unassigned else message.sender,
        "messaging_service_sid": message.messaging_service_sid,
        "num_media": str(len(message.media_urls)),
        "num_segments": "0" if unassigned else str(count_segments(message.body)),
        "price": None,
        "price_unit": "USD",
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": message.recipient,
        "uri": f"{uri}.json",
    }


def account_resource(account_sid: str, at: datetime) -> dict[str, Any]:
    """The Account resource, without its token."""
    uri = f"/{API_VERSION}/Accounts/{account_sid}"
    return {
        "sid": account_sid,
        "friendly_name": "Sample account",
        "owner_account_sid": account_sid,
        "status": "active",
        "type": "Full",
        "date_created": format_datetime(at),
        "date_updated": format_datetime(at),
        "uri": f"{uri}.json",
        "subresource_uris": {"messages": f"{uri}/Messages.json"},
    }
