"""Telegram from end to end: a stand-in over real HTTP, the real dispatcher, the real database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import telegram
from bot.telegram import register_webhook, run_polling
from cases.model import Channel
from emulators import FaultKind, Running
from outreach.chat import thread
from outreach.links import telegram_token
from outreach.runtime import Runtime
from outreach.settings import WebSettings
from tests.bot.conftest import CHAT, NOW, STAND_INS, id_of, running_runtime
from tests.bot.server import address_of, free_port, serving


def said_by_bot(stand_ins: Running) -> list[dict[str, Any]]:
    chats = stand_ins.remote.state()["telegram"]["chats"]
    return [message for chat in chats for message in chat["messages"] if message["from_bot"]]


async def until(happened: Callable[[], object]) -> None:
    """Wait for it, a minute at most: aiogram may have to be loaded first."""
    async with asyncio.timeout(60):
        while not await asyncio.to_thread(happened):  # noqa: ASYNC110  # what we wait for is on another server
            await asyncio.sleep(0.05)


async def polling(runtime: Runtime, story: Callable[[], Any]) -> None:
    """Run the story beside the long poll, then cancel it as a stop would."""
    task = asyncio.get_running_loop().create_task(run_polling(runtime))
    try:
        await story()
    finally:
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_start_with_a_good_token_binds_the_chat_and_buttons_are_heard(stand_ins: Running, tmp_path: Path) -> None:
    with running_runtime(tmp_path, stand_ins) as runtime:
        borrower_id = id_of(runtime)
        token = telegram_token(runtime.secret, borrower_id, NOW + timedelta(days=7))

        async def story() -> None:
            await asyncio.to_thread(stand_ins.remote.start_bot, CHAT, token)
            await until(lambda: said_by_bot(stand_ins))
            await asyncio.to_thread(stand_ins.remote.write, CHAT, "1987")
            await until(lambda: any("reply_markup" in message for message in said_by_bot(stand_ins)))
            (asked, *_) = [message for message in said_by_bot(stand_ins) if "reply_markup" in message]
            data = asked["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
            heard = len(thread(runtime, borrower_id, channel=Channel.TELEGRAM))
            await asyncio.to_thread(stand_ins.remote.press, CHAT, asked["message_id"], data)
            await until(lambda: len(thread(runtime, borrower_id, channel=Channel.TELEGRAM)) > heard + 1)

        await polling(runtime, story)
        methods = [call["method"] for call in stand_ins.remote.state()["telegram"]["calls"]]
        assert "answerCallbackQuery" in methods


@pytest.mark.parametrize("payload", ["", "nonsense", "expired"])
async def test_start_without_a_good_token_is_told_how_to_get_one(
    stand_ins: Running, tmp_path: Path, payload: str
) -> None:
    with running_runtime(tmp_path, stand_ins) as runtime:
        expired = telegram_token(runtime.secret, id_of(runtime), NOW - timedelta(days=1))

        async def story() -> None:
            await asyncio.to_thread(stand_ins.remote.start_bot, CHAT, payload.replace("expired", expired))
            await until(lambda: said_by_bot(stand_ins))

        await polling(runtime, story)
        assert "link" in said_by_bot(stand_ins)[0]["text"]
        assert "James" not in said_by_bot(stand_ins)[0]["text"]
        assert thread(runtime, id_of(runtime), channel=Channel.TELEGRAM) == []


async def test_polling_goes_on_after_telegram_was_away(
    stand_ins: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram, "PAUSES_S", (0.05, 0.05, 0.05))
    stand_ins.remote.order_fault("telegram", FaultKind.SERVER_ERROR, times=2, only="deleteWebhook")
    with running_runtime(tmp_path, stand_ins) as runtime:

        async def story() -> None:
            await asyncio.to_thread(stand_ins.remote.start_bot, CHAT)
            await until(lambda: said_by_bot(stand_ins))

        await polling(runtime, story)


async def test_a_registered_webhook_brings_updates_with_its_secret(stand_ins: Running, tmp_path: Path) -> None:
    listener = free_port()
    web = WebSettings(public_url=address_of(listener))
    with running_runtime(tmp_path, stand_ins, web=web) as runtime, serving(runtime, listener):
        borrower_id = id_of(runtime)
        await register_webhook(runtime)
        token = telegram_token(runtime.secret, borrower_id, NOW + timedelta(days=7))
        await asyncio.to_thread(stand_ins.remote.start_bot, CHAT, token)
        await until(lambda: said_by_bot(stand_ins))
        assert stand_ins.remote.settle()
        assert thread(runtime, borrower_id, channel=Channel.TELEGRAM)


async def test_nothing_is_polled_while_telegram_is_off(tmp_path: Path) -> None:
    from outreach.settings import TelegramSettings

    off = TelegramSettings()
    by_webhook = TelegramSettings(token=STAND_INS.bot_token, mode="webhook")
    for settings in (off, by_webhook, TelegramSettings(token="no token")):
        with running_runtime(tmp_path, telegram=settings) as runtime:
            await run_polling(runtime)
