"""A real runtime on a real database with a few invented borrowers, and the bot's application in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest

from bot.app import create_bot_app
from emulators import EmulatorConfig, Person, Running, start
from outreach.clock import SetClock
from outreach.importing.apply import import_records
from outreach.importing.rows import ImportKind
from outreach.ledgering import after_import
from outreach.links import chat_token
from outreach.runtime import Runtime, build_runtime
from outreach.settings import (
    DatabaseSettings,
    LenderSettings,
    Settings,
    TelegramSettings,
    TwilioSettings,
    WebSettings,
)
from storage import borrowers, schema
from storage.session import Database

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
PHONE = "+12025550143"
CHAT = 500143
STAND_INS = EmulatorConfig(
    people=(Person(name="James Cole", phone=PHONE, telegram_id=CHAT),), receipt_delay_s=0.0, webhook_retry_s=0.02
)
LOANS = [
    {
        "borrower_ref": "B-1",
        "name": "James Cole",
        "loan_ref": "L-1",
        "currency": "USD",
        "locale": "en",
        "timezone": "America/New_York",
        "jurisdiction": "US",
        "phone": PHONE,
        "consents": "sms|telegram",
        "verified": "sms",
        "birth_date": "1987-05-04",
    },
    {
        "borrower_ref": "B-2",
        "name": "赵婷",
        "loan_ref": "L-2",
        "currency": "CNY",
        "locale": "zh-Hans",
        "timezone": "Asia/Shanghai",
        "jurisdiction": "CN",
        "birth_date": "1991-02-03",
    },
]
INSTALMENTS = [
    {"loan_ref": "L-1", "number": 1, "due_on": "2026-11-20", "principal": "141.15", "interest": "45.25"},
    {"loan_ref": "L-1", "number": 2, "due_on": "2026-12-20", "principal": "141.15", "interest": "45.25"},
    {"loan_ref": "L-2", "number": 1, "due_on": "2026-11-10", "principal": "1204.50"},
]


@contextmanager
def running_runtime(folder: Path, stand_ins: Running | None = None, **sections: object) -> Iterator[Runtime]:
    """A runtime whose clock stands at NOW, with the borrowers above."""
    base = stand_ins.base_url if stand_ins else "http://127.0.0.1:9"
    settings = Settings(
        home=folder,
        database=DatabaseSettings(url="sqlite:///test.db"),
        lender=LenderSettings(name="Alder"),
        web=WebSettings(public_url="https://chat.alder.example"),
        telegram=TelegramSettings(token=STAND_INS.bot_token, username="alder_bot", api_base=f"{base}/telegram"),
        twilio=TwilioSettings(
            account_sid=STAND_INS.account_sid,
            auth_token=STAND_INS.auth_token,
            from_number=STAND_INS.our_number,
            api_base=f"{base}/twilio",
        ),
    ).model_copy(update=sections)
    database = Database(settings.database_url)
    schema.migrate(database)
    database.close()
    runtime = build_runtime(settings, clock=SetClock(NOW))
    try:
        for kind, records in ((ImportKind.LOANS, LOANS), (ImportKind.INSTALMENTS, INSTALMENTS)):
            report = import_records(runtime.db, kind, records, now=NOW, after=after_import(runtime, None, []))
            assert report.rejected == 0
        yield runtime
    finally:
        runtime.close()


@pytest.fixture
def runtime(tmp_path: Path) -> Iterator[Runtime]:
    with running_runtime(tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def _stand_ins() -> Iterator[Running]:
    with start(STAND_INS) as running:
        yield running


@pytest.fixture
def stand_ins(_stand_ins: Running) -> Running:
    """Running stand-ins with nothing in them yet."""
    _stand_ins.remote.reset()
    return _stand_ins


@pytest.fixture
async def http(runtime: Runtime) -> httpx2.AsyncClient:
    """A client that speaks to the bot's application without a network between."""
    transport = httpx2.ASGITransport(app=create_bot_app(runtime))
    return httpx2.AsyncClient(transport=transport, base_url="https://chat.alder.example")


def id_of(runtime: Runtime, ref: str = "B-1") -> int:
    with runtime.db.reading() as connection:
        found = borrowers.id_of(connection, ref)
    assert found is not None
    return found


def token_of(runtime: Runtime, ref: str = "B-1", days: int = 30) -> str:
    return chat_token(runtime.secret, id_of(runtime, ref), runtime.clock.now() + timedelta(days=days))
