"""Loans and money come in: cases open, agreements are settled, what waited is emptied, thanks leave once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.events import Claimed, PlanAccepted, PlanOffered, PromiseMade
from cases.model import ClosedReason, Plan, PlanPart, PlanState, PromiseState, Treatment
from tests.support.stage import NOW, Stage

LATE = ("2026-11-22", "100.00")
NEXT = ("2026-12-22", "100.00")


def promised(minor: int, on: str = "2026-12-04") -> PromiseMade:
    return PromiseMade(ref="pr", amount_minor=minor, currency="USD", due_on=date.fromisoformat(on))


@pytest.fixture
def late(stage: Stage) -> Stage:
    """One borrower, late since two days, who had the first reminder yesterday's hour; nothing else was said."""
    stage.borrower(LATE, NEXT)
    stage.turn()
    stage.days(1)
    return stage


def test_paying_all_that_is_late_cures_thanks_once_and_empties_the_queue(late: Stage) -> None:
    late.pay("100.00")
    late.pay("100.00")
    late.days(3)
    case = late.case()
    assert (case.treatment, case.step, late.view().position.dpd) == (Treatment.CURED, None, 0)
    assert late.sent() == ["overdue_1", "payment_full"]


def test_paying_everything_closes_the_case(late: Stage) -> None:
    late.pay("200.00")
    late.days(40)
    assert (late.case().treatment, late.case().closed_reason) == (Treatment.CLOSED, ClosedReason.PAID)
    assert late.sent() == ["overdue_1", "payment_full"]


def test_what_waits_is_emptied_in_the_same_transaction(stage: Stage) -> None:
    stage.borrower(LATE, as_of=date(2026, 11, 23))
    stage.clock.set(datetime(2026, 11, 24, 5, tzinfo=UTC))
    stage.turn()
    assert stage.said() == [("overdue_1", "held")]
    stage.clock.set(datetime(2026, 11, 24, 6, tzinfo=UTC))
    stage.pay("100.00")
    assert stage.said() == [("overdue_1", "skipped"), ("payment_full", "held")]
    assert stage.out()[0]["decision"] | {"why": None} == {
        "decision": "skip",
        "until": None,
        "rule": "case.payment",
        "why": None,
    }
    stage.days(1)
    assert stage.sent() == ["payment_full"]


def test_a_part_is_thanked_for_and_nothing_harsher_comes_for_two_days(late: Stage) -> None:
    late.until("2026-12-02T10:30")
    late.pay("40.00")
    late.until("2026-12-04T10:00")
    assert late.sent() == ["overdue_1", "overdue_1_again", "promise_part"]
    assert "60.00" in late.out()[-1]["body"]
    late.until("2026-12-04T12:00")
    assert late.sent()[-1] == "overdue_2"


def test_the_ladder_is_anchored_anew_on_the_oldest_unpaid_instalment(stage: Stage) -> None:
    stage.borrower(("2026-10-01", "50.00"), ("2026-11-20", "50.00"))
    stage.turn()
    assert stage.case().step == "day-47"
    stage.days(1)
    stage.pay("50.00")
    stage.days(8)
    assert stage.view().position.dpd == 13
    assert stage.sent() == ["overdue_3_again", "promise_part", "overdue_2"]
    assert stage.case().cycle == 2


@pytest.mark.parametrize(
    ("amounts", "state", "templates"),
    [
        (["50.00"], PromiseState.KEPT, ["promise_part"]),
        (["20.00"], PromiseState.PARTLY_KEPT, ["promise_part"]),
        (["20.00", "30.00"], PromiseState.KEPT, ["promise_part", "promise_part"]),
        (["100.00"], PromiseState.KEPT, ["payment_full"]),
    ],
)
def test_a_promise_is_kept_in_part_or_whole(
    late: Stage, amounts: list[str], state: PromiseState, templates: list[str]
) -> None:
    late.happen(promised(5_000))
    for number, amount in enumerate(amounts):
        late.pay(amount, ref=f"P-{number}")
        late.days(1)
    assert late.case().promises[0].state is state
    assert late.sent()[1:] == templates


def test_a_promise_of_more_than_was_needed_ends_with_the_arrears(late: Stage) -> None:
    late.happen(promised(15_000))
    late.pay("100.00")
    assert late.case().promise is None
    late.days(30)
    assert "due_soon" in late.sent()


def test_a_plan_is_kept_by_its_last_part(late: Stage) -> None:
    parts = tuple(PlanPart(number=n, due_on=date(2026, 12, n), amount_minor=5_000) for n in (1, 2))
    plan = Plan(ref="pl", currency="USD", total_minor=10_000, parts=parts, offered_at=NOW)
    late.happen(PlanOffered(plan=plan), PlanAccepted(ref="pl", terms_hash="abc"))
    late.pay("50.00")
    assert [part.paid_minor for part in late.case().plans[0].parts] == [5_000, 0]
    late.pay("50.00", ref="P-2")
    assert late.case().plans[0].state is PlanState.KEPT
    assert late.case().treatment is Treatment.CURED


