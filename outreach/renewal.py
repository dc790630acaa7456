"""A fresh chat link for somebody whose old one has expired, sent to where the lender already knows them."""

from __future__ import annotations

from datetime import timedelta

from cases.model import Channel, ContactPoint
from cases.say import Say
from outreach import links
from outreach.casefile import BorrowerFile, by_channel, usable
from outreach.conversing import queue_reply
from outreach.outbox import deliver
from outreach.runtime import Runtime
from outreach.work import Work
from storage import casefiles, traffic

KEY = "link_renewed"
WAYS = (Channel.TELEGRAM, Channel.SMS)
PAUSE = timedelta(minutes=10)
"""Pressing again within this time sends nothing more."""


def renew_link(runtime: Runtime, borrower_id: int) -> bool:
    """Send the link as a reply; False where there is no way to this borrower, or one is on its way already."""
    now = runtime.clock.now()
    with runtime.db.writing() as connection:
        case_id = casefiles.id_for_borrower(connection, borrower_id)
        if case_id is None or traffic.said_since(connection, borrower_id, KEY, now - PAUSE):
            return False
        work = Work(connection, runtime, case_id, now, actor="borrower")
        point = _way(work.file)
        if point is None:
            return False
        link = links.chat_link(runtime.settings, runtime.secret, borrower_id, now)
        queue_reply(work, point, Say(key=KEY, values={"link": link}), answers=None)
        work.finish()
    deliver(runtime, now, borrower_id=borrower_id)
    return True


def _way(file: BorrowerFile) -> ContactPoint | None:
    points = (point for channel in WAYS for point in by_channel(file, channel))
    return next((point for point in points if usable(point)), None)
