from __future__ import annotations

import asyncio
import json

import httpx2
import pytest

from bot.edges import MAX_BODY
from outreach.clock import SetClock
from outreach.metrics import REFUSED
from outreach.runtime import Runtime
from tests.bot.conftest import NOW, token_of
from tests.bot.server import serving


async def test_a_text_is_taken_in_and_answered_in_the_list(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = f"/chat/{token_of(runtime)}/messages"
    posted = await http.post(chat, json={"text": "hello"})
    assert posted.status_code == 200
    lines = (await http.get(chat)).json()
    assert (lines[0]["id"], lines[0]["from"], lines[0]["text"]) == (posted.json()["id"], "borrower", "hello")
    assert {line["from"] for line in lines[1:]} == {"bot"}
    assert all(set(line) == {"id", "from", "text", "choices", "at"} for line in lines)


async def test_after_leaves_out_what_was_seen(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = f"/chat/{token_of(runtime)}/messages"
    await http.post(chat, json={"text": "hello"})
    lines = (await http.get(chat)).json()
    assert (await http.get(chat, params={"after": lines[0]["id"]})).json() == lines[1:]
    assert (await http.get(chat, params={"after": lines[-1]["id"]})).json() == []
    assert (await http.get(chat, params={"after": ""})).json() == lines


async def test_a_pressed_choice_is_taken_by_its_id(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = f"/chat/{token_of(runtime)}/messages"
    assert (await http.post(chat, json={"choice": "person"})).status_code == 200
    assert (await http.get(chat)).json()[0]["text"] == "A person"


async def test_a_choice_from_an_older_message_is_still_taken_and_shown_in_its_words(
    http: httpx2.AsyncClient, runtime: Runtime
) -> None:
    chat = f"/chat/{token_of(runtime, 'B-2')}/messages"
    for said in ({"text": "您好"}, {"text": "1991"}, {"choice": "menu"}, {"choice": "why"}):
        await http.post(chat, json=said)
    menu = next(line for line in (await http.get(chat)).json() if len(line["choices"]) > 6)
    older = menu["choices"][-1]
    await http.post(chat, json={"choice": older["id"]})
    lines = (await http.get(chat)).json()
    pressed = [line for line in lines if line["from"] == "borrower"][-1]
    assert (pressed["text"], lines[-1]["from"]) == (older["label"], "bot")


async def test_identity_comes_before_any_figure(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = f"/chat/{token_of(runtime)}/messages"
    await http.post(chat, json={"choice": "why"})
    before = json.dumps((await http.get(chat)).json())
    assert "186" not in before
    assert "James" not in before
    await http.post(chat, json={"text": "1987"})
    assert "186.40" in json.dumps((await http.get(chat)).json())


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (b"{", 400, "JSON"),
        (b"\xff", 400, "JSON"),
        (b"[" * 50_000, 400, "JSON"),
        (b"[]", 422, "object"),
        (b"{}", 422, "either"),
        (b'{"text": "a", "choice": "b"}', 422, "either"),
        (b'{"text": "  "}', 422, "empty"),
        (b'{"text": 5}', 422, "text"),
        (b'{"choice": ["pay"]}', 422, "choice"),
        (b'{"text": "a\\u0000"}', 422, "zero"),
        (b'{"text": "a\\ud800"}', 422, "half a character"),
        (b'{"choice": "\\ud800"}', 422, "half a character"),
        (json.dumps({"text": "x" * 4001}).encode(), 422, "4000"),
        (b'{"text": "' + b"x" * MAX_BODY + b'"}', 413, "larger"),
    ],
)
async def test_a_body_of_another_shape_is_refused_with_what_is_wrong(
    http: httpx2.AsyncClient, runtime: Runtime, content: bytes, status: int, words: str
) -> None:
    refused = await http.post(f"/chat/{token_of(runtime)}/messages", content=content)
    assert (refused.status_code, words in refused.json()["detail"]) == (status, True)
    assert (await http.get(f"/chat/{token_of(runtime)}/messages")).json() == []


async def test_a_body_without_a_length_is_cut_off_too(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    async def endless() -> object:
        while True:
            yield b"x" * 10_000

    assert (await http.post(f"/chat/{token_of(runtime)}/messages", content=endless())).status_code == 413  # type: ignore[arg-type]  # an async generator


async def test_an_expired_link_is_410_and_a_forged_one_404_and_both_are_counted(
    http: httpx2.AsyncClient, runtime: Runtime
) -> None:
    token = token_of(runtime, days=1)
    assert isinstance(runtime.clock, SetClock)
    runtime.clock.set(NOW.replace(day=26))
    before = [REFUSED.labels("webchat", reason)._value.get() for reason in ("expired", "forged")]
    assert (await http.get(f"/chat/{token}/messages")).status_code == 410
    assert (await http.post(f"/chat/{token}x/messages", json={"text": "a"})).status_code == 404
    after = [REFUSED.labels("webchat", reason)._value.get() for reason in ("expired", "forged")]
    assert [new - old for new, old in zip(after, before, strict=True)] == [1, 1]


async def test_a_link_to_somebody_who_is_gone_opens_nothing(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    from datetime import timedelta

    from outreach.links import chat_token

    token = chat_token(runtime.secret, 999, NOW + timedelta(days=1))
    assert (await http.get(f"/chat/{token}/messages")).status_code == 404


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "9" * 20])
async def test_after_must_be_an_id(http: httpx2.AsyncClient, runtime: Runtime, after: str) -> None:
    assert (await http.get(f"/chat/{token_of(runtime)}/messages", params={"after": after})).status_code == 422


async def test_many_polls_are_no_trouble_and_need_no_cookie(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = f"/chat/{token_of(runtime)}/messages"
    answers = [await http.get(chat) for _ in range(25)]
    assert {answer.status_code for answer in answers} == {200}
    assert "set-cookie" not in answers[0].headers


async def test_an_open_page_is_told_of_new_lines_as_html(runtime: Runtime) -> None:
    chat = f"/chat/{token_of(runtime)}"
    with serving(runtime) as base:
        async with (
            asyncio.timeout(20),
            httpx2.AsyncClient(base_url=base, timeout=20, trust_env=False) as client,
            client.stream("GET", f"{chat}/events") as stream,
        ):
            assert stream.headers["content-type"].startswith("text/event-stream")
            await client.post(f"{chat}/messages", json={"text": "<b>hello</b> & good day"})
            async for line in stream.aiter_lines():
                if line.startswith("data: "):
                    pieces = json.loads(line.removeprefix("data: "))
                    break
    assert "&lt;b&gt;hello&lt;/b&gt; &amp; good day" in pieces["lines"]
    assert set(pieces) == {"lines", "choices", "menu", "waiting", "last"}
    assert "schedule" not in pieces["menu"]
