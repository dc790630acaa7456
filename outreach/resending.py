"""A person's own words that failed, sent once more by the same person: asked for anew, as if they were new."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from cases.custody import require_holder
from cases.events import LeaseRenewed
from outreach.desk_work import lease_of, working
from outreach.outbox import deliver
from outreach.people import Person
from outreach.refusals import NotFound, Refused
from outreach.runtime import Runtime
from outreach.scheduling import OWN_WORDS, author_of
from storage import traffic


def sendable_again(row: Row[Any]) -> bool:
    """Whether these are a person's own words of which the provider certainly took nothing.

    What has no clear answer may have arrived, and is never sent twice; the bot's texts are made anew when they are due.
    """
    own = row.actor.startswith("collector:") and row.template in (None, OWN_WORDS)
    return row.direction == "out" and row.state == "failed" and own


def send_again(runtime: Runtime, ref: str, person: Person, message_id: int) -> None:
    """The words wait again, and the gate is asked as always before they leave.

    Raises NotFound where there is nothing to send again, CustodyRefused where the chat is not this person's, Refused
    where a colleague wrote the words.
    """
    with working(runtime, ref, f"user:{person.login}", kind="message") as work:
        row = traffic.get(work.connection, message_id)
        if row is None or row.case_id != work.case_id or not sendable_again(row):
            raise NotFound("This message cannot be sent again.")
        require_holder(work.case.custody, person.login, work.now)
        if author_of(row) != person.login:
            raise Refused("Only who wrote it may send it again.")
        values = {"state": "queued", "not_before": None, "failure": None, "failure_code": None, "attempts": 0}
        traffic.change(work.connection, row.id, **values, token=work.case.custody.token, claimed_until=None)
        work.apply(LeaseRenewed(lease_until=work.now + lease_of(runtime)))
        borrower_id = work.file.borrower_id
    deliver(runtime, borrower_id=borrower_id)
