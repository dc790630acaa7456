"""The Bot API on the wire: shapes of errors, ways of passing parameters, formatting and buttons."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from emulators import Running
from emulators.telegram.errors import BotApiError
from emulators.telegram.keyboard import read_markup
from emulators.telegram.markup import parse_html
from tests.emulators.conftest import CONFIG, NINA

BOT = f"/telegram/bot{CONFIG.bot_token}"
CHAT = NINA.telegram_id


def test_the_shape_of_a_refusal_with_parameters(http: httpx2.Client, running: Running) -> None:
    running.remote.order_fault("telegram", "rate_limited", seconds=5)
    response = http.get(f"{BOT}/getMe")
    assert response.status_code == 429
    assert response.json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 5",
        "parameters": {"retry_after": 5},
    }


@pytest.mark.parametrize(
    ("path", "code", "description"),
    [
        ("/telegram/bot1:x/getMe", 401, "Unauthorized"),
        (f"{BOT}/sendPigeon", 404, "Not Found"),
        (f"{BOT}/sendMessage?chat_id=abc&text=x", 400, 'Bad Request: parameter "chat_id" must be an Integer'),
    ],
)
def test_the_shape_of_a_plain_refusal(http: httpx2.Client, path: str, code: int, description: str) -> None:
    response = http.get(path)
    assert response.status_code == code
    assert response.json() == {"ok": False, "error_code": code, "description": description}


def test_parameters_come_by_query_json_form_and_multipart(http: httpx2.Client) -> None:
    params = {"chat_id": str(CHAT), "text": "hello"}
    answers = [
        http.get(f"{BOT}/sendMessage", params=params),
        http.post(f"{BOT}/SENDMESSAGE", json=params),
        http.post(f"{BOT}/sendMessage", data=params),
        http.post(f"{BOT}/sendMessage", data=params, files={"unused": b"x"}),
    ]
    assert [answer.json()["result"]["message_id"] for answer in answers] == [1, 2, 3, 4]


def test_broken_json_is_refused(http: httpx2.Client) -> None:
    response = http.post(f"{BOT}/sendMessage", content=b"{", headers={"Content-Type": "application/json"})
    assert response.json()["description"] == "Bad Request: can't parse JSON object"


def test_a_start_payload_keeps_to_64_safe_characters(running: Running) -> None:
    running.remote.start_bot(1, "x" * 64)
    for payload in ("x" * 65, "with space", "точка"):
        with pytest.raises(ValueError, match="at most 64 characters"):
            running.remote.start_bot(1, payload)


def test_a_link_to_another_bot_is_not_opened(running: Running) -> None:
    with pytest.raises(ValueError, match="404"):
        running.remote.start_bot(1, link="https://t.me/some_other_bot?start=x")


def test_a_stranger_and_a_blocker_cannot_write(running: Running) -> None:
    with pytest.raises(ValueError, match="has not pressed Start"):
        running.remote.write(999, "hello")
    running.remote.block(CHAT or 0)
    with pytest.raises(ValueError, match="has blocked the bot"):
        running.remote.write(CHAT or 0, "hello")


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("1 &lt; 2 &amp;&#33;&nbsp;", "1 < 2 &!&nbsp;", []),
        ("<b>a</b>", "a", [("bold", 0, 1)]),
        ("\N{WHITE HEAVY CHECK MARK}\N{FACE WITH TEARS OF JOY}<i>б</i>", "✅😂б", [("italic", 3, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ('<a href="https://x.example/?a=1&amp;b=2">x</a>', "x", [("text_link", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<B>a</B ><u></u>", "a", [("bold", 0, 1)]),
    ],
)
def test_html_is_read(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    plain, found = parse_html(source)
    assert plain == text
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in found] == entities


def test_a_link_keeps_its_address() -> None:
    assert parse_html("<a href='https://x.example/?a=1&amp;b=2'>x</a>")[1][0]["url"] == "https://x.example/?a=1&b=2"


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("ж<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<script>x</script>", 'Unsupported start tag "script" at byte offset 0'),
    ],
)
def test_html_that_cannot_be_placed_is_refused(source: str, why: str) -> None:
    with pytest.raises(BotApiError) as caught:
        parse_html(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {why}"


def button(**parts: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Yes"} | parts]]}


@pytest.mark.parametrize(
    "markup",
    [
        None,
        {"remove_keyboard": True},
        {"keyboard": [[{"text": "Yes"}]]},
        {"inline_keyboard": [[]]},
        button(callback_data="x" * 64),
        button(url="https://lender.example/pay"),
        button(url="tg://resolve?domain=x"),
    ],
)
def test_good_markup_is_taken(markup: Any) -> None:
    rows = read_markup(markup)
    assert [[dict(key) for key in row] for row in rows] == [
        row for row in (markup or {}).get("inline_keyboard", []) if row
    ]


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (button(callback_data=""), "BUTTON_DATA_INVALID"),
        (button(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (button(), "Text buttons are unallowed"),
        (button(text=" ", callback_data="x"), 'Field "text"'),
        (button(url="javascript:alert(1)"), "Wrong HTTP URL"),
        ({"inline_keyboard": "x"}, 'field "inline_keyboard" must be of type Array'),
        ({"inline_keyboard": [["x"]]}, "must be an Object"),
        ([1], "object expected as reply markup"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 101]}, "reply markup is too long"),
    ],
)
def test_bad_markup_is_refused(markup: Any, why: str) -> None:
    with pytest.raises(BotApiError, match=why):
        read_markup(markup)
