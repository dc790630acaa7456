"""Claiming, answering, noting and handing back, through the pages and the real verbs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from cases.events import HoldPlaced
from cases.model import CustodyState, Hold, HoldType, PromiseState
from outreach import casebook
from outreach.desk_work import working
from outreach.worklist import worklist_of
from storage import waiting
from storage.tables import messages
from tests.support.office import EVIL, Office


def custody(office: Office, ref: str = "B-1") -> tuple[CustodyState, str | None]:
    found = casebook.case_view(office.runtime, ref).case.custody
    return found.state, found.holder


def sent(office: Office) -> list[Any]:
    with office.runtime.db.reading() as connection:
        return list(connection.execute(select(messages).where(messages.c.direction == "out").order_by(messages.c.id)))


def test_who_waits_is_listed_with_words_reason_and_amount(office: Office) -> None:
    office.writes("Can somebody look at it with me?")
    page = office.browser("mara").get("/desk/work").text
    for words in ("James Cole", "Can somebody look at it with me?", "Asked for a person", "$372.80 · 35 d"):
        assert words in page, words


def test_the_list_is_found_by_name_loan_number_and_words(office: Office) -> None:
    office.writes("the letter from the bank")
    browser = office.browser("mara")
    for words in ("james", "L-1", "0143", "LETTER from"):
        assert "James Cole" in browser.get("/desk/queue", params={"view": "all", "words": words}).text, words
    for words in ("nobody", "%", "_____"):
        assert "James Cole" not in browser.get("/desk/queue", params={"view": "all", "words": words}).text, words


def test_the_most_urgent_stands_first_and_mine_before_it(office: Office) -> None:
    office.writes("first", "B-1")
    office.passes(timedelta(minutes=1))
    office.writes("second", "B-2")
    office.passes(timedelta(minutes=1))
    office.writes("third", "B-3")
    mara = office.people["mara"]
    assert [row.ref for row in worklist_of(office.runtime, mara).rows] == ["B-1", "B-3", "B-2"]
    office.browser("mara").post("/desk/c/B-3/claim")
    assert [row.ref for row in worklist_of(office.runtime, mara).rows] == ["B-3", "B-1", "B-2"]
    assert [row.group for row in worklist_of(office.runtime, mara, view="all").rows] == ["mine", "waiting", "waiting"]
    assert worklist_of(office.runtime, mara).waiting == 2


def test_the_filter_by_language_leaves_the_others_out(office: Office) -> None:
    office.writes("hello", "B-1")
    office.writes("你好", "B-3")
    page = office.browser("mara").get("/desk/work?locale=zh-Hans").text
    assert "赵婷" in page
    assert "James Cole" not in page


def test_claiming_gives_the_composer_and_the_first_one_wins(office: Office) -> None:
    office.writes("hello")
    claimed = office.browser("mara").post("/desk/c/B-1/claim")
    assert claimed.status_code == 200
    assert 'id="draft"' in claimed.text
    refused = office.browser("ilse").post("/desk/c/B-1/claim")
    assert refused.status_code == 409
    assert "Mara Lind holds this chat." in refused.text
    assert 'id="draft"' not in refused.text
    assert custody(office) == (CustodyState.COLLECTOR, "mara")


def test_a_reply_goes_through_the_outbox_and_stands_in_the_thread(office: Office) -> None:
    office.writes("hello")
    browser = office.browser("mara")
    browser.post("/desk/c/B-1/claim")
    answer = browser.post("/desk/c/B-1/reply", data={"text": "Hello James, Mara here.", "channel": "webchat"})
    assert answer.status_code == 200
    assert '"sent"' in answer.headers["HX-Trigger"]
    row = sent(office)[-1]
    assert (row.body, row.state, row.actor, row.decision) == (
        "Hello James, Mara here.",
        "sent",
        "collector:mara",
        "allow",
    )
    thread = browser.get("/desk/c/B-1/thread").text
    assert "Hello James, Mara here." in thread
    assert "<b>You</b>" in thread
    assert "<b>Mara Lind</b>" in office.browser("ilse").get("/desk/c/B-1/thread").text


def test_who_does_not_hold_the_chat_cannot_reply(office: Office) -> None:
    office.writes("hello")
    office.browser("mara").post("/desk/c/B-1/claim")
    before = len(sent(office))
    refused = office.browser("ilse").post("/desk/c/B-1/reply", data={"text": "mine", "channel": "webchat"})
    assert refused.status_code == 409
    assert "Mara Lind holds this chat now." in refused.text
    assert len(sent(office)) == before


def test_a_supervisor_takes_over_and_the_first_holder_is_told(office: Office) -> None:
    office.writes("hello")
    mara = office.browser("mara")
    mara.post("/desk/c/B-1/claim")
    assert office.browser("devin").post("/desk/c/B-1/take-over").status_code == 200
    told = mara.get("/desk/c/B-1/composer?was=mine").text
    assert "Devin Ashe took this chat." in told
    assert 'id="draft"' not in told


def test_a_lease_that_runs_out_is_said_and_the_composer_goes(office: Office) -> None:
    office.writes("hello")
    browser = office.browser("mara")
    browser.post("/desk/c/B-1/claim")
    assert browser.get("/desk/c/B-1/composer?was=mine").status_code == 204, "nothing to change yet"
    office.passes(timedelta(minutes=14))
    assert browser.post("/desk/c/B-1/renew").status_code == 200
    office.passes(timedelta(minutes=14))
    assert 'id="draft"' in browser.get("/desk/c/B-1/composer").text, "activity kept it"
    office.passes(timedelta(minutes=2))
    lost = browser.get("/desk/c/B-1/composer?was=mine").text
    assert "You no longer hold this chat." in lost
    assert "claim again to send it" in lost


def test_the_gate_says_beforehand_what_it_would_say(office: Office) -> None:
    office.writes("hello")
    browser = office.browser("mara")
    browser.post("/desk/c/B-1/claim")
    allowed = browser.post("/desk/c/B-1/check", data={"text": "Good morning", "channel": "webchat"}).text
    assert "May write now" in allowed
    assert "12 characters" in allowed
    denied = browser.post("/desk/c/B-1/check", data={"text": "Good morning", "channel": "sms"}).text
    assert "May not write" in denied
    assert "1 segment, GSM-7" in denied
    refused = browser.post("/desk/c/B-1/reply", data={"text": "Good morning", "channel": "sms"})
    assert refused.status_code == 409
    assert "Not sent." in refused.text
    assert [row.state for row in sent(office) if row.channel == "sms"] == ["denied"]


def test_a_required_notice_is_marked_by_the_person_who_lets_it_go(office: Office) -> None:
    office.writes("hello")
    browser = office.browser("mara")
    assert 'name="notice"' in browser.post("/desk/c/B-1/claim").text
    words = {"text": "The court was told.", "channel": "webchat"}
    browser.post("/desk/c/B-1/reply", data=words)
    browser.post("/desk/c/B-1/reply", data=words | {"notice": "true"})
    assert [row.kind for row in sent(office)][-2:] == ["reply", "required_notice"]


def test_only_channels_that_can_send_are_offered(office: Office) -> None:
    office.writes("hello")
    composer = office.browser("mara").post("/desk/c/B-1/claim").text
    assert 'value="webchat" checked' in composer
    assert 'value="sms"' not in composer, "SMS is not configured here"


def test_a_note_is_for_colleagues_only(office: Office) -> None:
    office.writes("hello")
    browser = office.browser("ilse")
    before = len(sent(office))
    assert browser.post("/desk/c/B-1/note", data={"text": "Careful, ill."}).status_code == 200
    assert browser.post("/desk/c/B-1/note", data={"text": "  "}).status_code == 409
    assert "Careful, ill." in office.browser("mara").get("/desk/c/B-1/thread").text
    assert len(sent(office)) == before


def test_handing_back_wants_an_outcome_and_a_whole_promise(office: Office) -> None:
    office.writes("hello")
    browser = office.browser("mara")
    browser.post("/desk/c/B-1/claim")
    assert "Choose what the conversation came to." in browser.post("/desk/c/B-1/hand-back").text
    half = browser.post("/desk/c/B-1/hand-back", data={"outcome": "promise", "amount": "12.345", "currency": "USD"})
    assert half.status_code == 422
    assert "12.345 has more decimals than USD (2)." in half.text
    assert "By which day?" in half.text
    assert custody(office) == (CustodyState.COLLECTOR, "mara")


def test_handing_back_with_a_promise_makes_it_a_fact_and_the_bot_says_so(office: Office) -> None:
    office.writes("hello")
    browser = office.browser("mara")
    browser.post("/desk/c/B-1/claim")
    promise = {"amount": "1,00.50", "currency": "USD", "due_on": "2026-12-04"}
    done = browser.post("/desk/c/B-1/hand-back", data={"outcome": "promise", "avoid": "the employer", **promise})
    assert done.status_code == 200, done.text
    assert '"closed"' in done.headers["HX-Trigger"]
    case = casebook.case_view(office.runtime, "B-1").case
    assert custody(office)[0] is CustodyState.BOT
    assert [(each.amount_minor, each.state) for each in case.promises] == [(10050, PromiseState.OPEN)]
    assert (sent(office)[-1].template, sent(office)[-1].actor) == ("hand_back", "bot")
    assert "Agreed with Mara: $100.50 by Fri, Dec 4" in sent(office)[-1].body, "with the one who held it"
    assert "Handed back." in browser.get("/desk/c/B-1/composer?was=mine").text
    timeline = browser.get("/desk/c/B-1/case").text
    assert "Promise: $100.50 by Fri 4 Dec" in timeline
    assert "the employer" in timeline


def test_a_task_is_ended_with_what_came_of_it(office: Office) -> None:
    with working(office.runtime, "B-1", "system") as work:
        task = waiting.open_task(
            work.connection, work.case_id, "check_payment", "20 Nov, 186.40", now=work.now, due_by=None
        )
    browser = office.browser("mara")
    assert "20 Nov, 186.40" in browser.get("/desk/c/B-1/case").text
    assert browser.post(f"/desk/c/B-1/tasks/{task}", data={"outcome": ""}).status_code == 409
    assert browser.post(f"/desk/c/B-1/tasks/{task}", data={"outcome": "Found it"}).status_code == 200
    assert "20 Nov, 186.40" not in browser.get("/desk/c/B-1/case").text


def test_a_hold_is_lifted_by_the_role_it_names(office: Office) -> None:
    with working(office.runtime, "B-1", "system") as work:
        hold = Hold(ref="h1", type=HoldType.MANUAL, from_at=work.now, source="by a manager", may_lift="supervisor")
        work.apply(HoldPlaced(hold=hold))
    refused = office.browser("mara").post("/desk/c/B-1/holds/h1/lift", data={"why": "done"})
    assert refused.status_code == 409
    assert "A supervisor may lift this hold" in refused.text
    assert office.browser("devin").post("/desk/c/B-1/holds/h1/lift", data={"why": "done"}).status_code == 200
    assert casebook.case_view(office.runtime, "B-1").case.holds[0].lifted_at is not None


def test_a_message_that_was_stopped_says_why(office: Office) -> None:
    with working(office.runtime, "B-1", "system") as work:
        why = {"status": "law", "source": "15 U.S.C. 1692c", "fired": []}
        row = {"borrower_id": work.file.borrower_id, "case_id": work.case_id, "loans": [], "channel": "sms"}
        row |= {
            "direction": "out",
            "actor": "bot",
            "kind": "demand",
            "state": "held",
            "body": "Reminder",
            "choices": [],
        }
        row |= {"planned_at": work.now, "decision": "hold", "decision_until": work.now + timedelta(hours=3)}
        row |= {"decision_rule": "us.hours", "decision_why": why}
        message = work.connection.execute(messages.insert().values(**row).returning(messages.c.id)).scalar_one()
    browser = office.browser("mara")
    assert "Held until Tue 24 Nov, 13:00" in browser.get("/desk/c/B-1/thread").text
    drawer = browser.get(f"/desk/c/B-1/why/{message}").text
    assert "Why this message was held" in drawer
    assert "us.hours" in drawer
    assert browser.get("/desk/c/B-1/why/999").status_code == 404


def test_what_borrowers_write_and_are_called_never_becomes_markup(office: Office) -> None:
    office.writes(EVIL, "B-2")
    browser = office.browser("mara")
    browser.post("/desk/c/B-2/note", data={"text": EVIL})
    browser.post("/desk/c/B-2/claim")
    for path in ("/desk/c/B-2", "/desk/queue", "/desk/c/B-2/thread", "/desk/c/B-2/hand-back", "/desk/c/B-2/case"):
        page = browser.get(path).text
        assert EVIL not in page, path
    assert "&lt;script&gt;" in browser.get("/desk/c/B-2/thread").text


def test_contact_points_are_masked(office: Office) -> None:
    page = office.browser("mara").get("/desk/c/B-1").text
    assert "+12 ••• 0143" in page
    assert "2025550143" not in page


def test_the_case_explains_its_arrears_line_by_line(office: Office) -> None:
    page = office.browser("mara").get("/desk/c/B-1/case").text
    for words in ("372.80", "B2 · 35 days", "Principal no. 1", "Interest no. 2", "141.15", "45.25"):
        assert words in page, words


def test_an_unknown_borrower_is_no_page(office: Office) -> None:
    answer = office.browser("mara").get("/desk/c/NOBODY")
    assert answer.status_code == 404
    assert "There is no borrower" in answer.text
