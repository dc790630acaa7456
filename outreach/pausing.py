"""A question that stays unanswered in an open chat: said once that it keeps, and never again, never at night.

Only chats, where the borrower wrote a moment ago and the text is still part of that exchange; an SMS would be one more
message on the phone of somebody who put it away.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cases.flows.turn import Turn
from cases.model import Channel, ContactPoint
from storage import waiting

if TYPE_CHECKING:
    from outreach.work import Work

FIRE = "pause"
CHATS = frozenset({Channel.TELEGRAM, Channel.WEBCHAT, Channel.WHATSAPP})
KEPT = frozenset({"promise", "plan", "hardship", "paid", "dispute"})
"""Conversations that go on where they stood; each has a name in the phrases ``step.*``."""


def wait_for_answer(work: Work, point: ContactPoint, turn: Turn) -> None:
    """Begin to wait where a question was just asked; whatever waited before waits no more."""
    minutes = work.runtime.settings.conversation.pause_minutes
    asked = bool(turn.says) and turn.dialogue.flow in KEPT and turn.dialogue.step != "standing"
    if not (minutes and asked and point.channel in CHATS):
        waiting.clear_fire(work.connection, work.case_id, FIRE)
        return
    data = {"contact_point_id": point.id, "asked_at": work.now.isoformat()}
    waiting.set_fire(work.connection, work.case_id, FIRE, work.now + timedelta(minutes=minutes), data)
