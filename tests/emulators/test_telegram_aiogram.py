"""The Bot API stand-in behaves for the real aiogram Bot."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendMessage
from aiogram.types import BotCommand, BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from emulators import FaultKind, Running
from tests.emulators.conftest import CONFIG, JAMES, NINA

NINAS_CHAT = NINA.telegram_id or 0
JAMES_ID = JAMES.telegram_id or 0

pytestmark = pytest.mark.asyncio(loop_scope="module")


def bot_at(running: Running, token: str = CONFIG.bot_token) -> Bot:
    return Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(running.telegram_base)))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def one_bot(started: Running) -> AsyncIterator[Bot]:
    async with bot_at(started) as made:
        yield made


@pytest.fixture
def bot(one_bot: Bot, running: Running) -> Bot:
    """The same bot for the whole module, since aiogram takes a quarter of a second to close."""
    return one_bot


def keyboard(data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Yes", callback_data=data)]])


async def test_get_me_tells_the_configured_bot(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.is_bot) == (7000000001, CONFIG.bot_username, True)


async def test_a_deep_link_arrives_as_start_with_its_payload(bot: Bot, running: Running) -> None:
    running.remote.start_bot(JAMES_ID, link=f"https://t.me/{CONFIG.bot_username}?start=k3J9-aa_1")
    [update] = await bot.get_updates(timeout=1)
    assert update.message is not None
    assert update.message.text == "/start k3J9-aa_1"
    assert update.message.chat.id == JAMES_ID
    assert update.message.from_user is not None
    assert update.message.from_user.first_name == "James"


async def test_a_long_poll_waits_for_what_comes_later(bot: Bot, running: Running) -> None:
    poll = asyncio.ensure_future(bot.get_updates(timeout=10))  # noqa: TID251  # awaited below
    await asyncio.sleep(0.1)
    assert not poll.done()
    await asyncio.to_thread(running.remote.write, NINAS_CHAT, "hello")
    [update] = await asyncio.wait_for(poll, 2)
    assert update.message is not None
    assert update.message.text == "hello"


async def test_updates_come_again_until_an_offset_confirms_them(bot: Bot, running: Running) -> None:
    for text in ("one", "two", "three"):
        running.remote.write(NINAS_CHAT, text)
    first = await bot.get_updates(limit=2)
    again = await bot.get_updates(limit=2)
    rest = await bot.get_updates(offset=first[-1].update_id + 1)
    assert texts(first) == texts(again) == ["one", "two"]
    assert texts(rest) == ["three"]
    assert rest[0].update_id == first[0].update_id + 2


def texts(updates: list[Update]) -> list[str | None]:
    return [update.message.text if update.message else None for update in updates]


async def test_a_second_poll_ends_the_first(bot: Bot) -> None:
    first = asyncio.ensure_future(bot.get_updates(timeout=10))  # noqa: TID251  # awaited below
    await asyncio.sleep(0.1)
    await bot.get_updates(timeout=0)
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates"):
        await first


async def test_only_the_kinds_asked_for_are_queued(bot: Bot, running: Running) -> None:
    await bot.get_updates(timeout=0, allowed_updates=["callback_query"])
    running.remote.write(NINAS_CHAT, "not wanted")
    assert await bot.get_updates(timeout=0) == []


async def test_a_pressed_button_comes_as_a_callback_query_and_is_answered(bot: Bot, running: Running) -> None:
    sent = await bot.send_message(NINAS_CHAT, "Is that right?", reply_markup=keyboard("promise:yes"))
    running.remote.press(NINAS_CHAT, sent.message_id, "promise:yes")
    [update] = await bot.get_updates(timeout=1)
    query = update.callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("promise:yes", NINAS_CHAT)
    assert isinstance(query.message, Message)
    assert query.message.message_id == sent.message_id
    assert await bot.answer_callback_query(query.id, text="Noted")
    assert running.remote.state()["telegram"]["pressed"][0]["answer"] == "Noted"


async def test_html_becomes_entities(bot: Bot) -> None:
    sent = await bot.send_message(NINAS_CHAT, "<b>$186.40</b> &amp; more", parse_mode="HTML")
    assert sent.text == "$186.40 & more"
    assert sent.entities is not None
    assert [(entity.type, entity.offset, entity.length) for entity in sent.entities] == [("bold", 0, 7)]


async def test_a_message_is_edited_and_deleted(bot: Bot, running: Running) -> None:
    sent = await bot.send_message(NINAS_CHAT, "first", reply_markup=keyboard("a"))
    edited = await bot.edit_message_text("second", chat_id=NINAS_CHAT, message_id=sent.message_id)
    assert isinstance(edited, Message)
    assert (edited.text, edited.reply_markup) == ("second", None)
    marked = await bot.edit_message_reply_markup(
        chat_id=NINAS_CHAT, message_id=sent.message_id, reply_markup=keyboard("b")
    )
    assert isinstance(marked, Message)
    assert marked.reply_markup is not None
    assert marked.reply_markup.inline_keyboard[0][0].callback_data == "b"
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_text(
            "second", chat_id=NINAS_CHAT, message_id=sent.message_id, reply_markup=keyboard("b")
        )
    assert await bot.delete_message(NINAS_CHAT, sent.message_id)
    [message] = running.remote.state()["telegram"]["chats"][0]["messages"]
    assert message["deleted"]


async def test_message_ids_count_up_in_each_chat(bot: Bot, running: Running) -> None:
    running.remote.start_bot(JAMES_ID)
    ids = [(await bot.send_message(chat, "hello")).message_id for chat in (NINAS_CHAT, NINAS_CHAT, JAMES_ID)]
    assert ids == [1, 2, 2]


REFUSALS: dict[str, tuple[dict[str, Any], str]] = {
    "empty": ({"text": " \n"}, "message text is empty"),
    "too long": ({"text": "x" * 4097}, "message is too long"),
    "unknown chat": ({"chat_id": 12345}, "chat not found"),
    "never pressed start": ({"chat_id": JAMES_ID}, "chat not found"),
    "unknown tag": ({"text": "a<hr>", "parse_mode": "HTML"}, 'Unsupported start tag "hr" at byte offset 1'),
    "callback data of 65 bytes": ({"reply_markup": keyboard("x" * 65)}, "BUTTON_DATA_INVALID"),
    "callback data of 33 letters, 66 bytes": ({"reply_markup": keyboard("ж" * 33)}, "BUTTON_DATA_INVALID"),
    "unknown parse mode": ({"parse_mode": "Word"}, "unsupported parse_mode"),
}


@pytest.mark.parametrize("case", REFUSALS)
async def test_a_bad_message_is_refused(bot: Bot, case: str) -> None:
    changes, words = REFUSALS[case]
    with pytest.raises(TelegramBadRequest, match=words):
        await bot(SendMessage.model_validate({"chat_id": NINAS_CHAT, "text": "hello"} | changes))


async def test_the_longest_message_is_taken(bot: Bot) -> None:
    sent = await bot.send_message(NINAS_CHAT, "<b>" + "x" * 4096 + "</b>", parse_mode="HTML")
    assert sent.text == "x" * 4096


async def test_a_blocked_bot_is_told_and_forbidden_until_the_person_starts_again(bot: Bot, running: Running) -> None:
    running.remote.block(NINAS_CHAT)
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(NINAS_CHAT, "hello")
    [update] = await bot.get_updates(timeout=1)
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    running.remote.start_bot(NINAS_CHAT)
    await bot.send_message(NINAS_CHAT, "hello")


async def test_a_wrong_token_is_unauthorized(running: Running) -> None:
    async with bot_at(running, "123456:another-token") as stranger:
        with pytest.raises(TelegramUnauthorizedError):
            await stranger.get_me()


async def test_no_polling_while_a_webhook_is_set(bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(TelegramConflictError, match="webhook is active"):
        await bot.get_updates(timeout=0)
    await bot.delete_webhook()
    assert await bot.get_updates(timeout=0) == []


async def test_a_document_keeps_its_bytes_and_can_be_fetched(bot: Bot) -> None:
    content = bytes(range(256)) * 40
    sent = await bot.send_document(
        NINAS_CHAT, BufferedInputFile(content, "schedule.pdf"), caption="Your <b>plan</b>", parse_mode="HTML"
    )
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size, sent.caption) == ("schedule.pdf", 10240, "Your plan")
    fetched = io.BytesIO()
    await bot.download(sent.document, fetched)
    assert fetched.getvalue() == content


async def test_a_photo_is_sent_again_by_its_file_id(bot: Bot) -> None:
    first = await bot.send_photo(NINAS_CHAT, BufferedInputFile(b"picture", "photo.jpg"))
    assert first.photo
    again = await bot.send_photo(NINAS_CHAT, first.photo[0].file_id)
    assert again.photo
    assert again.photo[0].file_id == first.photo[0].file_id


@pytest.mark.parametrize("kind", ["voice", "sticker", "photo", "document"])
async def test_what_a_bot_cannot_read_arrives_as_its_kind(bot: Bot, running: Running, kind: str) -> None:
    running.remote.send_media(NINAS_CHAT, kind)
    [update] = await bot.get_updates(timeout=1)
    assert update.message is not None
    assert update.message.content_type == kind


async def test_commands_are_kept(bot: Bot) -> None:
    await bot.set_my_commands([BotCommand(command="stop", description="No more messages")])
    assert [entry.command for entry in await bot.get_my_commands()] == ["stop"]
    with pytest.raises(TelegramBadRequest, match="BOT_COMMAND_INVALID"):
        await bot.set_my_commands([BotCommand(command="Not Good", description="x")])


async def test_chat_actions_log_out_and_close(bot: Bot) -> None:
    assert await bot.send_chat_action(NINAS_CHAT, "typing")
    with pytest.raises(TelegramBadRequest, match="wrong parameter action"):
        await bot.send_chat_action(NINAS_CHAT, "dancing")
    assert await bot.log_out()
    assert await bot.close()


async def test_a_call_can_be_rate_limited_once(bot: Bot, running: Running) -> None:
    running.remote.order_fault("telegram", FaultKind.RATE_LIMITED, seconds=7)
    assert await bot.get_updates(timeout=0) == []
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(NINAS_CHAT, "hello")
    assert caught.value.retry_after == 7
    await bot.send_message(NINAS_CHAT, "hello")


FAULTS = {
    FaultKind.FORBIDDEN: TelegramForbiddenError,
    FaultKind.SERVER_ERROR: TelegramServerError,
    FaultKind.TIMEOUT: TelegramNetworkError,
    FaultKind.DROPPED_AFTER_ACCEPT: TelegramNetworkError,
}


@pytest.mark.parametrize("kind", FAULTS)
async def test_an_ordered_fault_reaches_the_caller(bot: Bot, running: Running, kind: FaultKind) -> None:
    running.remote.order_fault("telegram", kind, only="sendMessage", seconds=0.05)
    with pytest.raises(FAULTS[kind]):
        await bot.send_message(NINAS_CHAT, "hello")
    kept = running.remote.state()["telegram"]["chats"][0]["messages"]
    assert len(kept) == (1 if kind is FaultKind.DROPPED_AFTER_ACCEPT else 0)
    assert running.remote.state()["faults"] == []
