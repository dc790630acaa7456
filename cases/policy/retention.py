"""Until when records, recordings and the recordings of plans must be kept, by the terms of the packs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cases.policy.pack import Pack

Kept = Literal["records", "recordings", "plan_recordings"]
KEPT: tuple[Kept, ...] = ("records", "recordings", "plan_recordings")
FLOOR = "house_floor"
"""A term of a pack that lengthens each of the others where they are shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """``what`` is kept through ``until``; None: the term has not begun to run, as the debt is not settled.

    ``pack`` and ``source`` say which pack asks for it longest.
    """

    what: Kept
    until: date | None
    pack: str
    source: str


def retention(
    packs: Iterable[Pack], *, actor: str, last_activity: date, last_call: date | None, settled_on: date | None
) -> tuple[Retention, ...]:
    """What the packs that bind this actor ask to keep of a case, each kind once, the longest term winning.

    ``last_activity`` is the last collection activity, ``last_call`` the last call that was recorded (None: none was),
    ``settled_on`` when the debt was settled (None: it is not). A kind that no pack speaks of is left out.
    """
    begins = {"last_collection_activity": last_activity, "call_date": last_call or last_activity}
    asked: dict[Kept, list[Retention]] = {what: [] for what in KEPT}
    for pack in packs:
        terms = pack.terms.get("retention")
        if not isinstance(terms, Mapping) or not ({"*", actor} & pack.actors):
            continue
        for what in KEPT:
            if isinstance(term := terms.get(what), Mapping):
                source = str(term.get("source") or terms.get("source") or pack.id)
                until = _until(term, terms.get(FLOOR), what, begins, settled_on)
                asked[what].append(Retention(what=what, until=until, pack=pack.id, source=source))
    return tuple(max(each, key=_length) for each in asked.values() if each)


def _length(kept: Retention) -> date:
    return kept.until or date.max


def _until(
    term: Mapping[str, object], floor: object, what: Kept, begins: Mapping[str, date], settled_on: date | None
) -> date | None:
    usual = "last_collection_activity" if what == "records" else "call_date"
    begin = begins[str(term.get("after", usual))]
    ends = [_years_after(begin, span) for span in (term, floor) if isinstance(span, Mapping) and "years" in span]
    if term.get("until") == "debt_settled":
        if settled_on is None:
            return None
        ends.append(settled_on)
    return max(ends)


def _years_after(day: date, span: Mapping[str, object]) -> date:
    """The same day that many years on; the first of March for a leap day."""
    year = day.year + int(str(span["years"]))
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
