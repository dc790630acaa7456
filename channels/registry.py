"""Every channel there is, in one table."""

from __future__ import annotations

from typing import Final, Protocol
from urllib.parse import urlsplit

from cases.model import Channel
from channels._twilio import TwilioConfig
from channels.base import ChannelAdapter
from channels.console import ConsoleAdapter
from channels.sms import SmsAdapter
from channels.telegram import TelegramAdapter, TelegramConfig
from channels.webchat import WebchatAdapter

TWILIO_STATUS_PATH: Final = "/webhooks/twilio/status"
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


class WebConfig(Protocol):
    """How providers reach us; ``base_url`` is the local address while ``public_url`` is empty."""

    @property
    def public_url(self) -> str: ...
    @property
    def base_url(self) -> str: ...


class ChannelSettings(Protocol):
    """The part of the configuration that channels need."""

    @property
    def telegram(self) -> TelegramConfig: ...
    @property
    def twilio(self) -> TwilioConfig: ...
    @property
    def web(self) -> WebConfig: ...


def build_channels(settings: ChannelSettings) -> dict[Channel, ChannelAdapter]:
    """One adapter per channel, those that are off included: they say what is missing."""
    return {
        Channel.SMS: SmsAdapter(settings.twilio, status_callback=status_callback(settings)),
        Channel.TELEGRAM: TelegramAdapter(settings.telegram),
        Channel.WEBCHAT: WebchatAdapter(),
        Channel.CONSOLE: ConsoleAdapter(),
    }


def status_callback(settings: ChannelSettings) -> str | None:
    """Where Twilio reports what became of a text; None where it could not reach us, since it refuses such addresses."""
    provider_is_here = urlsplit(settings.twilio.api_base).hostname in LOOPBACK
    if not settings.web.public_url and not provider_is_here:
        return None
    return settings.web.base_url + TWILIO_STATUS_PATH
