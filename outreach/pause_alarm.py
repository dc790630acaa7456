"""The end of waiting for an answer in an open chat: a kind word that everything is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cases.flows.repeats import mark
from cases.model import ContactPoint, CustodyState
from cases.say import Phrase, Say
from outreach.casefile import usable
from outreach.conversing import queue_reply
from outreach.pausing import KEPT
from outreach.runtime import zones_of
from storage import traffic, waiting

if TYPE_CHECKING:
    from outreach.work import Work

KNOWN = timedelta(days=30)
"""Who was told within these days that all of it keeps knows it; the next question waits without a word."""
EARLIEST, LATEST = 8, 21
"""Hours of the borrower's day in which a word that nobody waits for may still be said."""


def ring(work: Work, data: Mapping[str, Any]) -> None:
    """Say that we can stop here, as one more answer to their last words; only if it may leave now."""
    found = _open_question(work, data)
    if found is None:
        return
    point, say = found
    if traffic.said_since(work.connection, work.file.borrower_id, say.key, work.now - KNOWN):
        return
    last = traffic.last_in_at(work.connection, point.id)
    if last is not None and queue_reply(work, point, say, answers=last.id, only_now=True):
        waiting.mark_said(work.connection, point.id, mark(say))


def _open_question(work: Work, data: Mapping[str, Any]) -> tuple[ContactPoint, Say] | None:
    """Where to say that it keeps, and the words; None where they wrote since, a person has the chat, or it is night."""
    point = work.file.point(data["contact_point_id"])
    row = waiting.dialogue_at(work.connection, data["contact_point_id"])
    if point is None or not usable(point) or row is None or row.updated_at.isoformat() != data["asked_at"]:
        return None
    local = work.now.astimezone(zones_of(work.file.borrower)[0])
    if work.case.custody.state is not CustodyState.BOT or not EARLIEST <= local.hour < LATEST or row.flow not in KEPT:
        return None
    return point, Say(key="pause_here", values={"step": Phrase(key=f"step.{row.flow}")})
