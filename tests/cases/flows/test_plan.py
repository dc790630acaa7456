"""Paying in parts: what fits, why something does not, and agreement to exactly what was shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

import understanding
from cases.events import PlanAccepted, PlanAsked, PlanOffered
from cases.flows.flow import say
from cases.flows.plan import FLOW, option_in
from cases.flows.plan_asks import asked_in
from cases.flows.plan_terms import drafted, offer_phrase, part_lines, terms_hash, terms_text
from cases.flows.turn import Dialogue, Heard
from cases.model import Channel, Plan, PlanPart, PlanState, Treatment
from cases.money import Money
from cases.plans import Ask, Authority, Cadence, ClosedDays, Growth, PlanPolicy
from cases.policy.pack import Calendar
from cases.reading import Intent, Reading
from cases.say import Phrase, Say
from tests.cases.flows.script import NOW, RULES, Talk, account, context, identified, late_case
from tests.cases.flows.words import assert_complete

TODAY = NOW.date()
ACTIVE = Plan(
    ref="q1",
    currency="USD",
    total_minor=18640,
    parts=(
        PlanPart(number=1, due_on=date(2026, 12, 1), amount_minor=9320),
        PlanPart(number=2, due_on=date(2027, 1, 1), amount_minor=9320),
    ),
    offered_at=NOW,
    state=PlanState.ACTIVE,
)


def _only(talk: Talk) -> Say:
    (say,) = talk.turns[-1].says
    return say


def test_parts_are_offered_shown_whole_and_agreed() -> None:
    talk = identified()
    talk.play("""
        [parts]         => plan_ask
        [options]       => plan_offer
        [offer_4]       => plan_terms
        [change]        => plan_offer
        [offer_6]       => plan_terms
        yes // yes      => plan_started ! PlanOffered PlanAccepted
    """)
    offered, accepted = talk.turns[-1].events
    assert isinstance(offered, PlanOffered)
    assert isinstance(accepted, PlanAccepted)
    assert len(offered.plan.parts) == 6
    assert sum(part.amount_minor for part in offered.plan.parts) == 18640
    assert accepted.terms_hash == terms_hash(accepted.terms)
    assert accepted.terms == terms_text(offered.plan)
    assert talk.context.case.plan
    assert talk.context.case.plan.state is PlanState.ACTIVE


@pytest.mark.parametrize(
    ("wish", "key", "parts"),
    [
        ("50 a month // ask_plan $50", "plan_terms", 4),
        ("can i do it in 3 parts // ask_plan $3", "plan_terms", 3),
        ("200 a month // ask_plan $200", "plan_terms", 2),
        ("5 a month // ask_plan $5", "plan_no", 6),
        ("over 12 months // ask_plan", "plan_no_limit", 6),
        ("分12期 // ask_plan", "plan_no_limit", 6),
    ],
)
def test_free_words_choose_a_plan_or_hear_why_not(wish: str, key: str, parts: int) -> None:
    talk = identified()
    talk.play(f"{wish} => {key}")
    if key.startswith("plan_no"):
        talk.play("[nearest] => plan_terms")
    assert talk.turns[-1].dialogue.data["parts"] == parts


def test_the_second_ask_beyond_the_policy_goes_to_the_officer() -> None:
    talk = identified()
    talk.play("""
        can i pay in parts // ask_plan              => plan_ask
        10 a month, paid on the 15th // other $10 @2026-12-15   => plan_no
        no more than 12 // other $12                => to_person ! PersonRequested
        hello? // greeting                          => awaiting_person
    """)


PEOPLE = PlanPolicy(
    roles={
        "bot": Authority(),
        "collector": Authority(most_parts={Cadence.MONTHLY: 12}, longest_months=13),
        "supervisor": Authority(most_parts={Cadence.MONTHLY: 84}, longest_months=85),
    }
)
GRANTS = replace(RULES, plans=PEOPLE)


def test_what_a_person_may_agree_goes_to_them_and_the_bot_goes_on_meanwhile() -> None:
    talk = identified(rules=GRANTS)
    talk.play("""
        10 a month, paid on the 15th // ask_plan $10 @2026-12-15   => plan_no
        no more than 20 // other $20        => plan_to_person ! PlanAsked
        can i pay in parts // ask_plan      => plan_waits
        why // ask_why                      => why_short plan_waits
    """)
    asked = talk.turns[1].events[0]
    assert isinstance(asked, PlanAsked)
    assert (asked.role, dict(asked.ask)) == ("collector", {"each": 2000, "pay_day": 15})
    assert len(asked.plan.parts) == 10
    assert talk.context.case.plan_asked


@pytest.mark.parametrize(
    ("wish", "each", "down", "first", "cadence"),
    [
        ("I can pay 100 now and 50 a month", 50, 100, "2026-11-25", None),
        ("$50 every month starting Dec 15", 50, None, "2026-12-15", None),
        ("40 a week", 40, None, None, "weekly"),
        ("not 40, 30", 30, None, None, None),
        ("puedo dar 90 ahora y 30 al mes", 30, 90, "2026-11-25", None),
        ("могу 90 сейчас и по 30 в месяц", 30, 90, "2026-11-25", None),
        ("先付90，以后每月30", 30, 90, None, None),
        ("819太多了，60顶天了", 60, None, None, None),
    ],
)
def test_free_text_names_amounts_money_at_first_a_first_day_and_a_cadence(
    wish: str, each: int, down: int | None, first: str | None, cadence: str | None
) -> None:
    reading = understanding.read(wish, locale="en", today=TODAY, currency="USD", offered=())
    ask = asked_in(context(), {}, Heard(reading=reading))
    assert ask
    assert (ask.each_minor, ask.down_minor) == (each * 100, down and down * 100)
    assert (ask.first_on, ask.cadence) == (date.fromisoformat(first) if first else None, cadence)


@pytest.mark.parametrize(
    ("wish", "limit"),
    [
        ("in 12 parts // ask_plan", "limit.plan_parts"),
        ("first part 40 a month from 2027-03-01 // ask_plan $40 @2027-03-01", "limit.plan_start"),
    ],
)
def test_a_refusal_names_the_limit_that_stops_it(wish: str, limit: str) -> None:
    talk = identified()
    talk.play(f"{wish} => plan_no_limit")
    told = _only(talk).values["limit"]
    assert isinstance(told, Phrase)
    assert told.key == limit


def test_half_means_two_parts() -> None:
    half = Heard(reading=Reading(text="half now", intent=Intent.ASK_PLAN, shares=(Fraction(1, 2),)))
    turn = identified().hear(half)
    assert turn.says[0].key == "plan_terms"
    assert turn.dialogue.data["parts"] == 2


def test_terms_shown_yesterday_are_shown_anew_before_a_yes_counts() -> None:
    talk = identified()
    talk.play("50 a month // ask_plan $50 => plan_terms")
    talk.context = replace(talk.context, today=TODAY + timedelta(days=1))
    talk.play("""
        [agree]     => plan_terms
        [agree]     => plan_started ! PlanOffered PlanAccepted
    """)


def test_an_active_plan_is_said_rather_than_asked_again() -> None:
    for wish in ("[parts]", "[promise]"):
        case = late_case(plans=(ACTIVE,), treatment=Treatment.PLAN_ACTIVE)
        talk = identified(case=case)
        talk.play(f"{wish} => plan_standing")


@pytest.mark.parametrize("total", [18640, 18641, 18642, 18645])
def test_an_offer_is_never_said_more_exactly_than_it_is(total: int) -> None:
    option = option_in(context(accounts=(account(minor=total),)), Ask(), 6)
    assert option
    amounts = {part.amount_minor for part in option.parts}
    assert sum(part.amount_minor for part in option.parts) == total
    assert (offer_phrase(option).key == "offer.equal") == (len(amounts) == 1)


@pytest.mark.parametrize(
    ("channel", "total", "lines"),
    [
        (Channel.WEBCHAT, 18640, ["part.line"] * 6),
        (Channel.SMS, 18642, ["part.run"]),
        (Channel.SMS, 18641, ["part.run", "part.line"]),
        (Channel.SMS, 18640, ["part.run", "part.run"]),
    ],
)
def test_a_long_plan_is_shown_by_runs_of_equal_parts_on_sms(channel: Channel, total: int, lines: list[str]) -> None:
    option = option_in(context(accounts=(account(minor=total),)), Ask(), 6)
    assert option
    assert [phrase.key for phrase in part_lines(drafted(context(), option), channel)] == lines


def test_a_first_part_of_its_own_is_said_as_one() -> None:
    policy = PlanPolicy(down_payment={"B1": Fraction(1, 4)})
    option = option_in(context(rules=replace(RULES, plans=policy)), Ask(), 6)
    assert option
    phrase = offer_phrase(option)
    assert (phrase.key, phrase.values["n"], phrase.values["down"]) == (
        "offer.down",
        5,
        Money(currency="USD", minor=4660),
    )
    limit = Phrase(key="limit.plan_parts", values={"n": 6})
    assert_complete(say("plan_no_limit", asked=Phrase(key="asked.parts", values={"n": 9}), limit=limit, nearest=phrase))


def test_what_stops_an_ask_other_than_the_count_is_not_said_as_a_count() -> None:
    policy = PlanPolicy(least_minor={"USD": 6000})
    talk = identified(rules=replace(RULES, plans=policy))
    talk.play("45 a month // ask_plan $45 => plan_no_limit")
    assert _only(talk).values["asked"] == Phrase(
        key="asked.monthly", values={"amount": Money(currency="USD", minor=4500)}
    )


@pytest.mark.parametrize("kept", [{"pay_day": 500}, {"pay_day": -1}, {"each": -5, "parts": 3}, {"parts": 999}])
def test_what_is_kept_in_mind_wrongly_breaks_nothing(kept: dict[str, int]) -> None:
    talk = identified()
    talk.dialogue = Dialogue(flow="plan", step="offer", data=kept, version=FLOW.version)
    talk.play("[offer_3] => plan_terms")


def test_terms_say_what_interest_adds_and_that_charges_go_on() -> None:
    policy = PlanPolicy(interest=Growth.ACCRUES, fees=Growth.ACCRUES)
    dear = replace(account(), loan=replace(account().loan, annual_rate=Decimal(24)))
    talk = identified(rules=replace(RULES, plans=policy), accounts=(dear,))
    talk.play("in 2 parts // ask_plan => plan_terms")
    terms = _only(talk).values
    assert terms["meanwhile"] == Phrase(key="meanwhile.plan_charges")
    more = Money(currency="USD", minor=207)  # 139.80 at 24 % for 7 days, half of it for 31 more
    assert terms["total"] == Money(currency="USD", minor=18640 + more.minor)
    assert terms["difference"] == Phrase(key="difference.more", values={"amount": more})
    talk.play("[agree] => plan_started ! PlanOffered PlanAccepted")


def test_parts_fall_on_business_days_where_the_policy_wants_it() -> None:
    policy = PlanPolicy(closed_days=ClosedDays.NEXT)
    new_year = Calendar(off=frozenset({date(2027, 1, 1)}))
    option = option_in(context(rules=replace(RULES, plans=policy), calendar=new_year), Ask(pay_day=1), 3)
    assert option
    assert [part.due_on for part in option.parts] == [date(2026, 12, 1), date(2027, 1, 4), date(2027, 2, 1)]


def test_after_as_many_plans_as_may_be_the_bot_speaks_of_a_date() -> None:
    broken = replace(ACTIVE, state=PlanState.BROKEN, accepted_at=NOW)
    talk = identified(case=late_case(plans=(broken,) * 3))
    talk.play("can i pay in parts // ask_plan => promise_ask")
