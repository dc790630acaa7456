"""SMS by Twilio: texts out, texts and receipts in. Choices are digits, which stand in the text already."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from cases.model import Channel
from channels._twilio import STATUSES, TwilioConfig, TwilioMessages, error_of, missing_settings
from channels._twilio import signed_by_twilio as signed_by_twilio  # for whoever takes the webhooks
from channels.base import Attached, ErrorKind, Inbound, InvalidWebhook, Outgoing, Receipt, ReceiptStatus, SendError
from channels.twilio_media import attached_to, fetch_media

MAX_BODY: Final = 1600


class SmsAdapter:
    """Sends by Twilio's Messages resource."""

    name: Channel = Channel.SMS
    provider: str | None = "twilio"
    buttons: bool = False
    pictures: bool = False

    def __init__(self, config: TwilioConfig, *, status_callback: str | None = None) -> None:
        self._config = config
        self._status_callback = status_callback
        self._messages = TwilioMessages(config)

    @property
    def on(self) -> bool:
        """Whether it can send."""
        return not self.missing

    @property
    def missing(self) -> tuple[str, ...]:
        """The settings that would turn it on."""
        return missing_settings(self._config)

    async def send(self, outgoing: Outgoing) -> str | None:
        """The message's SID. Raises SendError."""
        if self.missing:
            raise SendError(ErrorKind.CONFIG, f"SMS is off: {', '.join(self.missing)} not set")
        if len(outgoing.text) > MAX_BODY:
            raise SendError(ErrorKind.CONFIG, f"the text has {len(outgoing.text)} characters, SMS takes {MAX_BODY}")
        fields = {"to": outgoing.address, "from_": self._config.from_number, "body": outgoing.text}
        callback = outgoing.status_callback or self._status_callback
        if callback:
            fields["status_callback"] = callback
        return await self._messages.create(**fields)

    async def fetch(self, attached: Attached, most: int) -> bytes | None:
        """A picture of an MMS; None where it has more than ``most`` bytes. Raises SendError."""
        return await fetch_media(self._config, attached, most)

    async def close(self) -> None:
        """Give connections back."""
        await self._messages.close()


def parse_inbound(form: Mapping[str, str], at: datetime) -> Inbound:
    """A person's text, from Twilio's inbound form. Raises InvalidWebhook.

    Pictures are named, and fetched by whoever knows the sender.
    """
    text, attached = form.get("Body", "").strip(), attached_to(form)
    return Inbound(
        channel=Channel.SMS,
        address=_field(form, "From"),
        external_id=_field(form, "MessageSid"),
        at=at,
        text=text or None,
        unreadable=not text and not attached,
        attached=attached,
    )


def parse_status(form: Mapping[str, str], at: datetime) -> Receipt:
    """What became of a text, from Twilio's status callback. Raises InvalidWebhook."""
    named = _field(form, "MessageStatus")
    status = STATUSES.get(named)
    if status is None:
        raise InvalidWebhook(f"MessageStatus: {named!r} is not known")
    code = form.get("ErrorCode") or None
    return Receipt(
        channel=Channel.SMS,
        provider_id=_field(form, "MessageSid"),
        status=status,
        at=at,
        code=code,
        error=_failure(named, code, form.get("ErrorMessage")) if status is ReceiptStatus.FAILED else None,
    )


def _failure(named: str, code: str | None, words: str | None) -> SendError:
    if code is not None and not code.isdecimal():
        raise InvalidWebhook(f"ErrorCode: {code!r} is no number")
    if code is None:
        return SendError(ErrorKind.UNKNOWN, words or named)
    return error_of(int(code), None, words or named)


def _field(form: Mapping[str, str], name: str) -> str:
    value = form.get(name, "")
    if not value:
        raise InvalidWebhook(f"{name} is missing")
    return value
