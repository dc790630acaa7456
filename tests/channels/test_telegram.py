from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.base import Button, ErrorKind, Outgoing, SendError
from channels.telegram import TelegramAdapter, keyboard_of, split_text
from emulators import FaultKind, Running
from tests.channels.conftest import CHAT, Telegram, text_to

CHOICES = (Button(id="pay", label="Pay"), Button(id="promise", label="Pick a date"), Button(id="why", label="Why"))


def wrote(stand_ins: Running) -> list[dict[str, Any]]:
    (chat,) = stand_ins.remote.state()["telegram"]["chats"]
    return [message for message in chat["messages"] if message["from_bot"]]


async def failure(adapter: TelegramAdapter, outgoing: Outgoing) -> SendError:
    try:
        with pytest.raises(SendError) as raised:
            await adapter.send(outgoing)
    finally:
        await adapter.close()
    return raised.value


async def test_a_text_with_signs_of_markup_arrives_as_it_is_with_its_buttons(stand_ins: Running) -> None:
    adapter = TelegramAdapter(Telegram(api_base=stand_ins.telegram_base))
    try:
        sent = await adapter.send(
            Outgoing(message_id=1, address=str(CHAT), text="1 < 2 & <b>not bold</b>", buttons=CHOICES)
        )
    finally:
        await adapter.close()
    (message,) = wrote(stand_ins)
    assert message["text"] == "1 < 2 & <b>not bold</b>"
    assert sent == f"{CHAT}/{message['message_id']}"
    rows = message["reply_markup"]["inline_keyboard"]
    assert [[button["callback_data"] for button in row] for row in rows] == [["pay", "promise"], ["why"]]


async def test_a_long_text_arrives_in_parts_with_the_buttons_under_the_last(stand_ins: Running) -> None:
    adapter = TelegramAdapter(Telegram(api_base=stand_ins.telegram_base))
    try:
        await adapter.send(Outgoing(message_id=1, address=str(CHAT), text="line of text\n" * 400, buttons=CHOICES))
    finally:
        await adapter.close()
    first, last = wrote(stand_ins)
    assert ("reply_markup" in first, "reply_markup" in last) == (False, True)


PNG = b"\x89PNG\r\n\x1a\n and the rest"


async def test_a_picture_carries_a_short_text_and_its_buttons(stand_ins: Running) -> None:
    adapter = TelegramAdapter(Telegram(api_base=stand_ins.telegram_base))
    try:
        sent = await adapter.send(Outgoing(message_id=1, address=str(CHAT), text="1 < 2", buttons=CHOICES, picture=PNG))
    finally:
        await adapter.close()
    (message,) = wrote(stand_ins)
    assert (message["caption"], "photo" in message, "reply_markup" in message) == ("1 < 2", True, True)
    assert sent == f"{CHAT}/{message['message_id']}"


async def test_a_long_text_comes_after_its_picture(stand_ins: Running) -> None:
    adapter = TelegramAdapter(Telegram(api_base=stand_ins.telegram_base))
    try:
        await adapter.send(Outgoing(message_id=1, address=str(CHAT), text="word " * 300, buttons=CHOICES, picture=PNG))
    finally:
        await adapter.close()
    photo, text = wrote(stand_ins)
    assert ("caption" in photo, "reply_markup" in photo, "reply_markup" in text) == (False, False, True)


async def test_a_picture_that_is_refused_does_not_hold_the_text_back(stand_ins: Running) -> None:
    stand_ins.remote.order_fault("telegram", FaultKind.REJECTED, code=400, only="sendPhoto")
    adapter = TelegramAdapter(Telegram(api_base=stand_ins.telegram_base))
    try:
        await adapter.send(Outgoing(message_id=1, address=str(CHAT), text="hello", picture=PNG))
    finally:
        await adapter.close()
    (message,) = wrote(stand_ins)
    assert (message["text"], "photo" in message) == ("hello", False)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (FaultKind.FORBIDDEN, ErrorKind.STOPPED),
        (FaultKind.SERVER_ERROR, ErrorKind.UNKNOWN),
        (FaultKind.DROPPED_AFTER_ACCEPT, ErrorKind.UNKNOWN),
    ],
)
async def test_what_goes_wrong_with_a_picture_goes_wrong_as_with_a_text(
    stand_ins: Running, fault: FaultKind, kind: ErrorKind
) -> None:
    stand_ins.remote.order_fault("telegram", fault)
    outgoing = Outgoing(message_id=1, address=str(CHAT), text="hello", picture=PNG)
    assert (await failure(TelegramAdapter(Telegram(api_base=stand_ins.telegram_base)), outgoing)).kind is kind


