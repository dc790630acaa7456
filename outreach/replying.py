"""A collector's own words: judged before they are sent, sent through the gate and the outbox like everything else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row

from cases.custody import require_holder
from cases.events import LeaseRenewed
from cases.model import Channel, ContactPoint, Kind
from cases.policy.decision import GateDecision
from cases.say import Say
from outreach import gatekeeping
from outreach.candidates import ORDER
from outreach.casefile import by_channel, usable
from outreach.contacts import Answer
from outreach.desk_work import lease_of, working
from outreach.disclosing import ask_with_disclosures
from outreach.gatekeeping import Draft
from outreach.outbox import deliver
from outreach.refusals import GateRefused, NotFound, Refused
from outreach.rendering import compose
from outreach.runtime import Runtime
from outreach.segments import segments
from outreach.work import Work
from storage import borrowers, casefiles, drafts, traffic
from storage.codec import say_to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyCheck:
    """What would become of a reply, before it is sent. ``segments`` for SMS alone.

    ``added`` are the sentences that will stand before and behind the person's own words; ``say`` makes the whole text.
    ``window_until``: until when WhatsApp lets free words through, None for other channels and where nothing was heard.
    """

    kind: Kind
    decision: GateDecision
    channel: Channel
    address: str
    segments: int | None
    text: str
    added: tuple[str, ...] = ()
    say: Say | None = None
    window_until: datetime | None = None


def check(
    runtime: Runtime,
    ref: str,
    login: str,
    text: str,
    *,
    channel: Channel | None = None,
    to: int | None = None,
    notice: bool = False,
) -> ReplyCheck:
    """What the gate says to a reply now; nothing is written. ``to`` is a party's contact point by its id.

    ``notice``: the person lets go a notice that the law requires; it passes the stops that spare one.
    """
    with runtime.db.reading() as connection:
        borrower_id = borrowers.id_of(connection, ref)
        case_id = casefiles.id_for_borrower(connection, borrower_id) if borrower_id is not None else None
        if case_id is None:
            raise NotFound(f"There is no borrower {ref!r}.")
        work = Work(connection, runtime, case_id, runtime.clock.now(), actor=f"user:{login}")
        point = answer_at(work, channel, to)
        return _checked(work, point, login, text, notice=notice)


def _checked(work: Work, point: ContactPoint, login: str, words: str, *, notice: bool) -> ReplyCheck:
    kind = Kind.REQUIRED_NOTICE if notice else reply_kind(work, point)
    say = None if kind is Kind.REPLY else Say(key="officer_writes", values={"text": words})
    text = _signed(work, point, say) if say is not None else words
    draft = Draft(
        channel=point.channel,
        point=point,
        kind=kind,
        key=None,
        text=text,
        sender=("collector", login, work.case.custody.token),
        locale=work.file.borrower.locale,
        say=say,
        answer=_answer(work, point, kind),
    )
    text, decision = ask_with_disclosures(work.connection, work.runtime, work.file, work.case, draft, work.now)
    count = segments(text).count if point.channel is Channel.SMS else None
    return ReplyCheck(
        kind=kind,
        decision=decision,
        channel=point.channel,
        address=point.address,
        segments=count,
        text=text,
        added=_around(words, text),
        say=say,
        window_until=_window(work, point),
    )


def _around(words: str, text: str) -> tuple[str, ...]:
    """What stands before and behind a person's words in the text that leaves."""
    before, found, behind = text.partition(words) if words else ("", "", text)
    return tuple(each.strip() for each in (before, behind) if found or not words if each.strip())


def _window(work: Work, point: ContactPoint) -> datetime | None:
    if point.channel is not Channel.WHATSAPP:
        return None
    last = traffic.last_in_at(work.connection, point.id)
    return last.planned_at + WINDOW if last is not None else None


def _answer(work: Work, point: ContactPoint, kind: Kind) -> Answer | None:
    """What a reply answers: the newest words that came from there."""
    last = _last_heard(work, point)
    return Answer(message_id=last.id, at=work.now) if last is not None and kind is Kind.REPLY else None


def _signed(work: Work, point: ContactPoint, say: Say) -> str:
    """What was not asked for says who writes and how to stop it, also where a person wrote it."""
    return compose(work.runtime, work.file, say, channel=point.channel, unasked=True).body


