"""What a borrower settles on a page instead of in a chat: language, hours, channel, stop, start again.

Each wish becomes the same fact that a conversation makes of it, in the case's log, and counts for what waits already.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from cases.events import (
    CeaseRequested,
    Event,
    HoldPlaced,
    LocaleChosen,
    OptedIn,
    OptedOut,
    PreferredChannelTold,
    PreferredHoursTold,
)
from cases.flows.preferences import BORROWER, LONGEST_QUIET, quiet_hold
from cases.model import Channel, ContactPoint, HoldType
from outreach.casefile import BorrowerFile, open_file
from outreach.refusals import Refused
from outreach.runtime import Runtime, zones_of
from outreach.work import Work
from storage import casefiles

WORDS: Final = "chosen on the page"
"""What stands in the log where a conversation keeps the words used."""
PLACES: Final = frozenset({Channel.SMS, Channel.TELEGRAM, Channel.WHATSAPP, Channel.EMAIL, Channel.VOICE})
"""Channels on which we write first; the chat behind a link is opened by its reader."""
SHORTEST_MINUTES: Final = 60
EVERY_DAY: Final = frozenset(range(7))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where we may write to the borrower. ``ending`` is as much of the address as a page may show."""

    id: int
    channel: Channel
    ending: str
    stopped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What stands now. ``hours`` is (from, to), None for any; ``ceased``: nothing at all is sent.

    ``days`` are weekdays, 0 being Monday; none: any.
    """

    locale: str
    locales: tuple[str, ...]
    places: tuple[Place, ...]
    hours: tuple[str, str] | None
    days: tuple[int, ...]
    preferred: Channel | None
    ceased: bool
    today: date
    quiet_until: date | None


def choices(runtime: Runtime, borrower_id: int) -> Choices | None:
    """What the borrower may choose and has chosen; None where there is no case."""
    now = runtime.clock.now()
    with runtime.db.reading() as connection:
        case_id = casefiles.id_for_borrower(connection, borrower_id)
        file = open_file(connection, case_id, now, lock=False) if case_id is not None else None
    if file is None:
        return None
    points = _points(file)
    told = next((point.hours for point in points if point.hours), ())
    days = next((point.days for point in points if point.days), ())
    start, _, end = told[0].partition("-") if told else ("", "", "")
    return Choices(
        locale=file.borrower.locale,
        locales=runtime.words.locales,
        places=tuple(_place(point) for point in points),
        hours=(start, end) if told else None,
        days=days,
        preferred=file.borrower.preferred_channel,
        ceased=_ceased(file),
        today=file.today,
        quiet_until=_quiet_until(file),
    )


def choose_language(runtime: Runtime, borrower_id: int, locale: str) -> None:
    """Everything from now on in this language. Raises Refused for one there are no words in."""
    if locale not in runtime.words.locales:
        raise Refused("There is no such language here.")
    _happen(runtime, borrower_id, lambda _work: [LocaleChosen(locale=locale)])


def choose_hours(
    runtime: Runtime, borrower_id: int, span: tuple[str, str] | None, days: Collection[int] = EVERY_DAY
) -> None:
    """Only on these weekdays, only between these hours of the borrower's own day; None: at any that is allowed.

    It holds at every place. Raises Refused.
    """
    hours = (_span(*span),) if span else ()
    if not days or not EVERY_DAY.issuperset(days):
        raise Refused("Choose at least one day of the week.")
    chosen = () if EVERY_DAY.issubset(days) else tuple(sorted(days))
    _happen(
        runtime,
        borrower_id,
        lambda work: [
            PreferredHoursTold(contact_point_id=point.id, hours=hours, days=chosen, words=WORDS)
            for point in _points(work.file)
            if (point.hours, point.days) != (hours, chosen)
        ],
    )


def choose_channel(runtime: Runtime, borrower_id: int, channel: Channel | None) -> None:
    """Only on this channel; None: wherever it is allowed. Raises Refused where the borrower has no place on it."""

    def told(work: Work) -> list[Event]:
        if channel is not None and all(point.channel is not channel for point in _points(work.file)):
            raise Refused("There is no address to write to on this channel.")
        return [PreferredChannelTold(channel=channel.value if channel else None, words=WORDS)]

    _happen(runtime, borrower_id, told)


def pause_until(runtime: Runtime, borrower_id: int, day: date) -> None:
    """No message about money before this day. Raises Refused for one that is not ahead, or too far away."""

    def told(work: Work) -> list[Event]:
        span = day - work.file.today
        if not timedelta(0) < span <= LONGEST_QUIET:
            raise Refused(f"Choose a day within the next {LONGEST_QUIET.days} days.")
        standing = _quiet_until(work.file)
        hold = quiet_hold(secrets.token_hex(6), work.now, span, WORDS)
        return [] if standing is not None and standing >= day else [HoldPlaced(hold=hold)]

    _happen(runtime, borrower_id, told)


def stop_at(runtime: Runtime, borrower_id: int, place: int) -> None:
    """No more at one place. Raises Refused where it is not the borrower's."""

    def told(work: Work) -> list[Event]:
        point = _own(work, place)
        out = OptedOut(contact_point_id=point.id, channel=point.channel.value, how="choice")
        return [] if point.opted_out_at else [out]

    _happen(runtime, borrower_id, told)


