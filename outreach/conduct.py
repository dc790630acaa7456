"""Conduct review: talks of people, drawn at random and by risk, scored by supervisors; nobody scores their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import Row
from sqlalchemy.exc import IntegrityError

from outreach import doings
from outreach.approvals import require_supervisor
from outreach.calls import PREFIX
from outreach.flagging import flags_in
from outreach.people import Person
from outreach.refusals import NotFound, Refused
from outreach.runtime import Runtime
from storage import conduct, people

Drawn = Literal["risk", "random"]
LOOKED_AT: Final = timedelta(days=14)
"""Talks are drawn from so many days."""
RESULTS: Final = timedelta(days=30)
AFTER: Final = timedelta(days=3)
"""A complaint or opt-out so soon after a talk may have come of it."""
RANDOM: Final = 10
MARKS: Final = ("tone", "accuracy", "help", "rules")
BEST: Final = 2
LONGEST: Final = 600
WEIGHTS: Final = {"complaint": 5, "cease": 4, "opted_out": 4, "flagged": 3, "vulnerable": 2, "dispute": 1}
"""How much each reason counts when talks are put in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A talk to be looked at. ``id`` is its first message; ``reasons`` are codes of ``WEIGHTS``; ``flags`` words."""

    id: int
    case_id: int
    ref: str
    login: str
    name: str
    began: datetime
    ended: datetime
    many: int
    last: int
    flags: int
    reasons: tuple[str, ...]

    @property
    def drawn(self) -> Drawn:
        """Why it is looked at."""
        return "risk" if self.reasons else "random"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A talk that was scored, each mark 0 to 2."""

    id: int
    ref: str
    login: str
    name: str
    by: str
    at: datetime
    marks: tuple[int, ...]
    comment: str
    drawn: str

    @property
    def total(self) -> int:
        """Of eight."""
        return sum(self.marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonResult:
    """What somebody's talks were given in 30 days: how many, and the mean of each mark, in the order of ``MARKS``."""

    name: str
    talks: int
    means: tuple[float, ...]

    @property
    def total(self) -> float:
        """Mean of the totals, of eight."""
        return sum(self.means)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What there is to look at and what was done: by risk, at random (of this week), scored in 30 days, by person."""

    risk: tuple[Sample, ...]
    random: tuple[Sample, ...]
    done: tuple[Scored, ...]
    people: tuple[PersonResult, ...]

    def next_after(self, sample_id: int | None, drawn: Drawn) -> Sample | None:
        """The sample after this one on its list; the first where it is not on it, or the last."""
        rows = self.risk if drawn == "risk" else self.random
        at = next((place for place, each in enumerate(rows) if each.id == sample_id), -1)
        others = [*rows[at + 1 :], *rows[: max(at, 0)]]
        return others[0] if others else None


def review_of(runtime: Runtime, who: Person) -> Review:
    """As of now, nothing of the reviewer's own among it. Raises Refused."""
    require_supervisor(who)
    now = runtime.clock.now()
    with runtime.db.reading() as connection:
        names = people.names(connection)
        rows = conduct.talks(connection, now - LOOKED_AT, now)
        written = conduct.bodies(connection, now - LOOKED_AT, now)
        events = conduct.followed(connection, now - LOOKED_AT)
        held = conduct.touchy(connection, sorted({row.case_id for row in rows}))
        cards = conduct.scored(connection, now - RESULTS)
    beside = _Beside(written=_by_case(written), events=_by_case(events), held=_by_case(held), cards=_by_case(cards))
    found = [
        _sample(row, names, beside) for row in rows if row.actor != PREFIX + who.login and not _is_scored(row, beside)
    ]
    risky = sorted((each for each in found if each.reasons), key=lambda each: (-_weight(each), -each.id))
    week = f"{now.isocalendar().year}-{now.isocalendar().week}"
    rest = sorted((each for each in found if not each.reasons), key=lambda each: _lot(week, each.id))
    done = tuple(_scored(card, names) for card in cards)
    return Review(risk=tuple(risky), random=tuple(rest[:RANDOM]), done=done, people=_by_person(done))


def score(runtime: Runtime, who: Person, sample_id: int, marks: Sequence[int], comment: str) -> None:
    """Keep what a supervisor thinks of a talk. Raises Refused, also for their own; NotFound for what is on no list."""
    require_supervisor(who)
    if len(marks) != len(MARKS) or any(mark not in range(BEST + 1) for mark in marks):
        raise Refused("Give each of the four marks, 0 to 2.")
    words = comment.strip()
    if len(words) > LONGEST:
        raise Refused(f"The comment is longer than {LONGEST} characters.")
    review = review_of(runtime, who)
    sample = next((each for each in (*review.risk, *review.random) if each.id == sample_id), None)
    if sample is None:
        raise NotFound("This talk is not to be scored: somebody did, it is your own, or it is too old.")
    values = dict(zip(MARKS, marks, strict=True))
    now = runtime.clock.now()
    try:
        with runtime.db.writing() as connection:
            conduct.add(
                connection,
                message_id=sample.id,
                case_id=sample.case_id,
                login=sample.login,
                by=who.login,
                at=now,
                comment=words,
                drawn=sample.drawn,
                **values,
            )
            doings.record_in(connection, runtime, who.login, "talk_scored", sample.login, total=sum(marks))
    except IntegrityError:
        raise Refused("Somebody scored this talk a moment ago.") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What lies beside the talks, by case."""

    written: Mapping[int, Sequence[Row[Any]]]
    events: Mapping[int, Sequence[Row[Any]]]
    held: Mapping[int, Sequence[Row[Any]]]
    cards: Mapping[int, Sequence[Row[Any]]]


def _by_case(rows: Iterable[Row[Any]]) -> Mapping[int, Sequence[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found


def _sample(row: Row[Any], names: Mapping[str, str], beside: _Beside) -> Sample:
    login = row.actor.removeprefix(PREFIX)
    mine = [each for each in beside.written.get(row.case_id, ()) if each.actor == row.actor]
    flags = sum(len(flags_in(each.body or "")) for each in mine if row.first <= each.id <= row.last)
    reasons = {"flagged"} if flags else set()
    for each in beside.events.get(row.case_id, ()):
        if row.began <= each.at <= row.ended + AFTER:
            reasons |= _follows(each)
    for hold in beside.held.get(row.case_id, ()):
        lifted = hold.lifted_at is not None and hold.lifted_at <= row.began
        if hold.from_at <= row.ended and not lifted:
            reasons.add(hold.type)
    return Sample(
        id=row.first,
        case_id=row.case_id,
        ref=row.ref,
        login=login,
        name=names.get(login, login),
        began=row.began,
        ended=row.ended,
        many=row.many,
        last=row.last,
        flags=flags,
        reasons=tuple(each for each in WEIGHTS if each in reasons),
    )


def _follows(event: Row[Any]) -> set[str]:
    if event.type == "HoldPlaced":
        return {"complaint"} if event.payload["hold"]["type"] == "complaint" else set()
    return {"cease" if event.type == "CeaseRequested" else "opted_out"}


def _is_scored(row: Row[Any], beside: _Beside) -> bool:
    login = row.actor.removeprefix(PREFIX)
    mine = (card for card in beside.cards.get(row.case_id, ()) if card.login == login)
    return any(row.first <= card.message_id <= row.last for card in mine)


def _weight(sample: Sample) -> int:
    return sum(WEIGHTS[reason] for reason in sample.reasons) + sample.flags


def _lot(week: str, sample_id: int) -> str:
    """The same order all week, and another one next week."""
    return hashlib.sha256(f"{week}:{sample_id}".encode()).hexdigest()


def _scored(card: Row[Any], names: Mapping[str, str]) -> Scored:
    return Scored(
        id=card.message_id,
        ref=card.ref,
        login=card.login,
        name=names.get(card.login, card.login),
        by=names.get(card.by, card.by),
        at=card.at,
        marks=tuple(getattr(card, mark) for mark in MARKS),
        comment=card.comment,
        drawn=card.drawn,
    )


def _by_person(done: Sequence[Scored]) -> tuple[PersonResult, ...]:
    found = []
    for login in sorted({each.login for each in done}):
        mine = [each for each in done if each.login == login]
        means = tuple(sum(each.marks[at] for each in mine) / len(mine) for at in range(len(MARKS)))
        found.append(PersonResult(name=mine[0].name, talks=len(mine), means=means))
    return tuple(sorted(found, key=lambda each: each.total))
