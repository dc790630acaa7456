"""What somebody beside the borrower writes: rights are kept at once, everything else is read by a person.

No conversation starts and no debt is spoken of. A guarantor, a representative or whoever else it is hears that a person
reads it, where the gate allows that much; the person is told who wrote.
"""

from __future__ import annotations

import understanding
from cases.events import OptedIn, OptedOut, PersonRequested, WrongPersonReported
from cases.flows.stop import wants_start, wants_stop
from cases.flows.turn import Heard
from cases.model import Channel, ContactPoint, Party
from cases.reading import Intent, Reading
from cases.say import Phrase, Say
from channels.base import Inbound
from outreach import desk_hours, waiting_time
from outreach.conversing import queue_reply
from outreach.work import Work

SKILLS = {"representative": "specialist"}
"""Who answers whom; everybody else is answered by anybody."""
SOON = 2


def hear(work: Work, party: Party, point: ContactPoint, inbound: Inbound, message_id: int) -> None:
    """One message from a party's contact point: stop, start and "not me" take effect, the rest goes to a person."""
    if inbound.opened:
        return
    heard = Heard(reading=_read(work, inbound), choice=inbound.choice)
    if wants_stop(heard) or Intent.CEASE in heard.reading.rights:
        work.apply(OptedOut(contact_point_id=point.id, channel=point.channel.value, how="words"))
        _answer(work, point, Say(key="stop_done", values={"undo": _undo(point)}), message_id)
    elif wants_start(heard) and point.opted_out_at is not None:
        work.apply(OptedIn(contact_point_id=point.id))
    elif heard.reading.intent is Intent.WRONG_PERSON or Intent.WRONG_PERSON in heard.reading.rights:
        words = f"At {party.name}'s address: {heard.reading.text}"
        work.apply(WrongPersonReported(contact_point_id=point.id, third_party=True, words=words))
        _answer(work, point, Say(key="wrong_person"), message_id)
    else:
        _call(work, party, point, message_id)
    work.finish()


def _read(work: Work, inbound: Inbound) -> Reading:
    text = inbound.text or ""
    return understanding.read(text, locale=work.file.borrower.locale, today=work.file.today, currency="USD", offered=())


def _undo(point: ContactPoint) -> Phrase:
    return Phrase(key="undo.sms" if point.channel is Channel.SMS else "undo.write")


def _call(work: Work, party: Party, point: ContactPoint, message_id: int) -> None:
    """A person reads it, and knows that it was not the borrower."""
    hours = desk_hours.state(work.runtime.settings.desk, work.now)
    why = f"{party.name}, the {party.title}, wrote; it was not the borrower."
    skill = SKILLS.get(party.role, "general")
    work.apply(PersonRequested(skill=skill, priority=SOON, reason=why, due_by=hours.answer_by))
    closed = Phrase(key="person.closed", values={"at": hours.opens_at})
    line = waiting_time.wait_line(work) if hours.open else closed
    _answer(work, point, Say(key="awaiting_person", values={"person_line": line}), message_id)


def _answer(work: Work, point: ContactPoint, say: Say, message_id: int) -> None:
    """Queue one text that names no debt, judged for what its reader is."""
    work.finish()
    queue_reply(work, work.file.point(point.id) or point, say, answers=message_id)
