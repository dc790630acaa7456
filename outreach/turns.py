"""Whose debt the next unasked text is about: one creditor's at a time, by turns where several have late loans."""

from __future__ import annotations

from sqlalchemy import Connection

from cases.strategy import Ladder, Step, newest
from outreach.casefile import BorrowerFile
from storage import traffic


def late_in_turn(connection: Connection, file: BorrowerFile, ladder: Ladder) -> BorrowerFile:
    """The file narrowed to the creditor whose turn it is: the one with the oldest debt, then those after it by turns.

    A creditor whose oldest instalment has not reached the first rung of the ladder yet is passed over.
    """
    due = {loan.ref: loan.oldest_due_on or file.today for loan in file.askable.loans if loan.arrears_minor}
    waiting = list(dict.fromkeys(file.institution(ref) for ref in sorted(due, key=lambda ref: due[ref])))
    if len(waiting) < 2:
        return file.of_institution(waiting[0]) if waiting else file
    reached = [each for each in waiting if rung_of(file.of_institution(each), ladder)]
    last = traffic.last_unasked(connection, file.borrower_id)
    spoken = file.known_institution(last.loans) if last is not None else None
    at = reached.index(spoken) + 1 if spoken in reached else 0
    return file.of_institution(reached[at % len(reached)] if reached else waiting[0])


def soon_due(file: BorrowerFile) -> BorrowerFile:
    """The file narrowed to the creditor whose instalment falls due next."""
    ahead = [(loan.next_due[0], loan.ref) for loan in file.position.loans if loan.next_due is not None]
    return file.of_institution(file.institution(min(ahead)[1])) if ahead else file


def rung_of(file: BorrowerFile, ladder: Ladder) -> Step | None:
    """The rung that the debts of this file alone have reached: no text about them is harsher than that."""
    anchor = file.askable.oldest_due_on
    return newest(ladder, anchor, file.borrower.zones, file.now, late=True) if anchor is not None else None


def template_for(file: BorrowerFile, ladder: Ladder, step: Step) -> str:
    """The words for the debts of this file: those of ``step``, or of the milder rung that they have reached."""
    own = rung_of(file, ladder)
    return own.template if own is not None and own.dpd < step.dpd else step.template
