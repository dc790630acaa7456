"""Two collectors, a supervisor and a borrower at once, in a real Chromium: nobody speaks over anybody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from bot.app import mount_bot
from cases.model import CustodyState
from desk.app import mount_desk
from outreach import casebook
from outreach.links import chat_token
from outreach.reminders import fire_due
from tests.desk.test_browser import PATIENCE_MS, sign_in
from tests.support import chromium
from tests.support.office import Office
from tests.support.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture
def address(office: Office) -> Iterator[str]:
    """Where desk and borrowers' chat are served."""
    app = FastAPI(openapi_url=None)
    app.state.runtime = office.runtime
    mount_bot(app)
    mount_desk(app, office.runtime, wall=lambda: office.wall_at)
    with served(app) as base:
        yield base


@pytest.fixture
def mara(address: str, browser_page: Page) -> Page:
    """Mara is signed in."""
    browser_page.set_default_timeout(PATIENCE_MS)
    sign_in(browser_page, address, "mara")
    return browser_page


@pytest.fixture
def ilse(address: str, browser: Browser) -> Iterator[Page]:
    """Ilse is signed in, in a browser of her own."""
    with another(browser) as page:
        sign_in(page, address, "ilse")
        yield page


@contextmanager
def another(browser: Browser) -> Iterator[Page]:
    with chromium.new_page(browser) as page:
        page.set_default_timeout(PATIENCE_MS)
        yield page


@contextmanager
def nobody_is_told(office: Office) -> Iterator[None]:
    """What happens meanwhile reaches no open page by itself."""
    publish = office.runtime.live.publish
    office.runtime.live.publish = lambda *_: None  # type: ignore[method-assign]  # as if the wire were cut
    try:
        yield
    finally:
        office.runtime.live.publish = publish  # type: ignore[method-assign]  # and mended


def open_case(page: Page, address: str) -> None:
    """James's chat, with its stream open."""
    with page.expect_response("**/desk/events"):
        page.goto(f"{address}/desk/c/B-1")


def chat_of(office: Office, address: str) -> str:
    borrower_id, _ = office.point("B-1")
    return f"{address}/chat/{chat_token(office.runtime.secret, borrower_id, office.clock.now() + timedelta(days=1))}"


def holder(office: Office) -> str | None:
    return casebook.case_view(office.runtime, "B-1").case.custody.holder


def test_a_chat_goes_from_hand_to_hand_and_back_to_the_bot(
    office: Office, address: str, browser: Browser, mara: Page, ilse: Page
) -> None:
    with another(browser) as james, another(browser) as devin:
        james.goto(chat_of(office, address))
        james.get_by_label("Write a message").fill("I want to talk to a person")
        james.keyboard.press("Enter")
        james.locator("#talk .line", has_text="I want to talk to a person").wait_for()

        for page in (mara, ilse):
            open_case(page, address)
            page.get_by_role("button", name="Claim").wait_for()
        with nobody_is_told(office):
            mara.get_by_role("button", name="Claim").click()
            mara.get_by_label("Message to James Cole").wait_for()
            ilse.get_by_role("button", name="Claim").click()
            ilse.get_by_text("Mara Lind holds this chat.").wait_for()
        assert holder(office) == "mara"

        mara.get_by_label("Message to James Cole").fill("Hello James, Mara here.")
        mara.get_by_role("button", name="Send").click()
        james.locator("#talk .line", has_text="Mara here.").wait_for()

        sign_in(devin, address, "devin")
        open_case(devin, address)
        devin.get_by_role("button", name="Give to somebody else").click()
        devin.get_by_label("Ilse Brandt").check()
        devin.get_by_role("button", name="Give it").click()
        ilse.get_by_text("James Cole was given to you by Devin Ashe.").wait_for()
        mara.get_by_text("Ilse Brandt took this chat.").wait_for()
        ilse.get_by_role("button", name="I have it").click()
        ilse.locator("#given [data-given]").wait_for(state="detached")

        ilse.get_by_role("button", name="Hand back").click()
        ilse.get_by_label("Was told what they asked").check()
        ilse.locator("#hand-back-now").click()
        james.locator("#talk .line", has_text="automated assistant again").wait_for()
        mara.get_by_role("button", name="Claim").wait_for()
        assert casebook.case_view(office.runtime, "B-1").case.custody.state is CustodyState.BOT


def test_a_lease_that_runs_out_gives_the_chat_to_the_next_who_claims(
    office: Office, address: str, mara: Page, ilse: Page
) -> None:
    from playwright.sync_api import expect

    office.writes("hello")
    for page in (mara, ilse):
        open_case(page, address)
    mara.get_by_role("button", name="Claim").click()
    mara.get_by_label("Message to James Cole").fill("half a sentence")
    ilse.get_by_text("Mara Lind answers here.").wait_for()
    office.clock.set(office.clock.now() + timedelta(minutes=16))
    fire_due(office.runtime)
    mara.get_by_text("You no longer hold this chat.").wait_for()
    ilse.get_by_role("button", name="Claim").click()
    ilse.get_by_label("Message to James Cole").wait_for()
    mara.get_by_text("Ilse Brandt answers here.").wait_for()
    ilse.get_by_role("button", name="Give to somebody else").click()
    ilse.get_by_role("button", name="Back to the queue").click()
    mara.get_by_role("button", name="Claim").click()
    expect(mara.get_by_label("Message to James Cole")).to_have_value("half a sentence", timeout=PATIENCE_MS)


def test_after_the_stream_was_cut_the_thread_catches_up_and_the_draft_is_there(
    office: Office, address: str, mara: Page
) -> None:
    office.writes("hello")
    open_case(mara, address)
    mara.get_by_role("button", name="Claim").click()
    draft = mara.get_by_label("Message to James Cole")
    draft.fill("half a sentence")
    with nobody_is_told(office):
        office.writes("are you still there?", person=False)
    with mara.expect_response("**/desk/events"):
        office.runtime.live.close()
    mara.locator(".f-m:not(.out)", has_text="are you still there?").wait_for()
    assert draft.input_value() == "half a sentence"
    assert mara.locator("#offline").is_hidden()


def test_colleagues_see_who_reads_along_who_is_typing_and_who_left(
    office: Office, address: str, mara: Page, ilse: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPEN_S", "TYPING_S"):
        monkeypatch.setattr(f"outreach.presence.{name}", 3600.0)  # a slow machine is no fault of the code's
    office.writes("hello")
    office.writes("hello", "B-3")
    open_case(mara, address)
    open_case(ilse, address)
    mara.get_by_text("Ilse Brandt reads along").wait_for()
    ilse.get_by_text("Mara Lind reads along").wait_for()
    ilse.get_by_role("button", name="Claim").click()
    ilse.get_by_label("Message to James Cole").press_sequentially("Hel")
    mara.get_by_text("Ilse Brandt is typing").wait_for()
    ilse.get_by_role("link", name="赵婷").click()
    mara.locator("#presence .who").wait_for(state="detached")
