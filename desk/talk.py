"""One conversation as its page shows it: who holds it, what the gate says, what was said and what happened between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal
from zoneinfo import ZoneInfo

from cases.custody import BY_ITSELF, CustodyRefused
from cases.model import Channel, CustodyState
from desk.heard import Heard, heard
from desk.telling import Told, told
from desk.visit import LARGEST_ID, Visit
from desk.weighing import NOTHING, Weight, note_weight, weight_of
from outreach import casebook, replying
from outreach.casebook import CaseView, NoteView, ThreadLine
from outreach.casefile import usable
from outreach.heard import heard_in
from outreach.mentioning import Piece, pieces_of
from outreach.refusals import Refused
from outreach.reviewing import ReadingView
from outreach.rulebook import Reason, RuleBook

Mode = Literal["mine", "other", "queued", "bot"]
NOTE: Final = "note"
TO_PARTY: Final = "party-"
SHOWN: Final = 200
"""Messages of a thread that a page brings; older ones are in the timeline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Who holds the conversation. ``left`` and ``whole`` are seconds of the lease, where it is mine.

    ``given``: it was given to them, and they have not acted on it.
    """

    mode: Mode
    name: str = ""
    left: int = 0
    whole: int = 1
    given: bool = False
    since: datetime | None = None
    due_by: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A word above the composer."""

    strong: str
    rest: str = ""
    tone: str = ""
    icon: str = "user-check"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateView:
    """May this be written now: verdict, until when, which rules fired, and what the text weighs."""

    verdict: str
    until: datetime | None = None
    rule: str | None = None
    source: str | None = None
    fired: tuple[Reason, ...] = ()
    weight: Weight = NOTHING

    @property
    def may_wait(self) -> bool:
        """Whether it may be sent at a moment that is known, if not now."""
        return self.verdict == "hold" and self.until is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A message, a note or an event in the order of time."""

    id: str
    at: datetime
    name: str = ""
    locale: str = "en"
    line: ThreadLine | None = None
    note: NoteView | None = None
    event: str | None = None
    icon: str = "circle"
    reason: str | None = None
    heard: Heard | None = None
    pieces: tuple[Piece, ...] = ()
    received: datetime | None = None
    new_day: bool = False
    today: bool = False


def held_by(visit: Visit, view: CaseView, names: Mapping[str, str]) -> Held:
    """Who holds it, as this visitor sees it. A lease that has run out holds nothing any more."""
    custody, now = view.case.custody, visit.now
    desk, given = visit.runtime.settings.desk, custody.given_by is not None
    whole = (desk.take_up_minutes if custody.given_by == BY_ITSELF else desk.lease_minutes) * 60
    if custody.state is CustodyState.COLLECTOR and custody.lease_until is not None and custody.holder is not None:
        left = int((custody.lease_until - now).total_seconds())
        name = names.get(custody.holder, custody.holder)
        if left <= 0:
            return Held(mode="queued", reason=f"The time of {name} ran out.")
        mine = custody.holder == visit.person.login
        return Held(mode="mine" if mine else "other", name=name, left=left, whole=whole, given=given)
    if custody.state is CustodyState.QUEUED:
        return Held(mode="queued", since=custody.queued_at, due_by=custody.due_by, reason=custody.reason)
    return Held(mode="bot")


def channels_of(visit: Visit, view: CaseView) -> list[str]:
    """Channels that can send and on which the borrower has a contact point that may be tried."""
    sending = {name for name, adapter in visit.runtime.channels.items() if adapter.on}
    usual = (point.channel for point in view.points if usable(point))
    return [channel.value for channel in dict.fromkeys(usual) if channel in sending]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyWay:
    """Somebody beside the borrower who can be written to. ``value`` is what the composer sends for it."""

    value: str
    channel: str
    who: str


def party_ways(visit: Visit, view: CaseView) -> list[PartyWay]:
    """Contact points of parties that may be tried, on channels that can send."""
    sending = {name for name, adapter in visit.runtime.channels.items() if adapter.on}
    names = {party.ref: f"{party.name}, {party.title}" for party in view.parties}
    usual = [point for point in view.party_points if usable(point) and point.channel in sending]
    return [
        PartyWay(value=f"{TO_PARTY}{point.id}", channel=point.channel.value, who=names[point.party_ref or ""])
        for point in usual
    ]


def way_of(value: str | None) -> tuple[Channel | None, int | None]:
    """What the composer names: a channel of the borrower's, or a party's contact point by its id; neither for none."""
    value = value or ""
    number = value.removeprefix(TO_PARTY)
    if value != number and number.isascii() and number.isdigit() and len(number) < len(str(LARGEST_ID)):
        return None, int(number)
    return (Channel(value) if value in set(Channel) else None), None


def gate_for(
    visit: Visit, ref: str, text: str, channel: str | None, *, jurisdiction: str | None, notice: bool = False
) -> tuple[GateView, str | None]:
    """What the gate says to a draft, and the channel it would take."""
    if channel == NOTE:
        return GateView(verdict=NOTE, weight=note_weight(text)), NOTE
    wanted, to = way_of(channel)
    try:
        checked = replying.check(visit.runtime, ref, visit.person.login, text, channel=wanted, to=to, notice=notice)
    except (Refused, CustodyRefused) as refused:
        return GateView(verdict="deny", source=str(refused)), channel
    decision = checked.decision
    book = RuleBook(visit.runtime, jurisdiction)
    view = GateView(
        verdict=decision.decision,
        until=decision.until,
        rule=decision.rule,
        source=book.words(decision.rule) or decision.source,
        fired=tuple(book.reason(each, decides=each.rule == decision.rule) for each in decision.fired),
        weight=weight_of(text, checked, visit.runtime.settings.prices, visit.now),
    )
    return view, channel if to is not None else checked.channel.value


def items_of(visit: Visit, ref: str, view: CaseView, there: ZoneInfo, names: Mapping[str, str]) -> list[Item]:
    """The conversation with its notes and events, oldest first, each first of a day marked."""
    lines = casebook.thread(visit.runtime, ref)[-SHOWN:]
    book = RuleBook(visit.runtime, view.borrower.jurisdiction)
    read = heard_in(visit.runtime, view, lines)
    since = lines[0].at if len(lines) == SHOWN else None
    events = [told(line, names) for line in casebook.timeline(visit.runtime, ref)]
    found = [
        *(_message(line, view, visit, book, read.get(line.id)) for line in lines),
        *(
            Item(
                id=f"n-{at}",
                at=note.at,
                name=names.get(note.author, note.author),
                note=note,
                pieces=pieces_of(note.text),
            )
            for at, note in enumerate(view.notes)
        ),
        *(
            Item(id=f"e-{event.line.seq}", at=event.line.at, event=_event(event), icon=event.icon)
            for event in events
            if event.talk
        ),
    ]
    kept = sorted((item for item in found if since is None or item.at >= since), key=lambda item: item.at)
    return list(_by_day(kept, there, visit.now))


def _message(line: ThreadLine, view: CaseView, visit: Visit, book: RuleBook, read: ReadingView | None) -> Item:
    names = {"borrower": view.borrower.name, "bot": "Bot"}
    own = line.name is not None and line.name == visit.person.name
    stopped = line.state in ("held", "denied", "skipped", "failed")
    return Item(
        id=f"m-{line.id}",
        at=line.at,
        name="You" if own else line.name or names.get(line.from_, "A colleague"),
        locale=view.borrower.locale,
        line=line,
        reason=book.words(line.rule) or line.why.get("source") or line.rule if stopped else None,
        heard=heard(read) if read is not None else None,
        received=line.receipts[-1][0] if line.receipts else None,
    )


def _event(event: Told) -> str:
    return f"{event.what}, by {event.by}" if event.tone == "a" and event.line.what != "PersonRequested" else event.what


def _by_day(items: Sequence[Item], there: ZoneInfo, now: datetime) -> Iterator[Item]:
    last = None
    today = now.astimezone(there).date()
    for item in items:
        on = item.at.astimezone(there).date()
        yield replace(item, new_day=on != last, today=on == today)
        last = on
