from __future__ import annotations

import pytest

from cases.model import Channel
from channels.registry import build_channels, status_callback
from outreach.settings import Settings, TwilioSettings, WebSettings
from tests.channels.conftest import text_to

CHANNELS = build_channels(Settings())


@pytest.mark.parametrize("channel", CHANNELS)
def test_each_channel_answers_to_its_name_and_says_what_it_lacks(channel: Channel) -> None:
    adapter = CHANNELS[channel]
    assert adapter.name is channel
    assert adapter.on == (adapter.missing == ())


@pytest.mark.parametrize("channel", [Channel.WEBCHAT, Channel.CONSOLE])
async def test_what_is_read_from_the_database_travels_nowhere(channel: Channel) -> None:
    assert await CHANNELS[channel].send(text_to("here")) is None


def test_only_what_the_first_stage_promises_is_there() -> None:
    assert set(CHANNELS) == {Channel.SMS, Channel.TELEGRAM, Channel.WEBCHAT, Channel.CONSOLE}


@pytest.mark.parametrize(
    ("public_url", "api_base", "callback"),
    [
        ("", "https://api.twilio.com", None),
        ("https://chat.alder.example", "https://api.twilio.com", "https://chat.alder.example/webhooks/twilio/status"),
        ("", "http://127.0.0.1:8322/twilio", "http://127.0.0.1:8321/webhooks/twilio/status"),
    ],
)
def test_receipts_are_asked_for_where_the_provider_can_reach_us(
    public_url: str, api_base: str, callback: str | None
) -> None:
    settings = Settings(web=WebSettings(public_url=public_url), twilio=TwilioSettings(api_base=api_base))
    assert status_callback(settings) == callback
