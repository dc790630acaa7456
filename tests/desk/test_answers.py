"""Claims of payment, disputes and our own mistakes, answered at the desk; photos, shown to signed-in people alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.events import DisputeAnswered, DisputeOpened, PaidClaimed
from cases.model import Channel, HoldType
from channels.base import Inbound, InboundFile
from channels.webchat import webchat_address
from outreach import casebook, casework
from outreach.desk_work import working
from outreach.importing.apply import import_records
from outreach.importing.rows import ImportKind
from outreach.inbound import receive
from outreach.ledgering import after_import
from storage import borrowers, caselog, traffic
from tests.support.office import NOW, Office

JPEG = b"\xff\xd8\xff\xe0" + b"<script>alert(1)</script>"


def heard(office: Office, text: str = "", *files: InboundFile) -> int:
    """Something that the borrower wrote in the web chat, known there."""
    with office.runtime.db.writing() as connection:
        borrower_id = borrowers.id_of(connection, "B-1")
        assert borrower_id is not None
        point = borrowers.add_contact_point(
            connection, borrower_id, Channel.WEBCHAT, webchat_address(borrower_id), now=NOW, consented=True
        )
        borrowers.mark(connection, point.id, confirmed_at=NOW)
    inbound = Inbound(
        channel=Channel.WEBCHAT,
        address=webchat_address(borrower_id),
        external_id=f"w:{text}:{len(files)}",
        at=office.clock.now(),
        text=text or None,
        borrower_id=borrower_id,
        files=files,
    )
    message_id = receive(office.runtime, inbound).message_id
    assert message_id is not None
    return message_id


def case(office: Office) -> casebook.CaseView:
    return casebook.case_view(office.runtime, "B-1")


def claimed(office: Office) -> None:
    heard(office, "hello")
    with working(office.runtime, "B-1", "borrower") as work:
        words = "I paid 186.40 on Nov 20"
        work.apply(PaidClaimed(ref="c1", words=words, until=NOW + timedelta(days=3)))


def disputed(office: Office) -> None:
    row = {"external_ref": "C-1", "loan_ref": "L-1", "charged_on": "2026-11-12", "amount": "99.00", "rule": "sms"}
    after = after_import(office.runtime, None, [])
    assert import_records(office.runtime.db, ImportKind.CHARGES, [row], now=NOW, after=after).rejected == 0
    heard(office, "hello")
    with working(office.runtime, "B-1", "borrower") as work:
        work.apply(DisputeOpened(ref="d1", kind="amount", words="no sms", loan_ref="L-1", charge_ref="C-1"))


def told(office: Office) -> tuple[str, str]:
    """Template and words of the newest text."""
    with office.runtime.db.reading() as connection:
        row = [row for row in traffic.thread(connection, 1) if row.direction == "out"][-1]
    return row.template, row.body


def test_a_photo_stands_in_thread_panel_and_timeline_and_opens_for_nobody_else(office: Office) -> None:
    heard(office, "my receipt", InboundFile(name="x/receipt.html", content=JPEG))
    (proof,) = case(office).proofs
    browser = office.browser("mara")
    address = f"/desk/c/B-1/proofs/{proof.id}"
    assert address in browser.get("/desk/c/B-1/thread").text
    panel = browser.get("/desk/c/B-1/case").text
    assert address in panel
    assert "Photo or file came: receipt.jpg" in panel
    shown = browser.get(address)
    assert (shown.status_code, shown.content) == (200, JPEG)
    assert shown.headers["content-type"] == "image/jpeg"
    assert shown.headers["content-disposition"].startswith('attachment; filename="receipt.jpg"')
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in shown.headers["content-security-policy"]
    assert "script-src" not in shown.headers["content-security-policy"]
    assert office.browser("imani").get(address).status_code == 403
    assert browser.get(f"/desk/c/B-2/proofs/{proof.id}").status_code == 404


def test_a_payment_that_a_person_found_is_told_and_nothing_is_asked_without_an_end(office: Office) -> None:
    claimed(office)
    assert office.browser("mara").post("/desk/c/B-1/claims/c1", data={"answer": "found"}).status_code == 200
    template, words = told(office)
    assert (template, "We found your $186.40 from" in words) == ("paid_found", True)
    (hold,) = case(office).case.holds
    assert (hold.until, hold.lifted_at) == (None, None)
    assert "payment_to_post" in [task.kind for task in case(office).tasks]


def test_a_payment_that_is_not_found_is_told_with_day_and_amount_and_the_claim_ends(office: Office) -> None:
    claimed(office)
    assert office.browser("mara").post("/desk/c/B-1/claims/c1", data={"answer": "not_found"}).status_code == 200
    template, words = told(office)
    assert template == "paid_not_found"
    assert "$186.40 from Fri, Nov 20" in words
    assert case(office).case.holds[0].lifted_at is not None


def test_one_more_thing_is_asked_for_and_the_claim_goes_on(office: Office) -> None:
    claimed(office)
    office.clock.set(NOW + timedelta(days=1))
    heard(office, "still there?")
    assert office.browser("mara").post("/desk/c/B-1/claims/c1", data={"answer": "more"}).status_code == 200
    template, words = told(office)
    assert (template, "Mara Lind looked for $186.40" in words) == ("paid_more", True)
    (hold,) = case(office).case.holds
    assert hold.from_at == NOW
    assert hold.until is not None
    assert hold.until > NOW + timedelta(days=3)


@pytest.mark.parametrize(("hold", "answer"), [("c1", "perhaps"), ("gone", "found")])
def test_a_claim_that_is_not_there_or_an_answer_that_is_none_is_refused(office: Office, hold: str, answer: str) -> None:
    claimed(office)
    assert office.browser("mara").post(f"/desk/c/B-1/claims/{hold}", data={"answer": answer}).status_code == 409
    assert case(office).case.holds[0].lifted_at is None


def test_an_upheld_dispute_takes_the_charge_off_and_says_what_is_due_now(office: Office) -> None:
    disputed(office)
    before = case(office).position.arrears[0].minor
    devin = office.browser("devin")
    assert "no sms" in devin.get("/desk/c/B-1/disputes/d1").text
    form = {"result": "upheld", "why": "The contract has no consent to texts."}
    assert devin.post("/desk/c/B-1/disputes/d1", data=form).status_code == 200
    after = case(office).position.arrears[0].minor
    assert before - after == 9900
    template, words = told(office)
    assert template == "dispute_result"
    assert "you were right. The contract has no consent to texts." in words
    assert "$372.80 is due." in words
    (hold,) = case(office).case.holds
    assert hold.lift_why == form["why"]


def test_a_charge_that_was_partly_wrong_is_set_to_what_it_is(office: Office) -> None:
    disputed(office)
    devin = office.browser("devin")
    form = {"result": "partly", "why": "One month was agreed.", "charge": "9.00"}
    assert devin.post("/desk/c/B-1/disputes/d1", data={**form, "charge": "120"}).status_code == 409
    assert devin.post("/desk/c/B-1/disputes/d1", data=form).status_code == 200
    assert case(office).position.arrears[0].minor == 37280 + 900


def test_a_dispute_that_is_not_upheld_changes_nothing_but_is_told(office: Office) -> None:
    disputed(office)
    form = {"result": "not_upheld", "why": "You agreed on March 2."}
    assert office.browser("devin").post("/desk/c/B-1/disputes/d1", data=form).status_code == 200
    assert "the amount stands. You agreed on March 2." in told(office)[1]
    assert case(office).position.arrears[0].minor == 37280 + 9900


def test_upheld_without_a_charge_to_correct_keeps_demands_off(office: Office) -> None:
    heard(office, "hello")
    with working(office.runtime, "B-1", "borrower") as work:
        work.apply(DisputeOpened(ref="d2", kind="not_mine", words="not mine", loan_ref="L-1"))
    form = {"result": "upheld", "why": "It belongs to somebody else."}
    assert office.browser("devin").post("/desk/c/B-1/disputes/d2", data=form).status_code == 200
    live = [hold.type for hold in case(office).case.holds if hold.lifted_at is None]
    assert live == [HoldType.MANUAL]
    assert "correct_figures" in [task.kind for task in case(office).tasks]


def test_an_outcome_that_cannot_be_told_is_not_recorded(office: Office) -> None:
    disputed(office)
    casework.claim(office.runtime, "B-1", "ilse")
    form = {"result": "not_upheld", "why": "You agreed on March 2."}
    assert office.browser("devin").post("/desk/c/B-1/disputes/d1", data=form).status_code == 409
    assert case(office).case.holds[0].lifted_at is None
    with office.runtime.db.reading() as connection:
        assert not any(isinstance(each.event, DisputeAnswered) for each in caselog.of_case(connection, 1))


def test_a_collector_answers_a_dispute_and_the_borrower_is_told(office: Office) -> None:
    disputed(office)
    mara = office.browser("mara")
    assert "/disputes/d1" in mara.get("/desk/c/B-1/case").text
    form = {"result": "upheld", "why": "They are right."}
    assert mara.post("/desk/c/B-1/disputes/d1", data=form).status_code == 200
    assert told(office)[0] == "dispute_result"
    assert case(office).case.holds[0].lifted_by == "user:mara"


def test_a_collector_lifts_no_dispute_without_a_word_to_the_borrower(office: Office) -> None:
    disputed(office)
    answer = office.browser("mara").post("/desk/c/B-1/holds/d1/lift", data={"why": "never mind"})
    assert (answer.status_code, "A supervisor may lift this hold" in answer.text) == (409, True)
    assert case(office).case.holds[0].lifted_at is None


def test_our_mistake_is_told_once_where_the_message_went(office: Office) -> None:
    heard(office, "hello")
    with office.runtime.db.reading() as connection:
        row = [row for row in traffic.thread(connection, 1) if row.direction == "out" and row.sent_at][-1]
    browser = office.browser("mara")
    assert "our mistake" in browser.get(f"/desk/c/B-1/why/{row.id}").text
    done = browser.post(f"/desk/c/B-1/mistakes/{row.id}")
    assert done.status_code == 200
    assert told(office)[0] == "our_mistake"
    again = browser.post(f"/desk/c/B-1/mistakes/{row.id}")
    assert (again.status_code, "told already" in again.text) == (409, True)
    assert browser.post("/desk/c/B-1/mistakes/99999").status_code == 409
