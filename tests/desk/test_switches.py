"""The page of kill switches, and the lines that every page shows while something is off or late."""

from __future__ import annotations

import pytest

from outreach import feeds, switches
from outreach.settings import FeedSettings
from tests.support.office import EVIL, NOW, Office

PAGES = {"mara": "/desk/work", "devin": "/desk/board", "imani": "/desk/wording"}


def throw(office: Office, what: str, why: str = "a provider incident", login: str = "devin") -> int:
    return office.browser(login).post("/desk/switches", data={"what": what, "why": why}).status_code


@pytest.mark.parametrize(("login", "page"), PAGES.items())
def test_every_page_says_what_is_off_and_why(office: Office, login: str, page: str) -> None:
    assert "f-alert bad" not in office.browser(login).get(page).text
    assert throw(office, "channel:sms") == 303
    shown = office.browser(login).get(page).text
    assert "SMS switched off." in shown
    assert "a provider incident" in shown
    assert ('href="/desk/switches">Switches' in shown) == (login != "mara")


def test_who_and_why_are_shown_and_lifting_wants_a_reason(office: Office) -> None:
    throw(office, "all", login="imani")
    page = office.browser("devin").get("/desk/switches").text
    assert "by Imani Cole" in page
    (switch,) = switches.thrown(office.runtime)
    assert office.browser("devin").post(f"/desk/switches/{switch.id}/lift", data={"why": " "}).status_code == 422
    assert office.browser("devin").post(f"/desk/switches/{switch.id}/lift", data={"why": "over"}).status_code == 303
    assert switches.thrown(office.runtime) == ()
    page = office.browser("devin").get("/desk/switches").text
    assert "by Devin Ashe: over" in page
    assert "f-alert " not in page


@pytest.mark.parametrize(
    ("what", "words"), [("channel:smss", "nearest is &#39;sms&#39;"), ("", "none of"), ("all", "Say why")]
)
def test_what_cannot_be_switched_off_is_said_with_the_form_as_it_was(office: Office, what: str, words: str) -> None:
    answer = office.browser("devin").post("/desk/switches", data={"what": what, "why": "" if what == "all" else "kept"})
    assert answer.status_code == 422
    assert words in answer.text
    assert what == "all" or ">kept</textarea>" in answer.text


def test_a_reason_is_shown_as_text(office: Office) -> None:
    throw(office, "all", EVIL)
    assert EVIL not in office.browser("mara").get("/desk/work").text


def test_a_stale_feed_is_shown_with_the_figures_it_makes_old(office: Office) -> None:
    office.runtime.settings = office.runtime.settings.model_copy(
        update={"feeds": {"core": FeedSettings(stale_hours=1)}}
    )
    assert "was never told" in office.browser("mara").get("/desk/alerts").text
    feeds.mark(office.runtime, "core", at=NOW.replace(hour=6), by="test")
    shown = office.browser("mara").get("/desk/c/B-1").text
    assert "complete up to Tue 24 Nov, 01:00, stale since Tue 24 Nov, 02:00" in shown
    assert "As of Tue 24 Nov, 01:00" in shown
    office.writes("hello")
    office.browser("mara").post("/desk/c/B-1/claim")
    assert "Figures as of Tue 24 Nov, 01:00" in office.browser("mara").get("/desk/c/B-1/composer").text
    feeds.mark(office.runtime, "core", by="test")
    assert "f-alert " not in office.browser("mara").get("/desk/alerts").text


def test_the_composer_says_what_holds_a_reply(office: Office) -> None:
    office.writes("hello")
    office.browser("mara").post("/desk/c/B-1/claim")
    throw(office, "all")
    shown = office.browser("mara").get("/desk/c/B-1/composer").text
    assert "everything is switched off by devin: a provider incident" in shown
