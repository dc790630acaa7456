"""A collector's work in a real Chromium, against a real server; nothing is asked for beyond this machine."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import uvicorn

from cases.model import CustodyState
from outreach import casebook
from tests.support import chromium
from tests.support.office import PASSWORD, Office

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENCE_MS = 20_000
"""A busy machine is no fault of the code's; the stream itself tells within a second."""
GUARD_WORDS = ("Content Security Policy", "Uncaught", "is not defined")


@pytest.fixture
def address(office: Office) -> Iterator[str]:
    """Where the desk is served."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(office.app, log_config=None, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    until = time.monotonic() + 10
    while not server.started and time.monotonic() < until:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listener.close()


@pytest.fixture
def complaints(browser_page: Page) -> list[str]:
    """What the browser's console says that must not be said: blocked styles, broken scripts."""
    said: list[str] = []
    browser_page.on("console", lambda message: said.append(message.text))
    browser_page.on("pageerror", lambda error: said.append(f"Uncaught {error}"))
    return said


def sign_in(page: Page, address: str, login: str) -> None:
    page.goto(f"{address}/desk/")
    page.get_by_label("Login").fill(login)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/desk/wor*")


def test_a_collector_claims_answers_and_hands_back(
    office: Office, address: str, browser_page: Page, complaints: list[str]
) -> None:
    office.writes("Can somebody look at it with me?")
    page = browser_page
    sign_in(page, address, "mara")
    page.get_by_role("link", name="James Cole").click()
    page.get_by_role("button", name="Claim").click()
    page.get_by_label("Message to James Cole").fill("Hello James, Mara here. Would 50 on Friday do?")
    page.get_by_text("46 characters").wait_for()
    page.get_by_role("button", name="Send").click()
    page.locator(".f-m.col", has_text="Would 50 on Friday do?").wait_for()
    assert page.get_by_label("Message to James Cole").input_value() == ""

    office.writes("Friday is fine", person=False)
    page.locator(".f-m:not(.out)", has_text="Friday is fine").wait_for(timeout=PATIENCE_MS)

    page.get_by_role("button", name="Hand back").click()
    page.get_by_label("Promised to pay").check()
    page.get_by_label("Amount").fill("50")
    page.get_by_label("By", exact=True).fill("2026-12-04")
    page.locator("#hand-back-now").click()
    page.get_by_text("Handed back: Promised to pay").first.wait_for()
    page.get_by_role("button", name="Claim").wait_for()
    assert casebook.case_view(office.runtime, "B-1").case.custody.state is CustodyState.BOT
    assert [text for text in complaints if any(word in text for word in GUARD_WORDS)] == []


def test_escape_leaves_the_draft_so_that_single_keys_work_again(
    office: Office, address: str, browser_page: Page
) -> None:
    office.writes("hello")
    sign_in(browser_page, address, "mara")
    browser_page.goto(f"{address}/desk/c/B-1")
    browser_page.keyboard.press("c")
    draft = browser_page.get_by_label("Message to James Cole")
    draft.fill("half a sentence")
    browser_page.keyboard.press("h")
    browser_page.get_by_role("button", name="Hand back").wait_for()
    browser_page.keyboard.press("Escape")
    browser_page.wait_for_function("() => document.activeElement === document.body")
    browser_page.keyboard.press("h")
    browser_page.get_by_label("Promised to pay").wait_for()
    assert draft.input_value() == "half a sentenceh"
    browser_page.keyboard.press("Escape")
    browser_page.keyboard.press("r")
    browser_page.keyboard.type("!")
    assert draft.input_value() == "half a sentenceh!"


