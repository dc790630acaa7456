"""Plans between the bot and people: asked of them, granted within authority, refused, offered; kept as a document."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest

from cases.model import ClosedReason, PlanKind, PlanState, Treatment
from cases.plans import Ask
from outreach import casework, planwork
from outreach.agreement import agreement
from outreach.people import Person, Role
from outreach.refusals import GateRefused, Refused
from tests.support.bargaining import LATE, OLD, asked, says
from tests.support.stage import Stage

DANA = Person(id=1, login="dana", name="Dana Reed", role=Role.COLLECTOR)
MAX = Person(id=2, login="max", name="Max Lund", role=Role.SUPERVISOR)


def test_what_the_bot_may_not_agree_waits_as_a_task_with_the_limits_and_who_may(stage: Stage) -> None:
    asked(stage)
    found = planwork.asked_of(stage.runtime, "B-1")
    assert found is not None
    assert (found.ask.each_minor, found.ask.pay_day, len(found.plan.parts)) == (2500, 15, 8)
    assert found.limits == ("it takes 8 parts; the most is 6",)
    assert found.roles == ("collector", "supervisor")
    assert "plan_review" in stage.tasks()
    assert stage.case().custody.state == "bot"


def test_a_person_grants_it_and_only_an_explicit_yes_makes_it_a_plan(stage: Stage) -> None:
    asked(stage)
    planwork.grant(stage.runtime, "B-1", DANA)
    plan = stage.case().plan
    assert plan is not None
    assert (plan.state, plan.by, stage.tasks()) == (PlanState.OFFERED, "dana", [])
    says(stage, "yes")
    assert stage.case().treatment is Treatment.PLAN_ACTIVE
    assert stage.replayed() == stage.case()
    with pytest.raises(Refused, match="Nothing waits"):
        planwork.grant(stage.runtime, "B-1", DANA)


def test_beyond_a_collectors_authority_only_a_supervisor_grants(stage: Stage) -> None:
    asked(stage, each="12")
    with pytest.raises(Refused, match="beyond the authority of a collector"):
        planwork.grant(stage.runtime, "B-1", DANA)
    assert stage.case().plan_asked is not None
    planwork.grant(stage.runtime, "B-1", MAX)
    assert stage.case().plan is not None


def test_a_refusal_needs_words_and_leaves_the_nearest(stage: Stage) -> None:
    asked(stage)
    with pytest.raises(Refused):
        planwork.refuse(stage.runtime, "B-1", DANA, " ")
    planwork.refuse(stage.runtime, "B-1", DANA, "The loan ends in June.")
    assert stage.out()[-1]["template"] == "plan_declined"
    assert "The loan ends in June." in stage.out()[-1]["body"]
    says(stage, "in 6 parts", "yes")
    assert stage.case().plan is not None
    assert stage.replayed() == stage.case()


def test_while_a_colleague_holds_the_chat_nobody_else_answers_in_it(stage: Stage) -> None:
    asked(stage)
    casework.claim(stage.runtime, "B-1", "max")
    with pytest.raises(Exception, match="max"):
        planwork.grant(stage.runtime, "B-1", DANA)
    planwork.grant(stage.runtime, "B-1", MAX)
    assert stage.out()[-1]["template"] == "plan_terms"
    assert stage.rows("SELECT actor FROM messages ORDER BY id DESC LIMIT 1") == [("collector:max",)]


def test_terms_never_go_to_somebody_who_is_not_known(stage: Stage) -> None:
    stage.borrower(LATE, verified="")
    with pytest.raises((Refused, GateRefused)):
        planwork.offer(stage.runtime, "B-1", DANA, Ask(each_minor=5000))
    assert stage.case().plan is None


def test_a_settlement_is_offered_within_authority_and_closes_when_it_is_paid(stage: Stage) -> None:
    stage.borrower(OLD)
    says(stage, "hi", "1987")
    with pytest.raises(Refused, match="There is no such offer"):
        planwork.offer(stage.runtime, "B-1", DANA, Ask(settle_minor=10000))
    planwork.offer(stage.runtime, "B-1", DANA, Ask(settle_minor=15000))
    says(stage, "yes")
    plan = stage.case().plan
    assert plan is not None
    assert (plan.kind, plan.total_minor, plan.owed_minor) == (PlanKind.SETTLEMENT, 15000, 18640)
    stage.pay("150.00")
    assert stage.case().treatment is Treatment.CLOSED
    assert stage.case().closed_reason is ClosedReason.SETTLED
    stage.bring("payments")
    assert stage.case().treatment is Treatment.CLOSED
    assert stage.replayed() == stage.case()


def test_a_settlement_that_is_asked_for_waits_and_one_yes_brings_it_into_the_chat(stage: Stage) -> None:
    stage.borrower(OLD)
    says(stage, "hi", "1987", "could we settle for 150")
    found = planwork.asked_of(stage.runtime, "B-1")
    assert found is not None
    assert (found.plan.kind, found.ask.settle_minor, stage.tasks()) == (PlanKind.SETTLEMENT, 15000, ["plan_review"])
    planwork.grant(stage.runtime, "B-1", DANA if "collector" in found.roles else MAX)
    assert stage.out()[-1]["template"] == "settlement_offer"
    says(stage, "yes")
    plan = stage.case().plan
    assert plan is not None
    assert (plan.total_minor, plan.state) == (15000, PlanState.ACTIVE)
    assert stage.replayed() == stage.case()


def test_a_settlement_that_is_refused_leaves_plans_that_may_be_had(stage: Stage) -> None:
    stage.borrower(OLD)
    says(stage, "hi", "1987", "could we settle for 150")
    planwork.refuse(stage.runtime, "B-1", MAX, "It is too soon for that.")
    assert "It is too soon for that." in stage.out()[-1]["body"]
    says(stage, "in 3 parts")
    assert stage.out()[-1]["template"] == "plan_terms"


def test_a_settlement_that_is_not_paid_leaves_all_as_it_was(stage: Stage) -> None:
    stage.borrower(OLD)
    says(stage, "hi", "1987")
    planwork.offer(stage.runtime, "B-1", DANA, Ask(settle_minor=15000))
    says(stage, "yes")
    stage.days(9)
    assert stage.case().plans[-1].state is PlanState.BROKEN
    assert stage.case().treatment is Treatment.OUTREACH
    assert stage.view().position.arrears[0].minor == 18640


def test_an_offer_of_a_person_ends_by_itself_and_reminders_rest_till_then(stage: Stage) -> None:
    stage.borrower(OLD)
    says(stage, "hi", "1987")
    planwork.offer(stage.runtime, "B-1", DANA, Ask(settle_minor=15000))
    assert "ladder" not in stage.fires()
    stage.days(9)
    assert stage.case().plans[-1].state is PlanState.DECLINED
    assert stage.case().treatment is Treatment.ENGAGED


def test_the_document_shows_what_was_agreed_and_its_fingerprint(stage: Stage) -> None:
    stage.borrower(LATE)
    says(stage, "hi", "1987", "can i pay 100 a month, payday is the 1st", "yes")
    (plan,) = stage.case().plans
    shown = agreement(stage.runtime, 1, plan.ref)
    assert shown is not None
    assert plan.terms is not None
    assert shown.seal.replace(" ", "") == hashlib.sha256(plan.terms.encode()).hexdigest() == plan.terms_hash
    assert json.loads(plan.terms)["parts"] == [[1, "2026-12-01", 10000], [2, "2027-01-01", 8640]]
    assert [amount for _, _, amount in shown.parts] == ["$100.00", "$86.40"]
    assert agreement(stage.runtime, 1, "other") is None


def test_a_moved_part_is_remembered_before_its_new_day_and_missed_after_it(stage: Stage) -> None:
    stage.borrower(LATE)
    says(stage, "hi", "1987", "can i pay 100 a month, payday is the 1st", "yes", "move it to dec 8", "yes")
    (plan,) = stage.case().plans
    assert plan.parts[0].due_on == date(2026, 12, 8)
    stage.until("2026-12-06T23:00")
    assert "plan_eve" not in stage.sent()
    stage.until("2026-12-08T23:00")
    assert stage.sent().count("plan_eve") == 1
    stage.until("2026-12-10T23:00")
    assert "plan_part_missed" in stage.sent()
    stage.pay("100.00")
    stage.until("2026-12-20T23:00")
    assert stage.case().plans[-1].state is PlanState.ACTIVE
    assert stage.replayed() == stage.case()
