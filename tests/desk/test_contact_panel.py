"""The case shows who can be reached where, on whose word, and how well that works."""

from __future__ import annotations

from cases.model import Channel
from outreach import casebook
from outreach.arrivals import bring_in
from outreach.importing.rows import ImportKind
from tests.support.office import EVIL, Office
from tests.support.stage import FakeChannel

ADA = "+12025550177"
GUARANTOR: dict[str, object] = {
    "borrower_ref": "B-1",
    "party_ref": "P-1",
    "role": "guarantor",
    "name": f"Ada {EVIL}",
    "phone": ADA,
    "consents": "sms",
    "verified": "sms",
    "consented_at": "2026-01-05",
    "consent_how": "guarantee, section 3",
    "consent_proof": "scan 4711",
    "place": "mobile",
    "hours": "18:00-20:30",
}
LOAN: dict[str, object] = {"borrower_ref": "B-1", "name": "James Cole", "loan_ref": "L-1", "currency": "USD"}


def brought(office: Office, kind: ImportKind, row: dict[str, object]) -> None:
    assert bring_in(office.runtime, kind, [row]).report.rejects == ()


def panel(office: Office) -> str:
    return " ".join(office.browser("mara").get("/desk/c/B-1").text.split())


def test_a_party_stands_there_with_role_and_points_of_their_own(office: Office) -> None:
    brought(office, ImportKind.PARTIES, GUARANTOR)
    page = panel(office)
    for words in ("guarantor", "Consent 5 Jan 2026, guarantee, section 3", "(scan 4711)", "mobile · only 18:00-20:30"):
        assert words in page, words
    assert EVIL not in page
    assert ADA not in page


def test_consent_owner_place_and_quality_of_the_borrowers_own_points_are_said(office: Office) -> None:
    told = {"phone": "+12025550143", "consents": "sms", "owner": "work", "place": "work"}
    brought(office, ImportKind.LOANS, LOAN | told | {"consent_how": "web form", "facts": "in_hospital"})
    with office.runtime.db.writing() as connection:
        connection.exec_driver_sql("UPDATE contact_points SET delivered_count = 7, failed_count = 1")
    page = panel(office)
    for words in ("web form", "belongs to their work · at work · 7 of 8 delivered", "Told by the lender: in hospital"):
        assert words in page, words


def test_each_loan_says_to_whom_it_is_owed(office: Office) -> None:
    row: dict[str, object] = {"ref": "birch", "name": "Birch Credit", "actor": "third_party", "kind": "bank"}
    brought(office, ImportKind.CREDITORS, row)
    brought(office, ImportKind.LOANS, LOAN | {"creditor": "birch"})
    assert "owed to Birch Credit" in panel(office)


# Writing to a party.


def claimed(office: Office, role: str = "guarantor", **columns: object) -> tuple[Office, str]:
    """A chat that Mara holds, whose guarantor can be written to; what the composer calls them."""
    brought(office, ImportKind.PARTIES, GUARANTOR | {"name": "Ada Marsh", "role": role, "hours": ""} | columns)
    office.writes("hello")
    office.browser("mara").post("/desk/c/B-1/claim")
    (point,) = [each.id for each in casebook.case_view(office.runtime, "B-1").party_points]
    return office, f"party-{point}"


def turned_on(office: Office) -> None:
    sms = FakeChannel(Channel.SMS)
    office.runtime.channels = {**office.runtime.channels, Channel.SMS: sms}


def test_a_collector_writes_to_a_guarantor_and_the_thread_says_so(office: Office) -> None:
    turned_on(office)
    _, way = claimed(office)
    browser = office.browser("mara")
    assert "SMS to Ada Marsh, guarantor" in browser.get("/desk/c/B-1").text
    assert "May write now" in browser.post("/desk/c/B-1/check", data={"text": "Please call us.", "channel": way}).text
    browser.post("/desk/c/B-1/reply", data={"text": "Please call us.", "channel": way})
    (row,) = [each for each in thread(office) if each.to]
    assert (row.to, row.channel, row.state) == ("Ada Marsh, guarantor", "sms", "sent")
    assert "SMS to Ada Marsh, guarantor" in browser.get("/desk/c/B-1").text


def test_a_party_is_written_to_in_the_hours_of_their_number(office: Office) -> None:
    turned_on(office)
    _, way = claimed(office, hours="18:00-20:30")
    gate = office.browser("mara").post("/desk/c/B-1/check", data={"text": "Please call us.", "channel": way}).text
    assert "Held" in gate


def test_nobody_is_written_to_whose_role_no_pack_allows(office: Office) -> None:
    turned_on(office)
    _, way = claimed(office, "reference")
    refused = office.browser("mara").post("/desk/c/B-1/reply", data={"text": "Please call us.", "channel": way})
    assert refused.status_code == 409
    assert [each.state for each in thread(office) if each.to] in ([], ["denied"])


def test_a_word_to_a_party_is_an_answer_only_where_they_wrote(office: Office) -> None:
    turned_on(office)
    _, way = claimed(office)
    office.browser("mara").post("/desk/c/B-1/reply", data={"text": "Please call us.", "channel": way})
    assert [each.kind for each in thread(office) if each.to] == ["service"]


def test_a_party_of_another_case_is_no_way(office: Office) -> None:
    turned_on(office)
    claimed(office)
    refused = office.browser("mara").post("/desk/c/B-1/reply", data={"text": "Hello.", "channel": "party-99"})
    assert refused.status_code == 409
    assert "not one of the case" in refused.text


def thread(office: Office) -> list[casebook.ThreadLine]:
    return casebook.thread(office.runtime, "B-1")
