"""The borrower's page in a real browser: live with script, whole without it."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.bot.conftest import running_runtime, token_of
from tests.bot.server import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[str]:
    """The address of James's chat on a running server."""
    with running_runtime(tmp_path) as runtime, serving(runtime) as base:
        yield f"{base}/chat/{token_of(runtime)}"


def post(chat: str, said: dict[str, str]) -> None:
    headers = {"Content-Type": "application/json"}
    urllib.request.urlopen(urllib.request.Request(f"{chat}/messages", json.dumps(said).encode(), headers)).close()


def test_answers_come_without_reloading(chat: str, browser_page: Page) -> None:
    browser_page.goto(chat)
    browser_page.evaluate("window.loadedOnce = true")
    browser_page.wait_for_timeout(300)
    browser_page.get_by_label("Write a message").fill("1987")
    browser_page.keyboard.press("Enter")
    browser_page.get_by_text("$186.40").first.wait_for()
    browser_page.locator("#menu summary").click()
    browser_page.get_by_role("button", name="What can be done").click()
    browser_page.get_by_role("button", name="Something is wrong").wait_for()
    assert browser_page.evaluate("window.loadedOnce")
    assert browser_page.get_by_text("Tuesday, November 24, 2026").count() == 1
    assert browser_page.locator("#talk .line").evaluate_all(
        "all => new Set(all.map(x => x.dataset.id)).size == all.length"
    )


def test_what_happens_elsewhere_appears_by_itself(chat: str, browser_page: Page) -> None:
    browser_page.goto(chat)
    browser_page.wait_for_timeout(300)
    post(chat, {"text": "written on another device"})
    browser_page.get_by_text("written on another device").wait_for(timeout=5000)


def test_the_page_works_without_script(chat: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(chat)
    page.get_by_label("Write a message").fill("1987")
    page.get_by_role("button", name="Send").click()
    page.locator("#menu summary").click()
    page.get_by_role("button", name="What can be done").click()
    page.get_by_role("button", name="Why").click()
    assert page.get_by_text("$141.15 principal").count() == 1
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_runs_over_the_side_and_every_control_is_big_enough(chat: str, browser_page: Page, width: int) -> None:
    for said in ({"text": "hello"}, {"text": "1987"}, {"choice": "menu"}):
        post(chat, said)
    browser_page.set_viewport_size({"width": width, "height": 700})
    browser_page.goto(chat)
    assert browser_page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    heights = browser_page.locator("button:visible").evaluate_all(
        "all => all.map(x => x.getBoundingClientRect().height)"
    )
    assert min(heights) >= 40


def test_the_policy_lets_everything_of_ours_through(chat: str, browser_page: Page) -> None:
    complaints: list[str] = []
    browser_page.on("console", lambda message: complaints.append(message.text))
    browser_page.on("pageerror", lambda error: complaints.append(str(error)))
    browser_page.goto(chat)
    browser_page.wait_for_timeout(500)
    assert complaints == []
    assert browser_page.evaluate("document.fonts.check('16px \"Source Sans 3\"')")


def test_choices_and_messages_are_reached_from_the_menu_and_work_without_script(chat: str, browser: Browser) -> None:
    post(chat, {"text": "hello"})
    post(chat, {"text": "1987"})
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(chat)
    page.locator("#menu summary").click()
    menu = page.get_by_role("navigation").bounding_box()
    assert menu is not None
    assert (menu["x"] >= 0, menu["x"] + menu["width"] <= 320) == (True, True)
    page.get_by_role("link", name="My choices").click()
    page.locator("#hours summary").click()
    page.get_by_label("Only between these hours").check()
    page.locator("#hours").get_by_role("button", name="Save").click()
    page.get_by_text("Saved. It counts from now.").wait_for()
    page.locator("summary[aria-label=Menu]").click()
    page.get_by_role("link", name="What you sent me").click()
    page.get_by_role("heading", name="What we sent you and why").wait_for()
    context.close()
