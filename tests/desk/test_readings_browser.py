"""The review of many readings by keyboard and by mouse, in a real Chromium.

``wait_for_url`` waits for the page with its scripts: a key that is pressed before they run is pressed in vain.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import uvicorn

from cases.reading import Intent
from outreach import casebook
from outreach.reviewing import Asked, propose, review_page
from tests.support.office import PASSWORD, Office

if TYPE_CHECKING:
    from playwright.sync_api import Page

TEXTS = ("hm well you know how it is", "maybe later then, who can say", "I can pay 200 on Friday, 4 December")


class Announced(uvicorn.Server):
    """Says when it listens, so that nobody has to look again and again."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listens.set()


@pytest.fixture
def address(office: Office) -> Iterator[str]:
    """Where the desk is served."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = Announced(uvicorn.Config(office.app, log_config=None, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    assert server.listens.wait(60)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listener.close()


@pytest.fixture
def review(office: Office, address: str, browser_page: Page) -> Page:
    """The list of three readings, open before a supervisor."""
    for text in TEXTS:
        office.writes(text)
        message_id = casebook.thread(office.runtime, "B-1")[-1].id
        propose(office.runtime, office.people["mara"], "B-1", message_id, Intent.BANKRUPTCY)
    page = browser_page
    page.goto(f"{address}/desk/readings")
    page.get_by_label("Login").fill("devin")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{address}/desk/readings")
    page.locator("#r-3").wait_for()
    return page


def settled(office: Office) -> dict[int, tuple[str, str | None]]:
    rows = review_page(office.runtime, office.people["devin"], Asked(state="all")).rows
    return {row.id: (row.state, row.settled) for row in rows}


def test_readings_are_confirmed_and_corrected_by_keyboard(office: Office, review: Page) -> None:
    from playwright.sync_api import expect

    page = review
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    expect(page.locator("#chosen")).to_have_text("2")
    expect(page.locator("#r-2")).to_be_focused()
    page.keyboard.press("y")
    page.wait_for_url("**done=2")
    page.get_by_text("2 readings settled.").wait_for()
    page.keyboard.press("a")
    expect(page.locator("#r-1")).to_be_checked()
    page.keyboard.press("e")
    expect(page.locator("#means")).to_be_focused()
    page.locator("#means").select_option("cannot_pay")
    page.locator("#correct").press("Enter")
    page.wait_for_url("**done=1")
    page.get_by_text("1 reading settled.").wait_for()
    page.get_by_text("Nothing to look at").wait_for()
    assert settled(office) == {
        3: ("corrected", "bankruptcy"),
        2: ("corrected", "bankruptcy"),
        1: ("corrected", "cannot_pay"),
    }


def test_a_text_is_pressed_to_choose_it_and_all_are_left_out(office: Office, review: Page) -> None:
    from playwright.sync_api import expect

    page = review
    page.get_by_text(TEXTS[0]).click()
    expect(page.locator("#r-1")).to_be_checked()
    page.get_by_label("All", exact=True).and_(page.locator("#choose-all")).check()
    expect(page.locator("#chosen")).to_have_text("3")
    page.get_by_role("button", name="Leave out").click()
    page.wait_for_url("**done=3")
    page.get_by_text("3 readings settled.").wait_for()
    assert {state for state, _ in settled(office).values()} == {"aside"}


def test_single_keys_rest_where_somebody_turned_them_off(office: Office, review: Page) -> None:
    from playwright.sync_api import expect

    page = review
    page.evaluate("localStorage.setItem('forbear-keys', 'off')")
    page.locator("#r-3").focus()
    page.keyboard.press("a")
    page.keyboard.press("Space")
    expect(page.locator("#chosen")).to_have_text("1")


@pytest.mark.parametrize("width", [390, 1440])
def test_the_review_is_not_wider_than_its_window(review: Page, width: int) -> None:
    review.set_viewport_size({"width": width, "height": 844})
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not review.evaluate(wide)


def test_a_collector_corrects_what_was_heard_in_the_chat(office: Office, address: str, browser_page: Page) -> None:
    office.writes(TEXTS[2])
    page = browser_page
    page.goto(f"{address}/desk/c/B-1")
    page.get_by_label("Login").fill("mara")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{address}/desk/c/B-1")
    page.get_by_role("link", name="heard: promise, 200.00, Fri 4 Dec").click()
    page.locator("dialog mark", has_text="200").wait_for()
    page.get_by_label("It means").select_option("ask_plan")
    page.get_by_role("button", name="Correct").click()
    page.locator("dialog").locator("visible=true").wait_for(state="detached")
    page.get_by_role("link", name="heard: asks for parts or time").wait_for()
    page.get_by_text("in review").wait_for()
