"""Guarantors, co-borrowers and representatives have contact points of their own and hear nothing of the borrower's."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from cases.model import Channel, CustodyState
from channels.base import Inbound
from outreach.arrivals import bring_in
from outreach.importing.rows import ImportKind
from outreach.inbound import receive
from tests.support.stage import NOW, PHONE, Stage

ADA = "+12025550177"
LATE = (NOW - timedelta(days=9)).date().isoformat()
GUARANTOR = {
    "borrower_ref": "B-1",
    "party_ref": "P-1",
    "role": "guarantor",
    "name": "Ada Marsh",
    "phone": ADA,
    "consents": "sms",
    "verified": "sms",
    "consented_at": "2026-10-01T09:00:00+02:00",
    "consent_how": "signed contract",
    "consent_proof": "scan 4711",
    "place": "mobile",
    "hours": "18:00-20:30",
    "nickname": "Addie",
}


NUMBERS = count(1)


def writes(stage: Stage, text: str, address: str = ADA) -> None:
    inbound = Inbound(
        channel=Channel.SMS,
        address=address,
        external_id=f"party-{next(NUMBERS)}",
        at=stage.clock.now(),
        text=text,
    )
    receive(stage.runtime, inbound)


@pytest.fixture
def beside(stage: Stage) -> Stage:
    """A late borrower with a guarantor."""
    stage.borrower((LATE, "100"))
    stage.bring("parties", GUARANTOR)
    return stage


def test_a_party_comes_in_with_a_point_of_its_own(beside: Stage) -> None:
    (party,) = beside.view().parties
    assert (party.ref, party.role, party.name) == ("P-1", "guarantor", "Ada Marsh")
    (point,) = beside.view().party_points
    assert (point.address, point.owner, point.party_ref, point.place) == (ADA, "party", "P-1", "mobile")
    assert (point.consent_how, point.consent_proof, point.hours) == ("signed contract", "scan 4711", ("18:00-20:30",))
    assert point.consented_at is not None
    assert point.consented_at.isoformat() == "2026-10-01T07:00:00+00:00"
    assert beside.rows("SELECT details FROM parties") == [('{"nickname": "Addie"}',)]


def test_no_reminder_goes_to_a_guarantor_not_even_where_the_borrower_cannot_be_reached(beside: Stage) -> None:
    beside.do(f"UPDATE contact_points SET bad_at = created_at, bad_reason = 'bounced' WHERE address = '{PHONE}'")
    beside.days(30)
    assert [sent for sent in beside.channels[Channel.SMS].sent if sent.address == ADA] == []
    assert beside.rows(f"SELECT count(*) FROM messages WHERE address = '{ADA}'") == [(0,)]


@pytest.mark.parametrize("text", ["How much do I owe?", "why are you writing", "I will pay tomorrow", "1"])
def test_what_a_guarantor_writes_goes_to_a_person_and_no_debt_is_told(beside: Stage, text: str) -> None:
    writes(beside, text)
    case = beside.case()
    assert (case.custody.state, case.custody.skill) == (CustodyState.QUEUED, "general")
    assert case.custody.reason == "Ada Marsh, the guarantor, wrote; it was not the borrower."
    answers = [row for row in beside.out() if row["address"] == ADA]
    assert [row["template"] for row in answers] == ["awaiting_person"]
    assert case.promises == ()
    assert case.treatment.value != "engaged"


def test_a_representative_is_answered_by_a_specialist(stage: Stage) -> None:
    stage.borrower((LATE, "100"))
    stage.bring("parties", GUARANTOR | {"role": "representative"})
    writes(stage, "I act for Mr Cole")
    custody = stage.case().custody
    assert (custody.skill, custody.reason) == (
        "specialist",
        "Ada Marsh, the representative, wrote; it was not the borrower.",
    )


def test_a_guarantor_says_stop_for_themself_alone(beside: Stage) -> None:
    writes(beside, "STOP")
    view = beside.view()
    assert view.party_points[0].opted_out_at is not None
    assert [point.opted_out_at for point in view.points] == [None] * len(view.points)
    assert beside.said()[-1] == ("stop_done", "sent")
    writes(beside, "START")
    assert beside.view().party_points[0].opted_out_at is None


def test_a_number_that_is_not_the_guarantors_is_marked(beside: Stage) -> None:
    writes(beside, "wrong number")
    assert beside.view().party_points[0].bad_reason == "wrong_person"
    assert all(point.bad_at is None for point in beside.view().points)


def test_the_thread_says_that_it_was_the_guarantor(beside: Stage) -> None:
    from outreach.casebook import thread

    writes(beside, "hello there")
    (line,) = [each for each in thread(beside.runtime, "B-1") if each.direction == "in"]
    assert (line.from_, line.name) == ("party", "Ada Marsh, guarantor")


def test_who_is_a_borrower_too_is_heard_as_one_at_their_own_number(beside: Stage) -> None:
    beside.borrower((LATE, "60"), ref="B-2", loan="L-9", phone=ADA, name="Ada Marsh", consents="sms", verified="sms")
    writes(beside, "How much do I owe?")
    assert beside.case("B-1").custody.state is CustodyState.BOT
    assert any(row["address"] == ADA for row in beside.out("B-2"))


def test_a_number_of_borrower_and_guarantor_stays_the_borrowers_and_is_called_shared(stage: Stage) -> None:
    stage.borrower((LATE, "100"))
    stage.bring("parties", GUARANTOR | {"phone": PHONE})
    view = stage.view()
    assert view.party_points == ()
    assert {point.owner for point in view.points if point.address == PHONE} == {"shared"}


def test_a_guarantors_number_that_is_the_borrowers_after_all_becomes_theirs_unconfirmed(beside: Stage) -> None:
    beside.bring(
        "loans", {"borrower_ref": "B-1", "name": "James Cole", "loan_ref": "L-1", "currency": "USD", "phone": ADA}
    )
    (point,) = [each for each in beside.view().points if each.address == ADA]
    assert (point.owner, point.confirmed_at, point.consented_at) == ("shared", None, None)
    assert beside.view().party_points == ()


def test_the_same_parties_twice_change_nothing_and_a_new_consent_updates(beside: Stage) -> None:
    again = bring_in(beside.runtime, ImportKind.PARTIES, [GUARANTOR]).report
    assert (again.unchanged, again.updated) == (1, 0)
    withdrawn = bring_in(beside.runtime, ImportKind.PARTIES, [GUARANTOR | {"consents": "none"}]).report
    assert withdrawn.updated == 1
    (point,) = beside.view().party_points
    assert (point.consented_at, point.consent_how, point.consent_proof) == (None, None, None)


# Consent and facts of the borrower.


def loan(**columns: Any) -> dict[str, Any]:
    usual = {"borrower_ref": "B-1", "name": "James Cole", "loan_ref": "L-1", "currency": "USD", "phone": PHONE}
    return usual | {"consents": "sms", "timezone": "America/New_York", "jurisdiction": "US"} | columns


def refused(stage: Stage, row: dict[str, Any]) -> str:
    return str(bring_in(stage.runtime, ImportKind.LOANS, [row]).report.rejects[0])


def test_a_borrowers_consent_says_when_how_and_by_what_proof(stage: Stage) -> None:
    stage.bring("loans", loan(consented_at="2026-01-05", consent_how="web form", consent_proof="form 12", owner="work"))
    (point,) = stage.view().points
    assert (point.consent_how, point.consent_proof, point.owner) == ("web form", "form 12", "work")
    assert point.consented_at is not None
    assert point.consented_at.date().isoformat() == "2026-01-05"


def test_facts_that_the_lender_told_are_kept_and_withdrawn(stage: Stage) -> None:
    stage.bring("loans", loan(facts="in_hospital; minor"))
    assert stage.view().borrower.facts == {"in_hospital": True, "minor": True}
    stage.bring("loans", loan(facts=""))
    assert stage.view().borrower.facts == {"in_hospital": True, "minor": True}
    stage.bring("loans", loan(facts='{"breathing_space_until": "2026-12-31"}'))
    assert stage.view().borrower.facts == {"breathing_space_until": "2026-12-31"}
    stage.bring("loans", loan(facts="none"))
    assert stage.view().borrower.facts == {}


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"facts": "in_hospitl"}, "no policy pack asks for the fact 'in_hospitl'; did you mean 'in_hospital'?"),
        ({"facts": "{minor"}, "is no JSON object"),
        ({"hours": "6pm-8pm"}, "'6pm-8pm' are no hours; write them like 18:00-20:30"),
        ({"owner": "wife"}, "'wife' is not one of borrower, shared, work"),
        ({"place": "car"}, "'car' is not one of home, mobile, work, elsewhere"),
        ({"consented_at": "yesterday"}, "'yesterday' is not a time"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(stage: Stage, columns: dict[str, str], reason: str) -> None:
    assert reason in refused(stage, loan(**columns))


def test_a_fact_stops_the_reminder(stage: Stage) -> None:
    stage.borrower((LATE, "100"), facts="minor")
    stage.turn()
    assert {row["decision"]["rule"] for row in stage.out() if row["state"] == "denied"} >= {"base.minor"}


@pytest.mark.parametrize(("owner", "stopped"), [("work", True), ("borrower", False)])
def test_a_number_of_their_work_is_left_alone_where_the_employer_forbids_it(
    stage: Stage, owner: str, stopped: bool
) -> None:
    stage.bring("creditors", {"ref": "birch", "name": "Birch", "actor": "third_party", "kind": "bank"})
    stage.borrower((LATE, "100"), facts="employer_prohibits", owner=owner, creditor="birch")
    stage.turn()
    assert any("employer_prohibits" in (row["decision"]["rule"] or "") for row in stage.out()) is stopped
