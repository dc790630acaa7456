"""The same on PostgreSQL, where two programs may really write at the same time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.desk.api.conftest import INSTALMENTS, LOAN, Lender, lender_on, migrated

PAYMENT = {"external_ref": "P-1", "loan_ref": "L-1", "amount": 186.4, "paid_at": "2026-11-25"}


@pytest.fixture
def lender(postgres_url: str, tmp_path: Path) -> Iterator[Lender]:
    migrated(postgres_url)
    with lender_on(postgres_url, tmp_path) as made:
        yield made


def test_a_portfolio_and_a_payment_come_in_and_thanks_leave(lender: Lender) -> None:
    lender.bring()
    assert lender.post("loans", [LOAN]).json()["unchanged"] == 1
    assert lender.post("instalments", INSTALMENTS).json()["unchanged"] == 2
    lender.clock.set(lender.clock.now().replace(day=25))
    assert lender.post("payments", [PAYMENT]).json()["buckets"] == {"CURRENT": 1}
    assert [(message["template"], message["state"]) for message in lender.messages()] == [("payment_full", "sent")]
    assert lender.get("/cases/B-1").json()["treatment"] == "cured"
    assert lender.http.get("/readyz").status_code == 200
    assert "forbear_database_up 1.0" in lender.http.get("/metrics").text


def test_bad_rows_leave_nothing_behind(lender: Lender) -> None:
    assert lender.post("loans", [LOAN, {**LOAN, "loan_ref": "L-2", "name": "a\x00b"}]).status_code == 422
    assert lender.get("/cases/B-1").status_code == 404
    assert lender.http.get("/api/v1/cases/%00").status_code == 404


def test_one_payment_told_by_many_at_once_counts_once_and_is_thanked_for_once(lender: Lender) -> None:
    lender.bring()
    lender.clock.set(lender.clock.now().replace(day=25))
    with ThreadPoolExecutor(4) as programs:
        answers = list(programs.map(lambda _: lender.post("payments", [PAYMENT]).json(), range(4)))
    told = Counter(name for answer in answers for name in ("created", "unchanged") if answer[name])
    assert told == {"created": 1, "unchanged": 3}
    assert [message["template"] for message in lender.messages()] == ["payment_full"]
    assert lender.get("/cases/B-1").json()["loans"][0]["balance_minor"] == 18640
