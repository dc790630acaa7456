"""Who holds the conversation: every change of hands grows the token, and only the holder may act."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cases import custody
from cases.custody import CustodyRefused
from cases.events import Claimed, HandedBack, LeaseExpired, LeaseRenewed, PersonRequested
from cases.machine import decide
from cases.model import Case, Custody, CustodyState

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)
LATER = NOW + timedelta(minutes=15)
WANTED = PersonRequested(skill="general", priority=1, reason="asked", due_by=LATER)
URGENT = PersonRequested(skill="distress", priority=3, reason="words of despair", due_by=NOW)
CLAIMED = Claimed(login="ana", lease_until=LATER)


def after(*events: object) -> Custody:
    """The custody of a fresh case after these facts."""
    case = Case(borrower_ref="B-1")
    for event in events:
        case = decide(case, event, NOW).case  # type: ignore[arg-type]  # every event of the table is one
    return case.custody


@pytest.mark.parametrize(
    ("events", "state", "holder", "token"),
    [
        ((), CustodyState.BOT, None, 0),
        ((WANTED,), CustodyState.QUEUED, None, 1),
        ((WANTED, WANTED), CustodyState.QUEUED, None, 1),
        ((WANTED, CLAIMED), CustodyState.COLLECTOR, "ana", 2),
        ((CLAIMED,), CustodyState.COLLECTOR, "ana", 1),
        ((CLAIMED, WANTED), CustodyState.COLLECTOR, "ana", 1),
        ((CLAIMED, LeaseRenewed(lease_until=LATER)), CustodyState.COLLECTOR, "ana", 1),
        ((CLAIMED, Claimed(login="ben", lease_until=LATER)), CustodyState.COLLECTOR, "ben", 2),
        ((CLAIMED, LeaseExpired()), CustodyState.QUEUED, None, 2),
        ((WANTED, CLAIMED, HandedBack(outcome="other", agreed="")), CustodyState.BOT, None, 3),
    ],
)
def test_each_fact_changes_hands_as_it_should(
    events: tuple[object, ...], state: CustodyState, holder: str | None, token: int
) -> None:
    found = after(*events)
    assert (found.state, found.holder, found.token) == (state, holder, token)


def test_who_waits_keeps_their_place_and_takes_the_graver_reason() -> None:
    found = after(WANTED, URGENT)
    assert (found.priority, found.skill, found.reason) == (3, "distress", "words of despair")
    assert (found.due_by, found.queued_at) == (URGENT.due_by, NOW)
    assert after(URGENT, WANTED).skill == "distress"


def test_a_lease_that_ran_out_goes_back_with_its_skill_and_reason() -> None:
    found = after(URGENT, CLAIMED, LeaseExpired(due_by=LATER))
    assert (found.skill, found.reason, found.due_by, found.lease_until) == (
        "distress",
        "words of despair",
        LATER,
        None,
    )


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (Custody(), "claim it first"),
        (Custody(state=CustodyState.QUEUED), "claim it first"),
        (Custody(state=CustodyState.COLLECTOR, holder="ben"), "ben holds"),
        (Custody(state=CustodyState.COLLECTOR, holder="ana", lease_until=NOW), "ran out"),
    ],
)
def test_only_the_holder_passes_and_only_in_time(held: Custody, words: str) -> None:
    with pytest.raises(CustodyRefused, match=words):
        custody.require_holder(held, "ana", NOW)
    custody.require_holder(Custody(state=CustodyState.COLLECTOR, holder="ana", lease_until=LATER), "ana", NOW)
