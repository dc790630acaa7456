"""What a collector does at the desk, by the same requests that the desk's pages send."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

import httpx2

from outreach import people
from outreach.people import Role
from tests.stories.cast import Borrower
from tests.stories.program import Program

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATIENCE_MS = 30_000
LOGIN, PASSWORD = "dana", "a long enough one"
TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


class Collector(Protocol):
    """What a story asks of a collector, however the desk is reached."""

    def take_over(self) -> None:
        """Claim the chat."""

    def write(self, text: str) -> None:
        """Send a reply where the borrower wrote last."""

    def confirm_promise(self) -> None:
        """Confirm the standing promise by one click."""

    def sees(self, text: str) -> None:
        """Read what the borrower wrote."""

    def hand_back(self, form: Mapping[str, str]) -> None:
        """Give the chat back; the form's fields: outcome, agreed, avoid, amount, due_on."""

    def approve(self) -> None:
        """Grant the plan that was asked for."""

    def decline(self, reason: str) -> None:
        """Refuse it."""

    def offer(self, form: Mapping[str, str]) -> None:
        """Offer a plan or a settlement; the form's fields: each, parts, down, first_on, pay_day, settle, take."""

    def answer_claim(self, hold: str, answer: str) -> None:
        """Say what became of a payment that was claimed: found, not_found or more."""


class CollectorByRequests:
    """Somebody at the desk, signed in by its form, without a browser."""

    def __init__(self, program: Program, ref: str) -> None:
        _employ(program)
        self._http = httpx2.Client(base_url=f"{program.base}/desk", follow_redirects=True, trust_env=False, timeout=20)
        self._ref = ref
        door = _token(self._http.get("/sign-in").text)
        page = self._http.post("/sign-in", data={"login": LOGIN, "password": PASSWORD, "csrf": door})
        assert page.status_code == 200, page.text
        self._http.headers["X-CSRF-Token"] = _token(page.text)

    def close(self) -> None:
        self._http.close()

    def take_over(self) -> None:
        self._do("claim", {})

    def confirm_promise(self) -> None:
        self._do("promise/confirm", {})

    def write(self, text: str) -> None:
        self._do("reply", {"text": text})

    def sees(self, text: str) -> None:
        assert html.escape(text) in self._http.get(f"/c/{self._ref}/thread").text

    def hand_back(self, form: Mapping[str, str]) -> None:
        self._do("hand-back", form)

    def approve(self) -> None:
        assert 'id="plan-grant"' in self._http.get(f"/c/{self._ref}").text
        self._do("plan/grant", {})

    def decline(self, reason: str) -> None:
        self._do("plan/refuse", {"reason": reason})

    def offer(self, form: Mapping[str, str]) -> None:
        self._do("plan", form)

    def answer_claim(self, hold: str, answer: str) -> None:
        self._do(f"claims/{hold}", {"answer": answer})

    def _do(self, what: str, form: Mapping[str, str]) -> None:
        answer = self._http.post(f"/c/{self._ref}/{what}", data=dict(form), headers={"HX-Request": "true"})
        assert answer.is_success, f"{what}: {answer.status_code} {answer.text}"


class CollectorInBrowser:
    """Somebody at the desk with a real browser; what it shows is waited for."""

    def __init__(self, program: Program, borrower: Borrower, page: Page) -> None:
        _employ(program)
        self._name = str(borrower.loan["name"])
        self._page = page
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{program.base}/desk/")
        page.get_by_label("Login").fill(LOGIN)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_role("link", name=self._name).click()

    def confirm_promise(self) -> None:
        self._page.get_by_role("button", name="Confirm it in your name").click()

    def take_over(self) -> None:
        self._page.get_by_role("button", name="Claim").click()
        self._page.get_by_label(f"Message to {self._name}").wait_for()

    def write(self, text: str) -> None:
        self._page.get_by_label(f"Message to {self._name}").fill(text)
        self._page.get_by_role("button", name="Send").click()
        self._page.locator(".f-m.col", has_text=text).wait_for()

    def sees(self, text: str) -> None:
        """What the borrower wrote appears by itself."""
        self._page.locator(".f-m:not(.out)", has_text=text).last.wait_for()

    def answer_claim(self, hold: str, answer: str) -> None:
        self._page.locator(f"button[hx-post$='/claims/{hold}'][hx-vals*='\"{answer}\"']").click()

    def hand_back(self, form: Mapping[str, str]) -> None:
        page = self._page
        page.get_by_role("button", name="Hand back").click()
        page.locator(f"input[name=outcome][value={form['outcome']}]").check()
        for name in ("amount", "due_on", "agreed"):
            if form.get(name):
                page.locator(f"#{name}").fill(form[name])
        page.locator("#hand-back-now").click()
        page.get_by_role("button", name="Claim").wait_for()

    def approve(self) -> None:
        self._page.locator("#plan-grant").click()
        self._page.locator("#plan-grant").wait_for(state="detached")

    def decline(self, reason: str) -> None:
        self._page.locator("#plan-reason").fill(reason)
        self._page.locator("#plan-refuse").click()
        self._page.locator("#plan-refuse").wait_for(state="detached")

    def offer(self, form: Mapping[str, str]) -> None:
        page = self._page
        page.locator("#offer-plan").click()
        for name, value in form.items():
            if name != "take":
                page.locator(f"#plan-{name}").fill(value)
        page.locator("#plan-look").click()
        page.locator(f"button[name=take][value='{form['take']}']").click()
        page.locator("#plan-form").wait_for(state="detached")


def _employ(program: Program) -> None:
    people.add_user(program.runtime, LOGIN, program.officer, Role.COLLECTOR, PASSWORD, now=program.clock.now())


def _token(page: str) -> str:
    found = TOKEN.search(page)
    assert found, "the page carries no token"
    return found[1]
