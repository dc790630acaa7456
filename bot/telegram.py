"""Telegram by long polling, or its webhook put in place. aiogram is imported here only when it is needed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from itertools import count
from typing import TYPE_CHECKING, Any, Final

import structlog
from starlette.concurrency import run_in_threadpool

from bot.updates import take_update, webhook_secret
from channels.base import InvalidWebhook, SendError
from channels.telegram import open_bot
from channels.telegram_updates import ALLOWED_UPDATES
from outreach.runtime import Runtime

if TYPE_CHECKING:
    from aiogram import Bot, Dispatcher
    from aiogram.types import CallbackQuery, Message, Update

log = structlog.get_logger(__name__)

POLL_S: Final = 20
PAUSES_S: Final = (1.0, 5.0, 30.0)
TRIES: Final = 3
WEBHOOK_PATH: Final = "/webhooks/telegram"


async def run_polling(runtime: Runtime) -> None:
    """Take updates one after another until cancelled. Does nothing where Telegram is off or uses a webhook.

    While the Bot API cannot be reached or refuses, it tries again. An update counts as read only when the next ones are
    asked for, so what was under way at a stop comes once more and is recognised as repeated.
    """
    if runtime.settings.telegram.token and runtime.settings.telegram.mode == "polling":
        await _patiently(runtime, partial(_poll, runtime))


async def register_webhook(runtime: Runtime) -> None:
    """Tell Telegram where to send updates, with the secret it must show; again until that has worked."""
    url = runtime.settings.web.base_url + WEBHOOK_PATH
    secret = webhook_secret(runtime)

    async def register(bot: Bot) -> None:
        await bot.set_webhook(url, secret_token=secret, allowed_updates=list(ALLOWED_UPDATES))

    await _patiently(runtime, register)


async def _patiently(runtime: Runtime, act: Callable[[Bot], Awaitable[None]]) -> None:
    """Do it with a client of its own until it succeeds. A token that cannot be one is logged and left alone."""
    await run_in_threadpool(import_module, "aiogram")  # this takes seconds, in which web requests are answered
    from aiogram.exceptions import TelegramAPIError

    try:
        bot = open_bot(runtime.settings.telegram)
    except SendError as error:
        log.warning("telegram_off", why=error.what)
        return
    try:
        for attempt in count():
            try:
                await act(bot)
            except TelegramAPIError as error:
                log.warning("telegram_not_reached", why=error.message)
                await asyncio.sleep(PAUSES_S[min(attempt, len(PAUSES_S) - 1)])
            else:
                return
    finally:
        await bot.session.close()


async def _poll(runtime: Runtime, bot: Bot) -> None:
    await bot.delete_webhook(drop_pending_updates=False)  # it would keep the updates from us
    dispatcher = make_dispatcher(runtime)
    polling = asyncio.get_running_loop().create_task(
        dispatcher.start_polling(
            bot,
            polling_timeout=POLL_S,
            handle_as_tasks=False,
            handle_signals=False,
            close_bot_session=False,
            allowed_updates=list(ALLOWED_UPDATES),
        )
    )
    try:
        await asyncio.shield(polling)
    finally:
        if not polling.done():  # cancelled as it is, it would leave its own tasks behind
            with suppress(RuntimeError):  # it had not begun
                await dispatcher.stop_polling()
            polling.cancel()


def make_dispatcher(runtime: Runtime) -> Dispatcher:
    """A dispatcher without dialogue state of its own: that lives in our tables, for all channels."""
    from aiogram import Dispatcher

    dispatcher = Dispatcher(disable_fsm=True)

    async def written(_message: Message, event_update: Update) -> None:
        await _take(runtime, _as_json(event_update))

    async def pressed(query: CallbackQuery, event_update: Update) -> None:
        await _acknowledge(query)
        await _take(runtime, _as_json(event_update))

    dispatcher.message.register(written)
    dispatcher.callback_query.register(pressed)
    return dispatcher


def _as_json(update: Update) -> dict[str, Any]:
    """The update as it came over the wire."""
    return update.model_dump(mode="json", by_alias=True, exclude_unset=True)


async def _acknowledge(query: CallbackQuery) -> None:
    """Stop the pressed button from spinning. Too late is no trouble."""
    from aiogram.exceptions import TelegramAPIError

    try:
        await query.answer()
    except TelegramAPIError as error:
        log.info("telegram_acknowledge_failed", why=error.message)


async def _take(runtime: Runtime, update: dict[str, Any]) -> None:
    """Take one update in; what fails for a moment (a busy database) is tried again before it is given up."""
    for attempt in range(1, TRIES + 1):
        try:
            await run_in_threadpool(take_update, runtime, update)
        except InvalidWebhook as error:
            log.warning("telegram_update_invalid", update_id=update.get("update_id"), why=str(error))
        except Exception:
            log.exception("telegram_update_failed", update_id=update.get("update_id"), attempt=attempt)
            await asyncio.sleep(PAUSES_S[attempt - 1])
            continue
        return
