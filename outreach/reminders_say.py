"""The values of reminders, made anew from the ledger whenever they are planned and again when they are sent."""

from __future__ import annotations

from sqlalchemy import Connection

from cases.flows.menus import choices_for
from cases.ledger import LoanPosition
from cases.money import Money
from cases.say import Phrase, Say, Value
from outreach.casefile import BorrowerFile
from outreach.creditors import pay_page
from outreach.runtime import Runtime
from storage import traffic

SEVERAL, SEVERAL_AGAIN = "overdue_several", "overdue_several_again"
FIRST, FIRST_AGAIN = "first_contact", "first_contact_again"


def reminder(connection: Connection, file: BorrowerFile, template: str) -> Say:
    """A reminder about what is late now, in other words than the one before it."""
    before = traffic.last_unasked(connection, file.borrower_id) if len(_late(file)) > 1 else None
    return reminder_say(file, template, before.template if before else None)


def reminder_say(file: BorrowerFile, template: str, before: str | None = None) -> Say:
    """A reminder about what is late now. Several late loans are named together, not in the words said ``before``."""
    standing, late = file.askable, _late(file)
    if len(late) > 1:
        key = SEVERAL_AGAIN if before == SEVERAL else SEVERAL
        values: dict[str, Value] = {
            "count_loans": Phrase(key="count.loans", values={"n": len(late)}),
            "amounts": standing.arrears,
        }
        return Say(key=key, values=values, choices=choices_for(key))
    amount = late[0].arrears if late else Money(currency="USD", minor=0)
    oldest = standing.oldest_due_on or file.today
    return Say(key=template, values={"amount": amount, "date": oldest}, choices=choices_for(template))


def _late(file: BorrowerFile) -> list[LoanPosition]:
    return [loan for loan in file.askable.loans if loan.arrears_minor]


def courtesy_say(file: BorrowerFile, runtime: Runtime) -> Say:
    """A word before the due date. Raises ValueError where nothing is due."""
    if file.position.next_due is None:
        raise ValueError("nothing is due, so there is nothing to say before it")
    due_on, amounts = file.position.next_due
    values: dict[str, Value] = {"amount": amounts[0], "date": due_on, "link": pay_page(runtime, file)}
    return Say(key="due_soon", values=values, choices=choices_for("due_soon"))


def first_contact_say(file: BorrowerFile, before: str | None) -> Say:
    """Reach the person and name no debt. ``before``: the demand last sent there, whose words are not said again."""
    key = FIRST if before in (None, FIRST_AGAIN) else FIRST_AGAIN
    return Say(key=key, values={"name": file.borrower.name}, choices=choices_for(key))
