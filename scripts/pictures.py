"""Take the README's pictures anew: go its five-minute tour in a real Chromium on a fresh sample.

Run by `make pictures`. The sample lives in a scratch folder on free ports, so one that runs already is left alone. A
step of the tour that does not work ends the script with what it waited for.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.support import chromium

PICTURES: Final = Path("docs/pictures")
LARGEST: Final = 200_000
PATIENCE_MS: Final = 60_000
TALK: Final = ".screen.shown .thread"
OWEN: Final = "Owen Kessel"
PRIYA: Final = "Priya Ortega"
YEAR: Final = "1958"


class Sample(NamedTuple):
    """Where a running sample answers."""

    desk: str
    phones: str


@contextmanager
def running_sample() -> Iterator[Sample]:
    """`forbear run --sample` in a folder of its own until the block ends."""
    web, stand_ins = _free_ports(2)
    settings = {"FORBEAR__WEB__PORT": str(web), "FORBEAR__SAMPLE__EMULATORS_PORT": str(stand_ins)}
    with TemporaryDirectory(prefix="forbear-pictures-") as folder:
        command = [str(Path(sys.executable).parent / "forbear"), "run", "--sample"]
        program = subprocess.Popen(command, cwd=folder, env=os.environ | settings, stdout=subprocess.PIPE, text=True)
        try:
            _wait_until_up(program)
            yield Sample(desk=f"http://127.0.0.1:{web}/desk/", phones=f"http://127.0.0.1:{stand_ins}/phones")
        finally:
            program.send_signal(signal.SIGINT)
            program.wait(30)


def _free_ports(number: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def _wait_until_up(program: subprocess.Popen[str]) -> None:
    for line in program.stdout or ():
        if "Ctrl-C stops it" in line:
            return
    sys.exit("The sample did not start; see the lines above.")


def take(page: Page, name: str) -> None:
    """Keep what the page shows. Exits where the file would be too large to load quickly."""
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, animations="disabled")
    size = path.stat().st_size
    if size > LARGEST:
        sys.exit(f"{path} has {size} bytes; {LARGEST} are the most.")
    print(f"{path}: {size // 1000} kB")


def open_page(browser: Browser, address: str, width: int = 1200, height: int = 720, scale: float = 1) -> Page:
    """A page with cookies of its own."""
    context = browser.new_context(
        locale="en-US",
        timezone_id="America/New_York",
        color_scheme="light",
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(address)
    return page


def sign_in(browser: Browser, sample: Sample, login: str) -> Page:
    """The desk as one of the sample's people."""
    page = open_page(browser, sample.desk)
    page.get_by_label("Login").fill(login)
    page.get_by_label("Password").fill(f"sample-{login}")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator(".f-tabs, .s-table").first.wait_for()
    return page


def said(page: Page, words: str) -> Locator:
    """A bubble on the phone that is shown, once it is there."""
    bubble = page.locator(f"{TALK} .said", has_text=words).last
    bubble.wait_for()
    return bubble


def press(page: Page, label: str) -> None:
    """The newest button of this name on the phone that is shown."""
    page.locator(f"{TALK} .keys button", has_text=re.compile(f"^{label}$")).last.click()


def write(page: Page, text: str) -> None:
    """The person writes."""
    page.locator(".screen.shown input[name=text]").fill(text)
    page.locator(".screen.shown .send").click()


def move_the_clock(page: Page) -> None:
    """To the next reminder, and one day on."""
    for button in ("To the next reminder", "One day on"):
        page.get_by_role("button", name=button).click()
        page.locator("#moves button:not([disabled])").first.wait_for()


def talk_as_owen(page: Page) -> None:
    """Identity, the reason, a promise."""
    page.get_by_label("Search people").fill(OWEN)
    page.get_by_role("button", name=OWEN).click()
    said(page, "Is this you?")
    press(page, "Yes")
    said(page, "what year were you born?")
    write(page, YEAR)
    said(page, "Late on 2 loans")
    write(page, "why?")
    said(page, "is open")
    write(page, "I can pay next Friday")
    said(page, "Is that right?")
    take(page, "phones")
    press(page, "Yes")
    said(page, "It's noted")


def hand_over_and_back(phones: Page, desk: Page) -> None:
    """The borrower asks for a person; a collector takes over, answers and hands back."""
    write(phones, "person")
    desk.locator("#rows").get_by_role("link", name=OWEN).click()
    desk.get_by_role("button", name="Claim").click()
    desk.get_by_label(f"Message to {OWEN}").fill("Hi Owen, Mara here. Friday is noted. Is the amount right for you?")
    desk.get_by_role("button", name="Send").click()
    said(phones, "Mara here")
    write(phones, "yes, that works")
    desk.locator(".f-m:not(.out)", has_text="yes, that works").wait_for()
    desk.locator("#rows").hover()
    desk.mouse.wheel(0, -5000)
    take(desk, "desk")
    desk.get_by_role("button", name="Hand back").click()
    desk.get_by_label("Was told what they asked").check()
    desk.get_by_label("What was agreed").fill("All of it on Friday")
    desk.locator("#hand-back-now").click()
    said(phones, "Agreed with Mara")


def change_a_text(phones: Page, wording: Page) -> None:
    """An admin edits a text, and the next one of its kind says it."""
    wording.get_by_label("Find in keys and words").fill("pay_link")
    wording.get_by_role("button", name="Find").click()
    wording.get_by_role("link", name="pay_link").click()
    draft = wording.locator("#body")
    draft.fill(draft.input_value().replace("thank you once", "confirm it here"))
    wording.locator("#preview .bub", has_text="confirm it here").first.wait_for()
    wording.get_by_label("Why this change").fill("say what happens next")
    take(wording, "wording")
    wording.get_by_role("button", name=re.compile("^Save as version")).click()
    press(phones, "Pay")
    said(phones, "confirm it here")


def chat_in_the_browser(browser: Browser, phones: Page) -> None:
    """Another borrower on a phone, in the web chat that their link opens."""
    phones.get_by_label("Search people").fill(PRIYA)
    phones.get_by_role("button", name=PRIYA).click()
    named = phones.locator("#phone h2", has_text=PRIYA).inner_text()
    year = re.findall(r"\d{4}", named)[0]
    address = phones.get_by_role("link", name="Web chat").get_attribute("href")
    chat = open_page(browser, str(address), width=390, height=760, scale=1.5)
    for text, answer in ((year, "Thank you"), ("can I pay in 3 parts?", "Reply YES to start")):
        chat.get_by_label("Write a message").fill(text)
        chat.get_by_role("button", name="Send").click()
        chat.locator(".line:not(.borrower)", has_text=answer).last.wait_for()
    take(chat, "chat")


def main() -> None:
    program = chromium.find_program()
    if program is None:
        sys.exit(f"Needs a Chromium; on Debian: apt-get install {chromium.DEBIAN_PACKAGE}")
    PICTURES.mkdir(exist_ok=True)
    with running_sample() as sample, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=[*chromium.ARGUMENTS, "--disable-lcd-text", "--hide-scrollbars"]
        )
        desk, phones = sign_in(browser, sample, "mara"), open_page(browser, sample.phones)
        move_the_clock(phones)
        talk_as_owen(phones)
        hand_over_and_back(phones, desk)
        change_a_text(phones, sign_in(browser, sample, "imani"))
        chat_in_the_browser(browser, phones)
        browser.close()


if __name__ == "__main__":
    main()
