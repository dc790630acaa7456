"""Why something is late: in short, then line by line. Every figure is the ledger's, to the minor unit."""

from __future__ import annotations

from datetime import timedelta

from cases.breakdown import Line, LineKind, breakdown
from cases.flows.facts import coming_charge, late_loans, loan_name, next_line, standing
from cases.flows.flow import Data, Flow, Go, Step, done, pressed, say
from cases.flows.turn import FlowContext, Heard
from cases.ledger import LoanPosition
from cases.model import Account, HoldType
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
WHILE_PROMISED = ("details", "pay", "change_date", "person")
LOOK_AHEAD = timedelta(days=31)


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
        later = standing(context) or (_later(context, loans[0]) if len(loans) == 1 else "")
        lines = Phrase(key="breakdown.lines", values={"lines": parts})
        choices = tuple(choice(id_) for id_ in WHILE_PROMISED) if context.case.promise else None
        says.append(say("why_short", choices, amount=amount, date=since, breakdown=lines, later_line=later))
    return tuple(says)


def _loan_line(context: FlowContext, loan: LoanPosition) -> Phrase:
    return Phrase(key="line.loan", values={"name": loan_name(context, loan.ref), "amount": loan.arrears})


def _lines(context: FlowContext, loan: LoanPosition) -> tuple[Line, ...]:
    account = next((a for a in context.accounts if a.loan.ref == loan.ref), None)
    return breakdown(account, context.today) if isinstance(account, Account) else ()


def _summed(context: FlowContext, loan: LoanPosition) -> tuple[Phrase, ...]:
    """Lines of one kind (and one rule, or one day of payment) as one, in the order they first came."""
    sums: dict[tuple[LineKind, object], Line] = {}
    for line in _lines(context, loan):
        apart = line.rule if line.kind is LineKind.CHARGE else line.due_on if line.kind is LineKind.PAID else None
        before = sums.get((line.kind, apart))
        minor = line.amount_minor + (before.amount_minor if before else 0)
        sums[line.kind, apart] = Line(kind=line.kind, due_on=line.due_on, amount_minor=minor, rule=line.rule)
    order = list(LineKind)
    return tuple(_phrase(line, loan.currency) for line in sorted(sums.values(), key=lambda at: order.index(at.kind)))


def _phrase(line: Line, currency: str) -> Phrase:
    amount = Money(currency=currency, minor=abs(line.amount_minor))
    key = KINDS.get(line.kind) or CHARGES.get(line.rule or "", "line.charge")
    dated = line.kind in (LineKind.CHARGE, LineKind.PAID)
    return Phrase(key=key, values={"amount": amount, "date": line.due_on} if dated else {"amount": amount})


def _later(context: FlowContext, loan: LoanPosition) -> Value:
    """What it will be later, said only of charges that are already known."""
    charge = coming_charge(context, loan.ref, context.today + LOOK_AHEAD)
    if charge is None:
        return ""
    amount = Money(currency=loan.currency, minor=charge.amount_minor)
    total = Money(currency=loan.currency, minor=loan.arrears_minor + charge.amount_minor)
    return Phrase(key="later.charge", values={"amount": amount, "date": charge.charged_on, "total": total})


def _detail(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    """One message per loan; its lines sum exactly to its total."""
    late = late_loans(context)
    says = []
    for loan in late:
        head = (_loan_line(context, loan),) if len(late) > 1 else ()
        lines = head + tuple(_detailed(context, loan))
        link = f"{context.chat_link}/schedule"
        says.append(say("why_detail", as_of=context.now, lines=lines, total=loan.arrears, link=link))
    return tuple(says)


def _detailed(context: FlowContext, loan: LoanPosition) -> list[Phrase]:
    phrases: list[Phrase] = []
    shown: set[int] = set()
    for line in _lines(context, loan):
        item = next((item for item in loan.items if item.number == line.number and item.number is not None), None)
        if item and item.number is not None and item.number not in shown:
            shown.add(item.number)
            whole = Money(currency=loan.currency, minor=item.due_minor)
            values: dict[str, Value] = {"number": item.number, "date": item.due_on, "amount": whole}
            phrases.append(Phrase(key="line.instalment", values=values))
        phrases.append(_phrase(line, loan.currency))
    return phrases


def _hear(_context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    again = heard.reading.intent in (Intent.ASK_WHY, Intent.ASK_BALANCE) and heard.choice is None
    return Go(to="explain.detail") if again or pressed(heard, "details") else None


FLOW = Flow(enter=_enter, steps={"short": Step(ask=_short, hear=_hear), "detail": Step(ask=_detail)})