ANSWER_WITHIN = timedelta(hours=24)
WINDOW = timedelta(hours=24)
"""So long after the borrower's last message WhatsApp takes free words; later only a message it has approved."""


def reply_kind(work: Work, point: ContactPoint) -> Kind:
    """An answer to what was written there within a day; a contact of our own otherwise."""
    last = _last_heard(work, point)
    fresh = last is not None and work.now - last.planned_at <= ANSWER_WITHIN
    return Kind.REPLY if fresh else Kind.SERVICE


def _last_heard(work: Work, point: ContactPoint) -> Row[Any] | None:
    """The newest words of the borrower on that channel; of a party, from that very contact point."""
    if point.party_ref is not None:
        return traffic.last_in_at(work.connection, point.id)
    return traffic.last_in(work.connection, work.file.borrower_id, point.channel.value)


def answer_at(work: Work, channel: Channel | None, to: int | None = None) -> ContactPoint:
    """Where a reply goes: the party's contact point or the channel named, else where the borrower wrote last, else the
    best there is. Nothing goes to a party that was not named.
    """
    if to is not None:
        named = next((point for point in work.file.party_points if point.id == to), None)
        if named is None:
            raise Refused("This contact point is not one of the case any more.")
        return named
    last = traffic.last_in(work.connection, work.file.borrower_id)
    if channel is None and last is not None:
        point = work.file.point(last.contact_point_id)
        if point is not None and usable(point):
            return point
    wanted = (channel,) if channel is not None else ORDER
    for each in wanted:
        point = next(iter(by_channel(work.file, each)), None)
        if point is not None:
            return point
    raise Refused("There is no address to write to on this channel.")


def reply(
    runtime: Runtime,
    ref: str,
    login: str,
    text: str,
    *,
    channel: Channel | None = None,
    to: int | None = None,
    notice: bool = False,
    later: bool = False,
) -> int:
    """Send a collector's own words, to the borrower or with ``to`` to a party's contact point; the message's id.

    ``later``: where the gate holds them until a moment that is known, they wait and leave then (``scheduling``).
    Raises CustodyRefused where the conversation is not theirs, GateRefused where the gate does not allow it now: the
    words are kept then with the decision, and never leave by themselves.
    """
    words = text.strip()
    if not words:
        raise Refused("There is nothing to send: write a text first.")
    with working(runtime, ref, f"user:{login}", kind="message") as work:
        require_holder(work.case.custody, login, work.now)
        point = answer_at(work, channel, to)
        checked = _checked(work, point, login, words, notice=notice)
        allowed = checked.decision.decision == "allow"
        waits = later and checked.decision.decision == "hold" and checked.decision.until is not None
        row = _reply_row(work, point, login, checked) | {"state": "queued" if allowed else "denied"}
        if waits:
            row |= _waiting(checked)
        message_id = traffic.add(work.connection, row)
        if message_id is None:
            raise Refused("This reply could not be kept; send it again.")
        work.apply(LeaseRenewed(lease_until=work.now + lease_of(runtime)))
        if allowed or waits:
            drafts.remove(work.connection, work.case_id, login)
        borrower_id = work.file.borrower_id
    if waits:
        return message_id
    if not allowed:
        raise GateRefused(checked.decision)
    deliver(runtime, borrower_id=borrower_id)
    return message_id


def _waiting(checked: ReplyCheck) -> dict[str, Any]:
    """What differs in the row of words that wait: they carry no lease, and their frame is made anew at their hour."""
    until = checked.decision.until
    say = say_to_json(checked.say) if checked.say is not None else None
    return {"state": "held", "not_before": until, "token": None, "say": say}


def _reply_row(work: Work, point: ContactPoint, login: str, checked: ReplyCheck) -> dict[str, Any]:
    answer = _answer(work, point, checked.kind)
    return {
        "borrower_id": work.file.borrower_id,
        "case_id": work.case_id,
        "contact_point_id": point.id,
        "loans": [account.loan.ref for account in work.file.accounts],
        "channel": point.channel.value,
        "address": point.address,
        "direction": "out",
        "actor": f"collector:{login}",
        "token": work.case.custody.token,
        "kind": checked.kind.value,
        "in_reply_to": answer.message_id if answer else None,
        "state": "queued",
        "locale": work.file.borrower.locale,
        "body": checked.text,
        "choices": [],
        "discloses": True,
        "planned_at": work.now,
        **gatekeeping.as_columns(checked.decision),
    }
