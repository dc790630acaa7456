"""A payment arrives while messages wait: the queue is emptied in the same transaction, thanks leave once."""

from __future__ import annotations

from datetime import UTC, datetime

from channels.base import ErrorKind, SendError
from outreach.arrivals import bring_in
from outreach.importing.rows import ImportKind
from tests.desk.api.conftest import Lender, Row

WHOLE: Row = {"external_ref": "P-1", "loan_ref": "L-1", "amount": "186.40", "paid_at": "2026-11-25T12:00:00-05:00"}


def with_a_demand_that_waits(lender: Lender) -> int:
    """The provider is busy, so that the demand of today goes back into the queue; its id."""
    lender.phone.refusal = SendError(ErrorKind.RETRY, "busy")
    lender.bring()
    lender.wait(0.01)
    lender.phone.refusal = None
    (waiting,) = lender.messages()
    assert (waiting["kind"], waiting["state"]) == ("demand", "queued")
    lender.clock.set(lender.clock.now().replace(day=25, hour=18))
    return int(waiting["id"])


def test_payment_in_full_empties_the_queue_and_thanks_at_once_and_once(lender: Lender) -> None:
    demand = with_a_demand_that_waits(lender)
    assert lender.post("payments", [WHOLE]).json()["buckets"] == {"CURRENT": 1}
    before, thanks = lender.messages()
    assert (before["id"], before["state"], before["decision"]["decision"]) == (demand, "skipped", "skip")
    assert (thanks["template"], thanks["state"], thanks["kind"]) == ("payment_full", "sent", "service")
    assert [text.message_id for text in lender.phone.taken] == [thanks["id"]]
    assert lender.get("/cases/B-1").json()["treatment"] == "cured"

    assert lender.post("payments", [WHOLE]).json()["unchanged"] == 1
    lender.wait(2)
    assert [text.message_id for text in lender.phone.taken] == [thanks["id"]]


def test_the_queue_is_empty_before_anything_is_sent(lender: Lender) -> None:
    demand = with_a_demand_that_waits(lender)
    arrival = bring_in(lender.runtime, ImportKind.PAYMENTS, [WHOLE])
    states = {message["id"]: message["state"] for message in lender.messages()}
    assert states.pop(demand) == "skipped"
    assert list(states.values()) == ["queued"]
    assert len(arrival.to_write_to) == 1


def test_part_of_it_is_thanked_for_and_the_rest_is_named(lender: Lender) -> None:
    with_a_demand_that_waits(lender)
    lender.post("payments", [{**WHOLE, "amount": 86.4}])
    thanks = lender.messages()[-1]
    assert thanks["state"] == "sent"
    assert "$86.40" in thanks["body"]
    assert "$100.00" in thanks["body"]


def test_a_payment_of_the_evening_that_is_told_in_utc_counts_at_once(lender: Lender) -> None:
    lender.bring()
    lender.clock.set(datetime(2026, 11, 26, 0, 30, tzinfo=UTC))
    evening = {**WHOLE, "paid_at": "2026-11-26T00:10:00Z"}
    assert lender.post("payments", [evening]).json()["created"] == 1
    case = lender.get("/cases/B-1").json()
    assert (case["as_of"], case["dpd"], case["treatment"]) == ("2026-11-25", 0, "cured")
    lender.clock.set(datetime(2026, 11, 27, 12, 0, tzinfo=UTC))
    assert lender.post("payments", [evening]).json()["unchanged"] == 1


def test_a_payment_from_before_we_knew_the_loan_thanks_nobody(lender: Lender) -> None:
    lender.bring()
    lender.post("payments", [{**WHOLE, "paid_at": "2026-11-21"}])
    assert lender.messages() == []
    assert lender.get("/cases/B-1").json()["dpd"] == 0


def test_a_payment_that_is_refused_changes_nothing(lender: Lender) -> None:
    demand = with_a_demand_that_waits(lender)
    answer = lender.post("payments", [WHOLE, {**WHOLE, "external_ref": "P-2", "loan_ref": "L-9"}])
    assert answer.status_code == 422
    (waiting,) = lender.messages()
    assert (waiting["id"], waiting["state"]) == (demand, "queued")
    assert lender.get("/cases/B-1").json()["dpd"] == 5


def test_money_that_goes_back_is_late_again(lender: Lender) -> None:
    with_a_demand_that_waits(lender)
    lender.post("payments", [WHOLE])
    back = {**WHOLE, "external_ref": "P-2", "reverses": "P-1", "paid_at": "2026-11-25"}
    assert lender.post("payments", [back]).json()["buckets"] == {"B1": 1}
    assert lender.get("/cases/B-1").json()["loans"][0]["arrears_minor"] == 18640
