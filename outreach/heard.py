"""What was heard in each message of a conversation, for the person who reads along."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import Final

import understanding
from cases.reading import Reading
from outreach.casebook import CaseView, ThreadLine
from outreach.readings import kept_as
from outreach.reviewing import ReadingView, read_of, where_of
from outreach.runtime import Runtime, local_date
from outreach.second_opinion import Where
from storage import borrowers, readings

REMEMBERED: Final = 4096
READ_AGAIN: Final = 60
"""So many of the newest messages are read again where no reading was kept: a long chat opens as fast as others."""
UNKEPT: Final = {
    "id": 0,
    "proposed": None,
    "proposed_by": None,
    "settled": None,
    "settled_by": None,
    "settled_at": None,
}


def heard_in(runtime: Runtime, view: CaseView, lines: Sequence[ThreadLine]) -> dict[int, ReadingView]:
    """What was heard, by message, in the borrower's own words; nothing for what they pressed.

    A reading that was kept is as it was then; every other is read again, with the rules of today.
    """
    with runtime.db.reading() as connection:
        borrower_id = borrowers.id_of(connection, view.borrower.ref)
        rows = readings.of_borrower(connection, borrower_id) if borrower_id is not None else []
    kept = {row.message_id: row for row in rows}
    currencies = [loan.currency for loan in view.position.loans if loan.arrears_minor]
    currencies += [loan.account.loan.currency for loan in view.loans]
    found: dict[int, ReadingView] = {}
    labels: set[str] = set()
    newest = {line.id for line in lines[-READ_AGAIN:]}
    for line in lines:
        labels |= {label for _, label in line.choices} if line.direction == "out" else set()
        if line.from_ != "borrower" or line.text in labels or not any(letter.isalpha() for letter in line.text):
            continue
        row = kept.get(line.id)
        if row is None and line.id not in newest:
            continue
        where = where_of(view.borrower.locale, local_date(view.borrower, line.at), currencies)
        values = read_of(row or _unkept(line, where))
        found[line.id] = ReadingView(at=line.at, ref=view.borrower.ref, channel=line.channel, text=line.text, **values)
    return found


def _unkept(line: ThreadLine, where: Where) -> SimpleNamespace:
    """A reading that no row keeps, with the columns of one."""
    values = kept_as(_read(line.text, where), where.locale, "")
    return SimpleNamespace(**{**values, **UNKEPT, "message_id": line.id, "state": ""})


@lru_cache(maxsize=REMEMBERED)
def _read(text: str, where: Where) -> Reading:
    return understanding.read(text, locale=where.locale, today=where.today, currency=where.currency)
