"""Decisions that wait for a supervisor, and how each comes back to the borrower."""

from __future__ import annotations

from datetime import date

import pytest

from cases.events import HardshipReported, PlanAsked
from cases.model import Plan, PlanKind, PlanPart, PlanState, Treatment
from outreach import approvals, casework, people
from outreach.people import Person, Role
from outreach.refusals import Refused
from tests.support.bargaining import LATE, OLD, asked, says
from tests.support.stage import NOW, Stage

LAST = "SELECT template, actor, state, body FROM messages WHERE direction = 'out' ORDER BY id DESC LIMIT 1"
TROUBLE = HardshipReported(ref="h", reason="lost_job", words="I lost my job")


@pytest.fixture
def max_(stage: Stage) -> Person:
    return people.add_user(stage.runtime, "max", "Max Lund", Role.SUPERVISOR, "a long enough one", now=NOW)


@pytest.fixture
def dana(stage: Stage) -> Person:
    return people.add_user(stage.runtime, "dana", "Dana Reed", Role.COLLECTOR, "a long enough one", now=NOW)


def test_a_plan_that_one_limit_stands_against_is_a_near_miss(stage: Stage, max_: Person) -> None:
    asked(stage)
    (found,) = approvals.pending(stage.runtime, max_)
    assert (found.ref, found.name, found.sort, found.by, found.may) == ("B-1", "James Cole", "near_miss", None, True)
    assert found.asked is not None
    assert found.asked.limits == ("it takes 8 parts; the most is 6",)
    assert approvals.count(stage.runtime) == 1


def test_a_settlement_that_a_collector_asks_for_is_named_and_granted_as_one(
    stage: Stage, max_: Person, dana: Person
) -> None:
    stage.borrower(OLD)
    says(stage, "hi", "1987")
    casework.claim(stage.runtime, "B-1", dana.login)
    plan = Plan(
        ref="s",
        currency="USD",
        total_minor=15000,
        parts=(PlanPart(number=1, due_on=date(2026, 12, 4), amount_minor=15000),),
        offered_at=NOW,
        state=PlanState.ASKED,
        kind=PlanKind.SETTLEMENT,
    )
    event = PlanAsked(plan=plan, ask={"settle": 15000}, role="supervisor", reason="150.00 settles it")
    stage.happen(event, actor="user:dana")
    (found,) = approvals.pending(stage.runtime, max_)
    assert (found.sort, found.by, found.may) == ("settlement", "Dana Reed", True)
    approvals.approve(stage.runtime, max_, "B-1", relief=False)
    offered = stage.case().plan
    assert offered is not None
    assert (offered.kind, offered.total_minor, offered.by) == (PlanKind.SETTLEMENT, 15000, "max")


def test_a_yes_brings_the_terms_into_the_chat_that_a_colleague_holds(stage: Stage, max_: Person, dana: Person) -> None:
    asked(stage)
    casework.claim(stage.runtime, "B-1", dana.login)
    approvals.approve(stage.runtime, max_, "B-1", relief=False)
    ((template, actor, state, body),) = stage.rows(LAST)
    assert (template, actor, state) == ("plan_terms", "collector:dana", "sent")
    assert "Max Lund" in body
    plan = stage.case().plan
    assert plan is not None
    assert (plan.state, plan.by) == (PlanState.OFFERED, "max")
    assert approvals.count(stage.runtime) == 0


def test_a_no_brings_the_reason_and_the_nearest(stage: Stage, max_: Person) -> None:
    asked(stage)
    with pytest.raises(Refused, match="Say why"):
        approvals.refuse(stage.runtime, max_, "B-1", " ", relief=False)
    approvals.refuse(stage.runtime, max_, "B-1", "Eight parts are too long.", relief=False)
    ((template, _, _, body),) = stage.rows(LAST)
    assert (template, "Eight parts are too long." in body) == ("plan_declined", True)
    assert approvals.pending(stage.runtime, max_) == ()


def test_relief_that_waits_is_granted_as_the_usual_pause(stage: Stage, max_: Person) -> None:
    stage.borrower(LATE)
    says(stage, "hi", "1987")
    stage.happen(TROUBLE)
    (found,) = approvals.pending(stage.runtime, max_)
    assert (found.sort, found.pause_days) == ("relief", stage.runtime.relief.pause_days)
    approvals.approve(stage.runtime, max_, "B-1", relief=True)
    assert stage.case().treatment is Treatment.FORBEARANCE
    assert stage.sent()[-1] == "hardship_set"
    with pytest.raises(Refused, match="Nothing waits"):
        approvals.approve(stage.runtime, max_, "B-1", relief=True)


def test_relief_that_is_not_granted_is_said_in_the_supervisors_words(stage: Stage, max_: Person) -> None:
    stage.borrower(LATE)
    says(stage, "hi", "1987")
    stage.happen(TROUBLE)
    with pytest.raises(Refused, match="Say why"):
        approvals.refuse(stage.runtime, max_, "B-1", "", relief=True)
    approvals.refuse(stage.runtime, max_, "B-1", "We can look at smaller parts instead.", relief=True)
    ((_, actor, state, body),) = stage.rows(LAST)
    assert (actor, state, body) == ("collector:max", "sent", "We can look at smaller parts instead.")
    assert stage.case().treatment is Treatment.OUTREACH
    assert approvals.pending(stage.runtime, max_) == ()
    assert stage.replayed() == stage.case()


def test_the_verbs_are_for_supervisors_alone(stage: Stage, dana: Person) -> None:
    for verb in (
        lambda: approvals.pending(stage.runtime, dana),
        lambda: approvals.approve(stage.runtime, dana, "B-1", relief=False),
        lambda: approvals.refuse(stage.runtime, dana, "B-1", "no", relief=True),
    ):
        with pytest.raises(Refused, match="Only a supervisor"):
            verb()
