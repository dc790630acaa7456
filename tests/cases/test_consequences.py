"""What each fact must do beyond moving the treatment: the table of the domain, line by line, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from cases.consequences import CONSEQUENCES
from cases.effects import (
    CancelQueued,
    ClearFire,
    Effect,
    OpenTask,
    Replan,
    SendMessage,
    SetFire,
    SetLocalFire,
    SwitchOff,
)
from cases.events import (
    EVENTS,
    ArrearsCleared,
    ArrearsReduced,
    CaseClosed,
    CeaseRequested,
    Claimed,
    DeathReported,
    DisputeAnswered,
    DisputeOpened,
    DistressReported,
    Event,
    FellLate,
    HandedBack,
    HardshipReported,
    HoldLifted,
    HoldPlaced,
    OptedOut,
    PaidClaimed,
    PaidClaimNotFound,
    PaymentReceived,
    PaymentReversed,
    PlanAccepted,
    PromiseBroken,
    PromiseMade,
    ReferredOut,
    RepresentativeNamed,
    WrongPersonReported,
)
from cases.machine import decide
from cases.model import (
    Blocks,
    Case,
    ClosedReason,
    Custody,
    CustodyState,
    Hold,
    HoldType,
    Kind,
    Plan,
    PlanPart,
    PlanState,
    Promise,
    PromiseState,
    Treatment,
)

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)
DUE = date(2026, 12, 4)
PROMISE = Promise(ref="pr", amount_minor=100, currency="USD", due_on=DUE, made_at=NOW)
PARTS = (PlanPart(number=1, due_on=DUE, amount_minor=50), PlanPart(number=2, due_on=date(2027, 1, 4), amount_minor=50))
PLAN = Plan(ref="pl", currency="USD", total_minor=100, parts=PARTS, offered_at=NOW)
ACTIVE = replace(PLAN, state=PlanState.ACTIVE)
CASE = Case(borrower_ref="B-1", treatment=Treatment.OUTREACH, cycle=1, step="day-10")
PROMISED = replace(CASE, treatment=Treatment.PROMISED, promises=(PROMISE,))
PLANNED = replace(CASE, treatment=Treatment.PLAN_ACTIVE, plans=(ACTIVE,))
HELD = replace(CASE, custody=Custody(state=CustodyState.COLLECTOR, holder="ana", token=1))
HOLD = Hold(ref="h", type=HoldType.MANUAL, from_at=NOW, until=NOW + timedelta(days=3), source="test")
PAID = PaymentReceived(external_ref="P", loan_ref="L", amount_minor=60, currency="USD", paid_on=NOW.date())
BACK = PaymentReversed(
    external_ref="R", loan_ref="L", amount_minor=60, currency="USD", arrears=True, paid_on=NOW.date()
)
LESS = ArrearsReduced(
    oldest_due_on=DUE, reanchored=True, currency="USD", paid_minor=60, before_minor=100, left_minor=40, paid_ref="P"
)
NONE = ArrearsCleared(settled=False, currency="USD", paid_minor=60, paid_ref="P")

CANCELS: tuple[tuple[Case, Event], ...] = (
    (CASE, PromiseMade(ref="x", amount_minor=1, currency="USD", due_on=DUE)),
    (replace(CASE, treatment=Treatment.PLAN_OFFERED, plans=(PLAN,)), PlanAccepted(ref="pl", terms_hash="t")),
    (CASE, PAID),
    (CASE, NONE),
    (CASE, BACK),
    (CASE, HoldPlaced(hold=HOLD)),
    (CASE, PaidClaimed(ref="c", words="paid", until=NOW)),
    (CASE, DisputeOpened(ref="d", kind="amount", words="no")),
    (CASE, HardshipReported(ref="h", reason="job", words="lost")),
    (CASE, CeaseRequested(ref="c", words="stop it all")),
    (CASE, RepresentativeNamed(ref="r", kind="attorney", words="my lawyer")),
    (CASE, RepresentativeNamed(ref="r", kind="bankruptcy", words="insolvent")),
    (CASE, DeathReported(ref="x", words="he died")),
    (CASE, DistressReported(ref="x", words="despair")),
    (CASE, OptedOut(contact_point_id=1, channel="sms")),
    (CASE, WrongPersonReported(contact_point_id=1, third_party=False, words="not me")),
    (CASE, Claimed(login="ana", lease_until=NOW)),
    (CASE, Claimed(login="ana", lease_until=NOW, given_by="system")),
    (CASE, ReferredOut(to="counsel")),
    (CASE, CaseClosed(reason=ClosedReason.SOLD)),
)
NUMBERED = tuple(enumerate(CANCELS))
STOPS: tuple[tuple[Event, HoldType], ...] = (
    (CeaseRequested(ref="s", words="w"), HoldType.CEASE),
    (RepresentativeNamed(ref="s", kind="attorney", words="w"), HoldType.ATTORNEY),
    (RepresentativeNamed(ref="s", kind="bankruptcy", words="w"), HoldType.BANKRUPTCY),
    (DeathReported(ref="s", words="w"), HoldType.DECEASED),
    (DistressReported(ref="s", words="w"), HoldType.VULNERABLE),
)


def effects(case: Case, event: Event) -> tuple[Effect, ...]:
    return decide(case, event, NOW).effects


def after(case: Case, *events: Event) -> Case:
    for event in events:
        case = decide(case, event, NOW).case
    return case


def cleared(case: Case, event: Event) -> set[str]:
    return {each.kind for each in effects(case, event) if isinstance(each, ClearFire)}


def said(case: Case, event: Event) -> list[tuple[str, Kind]]:
    return [(each.say.key, each.kind) for each in effects(case, event) if isinstance(each, SendMessage)]


def tasks(case: Case, event: Event) -> list[str]:
    return [each.kind for each in effects(case, event) if isinstance(each, OpenTask)]


def test_every_consequence_is_that_of_an_event() -> None:
    assert set(CONSEQUENCES) <= set(EVENTS.values())


@pytest.mark.parametrize(
    ("case", "event"), CANCELS, ids=[f"{n}-{type(e).__name__}" for n, (_, e) in enumerate(CANCELS)]
)
def test_what_waits_to_be_sent_is_cancelled(case: Case, event: Event) -> None:
    assert any(isinstance(each, CancelQueued) for each in effects(case, event))


@pytest.mark.parametrize(("event", "type_"), STOPS, ids=[type_.value for _, type_ in STOPS])
def test_a_stop_holds_all_but_what_is_required_ends_promises_and_calls_a_person(event: Event, type_: HoldType) -> None:
    found = after(PROMISED, event)
    (hold,) = found.holds
    assert (hold.type, hold.blocks, hold.until, hold.may_lift) == (type_, Blocks.ALL_BUT_REQUIRED, None, "supervisor")
    assert found.promises[0].state is PromiseState.CANCELLED
    assert tasks(PROMISED, event) == [type_.value]
    assert cleared(PROMISED, event) >= {"ladder", "promise_eve", "promise_due", "part_eve", "part_due", "part_grace"}


def test_a_promise_sets_its_alarms_and_rests_the_ladder() -> None:
    event = PromiseMade(ref="x", amount_minor=1, currency="USD", due_on=DUE)
    alarms = {each.kind: each.on for each in effects(CASE, event) if isinstance(each, SetLocalFire)}
    assert alarms == {"promise_eve": DUE, "promise_due": DUE}
    assert "ladder" in cleared(CASE, event)
    assert [each.state for each in after(PROMISED, event).promises] == [PromiseState.CANCELLED, PromiseState.OPEN]


def test_a_broken_promise_plans_the_ladder_again() -> None:
    assert Replan() in effects(PROMISED, PromiseBroken(ref="pr"))
    assert after(PROMISED, PromiseBroken(ref="pr")).treatment is Treatment.OUTREACH


def test_money_is_credited_and_calms() -> None:
    found = after(PROMISED, PAID, LESS)
    assert (found.promises[0].state, found.promises[0].paid_minor) == (PromiseState.PARTLY_KEPT, 60)
    assert (found.cycle, found.calm_until) == (2, NOW + timedelta(hours=48))
    assert found.step == "day-10"
    assert said(PROMISED, LESS) == [("promise_part", Kind.SERVICE)]


def test_money_that_only_was_counted_anew_thanks_nobody() -> None:
    assert said(CASE, replace(LESS, paid_minor=0)) == []
    assert said(CASE, ArrearsCleared(settled=True)) == []


def test_no_more_arrears_end_what_stood() -> None:
    found = after(replace(PROMISED, plans=(ACTIVE,), calm_until=NOW), NONE)
    assert (found.promises[0].state, found.plans[0].state) == (PromiseState.KEPT, PlanState.KEPT)
    assert (found.treatment, found.step, found.calm_until) == (Treatment.CURED, None, None)
    assert after(replace(CASE, plans=(PLAN,)), NONE).plans[0].state is PlanState.DECLINED
    assert said(CASE, NONE) == [("payment_full", Kind.SERVICE)]


@pytest.mark.parametrize(
    ("event", "task"), [(LESS, "payment_arrived"), (NONE, "payment_arrived"), (BACK, "payment_reversed")]
)
def test_who_holds_the_chat_is_told_of_money_instead_of_the_borrower(event: Event, task: str) -> None:
    assert said(HELD, event) == []
    assert tasks(HELD, event) == [task]


def test_a_payment_ends_the_claim_that_it_was_made() -> None:
    claimed = after(CASE, PaidClaimed(ref="c", words="paid", until=NOW + timedelta(days=3)))
    assert after(claimed, PAID).holds[0].lifted_at == NOW
    assert "hold:c" in cleared(claimed, PAID)


def test_a_claim_that_found_nothing_goes_back_and_stays_calm() -> None:
    claimed = after(CASE, PaidClaimed(ref="c", words="paid", until=NOW + timedelta(days=3)))
    found = after(claimed, PaidClaimNotFound(ref="c", step="day-5"))
    assert (found.step, found.cycle, found.calm_until) == ("day-5", 2, NOW + timedelta(hours=48))
    assert found.holds[0].lifted_at == NOW


@pytest.mark.parametrize(
    ("made_on", "state"),
    [(None, PromiseState.REVERSED), (NOW.date(), PromiseState.REVERSED), (date(2026, 11, 1), PromiseState.KEPT)],
)
def test_a_kept_promise_is_reversed_with_its_own_money(made_on: date | None, state: PromiseState) -> None:
    kept = replace(CASE, promises=(replace(PROMISE, state=PromiseState.KEPT, paid_minor=100),))
    assert after(kept, replace(BACK, made_on=made_on)).promises[0].state is state


def test_a_part_paid_late_moves_the_alarms_to_the_next() -> None:
    found = decide(after(PLANNED, PAID), LESS, NOW)
    alarms = {(each.kind, each.on) for each in found.effects if isinstance(each, SetLocalFire)}
    assert alarms == {("part_eve", date(2027, 1, 4)), ("part_due", date(2027, 1, 4))}
    assert ClearFire(kind="part_grace") in found.effects


def test_a_plan_on_offer_sets_no_alarms_and_keeps_the_ladder() -> None:
    offered = replace(CASE, treatment=Treatment.PLAN_OFFERED, plans=(PLAN,))
    for event in (LESS, HandedBack(outcome="other", agreed="")):
        found = effects(offered, event)
        assert not any(isinstance(each, SetLocalFire) for each in found)
        assert Replan() in found


def test_holds_stack_and_lifting_one_leaves_the_others() -> None:
    other = replace(HOLD, ref="o", type=HoldType.COMPLAINT)
    found = after(CASE, HoldPlaced(hold=HOLD), HoldPlaced(hold=other), HoldLifted(ref="h"))
    assert [hold.lifted_at for hold in found.holds] == [NOW, None]


def test_a_hold_placed_again_keeps_its_place() -> None:
    other, longer = replace(HOLD, ref="o"), replace(HOLD, until=NOW + timedelta(days=9))
    found = after(CASE, HoldPlaced(hold=HOLD), HoldPlaced(hold=other), HoldPlaced(hold=longer))
    assert found.holds == (replace(longer, placed_at=NOW), replace(other, placed_at=NOW))
    alarm = SetFire(kind="hold:h", due_at=NOW + timedelta(days=9), data={"ref": "h"})
    assert alarm in effects(CASE, HoldPlaced(hold=longer))


def test_a_dispute_is_a_matter_for_a_person_until_it_is_answered() -> None:
    opened = DisputeOpened(ref="d", kind="amount", words="no")
    assert tasks(CASE, opened) == ["dispute"]
    found = after(CASE, opened, DisputeAnswered(ref="d", outcome="right"))
    assert (found.treatment, found.holds[0].lifted_at) == (Treatment.OUTREACH, NOW)


def test_a_wrong_person_switches_their_contact_point_off() -> None:
    event = WrongPersonReported(contact_point_id=7, third_party=False, words="not me")
    assert SwitchOff(contact_point_id=7, how="wrong_person") in effects(CASE, event)
    assert CancelQueued(rule="base.contact_point", contact_point_id=7) in effects(CASE, event)


def test_falling_late_begins_a_new_cycle_at_the_foot_of_the_ladder() -> None:
    found = after(replace(CASE, treatment=Treatment.CURED), FellLate(oldest_due_on=DUE))
    assert (found.cycle, found.step, found.treatment) == (2, None, Treatment.OUTREACH)
