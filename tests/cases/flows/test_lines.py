"""One charge asked about, a payment that the bank took back, what it is now, and what rests by the lender's policy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import understanding
from cases.events import DisputeOpened
from cases.flows.turn import Heard
from cases.ledger import positions
from cases.model import Account, Channel, Charge, Hold, HoldScope, HoldType, Payment
from cases.money import Money
from cases.plans import Growth, PlanPolicy
from cases.say import Phrase, Say
from tests.cases.flows.script import NOW, RULES, Talk, account, identified

TODAY = NOW.date()


def _with(*charges: Charge, payments: tuple[Payment, ...] = ()) -> Account:
    return replace(account(minor=9500, due_on=date(2026, 11, 2)), charges=charges, payments=payments)


def _talk(loan: Account, *, policy: PlanPolicy | None = None, channel: Channel = Channel.WEBCHAT) -> Talk:
    rules = replace(RULES, plans=policy or PlanPolicy())
    return identified(accounts=(loan,), position=positions((loan,), TODAY), rules=rules, channel=channel)


def _write(talk: Talk, text: str) -> Say:
    reading = understanding.read(text, locale="en", today=TODAY, currency="USD")
    return talk.hear(Heard(reading=reading)).says[-1]


def _charge(rule: str = "late_fee", on: date = date(2026, 11, 12), ref: str = "C1") -> Charge:
    return Charge(external_ref=ref, charged_on=on, amount_minor=1500, rule=rule)


def test_a_charge_that_is_named_is_explained_alone_with_what_was_open_and_for_how_long() -> None:
    said = _write(_talk(_with(_charge())), "STOP charging me late fees!!")
    assert said.key == "why_charge"
    assert [each.id for each in said.choices] == ["question_charge", "parts", "person"]
    assert said.values["total"] == Money(currency="USD", minor=11000)
    assert said.values["cause"] == Phrase(
        key="cause.open", values={"amount": Money(currency="USD", minor=9500), "n": 10}
    )


def test_questioning_it_disputes_just_this_charge_and_asks_nothing_more() -> None:
    talk = _talk(_with(_charge()))
    _write(talk, "STOP charging me late fees!!")
    talk.play("[question_charge] => dispute_open ! DisputeOpened")
    (opened,) = talk.turns[-1].events
    assert isinstance(opened, DisputeOpened)
    assert opened.charge_ref == "C1"


def test_two_charges_of_a_kind_are_explained_with_all_the_rest() -> None:
    talk = _talk(_with(_charge(), _charge(on=date(2026, 11, 20), ref="C2")))
    assert _write(talk, "why the late fees?").key == "why_short"


def test_what_the_bank_took_back_is_said_first() -> None:
    paid = Payment(external_ref="P1", amount_minor=9500, paid_on=date(2026, 11, 2))
    back = Payment(external_ref="P2", amount_minor=9500, paid_on=date(2026, 11, 4), reverses="P1")
    talk = _talk(_with(payments=(paid, back)))
    talk.play("[why] => why_short")
    (said,) = talk.turns[-1].says
    assert said.values["back_line"] == Phrase(
        key="back.bank", values={"amount": Money(currency="USD", minor=9500), "date": date(2026, 11, 2)}
    )


@pytest.mark.parametrize(
    ("policy", "rule", "said"),
    [
        (Growth.ACCRUES, "late_fee", "meanwhile.quiet_charges"),
        (Growth.FROZEN, "late_fee", "meanwhile.quiet_no_fee"),
        (Growth.FROZEN, "insurance", "meanwhile.quiet_charges"),
    ],
)
def test_no_late_fee_is_promised_only_where_the_policy_charges_none(policy: Growth, rule: str, said: str) -> None:
    talk = _talk(_with(_charge(rule, date(2026, 12, 1))), policy=PlanPolicy(promised=policy))
    talk.play("ok on the 4th // promise @2026-12-04 => promise_check")
    meanwhile = talk.turns[-1].says[-1].values["meanwhile"]
    assert isinstance(meanwhile, Phrase)
    assert meanwhile.key == said


@pytest.mark.parametrize(("policy", "line"), [(Growth.ACCRUES, ""), (Growth.FROZEN, Phrase(key="rest.frozen"))])
def test_that_charges_rest_in_a_dispute_is_said_only_where_they_do(policy: Growth, line: object) -> None:
    talk = _talk(_with(_charge()), policy=PlanPolicy(disputed=policy))
    assert _write(talk, "I never agreed to this late fee").values["rests_line"] == line


def test_what_it_is_now_stands_before_the_first_question_about_parts_and_not_before_the_next() -> None:
    talk = _talk(_with(_charge()))
    talk.play("[parts] => plan_ask")
    line = talk.turns[-1].says[-1].values["now_line"]
    assert isinstance(line, Phrase)
    assert line.values["total"] == Money(currency="USD", minor=11000)
    lines = line.values["lines"]
    assert isinstance(lines, tuple)
    assert [each.key for each in lines if isinstance(each, Phrase)] == ["line.instalments", "line.late_fee"]


def test_an_sms_has_no_room_for_that() -> None:
    talk = _talk(_with(_charge()), channel=Channel.SMS)
    talk.play("[parts] => plan_ask")
    assert talk.turns[-1].says[-1].values["now_line"] == ""


def _disputed(*charges: Charge, about: str | None = "C1") -> Talk:
    talk = _talk(_with(*charges))
    hold = Hold(ref="d1", type=HoldType.DISPUTE, scope=HoldScope.LOAN, target="L1", from_at=NOW, source="no")
    case = replace(talk.context.case, holds=(hold,))
    talk.context = replace(talk.context, case=case, questioned={"d1": about} if about else {})
    return talk


def test_pay_asks_for_what_is_not_disputed_and_says_what_is_left_out() -> None:
    talk = _disputed(_charge())
    talk.play("[pay] => pay_link")
    said = talk.turns[-1].says[-1]
    assert said.values["amount"] == Money(currency="USD", minor=9500)
    assert said.values["rest_line"] == Phrase(key="rest.left_out", values={"amount": Money(currency="USD", minor=1500)})


def test_nothing_is_asked_for_where_the_whole_loan_is_disputed() -> None:
    _disputed(_charge(), about=None).play("[pay] => checking")
