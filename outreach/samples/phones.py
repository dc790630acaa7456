"""Whose phones there are: what the stand-ins need to know of the sample's borrowers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cases.model import Borrower, Channel, ContactPoint
from outreach.runtime import Runtime
from outreach.samples.casting import FIRST_NUMBER, TELEGRAM_IDS
from outreach.samples.loading import is_sample
from storage import borrowers


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePerson:
    """A borrower with a phone.

    ``telegram_id`` None: no Telegram on it; ``telegram_bound``: the chat is theirs for us already. ``birth_year`` is
    what the identity question wants to hear; 0 where the lender does not know it.
    """

    ref: str
    name: str
    phone: str
    telegram_id: int | None
    language: str
    timezone: str
    telegram_bound: bool
    birth_year: int


def sample_people(runtime: Runtime) -> tuple[SamplePerson, ...]:
    """The sample's borrowers in the order of their refs; none where the database holds no sample."""
    if not is_sample(runtime):
        return ()
    with runtime.db.reading() as connection:
        ids = borrowers.all_ids(connection)
        people = borrowers.by_ids(connection, ids)
        points = borrowers.contact_points_of(connection, ids)
    persons = [_person(people[each], points[each]) for each in ids]
    return tuple(sorted(persons, key=lambda person: person.ref))


def _person(borrower: Borrower, points: Sequence[ContactPoint]) -> SamplePerson:
    phone = next((point.address for point in points if point.channel is Channel.SMS), "")
    bound = next((point.address for point in points if point.channel is Channel.TELEGRAM), None)
    number = borrower.ref.rpartition("-")[2]
    unbound = TELEGRAM_IDS + int(number) - FIRST_NUMBER if number.isdecimal() else None
    return SamplePerson(
        ref=borrower.ref,
        name=borrower.name,
        phone=phone,
        telegram_id=int(bound) if bound else unbound,
        language=borrower.locale,
        timezone=borrower.zones[0] if borrower.zones else "UTC",
        telegram_bound=bound is not None,
        birth_year=borrower.birth_date.year if borrower.birth_date else 0,
    )
