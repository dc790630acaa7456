"""Every channel there is, in one table."""

from __future__ import annotations

from typing import Protocol

from cases.model import Channel
from channels._twilio import TwilioConfig
from channels.base import ChannelAdapter
from channels.console import ConsoleAdapter
from channels.sms import SmsAdapter
from channels.telegram import TelegramAdapter, TelegramConfig
from channels.webchat import WebchatAdapter


class ChannelSettings(Protocol):
    """The part of the configuration that channels need."""

    @property
    def telegram(self) -> TelegramConfig: ...
    @property
    def twilio(self) -> TwilioConfig: ...


def build_channels(settings: ChannelSettings) -> dict[Channel, ChannelAdapter]:
    """One adapter per channel, those that are off included: they say what is missing."""
    return {
        Channel.SMS: SmsAdapter(settings.twilio),
        Channel.TELEGRAM: TelegramAdapter(settings.telegram),
        Channel.WEBCHAT: WebchatAdapter(),
        Channel.CONSOLE: ConsoleAdapter(),
    }
