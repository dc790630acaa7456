"""The values of reminders, made anew from the ledger whenever they are planned and again when they are sent."""

from __future__ import annotations

from cases.flows.menus import choices_for
from cases.money import Money
from cases.say import Phrase, Say, Value
from outreach.casefile import BorrowerFile
from outreach.runtime import Runtime

SEVERAL = "overdue_several"


def reminder_say(file: BorrowerFile, template: str) -> Say:
    """A reminder about what is late now. Several late loans are named together."""
    standing = file.askable
    late = [loan for loan in standing.loans if loan.arrears_minor]
    if len(late) > 1:
        values: dict[str, Value] = {
            "count_loans": Phrase(key="count.loans", values={"n": len(late)}),
            "amounts": standing.arrears,
        }
        return Say(key=SEVERAL, values=values, choices=choices_for(SEVERAL))
    amount = late[0].arrears if late else Money(currency="USD", minor=0)
    oldest = standing.oldest_due_on or file.today
    return Say(key=template, values={"amount": amount, "date": oldest}, choices=choices_for(template))


def courtesy_say(file: BorrowerFile, runtime: Runtime) -> Say:
    """A word before the due date. Raises ValueError where nothing is due."""
    if file.position.next_due is None:
        raise ValueError("nothing is due, so there is nothing to say before it")
    due_on, amounts = file.position.next_due
    values: dict[str, Value] = {"amount": amounts[0], "date": due_on, "link": runtime.settings.lender.pay_url}
    return Say(key="due_soon", values=values, choices=choices_for("due_soon"))


def first_contact_say(file: BorrowerFile, *, again: bool) -> Say:
    """Reach the person and name no debt."""
    key = "first_contact_again" if again else "first_contact"
    return Say(key=key, values={"name": file.borrower.name}, choices=choices_for(key))
