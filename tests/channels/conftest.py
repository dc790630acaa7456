"""The stand-ins for Telegram and Twilio, over real HTTP, and accounts that point at them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from channels.base import Outgoing
from emulators import EmulatorConfig, Person, Running, start

PHONE = "+12025550143"
CHAT = 500143
CONFIG = EmulatorConfig(
    people=(Person(name="James Cole", phone=PHONE, telegram_id=CHAT, telegram_started=True),), receipt_delay_s=0.0
)


@dataclass(frozen=True, kw_only=True)
class Twilio:
    """Settings of the account."""

    account_sid: str = CONFIG.account_sid
    auth_token: str = CONFIG.auth_token
    from_number: str = CONFIG.our_number
    api_base: str = "http://127.0.0.1:9"


@dataclass(frozen=True, kw_only=True)
class Telegram:
    """Settings of the bot."""

    token: str = CONFIG.bot_token
    api_base: str = "http://127.0.0.1:9"


@pytest.fixture(scope="session")
def _stand_ins() -> Iterator[Running]:
    with start(CONFIG) as running:
        yield running


@pytest.fixture
def stand_ins(_stand_ins: Running) -> Running:
    """Running stand-ins with nothing in them yet."""
    _stand_ins.remote.reset()
    return _stand_ins


def text_to(address: str, text: str = "A message for James Cole.") -> Outgoing:
    return Outgoing(message_id=1, address=address, text=text)
