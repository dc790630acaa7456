"""What a collector does at the desk, by the same requests that the desk's pages send."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

import httpx2

from outreach import people
from outreach.people import Role
from tests.stories.program import Program

LOGIN, NAME, PASSWORD = "dana", "Dana Reed", "a long enough one"
TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


class Collector(Protocol):
    """What a story asks of a collector, however the desk is reached."""

    def take_over(self) -> None:
        """Claim the chat."""

    def write(self, text: str) -> None:
        """Send a reply where the borrower wrote last."""

    def hand_back(self, form: Mapping[str, str]) -> None:
        """Give the chat back; the form's fields: outcome, agreed, avoid, amount, due_on."""


class CollectorByRequests:
    """Somebody at the desk, signed in by its form, without a browser."""

    def __init__(self, program: Program, ref: str) -> None:
        people.add_user(program.runtime, LOGIN, NAME, Role.COLLECTOR, PASSWORD, now=program.clock.now())
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

    def write(self, text: str) -> None:
        self._do("reply", {"text": text})

    def hand_back(self, form: Mapping[str, str]) -> None:
        self._do("hand-back", form)

    def _do(self, what: str, form: Mapping[str, str]) -> None:
        answer = self._http.post(f"/c/{self._ref}/{what}", data=dict(form), headers={"HX-Request": "true"})
        assert answer.is_success, f"{what}: {answer.status_code} {answer.text}"


def _token(page: str) -> str:
    found = TOKEN.search(page)
    assert found, "the page carries no token"
    return found[1]
