"""Writing in a real Chromium: words complete themselves, drafts follow their author, a line marks what is new."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from outreach import casework
from tests.desk.test_browser import GUARD_WORDS, PATIENCE_MS, address, complaints, sign_in
from tests.support import chromium
from tests.support.office import Office

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["address", "complaints"]
DRAFT = "Message to James Cole"


def open_mine(office: Office, address: str, page: Page) -> None:
    """Mara has the chat open, and its live stream runs."""
    office.writes("hello")
    casework.claim(office.runtime, "B-1", "mara")
    sign_in(page, address, "mara")
    page.goto(f"{address}/desk/c/B-1")


def test_a_ready_text_is_put_in_by_keyboard_and_follows_to_another_device(
    office: Office, address: str, browser: Browser, browser_page: Page, complaints: list[str]
) -> None:
    from playwright.sync_api import expect

    page = browser_page
    open_mine(office, address, page)
    page.keyboard.press("#")
    page.keyboard.type("who")
    page.locator("#complete [role=option]", has_text="Say who you are").wait_for()
    expect(page.locator("#complete [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_label(DRAFT)).to_have_value(
        "Hello James Cole, this is Mara Lind, a person at Alder Finance. I have read what you wrote above, so you need"
        " not repeat it. How can I help?"
    )
    page.locator("#kept", has_text="draft kept").wait_for()
    with chromium.new_page(browser) as other:
        sign_in(other, address, "mara")
        other.goto(f"{address}/desk/c/B-1")
        assert other.get_by_label(DRAFT).input_value().startswith("Hello James Cole")
    page.keyboard.press("Control+Enter")
    page.locator(".f-m.col", has_text="Hello James Cole").wait_for()
    page.reload()
    assert page.get_by_label(DRAFT).input_value() == ""
    assert [text for text in complaints if any(word in text for word in GUARD_WORDS)] == []


def test_a_colleague_is_called_by_a_note_and_told_at_once(
    office: Office, address: str, browser: Browser, browser_page: Page
) -> None:
    office.writes("hello")
    page = browser_page
    sign_in(page, address, "ilse")
    page.goto(f"{address}/desk/c/B-1")
    with chromium.new_page(browser) as other:
        sign_in(other, address, "devin")
        with other.expect_response("**/desk/mentions/count"):
            other.goto(f"{address}/desk/board")
        page.get_by_label("Note for colleagues").press_sequentially("Look, @dev")
        page.locator("#complete [role=option]", has_text="Devin Ashe").click()
        page.keyboard.type("please")
        page.keyboard.press("Control+Enter")
        page.locator(".f-note", has_text="@devin please").wait_for()
        other.get_by_text("A note calls you.").wait_for(timeout=PATIENCE_MS)
        other.get_by_role("link", name="Mentions").click()
        other.get_by_role("link", name="James Cole").click()
        other.locator(".f-at", has_text="@devin").wait_for()


def test_what_is_new_has_a_line_above_it_and_is_jumped_to(office: Office, address: str, browser_page: Page) -> None:
    from playwright.sync_api import expect

    page = browser_page
    for number in range(30):
        office.writes(f"line {number}", person=number == 0)
    sign_in(page, address, "mara")
    page.goto(f"{address}/desk/c/B-1")
    page.locator(".f-m", has_text="line 29").wait_for()
    expect(page.locator("#new-line")).to_have_count(0)
    page.locator("#scroll").evaluate("each => { each.scrollTop = 0; }")
    page.wait_for_function("() => document.querySelector('#scroll').scrollTop === 0")
    office.writes("and one more", person=False)
    page.get_by_role("button", name="New messages below").click(timeout=PATIENCE_MS)
    expect(page.locator("#new-line")).to_have_text("1 new")
    expect(page.locator("#new-line")).to_be_in_viewport()
    page.goto(f"{address}/desk/work")
    office.writes("later", person=False)
    office.writes("still later", person=False)
    page.goto(f"{address}/desk/c/B-1")
    expect(page.locator("#new-line")).to_have_text("2 new")
    expect(page.locator("#new-line")).to_be_in_viewport()


def test_held_words_are_sent_for_their_hour_and_taken_back_by_keyboard(
    office: Office, address: str, browser_page: Page
) -> None:
    from playwright.sync_api import expect

    page = browser_page
    office.writes("hello")
    office.passes(timedelta(hours=36))
    casework.claim(office.runtime, "B-1", "mara")
    sign_in(page, address, "mara")
    page.goto(f"{address}/desk/c/B-1")
    page.get_by_label(DRAFT).fill("The dates are agreed.")
    page.get_by_role("button", name="Send Thu 26 Nov, 08:00").wait_for()
    page.get_by_role("button", name="Send Thu 26 Nov, 08:00").click()
    page.locator(".f-m.held", has_text="The dates are agreed.").wait_for()
    expect(page.get_by_label(DRAFT)).to_have_value("")
    back = page.get_by_role("button", name="Take back")
    back.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label(DRAFT)).to_have_value("The dates are agreed.")
    page.locator(".f-m", has_text="Taken back by a person").wait_for()
    page.get_by_role("link", name="Why Not sent, overtaken").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Why this message was not sent").wait_for()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
