"""Why something is late: in short, then line by line. Every figure is the ledger's, to the minor unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from cases.breakdown import Line, LineKind, breakdown, future_change
from cases.explanation import Applied, Share, applied, cause_of
from cases.flows.facts import coming_charge, late_loans, loan_name, next_line, standing
from cases.flows.flow import Data, Flow, Go, Step, done, pressed, say
from cases.flows.turn import FlowContext, Heard
from cases.ledger import LoanPosition
from cases.model import Account, Channel, HoldType
from cases.money import Money
from cases.reading import Intent
from cases.say import Phrase, Say, Value, choice

KINDS = {
    LineKind.PRINCIPAL: "line.principal",
    LineKind.INTEREST: "line.interest",
    LineKind.FEES: "line.fees",
    LineKind.PAID: "line.paid",
}
CHARGES = {"late_fee": "line.late_fee", "penalty_interest": "line.penalty_interest"}
PLAIN_RULES = frozenset({"", "charge", "fee"})
"""Rules whose name says nothing more than that it is a charge."""
WHILE_PROMISED = ("details", "pay", "change_date", "person")
LOOK_AHEAD = timedelta(days=31)
WEEK = 7
BRIEF = frozenset({Channel.SMS, Channel.VOICE})
"""Channels with room for the sums alone; the page behind the link has every line."""
MOST_LINES = 16
"""So many lines can be read in one message; where there are more, the sums stand there."""


def _enter(context: FlowContext, _heard: Heard) -> Go:
    stale = next((h for h in context.case.holds if h.type is HoldType.LEDGER_STALE and h.live_at(context.now)), None)
    before = (say("why_stale", as_of=stale.from_at),) if stale else ()
    if not context.position.late:
        return done(*before, say("nothing_due", next_line=next_line(context)))
    return Go(to="explain.short", says=before)


def _short(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    """One message per currency: a single loan by its lines, several by loan."""
    late = late_loans(context)
    says = []
    for amount in context.position.arrears:
        loans = [loan for loan in late if loan.currency == amount.currency]
        if not loans:
            continue
        parts = _summed(context, loans[0]) if len(loans) == 1 else tuple(_loan_line(context, loan) for loan in loans)
        since = min((loan.oldest_due_on for loan in loans if loan.oldest_due_on), default=context.today)
        later = standing(context) or _later(context, loans)
        lines = Phrase(key="breakdown.lines", values={"lines": parts})
        choices = tuple(choice(id_) for id_ in WHILE_PROMISED) if context.case.promise else None
        says.append(say("why_short", choices, amount=amount, date=since, breakdown=lines, later_line=later))
    return tuple(says)


def _loan_line(context: FlowContext, loan: LoanPosition) -> Phrase:
    return Phrase(key="line.loan", values={"name": loan_name(context, loan.ref), "amount": loan.arrears})


def _account(context: FlowContext, loan: LoanPosition) -> Account:
    return next(account for account in context.accounts if account.loan.ref == loan.ref)


def _summed(context: FlowContext, loan: LoanPosition) -> tuple[Phrase, ...]:
    """Lines of one kind (and one rule, or one day of payment) as one, in the order they first came."""
    sums: dict[tuple[LineKind, object], Line] = {}
    for line in breakdown(_account(context, loan), context.today):
        apart = line.rule if line.kind is LineKind.CHARGE else line.due_on if line.kind is LineKind.PAID else None
        before = sums.get((line.kind, apart))
        minor = line.amount_minor + (before.amount_minor if before else 0)
        sums[line.kind, apart] = Line(kind=line.kind, due_on=line.due_on, amount_minor=minor, rule=line.rule)
    order = list(LineKind)
    return tuple(_phrase(line, loan.currency) for line in sorted(sums.values(), key=lambda at: order.index(at.kind)))


def _phrase(line: Line, currency: str) -> Phrase:
    values: dict[str, Value] = {"amount": Money(currency=currency, minor=abs(line.amount_minor))}
    key = KINDS.get(line.kind) or CHARGES.get(line.rule or "", "line.charge")
    if line.kind in (LineKind.CHARGE, LineKind.PAID):
        values["date"] = line.due_on
    if key == "line.charge" and line.rule not in PLAIN_RULES and line.rule is not None:
        return Phrase(key="line.charge_rule", values={**values, "rule": line.rule.replace("_", " ")})
    return Phrase(key=key, values=values)


def _later(context: FlowContext, loans: Sequence[LoanPosition]) -> Value:
    """What it will be later, said only of what is already known: the next charge, or what a week brings."""
    charge = coming_charge(context, loans[0].ref, context.today + LOOK_AHEAD) if len(loans) == 1 else None
    if charge is None:
        return _in_a_week(context, loans)
    amount = Money(currency=loans[0].currency, minor=charge.amount_minor)
    total = Money(currency=loans[0].currency, minor=loans[0].arrears_minor + charge.amount_minor)
    return Phrase(key="later.charge", values={"amount": amount, "date": charge.charged_on, "total": total})


def _in_a_week(context: FlowContext, loans: Sequence[LoanPosition], *, same: bool = False) -> Value:
    """What clears these loans in a week; nothing where that is the same, unless ``same`` wants it said."""
    changes = [future_change(_account(context, loan), context.today, WEEK) for loan in loans]
    on, currency = changes[0].on, loans[0].currency
    added = sum(change.added_minor for change in changes)
    if not added:
        return Phrase(key="later.same", values={"date": on}) if same else ""
    total = Money(currency=currency, minor=sum(change.arrears_minor for change in changes))
    amount = Money(currency=currency, minor=added)
    return Phrase(key="later.week", values={"date": on, "amount": amount, "total": total})


def _detail(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    """One message per loan; its lines sum exactly to its total."""
    late = late_loans(context)
    says = []
    for loan in late:
        head = (_loan_line(context, loan),) if len(late) > 1 else ()
        brief = context.channel in BRIEF
        lines = _summed(context, loan) if brief else _all_lines(context, loan)
        told = say(
            "why_detail",
            as_of=context.now,
            lines=head + lines,
            total=loan.arrears,
            went="" if brief else _went(context, loan),
            later_line="" if brief else standing(context) or _in_a_week(context, [loan], same=True),
            link=f"{context.chat_link}/schedule",
        )
        says.append(replace(told, picture=loan.ref))
    return tuple(says)


def _all_lines(context: FlowContext, loan: LoanPosition) -> tuple[Phrase, ...]:
    lines = tuple(_detailed(context, loan))
    return lines if len(lines) <= MOST_LINES else _summed(context, loan)


def _detailed(context: FlowContext, loan: LoanPosition) -> Iterator[Phrase]:
    account, shown = _account(context, loan), set[int]()
    for line in _joined(breakdown(account, context.today)):
        item = next((item for item in loan.items if item.number == line.number and item.number is not None), None)
        if item and item.number is not None and item.number not in shown:
            shown.add(item.number)
            whole = Money(currency=loan.currency, minor=item.due_minor)
            values: dict[str, Value] = {"number": item.number, "date": item.due_on, "amount": whole}
            yield Phrase(key="line.instalment", values=values)
        phrase = _phrase(line, loan.currency)
        yield _because(account, line, phrase) if line.kind is LineKind.CHARGE else phrase


def _joined(lines: Sequence[Line]) -> Iterator[Line]:
    """Late interest is charged again and again: what follows itself is one line, up to its last day."""
    held: Line | None = None
    for line in lines:
        same = line.kind is LineKind.CHARGE and line.rule == "penalty_interest"
        if held and same:
            minor = held.amount_minor + line.amount_minor
            held = Line(kind=line.kind, due_on=line.due_on, amount_minor=minor, rule=line.rule)
            continue
        if held:
            yield held
        held = line if same else None
        if not same:
            yield line
    if held:
        yield held


def _because(account: Account, line: Line, phrase: Phrase) -> Phrase:
    """A charge with what made it: which instalment was open then, and for how long."""
    cause = cause_of(account, line.due_on)
    if cause is None:
        return phrase
    return Phrase(key="line.because", values={"line": phrase, "number": cause.number, "n": cause.days})


def _went(context: FlowContext, loan: LoanPosition) -> Value:
    """The newest payment and what it paid; nothing where none has come."""
    account = _account(context, loan)
    payments = applied(account, context.today)
    return _went_line(payments[-1], loan.currency) if payments and payments[-1].shares else ""


def _went_line(payment: Applied, currency: str) -> Phrase:
    values: dict[str, Value] = {
        "amount": Money(currency=currency, minor=payment.amount_minor),
        "date": payment.paid_on,
    }
    if len(payment.shares) == 1 and not payment.credit_minor:
        return Phrase(key="went.whole", values={**values, "item": _item(payment.shares[0])})
    shares = tuple(_share(share, currency) for share in payment.shares)
    if payment.credit_minor:
        credit = Money(currency=currency, minor=payment.credit_minor)
        shares = (*shares, Phrase(key="went.credit", values={"amount": credit}))
    return Phrase(key="went.split", values={**values, "shares": shares})


def _share(share: Share, currency: str) -> Phrase:
    amount = Money(currency=currency, minor=share.amount_minor)
    return Phrase(key="went.share", values={"amount": amount, "item": _item(share)})


def _item(share: Share) -> Phrase:
    if share.number is None:
        return Phrase(key="went.charge")
    return Phrase(key="went.instalment", values={"number": share.number})


def _hear(_context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    again = heard.reading.intent in (Intent.ASK_WHY, Intent.ASK_BALANCE) and heard.choice is None
    return Go(to="explain.detail") if again or pressed(heard, "details") else None


FLOW = Flow(enter=_enter, steps={"short": Step(ask=_short, hear=_hear), "detail": Step(ask=_detail)})
