"""One running set of stand-ins for a module, put back to the beginning before each test."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest

from emulators import EmulatorConfig, Person, Running, start
from tests.emulators.receiver import Receiver, listening

JAMES = Person(name="James Cole", phone="+12025550143", telegram_id=500143, timezone="America/New_York")
NINA = Person(name="Нина Орлова", phone="+79990000146", telegram_id=500146, language="ru", telegram_started=True)
CONFIG = EmulatorConfig(people=(JAMES, NINA), seed=7, receipt_delay_s=0.0, webhook_retry_s=0.02)
UNSET = {"sms_webhook_url": None, "clock_url": None, "clock_secret": None, "desk_url": None, "opt_out_replies": True}


@pytest.fixture(scope="module")
def started() -> Iterator[Running]:
    with start(CONFIG) as running:
        yield running


@pytest.fixture
def running(started: Running) -> Running:
    started.remote.configure(**UNSET)
    started.remote.reset()
    return started


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with listening() as one:
        yield one


@pytest.fixture
def http(running: Running) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=running.base_url, trust_env=False, timeout=5) as client:
        yield client
