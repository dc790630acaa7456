"""The main roads once more on a real PostgreSQL, and several workers at once, who send nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cases.events import PromiseMade
from cases.model import Channel, PromiseState, Treatment
from channels.base import Inbound, ReceiptStatus
from outreach import simulation
from outreach.inbound import receive
from outreach.outbox import deliver
from outreach.receipts import record_receipt
from outreach.reminders import fire_due
from tests.support.stage import NOW, PHONE, Stage, receipt, staged

LATE = ("2026-11-22", "100.00")
WORKERS = 4
MANY = 40


@pytest.fixture
def postgres(tmp_path: Path, postgres_url: str) -> Iterator[Stage]:
    with staged(tmp_path, postgres_url) as made:
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def crowd(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    """Many late borrowers on either database."""
    url = "sqlite:///stage.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with staged(tmp_path, url) as made:
        for number in range(MANY):
            made.borrower(LATE, ref=f"B-{number}", loan=f"L-{number}", phone=f"+1202555{number:04}")
        yield made


def at_once(*doing: Callable[[], Any]) -> None:
    """All of these at the same time; what one raises is raised."""
    with ThreadPoolExecutor(len(doing)) as pool:
        for future in [pool.submit(each) for each in doing]:
            future.result()


def test_the_main_road(postgres: Stage) -> None:
    stage = postgres
    stage.borrower(LATE, ("2026-12-22", "100.00"))
    stage.turn()
    record_receipt(stage.runtime, receipt(stage.channels[Channel.SMS], 0, ReceiptStatus.DELIVERED))
    stage.write("I want to pay")
    stage.happen(PromiseMade(ref="pr", amount_minor=10_000, currency="USD", due_on=date(2026, 12, 4)))
    stage.days(2)
    stage.pay("40.00")
    stage.days(9)
    stage.pay("60.00", ref="P-2")
    stage.days(1)
    case = stage.case()
    assert (case.treatment, case.promises[0].state) == (Treatment.CURED, PromiseState.KEPT)
    unasked = [key for key in stage.sent() if key in ("overdue_1", "promise_part", "promise_eve", "payment_full")]
    assert unasked == ["overdue_1", "promise_part", "promise_eve", "payment_full"]
    assert stage.out()[0]["state"] == "delivered"
    assert stage.replayed() == case


def test_workers_at_once_send_nothing_twice(crowd: Stage) -> None:
    at_once(*[lambda: fire_due(crowd.runtime)] * WORKERS)
    at_once(*[lambda: deliver(crowd.runtime)] * WORKERS)
    sent = crowd.channels[Channel.SMS].sent
    assert len(sent) == len({each.message_id for each in sent}) == MANY
    assert crowd.rows("SELECT count(*) FROM messages WHERE state <> 'sent'") == [(0,)]


def test_workers_money_and_words_at_once_stop_nobody(crowd: Stage) -> None:
    def pay() -> None:
        for number in range(0, MANY, 2):
            crowd.pay("100.00", ref=f"P-{number}", loan=f"L-{number}")

    def write() -> None:
        for number in range(0, MANY, 5):
            inbound = Inbound(
                channel=Channel.SMS, address=f"+1202555{number:04}", external_id=f"w-{number}", at=NOW, text="hello"
            )
            receive(crowd.runtime, inbound)

    def work() -> None:
        for _ in range(3):
            simulation.turn(crowd.runtime)

    at_once(pay, write, work, work)
    crowd.until(NOW + timedelta(days=1))
    for number in range(MANY):
        case, texts = crowd.case(f"B-{number}"), crowd.sent(f"B-{number}")
        assert crowd.replayed(f"B-{number}") == case
        assert texts.count("overdue_1") <= 1
        assert texts.count("payment_full") <= 1
        assert (case.treatment is Treatment.CLOSED) == (number % 2 == 0)
    assert crowd.rows("SELECT count(*) FROM messages WHERE state IN ('queued', 'sending')") == [(0,)]


def test_one_number_writes_four_times_at_once(postgres: Stage) -> None:
    postgres.borrower(LATE)
    messages = [
        Inbound(channel=Channel.SMS, address=PHONE, external_id=f"m-{number % 3}", at=NOW, text="hello")
        for number in range(4)
    ]
    at_once(*[lambda each=each: receive(postgres.runtime, each) for each in messages])
    assert postgres.rows("SELECT count(*) FROM messages WHERE direction = 'in'") == [(3,)]
    assert postgres.replayed() == postgres.case()
