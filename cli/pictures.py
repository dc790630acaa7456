"""A case on the terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from cases.money import Money, to_major
from outreach.casebook import CaseView, LoanView


def amount(minor: int, currency: str) -> str:
    """An amount with its ISO code."""
    return f"{to_major(minor, currency):,} {currency}"


def case_picture(view: CaseView) -> RenderableType:
    """Everything a person asks first, top to bottom."""
    case, custody = view.case, view.case.custody
    head = Text(f"{view.borrower.name} ({view.borrower.ref})", style="bold")
    state = f"{case.treatment.value}, {view.position.dpd} days past due ({view.position.bucket}) as of {view.as_of}"
    speaks = custody.state.value + (f": {custody.holder or custody.reason}" if custody.state != "bot" else "")
    parts: list[RenderableType] = [head, Text(state), Text(f"Who speaks: {speaks}")]
    parts += [Text(f"Hold: {hold.type.value}: {hold.source}") for hold in case.holds if hold.lifted_at is None]
    parts += [_loan(loan) for loan in view.loans]
    parts += [
        Text(f"Promise: {amount(p.amount_minor, p.currency)} by {p.due_on}, {p.state.value}") for p in case.promises
    ]
    parts += [
        Text(f"Plan: {amount(p.total_minor, p.currency)} in {len(p.parts)} parts, {p.state.value}") for p in case.plans
    ]
    parts += [Text(f"Next: {fire.kind} at {fire.due_at:%Y-%m-%d %H:%M} UTC") for fire in view.fires]
    parts += [Text(f"Task: {task.kind}: {task.reason}") for task in view.tasks]
    return Group(*parts)


def _loan(loan: LoanView) -> RenderableType:
    position = loan.position
    late = amount(position.arrears_minor, position.currency)
    title = f"Loan {position.ref}: late {late} of {amount(position.balance_minor, position.currency)}"
    table = Table("", "date", "amount", title=title, title_justify="left", box=None, pad_edge=False)
    for line in loan.lines:
        shown = Money(currency=position.currency, minor=line.amount_minor)
        table.add_row(line.kind.replace("_", " "), str(line.due_on), amount(shown.minor, shown.currency))
    return table