def test_two_collectors_meet_and_the_second_reads_a_name(
    office: Office, address: str, browser: Browser, browser_page: Page
) -> None:
    office.writes("hello")
    sign_in(browser_page, address, "mara")
    browser_page.get_by_role("link", name="James Cole").click()
    with chromium.new_page(browser) as other:
        sign_in(other, address, "ilse")
        other.get_by_role("link", name="James Cole").click()
        other.get_by_role("button", name="Claim").wait_for()
        browser_page.get_by_role("button", name="Claim").click()
        browser_page.get_by_label("Message to James Cole").wait_for()
        other.get_by_text("Mara Lind answers here.").wait_for(timeout=PATIENCE_MS)
        assert other.get_by_role("button", name="Claim").count() == 0


def test_a_draft_outlives_a_lost_chat_and_a_reload(
    office: Office, address: str, browser: Browser, browser_page: Page
) -> None:
    from playwright.sync_api import expect

    office.writes("hello")
    page = browser_page
    sign_in(page, address, "mara")
    page.goto(f"{address}/desk/c/B-1")
    page.get_by_role("button", name="Claim").click()
    page.get_by_label("Message to James Cole").fill("half a sentence")
    with chromium.new_page(browser) as other:
        sign_in(other, address, "devin")
        other.goto(f"{address}/desk/c/B-1")
        other.on("dialog", lambda dialog: dialog.accept())
        other.get_by_role("button", name="Take over").click()
        page.get_by_text("Devin Ashe took this chat.").wait_for(timeout=PATIENCE_MS)
        other.get_by_role("button", name="Hand back").click()
        other.get_by_label("Nothing agreed").check()
        other.locator("#hand-back-now").click()
        other.get_by_role("button", name="Claim").wait_for()
    page.reload()
    page.get_by_role("button", name="Claim").click()
    expect(page.get_by_label("Message to James Cole")).to_have_value("half a sentence")


def test_the_day_can_be_worked_by_keyboard(office: Office, address: str, browser_page: Page) -> None:
    office.writes("hello", "B-1")
    page = browser_page
    sign_in(page, address, "mara")
    page.get_by_role("link", name="James Cole").wait_for()
    page.wait_for_load_state()
    for key, waits_for in (("j", "#claim"), ("c", "#draft"), ("r", "#draft:focus")):
        page.keyboard.press(key)
        page.locator(waits_for).wait_for()
    page.keyboard.type("By keyboard")
    page.keyboard.press("Control+Enter")
    page.locator(".f-m.col", has_text="By keyboard").wait_for()
    page.locator("#draft").blur()
    page.keyboard.press("h")
    page.locator("dialog[open]").wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")


@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_is_wider_than_its_window(office: Office, address: str, browser_page: Page, width: int) -> None:
    office.writes("hello")
    browser_page.set_viewport_size({"width": width, "height": 844})
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    for login, paths in (
        ("devin", ["/desk/work", "/desk/c/B-1", "/desk/c/B-1?pane=case", "/desk/board"]),
        ("imani", ["/desk/wording", "/desk/wording/overdue_1/es/sms", "/desk/wording/menu/en/default/versions"]),
    ):
        browser_page.goto("about:blank")
        browser_page.context.clear_cookies()
        sign_in(browser_page, address, login)
        for path in paths:
            browser_page.goto(f"{address}{path}")
            assert not browser_page.evaluate(wide), path


def test_an_admin_mends_a_mistake_while_the_preview_looks_on(
    office: Office, address: str, browser_page: Page, complaints: list[str]
) -> None:
    page = browser_page
    sign_in(page, address, "imani")
    page.get_by_role("link", name="menu", exact=True).click()
    page.wait_for_url("**/wording/menu/**")
    page.locator("#body").fill("What may I do? {{ choises }}")
    page.get_by_text("did you mean `choices`?").wait_for()
    page.locator("#body").fill("What may I do? {{ choices }}")
    page.get_by_text("nothing to mend").wait_for()
    page.locator(".s-sms", has_text="What may I do?").wait_for()
    page.get_by_label("Why this change").fill("plainer")
    page.get_by_role("button", name="Save as version 1").click()
    page.get_by_text("Version 1 is in force").wait_for()
    assert [text for text in complaints if any(word in text for word in GUARD_WORDS)] == []
