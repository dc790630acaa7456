"""What was heard stands at the message with its reason; supervisors settle many at once; nobody else does."""

from __future__ import annotations

import tomllib

import pytest

from cases.reading import Intent
from desk.heard import NAMES, REASONS, pieces
from desk.tongue import ENGLISH, speak
from outreach import casebook
from outreach.readings import CORRECTED, LOW, SECOND
from outreach.reviewing import propose
from tests.support.office import EVIL, Office
from understanding.outside import INTENTS

CLEAR = "I can pay 200 on Friday, 4 December"
ODD = "hm well you know how it is with James Cole"


def test_every_intent_and_reason_has_a_name() -> None:
    assert set(NAMES) == set(INTENTS)
    assert set(REASONS) == {LOW, SECOND, CORRECTED}


@pytest.mark.parametrize(
    ("text", "spans", "marked"),
    [
        ("pay 50 on friday", ("50", "friday"), ["50", "friday"]),
        ("50 then 50", ("50", "50"), ["50", "50"]),
        ("500, of it 50", ("50",), ["50"]),
        ("next\n friday", ("next friday",), ["next\n friday"]),
        ("50 on friday", ("50 on friday", "friday"), ["50 on friday"]),
        ("nothing", ("", "50"), []),
        ("(50", ("(50",), ["(50"]),
    ],
)
def test_pieces_of_the_text_are_marked(text: str, spans: tuple[str, ...], marked: list[str]) -> None:
    found = list(pieces(text, spans))
    assert "".join(piece for piece, _ in found) == text
    assert [piece for piece, on in found if on] == marked


def last_message(office: Office, ref: str = "B-1") -> int:
    return casebook.thread(office.runtime, ref)[-1].id


def corrected(office: Office, text: str, intent: Intent, ref: str = "B-1") -> int:
    office.writes(text, ref)
    message_id = last_message(office, ref)
    propose(office.runtime, office.people["mara"], ref, message_id, intent)
    return message_id


def test_the_thread_says_what_was_heard(office: Office) -> None:
    office.writes(CLEAR)
    page = office.browser("mara").get("/desk/c/B-1").text
    assert "<span>heard:</span> promise, 200.00, Fri 4 Dec" in page
    office.browser("mara").post("/desk/tongue", data={"tongue": "zh-Hans"})
    there = office.browser("mara").get("/desk/c/B-1", headers={"Accept-Language": "zh-CN"}).text
    assert "<span>听到:</span> 承诺还款，200.00，12月4日周五" in there


def test_the_dialog_quotes_the_text_with_its_marks_and_its_reason(office: Office) -> None:
    office.writes(f"{CLEAR} {EVIL}")
    browser = office.browser("mara")
    dialog = browser.get(f"/desk/c/B-1/heard/{last_message(office)}").text
    assert "<mark>200</mark>" in dialog
    assert "<mark>Friday, 4 December</mark>" in dialog
    assert EVIL not in dialog
    assert "sure" in dialog
    assert browser.get("/desk/c/B-1/heard/9999").status_code == 404
    assert browser.get(f"/desk/c/B-2/heard/{last_message(office)}").status_code == 404


def test_a_collector_corrects_and_it_goes_to_review(office: Office) -> None:
    office.writes(ODD)
    message_id = last_message(office)
    browser = office.browser("mara")
    answer = browser.post(f"/desk/c/B-1/heard/{message_id}", data={"intent": "cannot_pay"})
    assert (answer.status_code, "thread" in answer.headers["HX-Trigger"]) == (200, True)
    page = browser.get("/desk/c/B-1").text
    assert "<span>heard:</span> cannot pay" in page
    assert "in review" in page
    review = office.browser("devin").get("/desk/readings").text
    assert "Mara Lind says: cannot pay" in review
    assert "a colleague says otherwise" in review


@pytest.mark.parametrize("intent", ["", "my_data", "<b>"])
def test_what_is_no_meaning_is_refused_in_the_dialog(office: Office, intent: str) -> None:
    office.writes(ODD)
    answer = office.browser("mara").post(f"/desk/c/B-1/heard/{last_message(office)}", data={"intent": intent})
    assert (answer.status_code, "Choose what they mean." in answer.text) == (422, True)


