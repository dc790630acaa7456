"""A real Chromium, the one of Debian's package, steered by Playwright; it can reach this machine and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DEBIAN_PACKAGE = "chromium"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
)
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def find_program() -> str | None:
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


@contextmanager
def running(program: str) -> Iterator[Browser]:
    """Start the browser. While it runs, this thread counts as inside an event loop: no asyncio.run beside it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def new_page(browser: Browser) -> Iterator[Page]:
    """A page with cookies of its own. Fails the test if it asked for anything beyond this machine."""
    strangers: list[str] = []
    context = browser.new_context(locale="en-US", timezone_id="UTC", viewport={"width": 1280, "height": 800})
    context.on("request", lambda request: strangers.append(request.url) if _is_abroad(request.url) else None)
    context.route(_is_abroad, lambda route: route.abort())
    try:
        yield context.new_page()
    finally:
        context.close()
    if strangers:
        raise AssertionError(f"the page asked for things beyond this machine: {strangers}")


def _is_abroad(url: str) -> bool:
    address = urlsplit(url)
    return address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in LOOPBACK
