"""In and out: passwords, throttling, tokens of forms, cookies, how long a sign-in lasts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from starlette.testclient import TestClient

from desk.auth import COOKIE
from outreach import people
from tests.support.office import PASSWORD, Office


def type_in(browser: TestClient, login: str = "mara", password: str = PASSWORD, **more: str) -> httpx2.Response:
    """Fill in the sign-in form as a browser does."""
    page = browser.get("/desk/sign-in").text
    csrf = re.search(r'name="csrf" value="(\w+)"', page)
    assert csrf is not None
    data = {"login": login, "password": password, "csrf": csrf[1], **more}
    return browser.post("/desk/sign-in", data=data)


def test_a_stranger_is_sent_to_the_form_and_comes_back_to_where_they_wanted(office: Office) -> None:
    browser = office.stranger()
    sent = browser.get("/desk/c/B-1")
    assert (sent.status_code, sent.headers["location"]) == (303, "/desk/sign-in?next=/desk/c/B-1")
    assert type_in(browser, next="/desk/c/B-1").headers["location"] == "/desk/c/B-1"
    assert "James Cole" in browser.get("/desk/c/B-1").text


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example/desk/", "/\\evil.example", "/elsewhere"])
def test_nobody_is_sent_to_another_site(office: Office, onward: str) -> None:
    assert type_in(office.stranger(), next=onward).headers["location"] == "/desk/work"


@pytest.mark.parametrize(
    ("login", "home"), [("mara", "/desk/work"), ("devin", "/desk/work"), ("imani", "/desk/wording")]
)
def test_everybody_starts_in_their_own_room(office: Office, login: str, home: str) -> None:
    assert office.browser(login).get("/desk/").headers["location"] == home


def test_the_cookie_is_kept_from_scripts_and_other_sites(office: Office) -> None:
    headers = type_in(office.stranger()).headers
    cookie = next(value for value in headers.get_list("set-cookie") if value.startswith(COOKIE))
    assert {"HttpOnly", "SameSite=lax", "Path=/desk"} <= set(cookie.split("; "))
    assert "Secure" not in cookie


def test_only_a_hash_of_the_cookie_is_stored(office: Office) -> None:
    token = office.browser("mara").cookies[COOKIE]
    with office.runtime.db.reading() as connection:
        stored = connection.exec_driver_sql("SELECT token_hash FROM sign_ins").scalars().all()
    assert stored
    assert token not in stored


@pytest.mark.parametrize("login", ["mara", "nobody-of-that-name"])
def test_a_wrong_password_and_an_unknown_login_read_the_same(office: Office, login: str) -> None:
    answer = type_in(office.stranger(), login, "not the one at all")
    assert answer.status_code == 401
    assert "Login and password do not match." in answer.text


def test_after_five_wrong_passwords_even_the_right_one_waits(office: Office) -> None:
    browser = office.stranger()
    assert [type_in(browser, password=f"wrong number {n}").status_code for n in range(5)] == [401] * 5
    waits = type_in(browser)
    assert waits.status_code == 429
    assert "Try again in 15:00 minutes" in waits.text
    assert type_in(browser, "ilse").status_code == 303, "another login is not held up"
    office.passes(timedelta(minutes=15, seconds=1))
    assert type_in(office.stranger()).status_code == 303


def test_a_form_of_another_page_signs_nobody_in(office: Office) -> None:
    answer = office.stranger().post("/desk/sign-in", data={"login": "mara", "password": PASSWORD, "csrf": "made up"})
    assert answer.status_code == 403
    assert COOKIE not in answer.cookies


def test_a_change_without_the_token_is_refused(office: Office) -> None:
    office.writes("hello")
    browser = office.browser("mara")
    del browser.headers["X-CSRF-Token"]
    assert browser.post("/desk/c/B-1/claim").status_code == 403
    assert browser.post("/desk/c/B-1/claim", headers={"X-CSRF-Token": "made up"}).status_code == 403
    assert browser.post("/desk/c/B-1/claim", data={"csrf": "made up"}).status_code == 403
    other = office.browser("ilse").headers["X-CSRF-Token"]
    assert browser.post("/desk/c/B-1/claim", headers={"X-CSRF-Token": other}).status_code == 403


def test_a_sign_in_ends_when_nobody_is_there_and_lives_on_with_activity(office: Office) -> None:
    browser = office.browser("mara")
    for _ in range(3):
        office.wall_at += timedelta(minutes=59)
        assert browser.get("/desk/work").status_code == 200
    office.wall_at += timedelta(minutes=60)
    ended = browser.get("/desk/work")
    assert (ended.status_code, ended.headers["location"]) == (303, "/desk/sign-in?next=/desk/work&why=expired")
    assert "signed out after a time without activity" in browser.get(ended.headers["location"]).text


def test_a_sign_in_ends_at_the_longest_however_active_somebody_is(office: Office) -> None:
    browser = office.browser("mara")
    for _ in range(23):
        office.wall_at += timedelta(minutes=30)
        assert browser.get("/desk/work").status_code == 200
    office.wall_at += timedelta(minutes=30)
    assert browser.get("/desk/work").status_code == 303


def test_what_a_page_fetches_by_itself_keeps_nobody_signed_in(office: Office) -> None:
    browser = office.browser("mara")
    office.wall_at += timedelta(minutes=50)
    assert browser.get("/desk/queue", headers={"HX-Request": "true"}).status_code == 200
    office.wall_at += timedelta(minutes=20)
    ended = browser.get("/desk/queue", headers={"HX-Request": "true"})
    assert ended.status_code == 401
    assert ended.headers["HX-Redirect"].startswith("/desk/sign-in?")


def test_who_was_signed_out_in_a_chat_comes_back_to_it(office: Office) -> None:
    browser = office.browser("mara")
    office.wall_at += timedelta(hours=13)
    headers = {"HX-Request": "true", "HX-Current-URL": "http://desk.example/desk/c/B-1?pane=case"}
    ended = browser.post("/desk/c/B-1/check", headers=headers)
    assert ended.headers["HX-Redirect"] == "/desk/sign-in?next=/desk/c/B-1&why=expired"


def test_moving_the_clock_of_the_cases_signs_nobody_out(office: Office) -> None:
    browser = office.browser("mara")
    office.clock.set(office.clock.now() + timedelta(days=30))
    assert people.forget_old_sign_ins(office.runtime, now=office.wall_at) == 0
    assert browser.get("/desk/work").status_code == 200


def test_signing_out_ends_the_sign_in_for_good(office: Office) -> None:
    browser = office.browser("mara")
    token = browser.cookies[COOKIE]
    assert browser.post("/desk/sign-out").headers["location"] == "/desk/sign-in?why=out"
    browser.cookies.set(COOKIE, token, domain="desk.example", path="/desk")
    assert browser.get("/desk/work").status_code == 303


def test_sample_mode_says_so_on_every_page_and_shows_its_sign_ins(make: Callable[..., Office]) -> None:
    office = make(sample=True)
    form = office.stranger().get("/desk/sign-in").text
    assert "invented people, nothing real is sent" in form
    assert "sample-mara" in form
    assert "http://127.0.0.1:8322/phones" in office.browser("devin").get("/desk/board").text


def test_outside_sample_mode_no_sign_in_is_shown(office: Office) -> None:
    assert "sample" not in office.stranger().get("/desk/sign-in").text


def test_every_answer_tells_the_browser_what_to_refuse(office: Office) -> None:
    for path in ("/desk/sign-in", "/desk/nowhere", "/desk/work"):
        headers = office.stranger().get(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert "unsafe" not in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "same-origin", path


def test_old_sign_ins_are_dropped_by_the_machines_clock(office: Office) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=2)
    people.open_session(office.runtime, office.people["mara"], now=long_ago)
    office.clock.set(long_ago)
    assert people.forget_old_sign_ins(office.runtime) == 1
