"""The web chat as a program uses it, over the real server: the token is the credential, and polling has no limit."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from emulators import Running
from outreach import links
from storage import borrowers
from tests.stories.cast import JAMES
from tests.stories.program import Program, running

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
LINE = {"id", "from", "text", "choices", "at"}


@pytest.fixture(scope="module")
def program(stand_ins: Running, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with running(tmp_path_factory.mktemp("chat"), stand_ins, NOW) as program:
        program.bring("loans", [JAMES.loan])
        program.bring("instalments", JAMES.instalment_rows())
        yield program


@pytest.fixture
def http(program: Program) -> Iterator[httpx2.Client]:
    """A program without cookies, ever."""
    with httpx2.Client(base_url=program.base, trust_env=False, timeout=20) as client:
        yield client
        assert not client.cookies


def token(program: Program, *, days: int = 30, purpose: str = "chat") -> str:
    with program.runtime.db.reading() as connection:
        borrower_id = borrowers.id_of(connection, JAMES.ref)
    assert borrower_id is not None
    make = {"chat": links.chat_token, "telegram": links.telegram_token}[purpose]
    return make(program.runtime.secret, borrower_id, program.clock.now() + timedelta(days=days))


def test_texts_and_choices_are_taken_in_and_answered(program: Program, http: httpx2.Client) -> None:
    chat = f"/chat/{token(program)}/messages"
    http.post(chat, json={"text": "hello"}).raise_for_status()
    posted = http.post(chat, json={"text": "1987"})
    lines = http.get(chat, params={"after": posted.json()["id"]}).raise_for_status().json()
    assert all(set(line) == LINE for line in lines)
    assert all(set(choice) == {"id", "label"} for line in lines for choice in line["choices"])
    assert {line["from"] for line in lines} == {"bot"}
    choices = {choice["label"]: choice["id"] for choice in lines[-1]["choices"]}
    http.post(chat, json={"choice": choices["Why"]}).raise_for_status()
    pressed, *answers = http.get(chat, params={"after": lines[-1]["id"]}).json()
    assert (pressed["from"], pressed["text"]) == ("borrower", "Why")
    assert "186.40" in answers[-1]["text"]
    assert http.get(chat, params={"after": answers[-1]["id"]}).json() == []


def test_polling_faster_than_five_times_a_second_is_not_limited(program: Program, http: httpx2.Client) -> None:
    chat = f"/chat/{token(program)}/messages"
    began = time.monotonic()
    answers = [http.get(chat).status_code for _ in range(60)]
    assert answers == [200] * 60
    assert time.monotonic() - began < 12, "slower than five a second"


def tampered(program: Program) -> str:
    """A good token with its first character changed."""
    good = token(program)
    return ("B" if good[0] == "A" else "A") + good[1:]


@pytest.mark.parametrize("kind", ["forged", "of another purpose", "cut", "nonsense"])
def test_a_link_that_is_not_ours_opens_nothing(program: Program, http: httpx2.Client, kind: str) -> None:
    bad = {
        "forged": tampered(program),
        "of another purpose": token(program, purpose="telegram"),
        "cut": token(program)[:-1],
        "nonsense": "x",
    }[kind]
    answers = [http.get(f"/chat/{bad}/messages"), http.post(f"/chat/{bad}/messages", json={"text": "1987"})]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert all("James" not in answer.text for answer in answers)


def test_a_link_whose_time_is_over_says_so_and_takes_nothing_in(program: Program, http: httpx2.Client) -> None:
    expired = token(program, days=-1)
    answers = [http.get(f"/chat/{expired}/messages"), http.post(f"/chat/{expired}/messages", json={"text": "1987"})]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert http.get(f"/chat/{expired}").status_code == 410