def test_many_are_settled_at_once_and_exported_without_names(office: Office) -> None:
    corrected(office, ODD, Intent.CANNOT_PAY)
    corrected(office, CLEAR, Intent.PROMISE)
    boss = office.browser("devin")
    answer = boss.post(
        "/desk/readings", data={"verdict": "confirm", "ids": ["1", "2"], "back": "state=open&locale=en&evil=1"}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/readings?state=open&locale=en&done=2")
    assert "2 readings settled." in boss.get(answer.headers["location"]).text
    settled = boss.get("/desk/readings?state=all").text
    assert "Devin Ashe: cannot pay" in settled
    export = boss.get("/desk/readings/examples/en")
    assert export.headers["content-disposition"] == 'attachment; filename="reviewed.en.toml"'
    assert tomllib.loads(export.text) == {
        "promise": {"reviewed": [CLEAR]},
        "cannot_pay": {"reviewed": ["hm well you know how it is with [name]"]},
    }


def test_several_are_corrected_together_and_taken_back(office: Office) -> None:
    corrected(office, ODD, Intent.CANNOT_PAY)
    corrected(office, CLEAR, Intent.PROMISE)
    boss = office.browser("devin")
    boss.post("/desk/readings", data={"verdict": "correct", "ids": ["1", "2"], "intent": "unsure"})
    assert boss.get("/desk/readings?state=corrected").text.count("Devin Ashe: does not know yet") == 2
    boss.post("/desk/readings", data={"verdict": "reopen", "ids": ["1"], "back": "state=corrected"})
    assert boss.get("/desk/readings?state=corrected").text.count("Devin Ashe: does not know yet") == 1


def test_the_list_is_narrowed_by_language_and_meaning(office: Office) -> None:
    corrected(office, ODD, Intent.CANNOT_PAY)
    corrected(office, "最近手头紧，实在没办法", Intent.ASK_PLAN, "B-3")
    boss = office.browser("devin")
    assert ODD not in boss.get("/desk/readings?locale=zh-Hans").text
    assert "手头紧" in boss.get("/desk/readings?intent=ask_plan").text
    assert "手头紧" not in boss.get("/desk/readings?intent=cannot_pay").text
    assert "Nothing to look at" in boss.get("/desk/readings?state=confirmed").text


@pytest.mark.parametrize(
    "form",
    [
        {"verdict": "confirm"},
        {"verdict": "correct", "ids": "1"},
        {"verdict": "correct", "ids": "1", "intent": "ask_why_this"},
    ],
    ids=["none chosen", "no meaning", "no meaning of ours"],
)
def test_what_cannot_be_decided_is_said_on_the_page(office: Office, form: dict[str, str]) -> None:
    corrected(office, ODD, Intent.CANNOT_PAY)
    answer = office.browser("devin").post("/desk/readings", data={**form, "back": "before=%C2%B2&state=odd"})
    assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)
    assert "Mara Lind says: cannot pay" in answer.text


@pytest.mark.parametrize("path", ["?state=odd", "?before=0", f"?before={'9' * 20}"])
def test_an_address_that_no_page_makes_is_refused(office: Office, path: str) -> None:
    assert office.browser("devin").get(f"/desk/readings{path}").status_code == 422


def test_a_number_too_great_and_a_language_unknown_are_no_fault_of_ours(office: Office) -> None:
    boss = office.browser("devin")
    assert boss.post("/desk/readings", data={"verdict": "confirm", "ids": "9" * 20}).status_code == 422
    assert boss.get("/desk/readings/examples/tlh").status_code == 404


def test_the_page_speaks_chinese(office: Office) -> None:
    corrected(office, ODD, Intent.CANNOT_PAY)
    page = office.browser("devin").get("/desk/readings", headers={"Accept-Language": "zh-CN"}).text
    speak(ENGLISH)
    assert "Mara Lind 认为：还不起" in page
    assert "同事有不同看法" in page
