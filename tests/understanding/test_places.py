"""Where and on which days somebody asks to be written to."""

from __future__ import annotations

from datetime import date

import pytest

from understanding import read

TODAY = date(2026, 11, 24)
NONE: frozenset[str] = frozenset()

PLACES = [
    ("write me on telegram only", "telegram", NONE),
    ("please only text me, not by email", None, {"email"}),
    ("no more emails please, use telegram", "telegram", {"email"}),
    ("don't call me, send sms", "sms", {"voice"}),
    ("solo por telegram por favor", "telegram", NONE),
    ("no me escriban por correo, mejor por whatsapp", "whatsapp", {"email"}),
    ("пишите только в телеграм", "telegram", NONE),
    ("не звоните, лучше смс", "sms", {"voice"}),
    ("不要发短信，用电报联系我", "telegram", {"sms"}),
    ("只发邮件", "email", NONE),
    ("i got your text message about the loan", None, NONE),
    ("why did you send me an sms", None, NONE),
    ("I'll call you tomorrow", None, NONE),
]


@pytest.mark.parametrize(("text", "channel", "unwanted"), PLACES)
def test_a_channel_is_heard(text: str, channel: str | None, unwanted: frozenset[str]) -> None:
    reading = read(text, locale="en-US", today=TODAY, currency="USD")
    assert (reading.channel, reading.unwanted) == (channel, unwanted)


DAYS = [
    ("only text me on weekends", (5, 6)),
    ("please don't write on sundays", (0, 1, 2, 3, 4, 5)),
    ("escríbame solo entre semana", (0, 1, 2, 3, 4)),
    ("no me escriban los domingos", (0, 1, 2, 3, 4, 5)),
    ("пишите только по выходным", (5, 6)),
    ("пишите по вторникам и четвергам", (1, 3)),
    ("只在周末发", (5, 6)),
    ("i can pay on friday", ()),
    ("text me", ()),
]


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_weekdays_are_heard(text: str, days: tuple[int, ...]) -> None:
    assert read(text, locale="en-US", today=TODAY, currency="USD").days == days
