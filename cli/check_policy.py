"""What ``forbear doctor`` says of packs: whether they can be used, which are due for review, which places have none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from outreach.packerrors import PackError
from outreach.policies import known_packs, packs_folder
from outreach.policybook import PolicyBook, place_of
from outreach.policyreview import due
from outreach.settings import Settings
from storage import schema, switches
from storage.session import Database, DatabaseError


class Seen(NamedTuple):
    """One line: how bad it is, what it is, and how to mend it."""

    level: Literal["good", "off", "bad"]
    state: str
    mend: str = ""


def policy(settings: Settings, today: date) -> Iterator[Seen]:
    """The packs in use. A pack past its review date only warns, and so does a place that only the house pack judges."""
    try:
        PolicyBook.load(settings)
        folder = packs_folder(settings)
    except PackError as error:
        yield Seen("bad", str(error), "correct the pack, or [policy] packs; forbear policy check says more")
        return
    named = settings.policy.packs
    yield Seen("good", f"{len(known_packs(folder))} packs; {', '.join(named)}")
    for each in due(settings, folder, today):
        if each.past:
            state = f"{each.id} is past its review date, {each.review_by}; it judges on"
            yield Seen("off", state, "have it reviewed, then set review_by anew")
        else:
            yield Seen("off", f"{each.id} is to be reviewed by {each.review_by}", "have it reviewed")
    for place in sorted({settings.lender.jurisdiction, *_places(settings)}):
        if place_of(place, named) is None:
            state = f"{place} has no packs: base and house alone judge there"
            yield Seen("off", state, f"name its packs under [policy.packs], as {place} = [...]")


def _places(settings: Settings) -> frozenset[str]:
    """Where the borrowers of the database live; none where it cannot be asked."""
    try:
        database = Database(settings.database_url)
        database.check()
        schema.require_current(database)
    except DatabaseError:
        return frozenset()
    with database.reading() as connection:
        found = switches.jurisdictions(connection)
    database.close()
    return found