def test_a_payment_that_went_back_reverses_the_promise_in_neutral_words(late: Stage) -> None:
    late.happen(promised(10_000))
    late.pay("100.00")
    late.days(1)
    late.pay("100.00", ref="R-1", reverses="P-1")
    late.days(1)
    case = late.case()
    assert (case.promises[0].state, case.treatment, case.cycle) == (PromiseState.REVERSED, Treatment.OUTREACH, 2)
    assert late.sent()[1:] == ["payment_full", "payment_reversed"]


def test_a_closed_case_is_opened_again_by_a_reversal(late: Stage) -> None:
    late.pay("200.00")
    late.days(2)
    late.pay("200.00", ref="R-1", reverses="P-1")
    assert late.case().treatment is Treatment.OUTREACH
    assert late.case().closed_reason is None


def test_an_old_promise_is_not_reversed_by_another_payment(late: Stage) -> None:
    late.pay("10.00")
    late.days(2)
    late.happen(promised(2_000))
    late.pay("20.00", ref="P-2")
    late.pay("10.00", ref="R-1", reverses="P-1")
    assert late.case().promises[0].state is PromiseState.KEPT


def test_more_than_is_owed_is_a_credit_and_a_task(late: Stage) -> None:
    late.pay("230.00")
    assert late.tasks() == ["overpayment"]
    assert "30.00 USD" in late.view().tasks[0].reason
    assert late.view().loans[0].position.credit_minor == 3_000


def test_a_collector_who_holds_the_chat_is_told_instead(late: Stage) -> None:
    late.happen(Claimed(login="ana", lease_until=NOW + timedelta(days=9)))
    late.pay("100.00")
    late.pay("100.00", ref="R-1", reverses="P-1")
    late.days(2)
    assert late.tasks() == ["payment_arrived", "payment_reversed"]
    assert late.sent() == ["overdue_1"]


def test_payments_of_an_opening_import_are_history_and_thank_nobody(stage: Stage) -> None:
    stage.borrower(("2026-10-22", "100.00"), LATE, as_of=date(2026, 11, 24))
    row = {"external_ref": "P-0", "loan_ref": "L-1", "amount": "100.00", "paid_at": "2026-10-25"}
    stage.bring("payments", row, as_of=date(2026, 11, 24))
    stage.turn()
    assert stage.sent() == ["overdue_1"]


def test_loans_told_before_their_payments_leave_nobody_to_be_watched(stage: Stage) -> None:
    stage.borrower(("2026-10-20", "100.00"), ("2026-12-20", "100.00"))
    row = {"external_ref": "P-0", "loan_ref": "L-1", "amount": "100.00", "paid_at": "2026-10-20"}
    stage.bring("payments", row)
    assert stage.case().treatment is Treatment.IDLE
    assert [fire.kind for fire in stage.view().fires] == ["ladder"]


def test_paid_before_it_was_due_the_courtesy_is_not_sent(stage: Stage) -> None:
    stage.borrower(("2026-11-30", "100.00"), NEXT)
    stage.days(1)
    stage.pay("100.00")
    stage.until("2026-12-10T12:00")
    assert stage.said() == []
    stage.until("2026-12-20T12:00")
    assert stage.sent() == ["due_soon"]


def test_figures_that_differ_hold_demands_until_they_agree(stage: Stage) -> None:
    stage.borrower(LATE, reported_arrears="80.00")
    stage.days(3)
    assert stage.sent() == []
    assert "80" in stage.view().tasks[0].reason
    stage.borrower(reported_arrears="100.00")
    assert all(hold.lifted_at for hold in stage.case().holds)
    stage.days(8)
    assert stage.sent()[0] == "overdue_1_again"


def test_a_new_contact_point_makes_somebody_reachable_again(stage: Stage) -> None:
    stage.borrower(LATE, phone="", consents="", verified="")
    stage.turn()
    assert (stage.case().treatment, stage.tasks()) == (Treatment.UNREACHABLE, ["unreachable"])
    stage.borrower()
    assert stage.case().treatment is Treatment.OUTREACH
    stage.turn()
    assert stage.sent() == ["overdue_1"]


def test_the_log_replays_to_what_is_stored(late: Stage) -> None:
    late.happen(promised(5_000))
    late.pay("20.00")
    late.days(20)
    late.pay("200.00", ref="P-2")
    late.pay("200.00", ref="R-2", reverses="P-2")
    assert late.replayed() == late.case()