def start_at(runtime: Runtime, borrower_id: int, place: int) -> None:
    """Messages at one place again. Raises Refused where it is not the borrower's."""

    def told(work: Work) -> list[Event]:
        point = _own(work, place)
        return [OptedIn(contact_point_id=point.id)] if point.opted_out_at else []

    _happen(runtime, borrower_id, told)


def stop_all(runtime: Runtime, borrower_id: int) -> None:
    """No more contact at all; said twice it counts once."""

    def told(work: Work) -> list[Event]:
        ceased = _ceased(work.file)
        return [] if ceased else [CeaseRequested(ref=secrets.token_hex(6), words=WORDS)]

    _happen(runtime, borrower_id, told)


def _happen(runtime: Runtime, borrower_id: int, wishes: Callable[[Work], list[Event]]) -> None:
    now = runtime.clock.now()
    with runtime.db.writing() as connection:
        case_id = casefiles.id_for_borrower(connection, borrower_id)
        case_id = case_id or casefiles.open_case(connection, borrower_id, now)
        work = Work(connection, runtime, case_id, now, actor="borrower")
        for event in wishes(work):
            work.apply(event)
        work.finish()
    work.publish()


def _points(file: BorrowerFile) -> list[ContactPoint]:
    """The borrower's own places that are not known to be wrong."""
    return [point for point in file.points if point.channel in PLACES and not point.bad_at and not point.party_ref]


def _own(work: Work, place: int) -> ContactPoint:
    point = next((point for point in _points(work.file) if point.id == place), None)
    if point is None:
        raise Refused("This is not one of your addresses any more.")
    return point


def _place(point: ContactPoint) -> Place:
    return Place(id=point.id, channel=point.channel, ending=_ending(point), stopped=point.opted_out_at is not None)


def _ending(point: ContactPoint) -> str:
    """The last two digits of a number, first letter and provider of a mailbox; of a chat nothing."""
    if point.channel is Channel.EMAIL:
        name, _, provider = point.address.rpartition("@")
        return f"{name[:1]}…@{provider}"
    return "" if point.channel is Channel.TELEGRAM else f"…{point.address[-2:]}"


def _ceased(file: BorrowerFile) -> bool:
    return any(hold.type is HoldType.CEASE and hold.live_at(file.now) for hold in file.case.holds)


def _span(start: str, end: str) -> str:
    """``18:00-20:00`` as it is stored. Raises Refused for what is no such span."""
    if not all(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", each) for each in (start, end)):
        raise Refused("Hours are written like 18:00.")
    begin, until = time.fromisoformat(start), time.fromisoformat(end)
    minutes = (until.hour - begin.hour) * 60 + until.minute - begin.minute
    if minutes < SHORTEST_MINUTES:
        raise Refused("Choose at least one hour, from earlier to later.")
    return f"{start}-{end}"


def _quiet_until(file: BorrowerFile) -> date | None:
    """Until when they asked for quiet themselves."""
    asked = [
        hold.until
        for hold in file.case.holds
        if hold.type is HoldType.MANUAL and hold.placed_by == BORROWER and hold.live_at(file.now) and hold.until
    ]
    return max(asked).astimezone(zones_of(file.borrower)[0]).date() if asked else None
