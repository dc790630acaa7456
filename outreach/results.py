"""Team results of a period: what each person did and what came after it. docs/desk.md says what each figure counts.

Cures, money and complaints stand with everybody who had written to the borrower before, in the period; in the line for
all each counts once. Promises and plans stand with who took them down or offered them; the rest are the bot's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from outreach.approvals import require_supervisor
from outreach.calls import PREFIX, calls_between
from outreach.people import Person
from outreach.refusals import Refused
from outreach.runtime import Runtime
from storage import people, results

LONGEST: Final = timedelta(days=366)
USUAL: Final = timedelta(days=29)
ENDED: Final = frozenset({"kept", "partly_kept", "broken", "reversed"})
ALL: Final = ""
BOT: Final = "bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """One person (``login``), the bot, or all (empty). ``promises_ended`` is what ``promises_kept`` is a share of.

    ``reply`` is the median first answer of ``replies`` calls; ``amounts`` minor units by currency.
    """

    login: str
    name: str
    contacts: int = 0
    talks: int = 0
    promises: int = 0
    promises_ended: int = 0
    promises_kept: int = 0
    plans: int = 0
    cures: int = 0
    amounts: Mapping[str, int] = field(default_factory=dict)
    reply: timedelta | None = None
    replies: int = 0
    complaints: int = 0

    @property
    def kept_share(self) -> float | None:
        """Share of the promises made in the period that came to an end, that were kept in full."""
        return self.promises_kept / self.promises_ended if self.promises_ended else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """From one day to another, both counted, in the desk's zone: a line for each person and the bot, and all."""

    first: date
    last: date
    lines: tuple[ResultLine, ...]
    all: ResultLine


def results_of(runtime: Runtime, who: Person, first: date | None = None, last: date | None = None) -> Results:
    """The results of a period, 30 days up to today unless told. Raises Refused."""
    require_supervisor(who)
    zone = ZoneInfo(runtime.settings.desk.zone)
    end = last or runtime.clock.now().astimezone(zone).date()
    begin = first or end - USUAL
    if begin > end or end - begin > LONGEST:
        raise Refused("The period ends before it begins, or is longer than a year.")
    since, until = _midnight(begin, zone), _midnight(end + timedelta(days=1), zone)
    with runtime.db.reading() as connection:
        names = people.names(connection)
        found = _counted(connection, since, until)
    logins = [login for login in found.everybody() if login not in (ALL, BOT)]
    lines = [
        found.line(login, names.get(login, login)) for login in sorted(logins, key=lambda each: names.get(each, each))
    ]
    if BOT in found.everybody():
        lines.append(found.line(BOT, ""))
    return Results(first=begin, last=end, lines=tuple(lines), all=found.line(ALL, ""))


def _midnight(on: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(on, time(), zone)


@dataclass(slots=True, kw_only=True)
class _Found:
    """Counts by figure and login, being gathered."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    amounts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    waits: dict[str, list[timedelta]] = field(default_factory=lambda: defaultdict(list))

    def everybody(self) -> set[str]:
        counted = {login for figure in self.counts.values() for login in figure}
        return counted | set(self.amounts) | set(self.waits)

    def add(self, figure: str, login: str, many: int = 1) -> None:
        self.counts[figure][login] += many

    def line(self, login: str, name: str) -> ResultLine:
        waits = sorted(self.waits.get(login, ()))
        return ResultLine(
            login=login,
            name=name,
            **{figure: self.counts[figure][login] for figure in FIGURES},
            amounts=dict(sorted(self.amounts.get(login, Counter()).items())),
            reply=timedelta(seconds=median(wait.total_seconds() for wait in waits)) if waits else None,
            replies=len(waits),
        )


FIGURES: Final = (
    "contacts",
    "talks",
    "promises",
    "promises_ended",
    "promises_kept",
    "plans",
    "cures",
    "complaints",
)


def _counted(connection: Connection, since: datetime, until: datetime) -> _Found:
    found = _Found()
    for figure, rows in (
        ("contacts", results.contacts(connection, since, until)),
        ("talks", results.right_party(connection, since, until)),
    ):
        for row in rows:
            found.add(figure, _login(row.actor), row.many)
    for row in results.promises_made(connection, since, until):
        for login in (_doer(row.actor), ALL):
            found.add("promises", login, row.many)
            found.add("promises_ended", login, row.many if row.state in ENDED else 0)
            found.add("promises_kept", login, row.many if row.state == "kept" else 0)
    for row in results.plans_agreed(connection, since, until):
        for login in (row.login or BOT, ALL):
            found.add("plans", login, row.many)
    _after_contact(connection, since, until, found)
    for call in calls_between(connection, since, until):
        if call.login is not None and call.took is not None:
            for login in (call.login, ALL):
                found.waits[login].append(call.took)
    return found


def _after_contact(connection: Connection, since: datetime, until: datetime, found: _Found) -> None:
    """Cures, money that came and went back, and complaints, after somebody wrote."""
    for _id, login in _each(connection, "ArrearsCleared", since, until):
        found.add("cures", login)
    held = results.payloads(connection, "HoldPlaced", since, until)
    for id_, login in _each(connection, "HoldPlaced", since, until):
        found.add("complaints", login, int(held[id_]["hold"]["type"] == "complaint"))
    for type_, sign in (("PaymentReceived", 1), ("PaymentReversed", -1)):
        money = results.payloads(connection, type_, since, until)
        for id_, login in _each(connection, type_, since, until):
            found.amounts[login][money[id_]["currency"]] += sign * money[id_]["amount_minor"]


def _each(connection: Connection, type_: str, since: datetime, until: datetime) -> set[tuple[int, str]]:
    """Event and login of everybody who had written, and each event once for all."""
    rows = results.after_contact(connection, type_, since, until)
    return {(row.id, _login(row.actor)) for row in rows} | {(row.id, ALL) for row in rows}


def _login(actor: str | None) -> str:
    return actor.removeprefix(PREFIX) if actor is not None else ALL


def _doer(actor: str) -> str:
    """Who took a promise down: a person, else the bot."""
    return actor.removeprefix("user:") if actor.startswith("user:") else BOT
