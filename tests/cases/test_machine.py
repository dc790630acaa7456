"""The treatment table: every row moves, nothing else does, and the log replays to the same case."""

from __future__ import annotations

import runpy
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cases.events import (
    EVENTS,
    ArrearsCleared,
    CaseClosed,
    CaseOpened,
    Event,
    FellLate,
    PromiseKept,
    PromiseMade,
    Reopened,
)
from cases.machine import MACHINE, STRICT, TABLE, IllegalMove, decide, move, replay
from cases.model import Case, ClosedReason, PromiseState, Treatment

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)

ROWS = [(event, source, to) for event, sources, to in TABLE for source in sources.split()]


def bare(name: str) -> Event:
    """An event of this name with no more in it than the table needs."""
    return object.__new__(EVENTS[name])


@pytest.mark.parametrize(("event", "source", "to"), ROWS)
def test_each_row_moves_the_treatment(event: str, source: str, to: str) -> None:
    assert move(Treatment(source), bare(event)) is Treatment(to)


@pytest.mark.parametrize("name", sorted({event for event, _, _ in TABLE}))
def test_every_event_of_the_table_exists(name: str) -> None:
    assert name in EVENTS


@pytest.mark.parametrize("name", sorted(STRICT))
def test_a_strict_event_is_refused_where_the_table_has_no_row(name: str) -> None:
    sources = {source for event, source, _ in ROWS if event == name}
    for treatment in set(Treatment) - {Treatment(source) for source in sources}:
        with pytest.raises(IllegalMove, match=treatment.value):
            move(treatment, bare(name))


def test_a_closed_case_is_left_by_reopening_and_reversal_only() -> None:
    leaving = {event for event, source, _ in ROWS if source == "closed"}
    assert leaving == {"Reopened", "PaymentReversed"}


def test_every_treatment_can_be_reached_from_idle() -> None:
    reached = {"idle"}
    while more := {to for _, source, to in ROWS if source in reached} - reached:
        reached |= more
    assert reached == {treatment.value for treatment in Treatment}


def test_the_machine_knows_no_state_that_the_vocabulary_does_not() -> None:
    assert set(MACHINE.states) == {treatment.value for treatment in Treatment}


def test_the_diagram_in_the_docs_is_the_table() -> None:
    page = runpy.run_path(str(ROOT / "scripts" / "states.py"))["page"]()
    assert (ROOT / "docs" / "states.md").read_text("utf-8") == page


def test_replaying_the_log_gives_the_same_case() -> None:
    log: tuple[tuple[Event, datetime], ...] = (
        (CaseOpened(borrower_ref="B-1"), NOW),
        (FellLate(oldest_due_on=date(2026, 11, 20)), NOW),
        (PromiseMade(ref="p1", amount_minor=100, currency="USD", due_on=date(2026, 12, 4)), NOW),
        (PromiseKept(ref="p1"), NOW),
        (ArrearsCleared(settled=True), NOW),
        (CaseClosed(reason=ClosedReason.PAID), NOW),
        (Reopened(why="a charge came in"), NOW),
    )
    case = Case(borrower_ref="B-1")
    for event, at in log:
        case = decide(case, event, at).case
    assert replay("B-1", log) == case
    assert case.treatment is Treatment.OUTREACH
    assert case.closed_reason is None
    assert [promise.state for promise in case.promises] == [PromiseState.KEPT]
    assert case.cycle == 1
