"""A message of ours that should not have gone: a person says so, where it went, once."""

from __future__ import annotations

from cases.say import Say
from outreach.desk_work import working
from outreach.officer_says import say_as
from outreach.outbox import deliver
from outreach.refusals import NotFound, Refused
from outreach.runtime import Runtime, local_date
from storage import traffic


def own_up(runtime: Runtime, ref: str, login: str, message_id: int) -> int:
    """Tell the borrower that this message was our mistake; the new message's id.

    Raises NotFound, Refused where it did not leave or was owned up to, GateRefused, CustodyRefused.
    """
    with working(runtime, ref, f"user:{login}", kind="message") as work:
        row = traffic.get(work.connection, message_id)
        if row is None or row.borrower_id != work.file.borrower_id:
            raise NotFound("There is no such message in this case.")
        point = work.file.point(row.contact_point_id) if row.contact_point_id is not None else None
        if row.direction != "out" or row.sent_at is None or point is None:
            raise Refused("Only a message that left can have been a mistake.")
        say = Say(key="our_mistake", values={"date": local_date(work.file.borrower, row.sent_at)})
        told = say_as(work, login, say, dedupe=f"{work.case_id}:mistake:{message_id}", point=point)
        borrower_id = work.file.borrower_id
    deliver(runtime, borrower_id=borrower_id)
    return told
