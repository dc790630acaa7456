"""A plan that is kept, offered by a person, or one of several: changed, taken or left with an explicit yes or no."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cases.events import PlanPartMoved, PlanPartSkipped
from cases.flows.plan import option_in
from cases.flows.plan_terms import terms_hash, terms_text
from cases.model import PlanState, Treatment
from cases.plans import Ask, PlanPolicy, TermLimit
from tests.cases.flows.script import NOW, RULES, Talk, account, context, identified, late_case
from tests.cases.flows.test_plan import ACTIVE


def kept() -> Talk:
    """A borrower whose plan of two parts runs, opened at its question."""
    talk = identified(case=late_case(plans=(ACTIVE,), treatment=Treatment.PLAN_ACTIVE))
    talk.play("[parts] => plan_standing")
    return talk


def test_one_part_moves_to_another_day_once_read_back_and_agreed() -> None:
    talk = kept()
    talk.play("""
        [change]                              => plan_change
        on jan 20 // promise @2027-01-20      => plan_change_limit
        then dec 8 // promise @2026-12-08     => plan_change_check
        yes // yes                            => plan_changed ! PlanPartMoved
    """)
    (moved,) = talk.turns[-1].events
    assert isinstance(moved, PlanPartMoved)
    plan = talk.context.case.plan
    assert plan
    assert [part.due_on.isoformat() for part in plan.parts] == ["2026-12-08", "2027-01-01"]
    assert sum(part.amount_minor for part in plan.parts) == plan.total_minor
    assert (plan.terms, plan.terms_hash) == (terms_text(plan), terms_hash(terms_text(plan)))


def test_a_second_move_is_more_than_the_policy_has_and_a_person_is_offered() -> None:
    talk = kept()
    talk.play("to dec 8 // promise @2026-12-08 => plan_change_check")
    talk.play("[yes] => plan_changed ! PlanPartMoved")
    talk.play("[parts] => plan_standing")
    talk.play("to dec 12 // promise @2026-12-12 => plan_change_limit")


def test_one_part_is_skipped_to_the_end_and_the_sum_stays() -> None:
    talk = kept()
    talk.play("""
        can i skip this one                   => plan_change_check
        [yes]                                 => plan_changed ! PlanPartSkipped
    """)
    (skipped,) = talk.turns[-1].events
    assert isinstance(skipped, PlanPartSkipped)
    plan = talk.context.case.plan
    assert plan
    assert [(part.number, part.due_on.isoformat()) for part in plan.parts] == [(1, "2027-01-01"), (2, "2027-02-01")]
    assert sum(part.amount_minor for part in plan.parts) == plan.total_minor


def test_what_a_person_offers_is_agreed_as_it_was_shown() -> None:
    offered = replace(ACTIVE, state=PlanState.OFFERED, by="dana", until=date(2026, 12, 1))
    talk = identified(case=late_case(plans=(offered,), treatment=Treatment.PLAN_OFFERED))
    talk.play("""
        [parts]     => plan_terms
        yes // yes  => plan_started ! PlanAccepted
    """)
    assert talk.context.case.plan == replace(
        offered,
        state=PlanState.ACTIVE,
        accepted_at=NOW,
        terms=terms_text(offered),
        terms_hash=terms_hash(terms_text(offered)),
    )


def test_an_offer_may_be_left_and_one_that_is_over_is_no_offer() -> None:
    offered = replace(ACTIVE, state=PlanState.OFFERED, by="dana", until=date(2026, 12, 1))
    talk = identified(case=late_case(plans=(offered,), treatment=Treatment.PLAN_OFFERED))
    talk.play("""
        [parts]     => plan_terms
        no // no    => plan_left ! PlanDeclined
    """)
    over = replace(offered, until=date(2026, 11, 23))
    identified(case=late_case(plans=(over,), treatment=Treatment.PLAN_OFFERED)).play("[parts] => plan_ask")


def test_loans_in_two_currencies_are_asked_about_one_by_one() -> None:
    talk = identified(accounts=(account(), account(ref="L2", currency="EUR", minor=90000)))
    talk.play("""
        [parts]         => plan_which
        [currency_eur]  => plan_ask
        [options]       => plan_offer
        [offer_3]       => plan_terms
        [agree]         => plan_started ! PlanOffered PlanAccepted
    """)
    plan = talk.context.case.plan
    assert plan
    assert (plan.currency, plan.total_minor) == ("EUR", 90000)


def test_who_lives_nowhere_known_has_the_limits_of_the_lenders_place() -> None:
    law = TermLimit(jurisdiction="CN", longest_months=3, source="a law")
    rules = replace(RULES, plans=PlanPolicy(limits=(law,)), jurisdiction="CN")
    nowhere = replace(context().borrower, jurisdiction=None)
    assert option_in(context(rules=rules, borrower=nowhere), Ask(), 3)
    assert option_in(context(rules=rules, borrower=nowhere), Ask(), 5) is None
