"""Team results, for supervisors: a table of a period, and the same for a spreadsheet."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Query
from starlette.responses import Response

from cases.money import Money, plain
from desk.tongue import mark, say
from desk.visit import Visit, Visited
from outreach import doings
from outreach.refusals import Refused
from outreach.results import BOT, ResultLine, Results, results_of
from outreach.sheets import Cell, sheet

router = APIRouter()
Day = Annotated[str, Query(max_length=10)]
HEAD: Final = (
    mark("Name"),
    mark("Contacts"),
    mark("Right-party conversations"),
    mark("Promises made"),
    mark("Promises ended"),
    mark("Promises kept"),
    mark("Kept share, %"),
    mark("Plans agreed"),
    mark("Cures after contact"),
    mark("Calls answered"),
    mark("Median first reply, seconds"),
    mark("Complaints after contact"),
)
"""Columns of the file; amounts by currency follow."""


@router.get("/results", name="results")
def results(visit: Visited, first: Day = "", last: Day = "") -> Response:
    """The table; a period that cannot be is said."""
    try:
        found, refusal = _found(visit, first, last), None
    except Refused as refused:
        found, refusal = results_of(visit.runtime, visit.person), str(refused)
    status = 422 if refusal else 200
    return visit.page("results.html", status=status, found=found, refusal=refusal, bot=BOT, room="results")


@router.get("/results.csv", name="results_file")
def results_file(visit: Visited, first: Day = "", last: Day = "") -> Response:
    """A download. That it was taken is kept."""
    try:
        found = _found(visit, first, last)
    except Refused as refused:
        return visit.page("parts/problem.html", status=422, title=say("No such period"), what=str(refused))
    lines = [*found.lines, found.all]
    currencies = sorted({currency for line in lines for currency in line.amounts})
    head = [*(say(name) for name in HEAD), *(say("Amounts, %(currency)s", currency=each) for each in currencies)]
    made = sheet(head, [_row(line, currencies) for line in lines])
    doings.record(
        visit.runtime, visit.person.login, "results_exported", f"{found.first.isoformat()}/{found.last.isoformat()}"
    )
    name = f"results-{found.first.isoformat()}-{found.last.isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(made, media_type="text/csv; charset=utf-8", headers=headers)


def _found(visit: Visit, first: str, last: str) -> Results:
    try:
        days = [date.fromisoformat(each) if each else None for each in (first, last)]
    except ValueError:
        raise Refused("A day is written as 2026-11-24.") from None
    return results_of(visit.runtime, visit.person, days[0], days[1])


def name_of(line: ResultLine) -> str:
    """Whose line it is, in the reader's language."""
    if line.login == BOT:
        return say("The bot")
    return line.name or say("In all")


def _row(line: ResultLine, currencies: list[str]) -> list[Cell]:
    share = round(line.kept_share * 100, 1) if line.kept_share is not None else None
    return [
        name_of(line),
        line.contacts,
        line.talks,
        line.promises,
        line.promises_ended,
        line.promises_kept,
        share,
        line.plans,
        line.cures,
        line.replies,
        round(line.reply.total_seconds()) if line.reply is not None else None,
        line.complaints,
        *(plain(Money(currency=each, minor=line.amounts.get(each, 0))) for each in currencies),
    ]
