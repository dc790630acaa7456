"""Why something is late: in short, then line by line. Every figure is the ledger's, to the minor unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from cases.breakdown import Line, LineKind, breakdown, future_change
from cases.explanation import Applied, Share, applied, cause_of, sent_back
from cases.flows.dispute import question_charge
from cases.flows.facts import LATELY, coming_charge, late_loans, loan_name, next_line, standing
from cases.flows.flow import Data, Flow, Go, Step, done, pressed, say, text_in
from cases.flows.lines import line_phrase, summed
from cases.flows.matters import charge_of, matter_in
from cases.flows.turn import BRIEF, FlowContext, Heard
from cases.ledger import LoanPosition
from cases.model import Account, HoldType
from cases.money import Money
from cases.reading import Intent
from cases.say import Phrase, Say, Value, choice

WHILE_PROMISED = ("details", "pay", "change_date", "person")
LOOK_AHEAD = timedelta(days=31)
WEEK = 7
MOST_LINES = 16
"""So many lines can be read in one message; where there are more, the sums stand there."""


def _enter(context: FlowContext, heard: Heard) -> Go:
    stale = next((h for h in context.case.holds if h.type is HoldType.LEDGER_STALE and h.live_at(context.now)), None)
    before = (say("why_stale", as_of=stale.from_at),) if stale else ()
    if not context.position.late:
        return done(*before, say("nothing_due", next_line=next_line(context)))
    charge = matter_in(context, heard).charge if heard.choice is None else None
    if charge and heard.reading.topics:
        return Go(to="explain.charge", data={"charge": charge.external_ref}, says=before)
    return Go(to="explain.short", says=before)


def _short(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    """One message per currency: a single loan by its lines, several by loan."""
    late = late_loans(context)
    says = []
    for amount in context.position.arrears:
        loans = [loan for loan in late if loan.currency == amount.currency]
        if not loans:
            continue
        parts = tuple(_loan_line(context, loan) for loan in loans)
        if len(loans) == 1:
            parts = summed(_account(context, loans[0]), context.today, days=context.channel not in BRIEF)
        since = min((loan.oldest_due_on for loan in loans if loan.oldest_due_on), default=context.today)
        later = standing(context) or _later(context, loans)
        lines = Phrase(key="breakdown.lines", values={"lines": parts})
        choices = tuple(choice(id_) for id_ in WHILE_PROMISED) if context.case.promise else None
        back = _sent_back(context, loans, since)
        told = say("why_short", choices, amount=amount, date=since, breakdown=lines, later_line=later, back_line=back)
        says.append(told)
    return tuple(says)


def _sent_back(context: FlowContext, loans: Sequence[LoanPosition], since: date) -> Value:
    """That the bank took back a payment made for what is late now; nothing where it did not."""
    refs = {loan.ref for loan in loans}
    accounts = [account for account in context.accounts if account.loan.ref in refs]
    found = sent_back(accounts, max(since, context.today - LATELY))
    return Phrase(key="back.bank", values={"amount": found[1], "date": found[0].paid_on}) if found else ""


def _charge(context: FlowContext, data: Data) -> tuple[Say, ...]:
    """One charge: what it is, what made it, and what it comes to with the rest."""
    matter = charge_of(context, text_in(data, "charge"))
    loan = next((loan for loan in late_loans(context) if matter and loan.ref == matter.loan_ref), None)
    if matter is None or matter.charge is None or loan is None:
        return _short(context, data)
    charge, account = matter.charge, _account(context, loan)
    made = Line(kind=LineKind.CHARGE, due_on=charge.charged_on, amount_minor=charge.amount_minor, rule=charge.rule)
    cause, because = cause_of(account, charge.charged_on), Phrase(key="cause.unknown")
    if cause:
        left = Money(currency=loan.currency, minor=cause.open_minor)
        because = Phrase(key="cause.open", values={"amount": left, "n": cause.days})
    return (say("why_charge", line=line_phrase(made, loan.currency), cause=because, total=loan.arrears),)


def _hear_charge(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    if pressed(heard, "question_charge"):
        return question_charge(context, text_in(data, "charge"))
    return _hear(context, data, heard)


def _loan_line(context: FlowContext, loan: LoanPosition) -> Phrase:
    return Phrase(key="line.loan", values={"name": loan_name(context, loan.ref), "amount": loan.arrears})


def _account(context: FlowContext, loan: LoanPosition) -> Account:
    return next(account for account in context.accounts if account.loan.ref == loan.ref)


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
        lines = summed(_account(context, loan), context.today) if brief else _all_lines(context, loan)
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
    return lines if len(lines) <= MOST_LINES else summed(_account(context, loan), context.today)


def _detailed(context: FlowContext, loan: LoanPosition) -> Iterator[Phrase]:
    account, shown = _account(context, loan), set[int]()
    for line in _joined(breakdown(account, context.today)):
        item = next((item for item in loan.items if item.number == line.number and item.number is not None), None)
        if item and item.number is not None and item.number not in shown:
            shown.add(item.number)
            whole = Money(currency=loan.currency, minor=item.due_minor)
            values: dict[str, Value] = {"number": item.number, "date": item.due_on, "amount": whole}
            yield Phrase(key="line.instalment", values=values)
        phrase = line_phrase(line, loan.currency)
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


FLOW = Flow(
    enter=_enter,
    steps={
        "short": Step(ask=_short, hear=_hear),
        "charge": Step(ask=_charge, hear=_hear_charge),
        "detail": Step(ask=_detail),
    },
)
