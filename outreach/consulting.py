"""Asking the second reader about a doubtful message, before its case is locked and outside any transaction."""

from __future__ import annotations

import structlog
from sqlalchemy import Connection

from channels.base import Inbound
from outreach import conversing
from outreach.casefile import BorrowerFile, open_file
from outreach.masking import Known, mask
from outreach.runtime import Runtime
from outreach.second_reader import Opinion
from outreach.work import Work
from storage import borrowers, casefiles, traffic

log = structlog.get_logger(__name__)

LONGEST = 4096


def consult(runtime: Runtime, inbound: Inbound) -> Opinion | None:
    """What a second reader says of this message; None where nobody is to be asked, or nobody answers. Never raises."""
    reader = runtime.second_reader
    if reader is None or not wordy(inbound):
        return None
    try:
        doubted = _doubted(runtime, inbound, reader.settings.ask_below)
        if doubted is None:
            return None
        text, file = doubted[0][:LONGEST], doubted[1]
        leaving = text if reader.settings.send == "as_written" else mask(text, known_of(runtime, file))
        return runtime.edge.run(reader.ask(leaving, file.borrower.locale))
    except Exception:
        log.exception("consulting_failed", channel=inbound.channel.value)
        return None


def wordy(inbound: Inbound) -> bool:
    """Whether there are words in it that were written, not pressed."""
    return inbound.choice is None and any(letter.isalpha() for letter in inbound.text or "")


def known_of(runtime: Runtime, file: BorrowerFile) -> Known:
    """What is on file that somebody's words may give away, of people beside them and of the lender's too."""
    loans = [account.loan for account in file.accounts]
    officers = (runtime.settings.lender.officer, *(loan.officer for loan in loans))
    people = (file.borrower.name, *(party.name for party in file.parties), *officers)
    return Known(
        names=tuple(dict.fromkeys(name for name in people if name)),
        codes=tuple(dict.fromkeys((file.borrower.ref, *(loan.ref for loan in loans)))),
    )


def _doubted(runtime: Runtime, inbound: Inbound, below: float) -> tuple[str, BorrowerFile] | None:
    """The text and whose it is, where our own rules are not sure of it and it was not read before."""
    now = runtime.clock.now()
    with runtime.db.reading() as connection:
        borrower_id = _writer(connection, inbound)
        case_id = casefiles.id_for_borrower(connection, borrower_id) if borrower_id is not None else None
        if case_id is None or traffic.known(connection, inbound.channel.value, inbound.external_id):
            return None
        file = open_file(connection, case_id, now, lock=False)
        work = Work(connection, runtime, case_id, now, file=file)
        heard = conversing.first_heard(work, inbound)
    doubtful = heard.choice is None and heard.reading.confidence < below
    return (heard.reading.text, file) if doubtful else None


def _writer(connection: Connection, inbound: Inbound) -> int | None:
    """The borrower who wrote; None for somebody beside them, or where an address is several people's or nobody's."""
    if inbound.borrower_id is not None:
        return inbound.borrower_id
    owners = borrowers.owners_of(connection, inbound.channel, inbound.address)
    return owners[0].borrower_id if len(owners) == 1 and owners[0].own else None
