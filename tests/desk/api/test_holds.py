"""Holds that the lender's systems tell of, over the interface for programs."""

from __future__ import annotations

from typing import Any

import pytest

from cases.model import HoldType
from desk.api.shapes import HoldAnswer
from outreach.holding import By, HoldTerms, place_hold
from tests.desk.api.conftest import Lender

HOLD = {
    "borrower": "B-1",
    "type": "breathing_space",
    "source": "the insolvency register",
    "evidence": "BS-2026-118",
    "from": "2026-11-24T00:00:00Z",
    "until": "2027-01-23T00:00:00Z",
    "ref": "BS-1",
}


@pytest.fixture
def late(lender: Lender) -> Lender:
    lender.bring()
    return lender


def test_a_hold_is_placed_shown_and_lifted(late: Lender) -> None:
    answer = late.post("holds", HOLD)
    assert answer.status_code == 201
    told: dict[str, Any] = answer.json()
    assert (told["hold"]["may_lift"], told["hold"]["placed_by"]) == ("supervisor", "api:core banking")
    (shown,) = late.get("/cases/B-1").json()["holds"]
    assert HoldAnswer.model_validate(shown).evidence == "BS-2026-118"
    assert (shown["live"], shown["blocks"], shown["until"]) == (True, "all_but_required", "2027-01-23T00:00:00Z")
    assert late.post("holds/BS-1/lift", {}).status_code == 400
    lifted = late.post("holds/BS-1/lift", {"why": "left the scheme"}).json()
    assert (lifted["lifted_by"], lifted["lift_why"], lifted["live"]) == ("api:core banking", "left the scheme", False)
    assert late.get("/cases/B-1").json()["holds"] == []
    assert late.post("holds/BS-1/lift", {"why": "again"}).status_code == 404


def test_the_same_hold_sent_again_changes_nothing(late: Lender) -> None:
    late.post("holds", HOLD)
    again = late.post("holds", HOLD)
    assert (again.status_code, again.json()["repeated"]) == (200, True)
    assert len(late.get("/cases/B-1").json()["holds"]) == 1


def test_a_hold_from_the_past_is_answered_with_what_should_not_have_gone(late: Lender) -> None:
    late.wait(1)
    sent = [row for row in late.messages() if row["sent_at"]]
    assert sent
    told = late.post("holds", HOLD | {"type": "bankruptcy", "from": "2026-11-01T00:00:00Z"}).json()
    assert [each["id"] for each in told["should_not_have_gone"]] == [row["id"] for row in sent]


def test_what_people_or_the_borrower_placed_no_program_lifts(late: Lender) -> None:
    terms = HoldTerms(type=HoldType.MANUAL, source="asked by phone", ref="M-1")
    place_hold(late.runtime, "B-1", By(actor="user:ana", role="collector"), terms)
    answer = late.post("holds/M-1/lift", {"why": "not wanted"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "refused")


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"borrower": "B-9"}, 404, "B-9"),
        ({"type": "flu"}, 400, "type"),
        ({"from": "2026-11-24"}, 400, "from"),
        ({"until": "2026-11-01T00:00:00Z"}, 400, "later than its beginning"),
        ({"colour": "red"}, 400, "colour"),
        ({"source": ""}, 400, "source"),
    ],
)
def test_a_hold_that_cannot_be_is_refused(late: Lender, change: dict[str, str], status: int, words: str) -> None:
    answer = late.post("holds", HOLD | change)
    assert answer.status_code == status
    assert words in answer.json()["error"]["message"]
    assert late.get("/cases/B-1").json()["holds"] == []
