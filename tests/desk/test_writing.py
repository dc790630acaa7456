"""The composer: what is begun is kept, what is held can wait, what is written is weighed before it is sent."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from outreach import casework, drafting
from storage.tables import messages
from tests.support.office import Office

NIGHT = timedelta(hours=12)


@pytest.fixture
def claimed(office: Office) -> Office:
    """Mara has the chat."""
    office.writes("hello")
    casework.claim(office.runtime, "B-1", "mara")
    return office


def held(office: Office) -> Office:
    """It is night where the borrower is, and what was answered then is no answer any more: words are held."""
    office.passes(timedelta(hours=36))
    casework.claim(office.runtime, "B-1", "mara")
    return office


def out(office: Office) -> list[Any]:
    with office.runtime.db.reading() as connection:
        return list(connection.execute(select(messages).where(messages.c.direction == "out").order_by(messages.c.id)))


def box(page: str) -> str:
    """What stands in the composer."""
    found = re.search(r'<textarea id="draft"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found is not None
    return html.unescape(found[1])


def test_what_was_begun_is_there_on_any_device_for_who_began_it(claimed: Office) -> None:
    words = "half a <b>sentence"
    kept = claimed.browser("mara").post("/desk/c/B-1/draft", data={"text": words, "channel": "note"})
    assert "draft kept" in kept.text
    page = claimed.browser("mara").get("/desk/c/B-1").text
    assert box(page) == words
    assert 'value="note" checked' in page
    assert "Draft</em>" in claimed.browser("mara").get("/desk/queue").text
    assert "Draft</em>" not in claimed.browser("ilse").get("/desk/queue?view=all").text
    claimed.browser("devin").post("/desk/c/B-1/take-over")
    assert box(claimed.browser("devin").get("/desk/c/B-1").text) == ""


def test_an_emptied_or_sent_draft_is_gone(claimed: Office) -> None:
    mara = claimed.browser("mara")
    mara.post("/desk/c/B-1/draft", data={"text": "one"})
    mara.post("/desk/c/B-1/draft", data={"text": " "})
    assert drafting.begun(claimed.runtime, "B-1", "mara") is None
    for channel in ("webchat", "note"):
        mara.post("/desk/c/B-1/draft", data={"text": "two", "channel": channel})
        assert mara.post("/desk/c/B-1/reply", data={"text": "two", "channel": channel}).status_code == 200
        assert drafting.begun(claimed.runtime, "B-1", "mara") is None, channel


def test_a_held_text_is_offered_for_its_hour_and_can_be_taken_back(claimed: Office) -> None:
    mara = held(claimed).browser("mara")
    words = {"text": "The dates are agreed.", "channel": "webchat"}
    weighed = mara.post("/desk/c/B-1/check", data=words).text
    assert "Send Thu 26 Nov, 08:00" in weighed
    assert 'name="later"' in weighed
    assert mara.post("/desk/c/B-1/reply", data=words).status_code == 409
    assert mara.post("/desk/c/B-1/reply", data=words | {"later": "true"}).status_code == 200
    row = out(claimed)[-1]
    assert row.state == "held"
    thread = mara.get("/desk/c/B-1/thread").text
    assert "waits for its hour" in thread
    back = f"/desk/c/B-1/scheduled/{row.id}"
    assert back in thread
    assert claimed.browser("ilse").post(back).status_code == 409
    assert box(mara.post(back).text) == "The dates are agreed."
    assert out(claimed)[-1].state == "skipped"
    assert "Taken back by a person" in mara.get("/desk/c/B-1/thread").text


def test_words_that_are_added_and_words_to_look_at_again_are_shown_before(claimed: Office) -> None:
    mara = held(claimed).browser("mara")
    weighed = html.unescape(mara.post("/desk/c/B-1/check", data={"text": "Shame on you", "channel": "webchat"}).text)
    assert "Added on send" in weighed
    assert "Alder Finance" in weighed.partition("Added on send")[2]
    assert "“Shame on you” can read as shame." in weighed
    calm = mara.post("/desk/c/B-1/check", data={"text": "Good morning", "channel": "webchat"}).text
    assert "can read as" not in calm


def test_ready_texts_and_colleagues_are_completed(claimed: Office) -> None:
    mara = claimed.browser("mara")
    page = mara.get("/desk/c/B-1").text
    assert "Hello James Cole, this is Mara Lind, a person at Alder Finance." in page
    found = mara.get("/desk/c/B-1/complete", params={"sign": "#", "begun": "plan"}).text
    assert "We can split $372.80" in found
    assert "this is Mara" not in found
    people = mara.get("/desk/c/B-1/complete", params={"sign": "@", "begun": "il"}).text
    assert 'data-insert="@ilse "' in people
    assert "@devin" not in people


def test_a_note_that_calls_a_colleague_is_in_their_list_until_they_open_the_chat(claimed: Office) -> None:
    claimed.browser("mara").post("/desk/c/B-1/note", data={"text": "@devin please look"})
    devin = claimed.browser("devin")
    assert "A note calls you." in devin.get("/desk/mentions/count").text
    page = devin.get("/desk/mentions").text
    assert "@devin please look" in page
    assert "James Cole" in page
    thread = devin.get("/desk/c/B-1").text
    assert '<b class="f-at" title="Devin Ashe">@devin</b>' in thread
    assert "calls you" not in devin.get("/desk/mentions/count").text
    assert "calls you" not in claimed.browser("ilse").get("/desk/mentions/count").text


def test_a_ready_text_of_ones_own_is_kept_and_what_is_wrong_is_said(claimed: Office) -> None:
    mara = claimed.browser("mara")
    sent = {"key": "bye", "name": "Bye", "locale": ["en", "es"], "body": ["Until {{ next_due }}.", ""]}
    assert mara.post("/desk/macros", data=sent).status_code == 303
    assert "Until Dec 20." in mara.get("/desk/c/B-1/complete", params={"sign": "#", "begun": "bye"}).text
    wrong = mara.post("/desk/macros", data=sent | {"body": ["{{ nmae }}", ""]})
    assert wrong.status_code == 422
    assert "did you mean `name`" in wrong.text
    assert "{{ nmae }}" in wrong.text
    assert mara.post("/desk/macros", data=sent | {"shared": "true"}).status_code == 422
    assert claimed.browser("devin").post("/desk/macros", data=sent | {"shared": "true"}).status_code == 303
    found = re.findall(r"/desk/macros/(\d+)/remove", mara.get("/desk/macros").text)
    assert len(found) == 1, "only what is hers"
    assert mara.post(f"/desk/macros/{found[0]}/remove").status_code == 303
    assert mara.post(f"/desk/macros/{found[0]}/remove").status_code == 404
