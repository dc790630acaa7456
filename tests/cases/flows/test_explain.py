"""What is said of arrears is the ledger's, to the minor unit, whatever the account; and says what made it so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cases.explanation import Applied, Cause, Share, applied, cause_of
from cases.flows.explain import FLOW
from cases.flows.turn import FlowContext
from cases.ledger import position, positions
from cases.model import Account, Case, Channel, Charge, Instalment, Loan, Payment, Treatment
from cases.money import Money
from cases.say import Phrase, Say, Value
from tests.cases.flows.script import context
from tests.cases.flows.words import assert_complete
from tests.cases.test_ledger_properties import DAYS, accounts

BESIDE = frozenset({"line.instalment", "line.loan"})
"""Lines that name a sum which the lines after them make up."""
LESS = frozenset({"line.paid", "line.credit"})
TODAY = date(2026, 11, 24)


def of(account: Account, as_of: date, channel: Channel = Channel.WEBCHAT) -> FlowContext:
    return replace(
        context(accounts=(account,), case=Case(borrower_ref="b1", treatment=Treatment.OUTREACH)),
        today=as_of,
        position=positions([account], as_of),
        channel=channel,
    )


def said_in(value: Value) -> int:
    """The lines of a text summed up, what was paid taken off."""
    if isinstance(value, tuple):
        return sum(said_in(each) for each in value)
    if not isinstance(value, Phrase) or value.key in BESIDE:
        return 0
    amount = value.values.get("amount")
    if not isinstance(amount, Money):
        return sum(said_in(inner) for inner in value.values.values())
    return -amount.minor if value.key in LESS else amount.minor


def texts(step: str, told: FlowContext) -> Iterator[Say]:
    for text in FLOW.steps[step].ask(told, {}):
        assert_complete(text)
        yield text


@given(accounts(), DAYS, st.sampled_from([Channel.WEBCHAT, Channel.SMS]))
def test_the_lines_said_sum_to_the_arrears_said_and_that_is_the_ledgers(
    account: Account, as_of: date, channel: Channel
) -> None:
    owed = position(account, as_of).arrears
    told = of(account, as_of, channel)
    short, detail = list(texts("short", told)), list(texts("detail", told))
    assert len(short) == len(detail) == bool(owed.minor)
    for text in short:
        assert text.values["amount"] == owed
        assert said_in(text.values["breakdown"]) == owed.minor
    for text in detail:
        assert text.values["total"] == owed
        assert said_in(text.values["lines"]) == owed.minor


@given(accounts(), DAYS)
def test_every_payment_went_where_the_ledger_put_it(account: Account, as_of: date) -> None:
    stands, payments = position(account, as_of), applied(account, as_of)
    assert all(sum(s.amount_minor for s in p.shares) + p.credit_minor == p.amount_minor for p in payments)
    assert sum(p.credit_minor for p in payments) == stands.credit_minor
    for item in stands.items:
        if item.number is not None:
            went = sum(s.amount_minor for p in payments for s in p.shares if s.number == item.number)
            assert went == item.paid_minor


FEES = Account(
    loan=Loan(ref="L1", currency="USD"),
    instalments=tuple(
        Instalment(
            number=n, due_on=date(2026, 10 + n // 2, 5 if n == 1 else 20), principal_minor=9000, interest_minor=500
        )
        for n in (1, 2)
    ),
    payments=(
        Payment(external_ref="P1", amount_minor=6000, paid_on=date(2026, 10, 19)),
        Payment(external_ref="P2", amount_minor=4000, paid_on=date(2026, 11, 1)),
    ),
    charges=(
        Charge(external_ref="C1", charged_on=date(2026, 10, 15), amount_minor=1500, rule="late_fee"),
        Charge(external_ref="C2", charged_on=date(2026, 11, 22), amount_minor=30, rule="penalty_interest"),
        Charge(external_ref="C3", charged_on=date(2026, 11, 23), amount_minor=31, rule="penalty_interest"),
        Charge(external_ref="C4", charged_on=date(2026, 11, 24), amount_minor=99, rule="sms_notices"),
    ),
)


def test_a_charge_says_which_instalment_was_open_and_for_how_long() -> None:
    assert cause_of(FEES, date(2026, 10, 15)) == Cause(number=1, days=10, open_minor=9500)
    assert cause_of(FEES, date(2026, 10, 5)) is None


def test_a_payment_says_what_it_paid() -> None:
    assert applied(FEES, TODAY) == (
        Applied(
            paid_on=date(2026, 10, 19),
            amount_minor=6000,
            shares=(Share(number=1, rule=None, amount_minor=6000),),
            credit_minor=0,
        ),
        Applied(
            paid_on=date(2026, 11, 1),
            amount_minor=4000,
            shares=(
                Share(number=1, rule=None, amount_minor=3500),
                Share(number=None, rule="late_fee", amount_minor=500),
            ),
            credit_minor=0,
        ),
    )


def keys(value: Value) -> list[str]:
    if isinstance(value, tuple):
        return [key for each in value for key in keys(each)]
    return [value.key] if isinstance(value, Phrase) else []


def test_the_detail_names_rules_causes_the_last_payment_and_next_week() -> None:
    (text,) = texts("detail", of(FEES, TODAY))
    assert keys(text.values["lines"]) == [
        *("line.because", "line.paid", "line.instalment", "line.principal", "line.interest"),
        *("line.because", "line.because"),
    ]
    assert keys(text.values["went"]) == ["went.split"]
    assert keys(text.values["later_line"]) == ["later.same"]


def test_next_week_is_said_where_it_changes() -> None:
    soon = replace(
        FEES,
        charges=(*FEES.charges, Charge(external_ref="C5", charged_on=date(2026, 11, 30), amount_minor=7, rule="fee")),
    )
    (text,) = texts("detail", of(soon, TODAY))
    later = text.values["later_line"]
    assert isinstance(later, Phrase)
    owed = position(soon, TODAY).arrears_minor
    assert later.values == {
        "date": date(2026, 12, 1),
        "amount": Money(currency="USD", minor=7),
        "total": Money(currency="USD", minor=owed + 7),
    }


def test_a_short_message_has_the_sums_alone() -> None:
    (text,) = texts("detail", of(FEES, TODAY, Channel.SMS))
    assert keys(text.values["lines"]) == [
        *("line.principal", "line.interest", "line.late_fee", "line.penalty_interest", "line.charge_rule", "line.paid"),
    ]
    assert (text.values["went"], text.values["later_line"]) == ("", "")
