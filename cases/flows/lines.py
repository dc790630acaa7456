"""The lines of what is late, in words: each kind and each rule of a charge by its own phrase."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cases.breakdown import Line, LineKind, breakdown
from cases.explanation import cause_of
from cases.flows.facts import late_loans
from cases.flows.turn import FlowContext
from cases.ledger import LoanPosition
from cases.model import Account
from cases.money import Money
from cases.say import Phrase, Value

KINDS = {
    LineKind.PRINCIPAL: "line.principal",
    LineKind.INTEREST: "line.interest",
    LineKind.FEES: "line.fees",
    LineKind.PAID: "line.paid",
}
LATE_INTEREST = "penalty_interest"
CHARGES = {
    "late_fee": "line.late_fee",
    LATE_INTEREST: "line.penalty_interest",
    "sms_notice": "line.sms_notice",
}
PLAIN_RULES = frozenset({"", "charge", "fee"})
"""Rules whose name says nothing more than that it is a charge."""


def summed(account: Account, today: date, *, days: bool = False) -> tuple[Phrase, ...]:
    """Lines of one kind (and one rule, or one day of payment) as one, in the order they first came.

    ``days``: late interest says how many days late it was by its last one.
    """
    sums: dict[tuple[LineKind, object], Line] = {}
    for line in breakdown(account, today):
        apart = line.rule if line.kind is LineKind.CHARGE else line.due_on if line.kind is LineKind.PAID else None
        before = sums.get((line.kind, apart))
        minor = line.amount_minor + (before.amount_minor if before else 0)
        sums[line.kind, apart] = Line(kind=line.kind, due_on=line.due_on, amount_minor=minor, rule=line.rule)
    order = list(LineKind)
    told = sorted(sums.values(), key=lambda at: order.index(at.kind))
    return tuple(_dated(account, line) if days else line_phrase(line, account.loan.currency) for line in told)


def _dated(account: Account, line: Line) -> Phrase:
    phrase = line_phrase(line, account.loan.currency)
    cause = cause_of(account, line.due_on) if phrase.key == CHARGES[LATE_INTEREST] else None
    if cause is None:
        return phrase
    return Phrase(key="line.penalty_days", values={**phrase.values, "n": cause.days})


def line_phrase(line: Line, currency: str) -> Phrase:
    """A line in words; a charge by its rule, where there are words for that."""
    values: dict[str, Value] = {"amount": Money(currency=currency, minor=abs(line.amount_minor))}
    key = KINDS.get(line.kind) or CHARGES.get(line.rule or "", "line.charge")
    if line.kind in (LineKind.CHARGE, LineKind.PAID):
        values["date"] = line.due_on
    if key == "line.charge" and line.rule not in PLAIN_RULES and line.rule is not None:
        return Phrase(key="line.charge_rule", values={**values, "rule": line.rule.replace("_", " ")})
    return Phrase(key=key, values=values)


def now_line(context: FlowContext) -> Value:
    """What is late now and what it is made of; nothing where that is several loans, or no more than was said."""
    late = late_loans(context)
    lines = tuple(_made_of(late[0])) if len(late) == 1 else ()
    return Phrase(key="now.total", values={"total": late[0].arrears, "lines": lines}) if len(lines) > 1 else ""


def _made_of(loan: LoanPosition) -> Iterator[Phrase]:
    """All open instalments as one sum, then what is open of the charges, rule by rule."""
    late = [item for item in loan.items if item.late]
    parts = [item.left_minor for item in late if item.number is not None]
    if parts:
        amount = Money(currency=loan.currency, minor=sum(parts))
        yield Phrase(key="line.instalments", values={"n": len(parts), "amount": amount})
    rules = dict.fromkeys(item.rule for item in late if item.number is None)
    for rule in rules:
        of_rule = [item for item in late if item.number is None and item.rule == rule]
        left = sum(item.left_minor for item in of_rule)
        yield line_phrase(
            Line(kind=LineKind.CHARGE, due_on=of_rule[-1].due_on, amount_minor=left, rule=rule), loan.currency
        )