async def test_a_text_lost_after_its_picture_is_unknown_and_never_sent_twice(stand_ins: Running) -> None:
    stand_ins.remote.order_fault("telegram", FaultKind.REJECTED, code=400, only="sendMessage")
    outgoing = Outgoing(message_id=1, address=str(CHAT), text="word " * 300, picture=PNG)
    error = await failure(TelegramAdapter(Telegram(api_base=stand_ins.telegram_base)), outgoing)
    assert error.kind is ErrorKind.UNKNOWN


@pytest.mark.parametrize(
    ("fault", "kind", "code"),
    [
        ({"kind": FaultKind.FORBIDDEN}, ErrorKind.STOPPED, "403"),
        ({"kind": FaultKind.REJECTED, "code": 400}, ErrorKind.CONFIG, "400"),
        ({"kind": FaultKind.REJECTED, "code": 401}, ErrorKind.CONFIG, "401"),
        ({"kind": FaultKind.SERVER_ERROR}, ErrorKind.UNKNOWN, "500"),
        ({"kind": FaultKind.DROPPED_AFTER_ACCEPT}, ErrorKind.UNKNOWN, None),
    ],
)
async def test_each_refusal_has_its_kind(
    stand_ins: Running, fault: dict[str, Any], kind: ErrorKind, code: str | None
) -> None:
    stand_ins.remote.order_fault("telegram", **fault)
    error = await failure(TelegramAdapter(Telegram(api_base=stand_ins.telegram_base)), text_to(str(CHAT)))
    assert (error.kind, error.code) == (kind, code)


async def test_too_many_says_how_long_to_wait(stand_ins: Running) -> None:
    stand_ins.remote.order_fault("telegram", FaultKind.RATE_LIMITED, seconds=7)
    error = await failure(TelegramAdapter(Telegram(api_base=stand_ins.telegram_base)), text_to(str(CHAT)))
    assert (error.kind, error.after) == (ErrorKind.THROTTLED, timedelta(seconds=7))


async def test_a_timeout_may_have_gone_out(stand_ins: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("channels.telegram.TIMEOUT_S", 0.1)
    stand_ins.remote.order_fault("telegram", FaultKind.DELAYED, seconds=0.5)
    error = await failure(TelegramAdapter(Telegram(api_base=stand_ins.telegram_base)), text_to(str(CHAT)))
    assert error.kind is ErrorKind.UNKNOWN


@pytest.mark.parametrize("address", ["999", "not a number", ""])
async def test_a_chat_that_is_not_there_is_a_bad_address(stand_ins: Running, address: str) -> None:
    error = await failure(TelegramAdapter(Telegram(api_base=stand_ins.telegram_base)), text_to(address))
    assert error.kind is ErrorKind.BAD_ADDRESS


async def test_a_server_that_is_not_there_took_nothing() -> None:
    assert (await failure(TelegramAdapter(Telegram()), text_to(str(CHAT)))).kind is ErrorKind.RETRY


@pytest.mark.parametrize("token", ["", "no token"])
async def test_without_a_proper_token_it_says_what_to_set(token: str) -> None:
    error = await failure(TelegramAdapter(Telegram(token=token)), text_to(str(CHAT)))
    assert error.kind is ErrorKind.CONFIG
    assert "telegram.token" in error.what


def test_it_is_off_while_the_token_is_missing() -> None:
    assert TelegramAdapter(Telegram(token="")).missing == ("telegram.token",)


def test_an_id_that_telegram_cannot_carry_is_refused() -> None:
    with pytest.raises(SendError, match="64 bytes"):
        keyboard_of([Button(id="x" * 65, label="Too long")])


def test_long_labels_get_a_row_each() -> None:
    labels = ("Yes", "I would like to speak with a person", "No")
    keyboard = keyboard_of([Button(id=label[:3], label=label) for label in labels])
    assert keyboard is not None
    assert [len(row) for row in keyboard.inline_keyboard] == [1, 1, 1]


def test_a_button_that_opens_a_page_carries_its_address_where_telegram_takes_it() -> None:
    answer = Button(id="person", label="A person")
    page, here = (
        Button(id="open", label="Open", url=f"{scheme}://alder.example/data/x") for scheme in ("https", "http")
    )
    keyboard, without = keyboard_of([answer, page]), keyboard_of([answer, here])
    assert keyboard is not None
    assert without is not None
    assert [(key.callback_data, key.url) for key in keyboard.inline_keyboard[0]] == [
        ("person", None),
        (None, "https://alder.example/data/x"),
    ]
    assert [key.text for row in without.inline_keyboard for key in row] == ["A person"]
    assert keyboard_of([here]) is None


@given(st.text(), st.integers(min_value=2, max_value=40))
def test_split_parts_fit_and_lose_nothing_but_space(text: str, limit: int) -> None:
    parts = split_text(text, limit)
    assert all(len(part.encode("utf-16-le", errors="surrogatepass")) // 2 <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
