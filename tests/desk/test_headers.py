"""What the whole application tells every browser, also where no room of it answers."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from cli.web import create_app
from tests.support.office import Office

PATHS = ("/", "/nowhere", "/static/desk.css", "/static/nothing", "/healthz", "/chat/x", "/chat/x/messages")


@pytest.mark.parametrize("path", [*PATHS, "/desk/work", "/api/v1/messages"])
def test_every_answer_keeps_out_frames_and_guesses(office: Office, path: str) -> None:
    headers = TestClient(create_app(office.runtime), follow_redirects=False).get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] in ("no-referrer", "same-origin")


def test_a_fault_of_ours_says_nothing_of_it(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("the inside of it")

    monkeypatch.setattr("bot.chat_page.visitor_of", fails)
    answer = TestClient(create_app(office.runtime), raise_server_exceptions=False).get("/chat/x")
    assert (answer.status_code, "the inside" in answer.text) == (500, False)
    assert answer.headers["x-content-type-options"] == "nosniff"
