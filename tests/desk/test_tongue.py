"""The desk in the reader's language: chosen, else what the browser asks for; and no text without its translation."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from desk.tongue import COOKIE, ENGLISH, TONGUES, catalogue, say, say_many, speak
from scripts.texts import collected, missing, surplus
from tests.support.office import Office

OTHERS = [language for language in TONGUES if language != ENGLISH]


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_of_the_desk_has_its_translation(language: str) -> None:
    assert missing(language) == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_kept_of_what_nobody_says(language: str) -> None:
    assert surplus(language) == []


@pytest.mark.parametrize("language", OTHERS)
def test_translations_fill_in_what_their_source_fills_in(language: str) -> None:
    checked = [list(message.check()) for message in catalogue(language) if message.id]
    assert [errors for errors in checked if errors] == []
    assert len(checked) == len([message for message in collected() if message.id])


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"), ("de-DE,de;q=0.9", "en"), ("zh-TW,zh;q=0.9", "en"), ("", "en")],
)
def test_the_browser_is_asked_where_nothing_was_chosen(office: Office, asked: str, spoken: str) -> None:
    page = TestClient(office.app).get("/desk/sign-in", headers={"Accept-Language": asked})
    assert f'<html lang="{spoken}"' in page.text


def test_what_was_chosen_stays(office: Office) -> None:
    client = TestClient(office.app, follow_redirects=False)
    answer = client.post(
        "/desk/tongue", data={"tongue": "zh-Hans"}, headers={"Referer": "http://testserver/desk/sign-in"}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/sign-in")
    page = client.get("/desk/sign-in", headers={"Accept-Language": "en"})
    assert '<html lang="zh-Hans"' in page.text
    assert "跳到正文" in page.text


@pytest.mark.parametrize("given", ["", "tlh", "../en"])
def test_a_language_that_is_not_known_changes_nothing(office: Office, given: str) -> None:
    answer = TestClient(office.app, follow_redirects=False).post("/desk/tongue", data={"tongue": given})
    assert COOKIE not in answer.cookies


def test_a_text_without_a_translation_is_said_in_english() -> None:
    speak("zh-Hans")
    try:
        assert say("There is %(what)s.", what="no such text") == "There is no such text."
        assert say_many("%(num)s odd thing", "%(num)s odd things", 3) == "3 odd things"
    finally:
        speak(ENGLISH)
