"""Telegram: texts with buttons and pictures out, updates in. aiogram is imported at the first send: it costs seconds.

Source: https://core.telegram.org/bots/api. Texts go without ``parse_mode``, so that no sign in them is markup.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Protocol

from cases.model import Channel
from channels.base import Attached, Button, ErrorKind, Outgoing, SendError

if TYPE_CHECKING:
    from aiogram import Bot
    from aiogram.exceptions import TelegramAPIError
    from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

TIMEOUT_S: Final = 15.0
FILE_TIMEOUT_S: Final = 30.0
CHUNK: Final = 64 * 1024
MAX_TEXT: Final = 4096
MAX_CAPTION: Final = 1024
MAX_DATA_BYTES: Final = 64
SHORT_LABEL: Final = 16
BAD_ADDRESS_WORDS: Final = ("chat not found", "peer_id_invalid", "user_id_invalid", "chat_id is empty")


class TelegramConfig(Protocol):
    """The bot. It is off while ``token`` is empty."""

    @property
    def token(self) -> str: ...
    @property
    def api_base(self) -> str: ...


def open_bot(config: TelegramConfig) -> Bot:
    """A client of the Bot API at the configured address. Raises SendError for a token that cannot be one."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.utils.token import TokenValidationError

    try:
        server = TelegramAPIServer.from_base(config.api_base)
        return Bot(config.token, session=AiohttpSession(api=server, timeout=TIMEOUT_S))
    except TokenValidationError as error:
        raise SendError(ErrorKind.CONFIG, "telegram.token is not a bot's token (123456:ABC…)") from error


class TelegramAdapter:
    """Sends by the Bot API. The client is built at the first send, in the loop that sends ever after."""

    name: Channel = Channel.TELEGRAM
    provider: str | None = "telegram"
    buttons: bool = True
    pictures: bool = True

    def __init__(self, config: TelegramConfig) -> None:
        self._config = config
        self._bot: Bot | None = None

    @property
    def on(self) -> bool:
        """Whether it can send."""
        return not self.missing

    @property
    def missing(self) -> tuple[str, ...]:
        """The settings that would turn it on."""
        return () if self._config.token else ("telegram.token",)

    async def send(self, outgoing: Outgoing) -> str | None:
        """``chat/message`` of the last part, which carries the buttons. Raises SendError."""
        if self.missing:
            raise SendError(ErrorKind.CONFIG, "Telegram is off: telegram.token not set")
        chat_id = _chat_id(outgoing.address)
        keyboard = keyboard_of(outgoing.buttons)
        sent = False
        if outgoing.picture is not None:
            caption = outgoing.text if _units(outgoing.text) <= MAX_CAPTION else None
            shown = await self._show(chat_id, outgoing.picture, caption, keyboard if caption else None)
            if shown and caption:
                return shown
            sent = shown is not None
        *before, last = split_text(outgoing.text)
        try:
            for part in before:
                await self._send_part(chat_id, part, None)
                sent = True
            return await self._send_part(chat_id, last, keyboard)
        except SendError as error:
            if sent:
                raise SendError(ErrorKind.UNKNOWN, f"only a part went: {error.what}", code=error.code) from error
            raise

    async def _show(
        self, chat_id: int, png: bytes, caption: str | None, keyboard: InlineKeyboardMarkup | None
    ) -> str | None:
        """Send a picture; None where Telegram refuses this very picture, and the text goes alone. Raises SendError."""
        from aiogram.types import BufferedInputFile

        photo = BufferedInputFile(png, "schedule.png")
        try:
            return await self._call(lambda bot: bot.send_photo(chat_id, photo, caption=caption, reply_markup=keyboard))
        except SendError as error:
            if error.kind is ErrorKind.CONFIG and error.code in ("400", "413"):
                return None
            raise

    async def _send_part(self, chat_id: int, text: str, keyboard: InlineKeyboardMarkup | None) -> str:
        from aiogram.types import LinkPreviewOptions

        preview = LinkPreviewOptions(is_disabled=True)
        return await self._call(
            lambda bot: bot.send_message(chat_id, text, reply_markup=keyboard, link_preview_options=preview)
        )

    async def _call(self, method: Callable[[Bot], Awaitable[Message]]) -> str:
        """``chat/message`` of what was sent. Raises SendError."""
        from aiogram.exceptions import AiogramError, TelegramAPIError

        if self._bot is None:
            self._bot = open_bot(self._config)
        try:
            async with asyncio.timeout(TIMEOUT_S):
                message = await method(self._bot)
        except TelegramAPIError as error:
            raise send_error(error) from error
        except (TimeoutError, AiogramError) as error:
            raise SendError(ErrorKind.UNKNOWN, f"no clear answer from Telegram: {type(error).__name__}") from error
        return f"{message.chat.id}/{message.message_id}"

    async def fetch(self, attached: Attached, most: int) -> bytes | None:
        """A photo or document; None where it has more than ``most`` bytes. Raises SendError."""
        if self.missing:
            raise SendError(ErrorKind.CONFIG, "Telegram is off: telegram.token not set")
        if self._bot is None:
            self._bot = open_bot(self._config)
        return await fetch_file(self._bot, attached, most)

    async def handle(self) -> str:
        """The bot's username, without the @. Raises SendError."""
        from aiogram.exceptions import AiogramError

        if self.missing:
            raise SendError(ErrorKind.CONFIG, "Telegram is off: telegram.token not set")
        if self._bot is None:
            self._bot = open_bot(self._config)
        try:
            async with asyncio.timeout(TIMEOUT_S):
                me = await self._bot.get_me()
        except (TimeoutError, AiogramError) as error:
            raise SendError(ErrorKind.RETRY, f"Telegram does not tell the bot's name: {error}") from error
        return me.username or ""

    async def close(self) -> None:
        """Give connections back."""
        if self._bot is not None:
            await self._bot.session.close()
            self._bot = None


def send_error(error: TelegramAPIError) -> SendError:
    """A refusal of the Bot API as one of ours."""
    from aiogram import exceptions as refused
    from aiohttp import ClientConnectorError

    kinds: tuple[tuple[type[TelegramAPIError], ErrorKind, str | None], ...] = (
        (refused.TelegramEntityTooLarge, ErrorKind.CONFIG, "413"),
        (refused.TelegramNetworkError, ErrorKind.UNKNOWN, None),
        (refused.TelegramServerError, ErrorKind.UNKNOWN, "500"),
        (refused.TelegramForbiddenError, ErrorKind.STOPPED, "403"),
        (refused.TelegramMigrateToChat, ErrorKind.BAD_ADDRESS, "400"),
        (refused.TelegramBadRequest, ErrorKind.CONFIG, "400"),
        (refused.TelegramUnauthorizedError, ErrorKind.CONFIG, "401"),
        (refused.TelegramNotFound, ErrorKind.CONFIG, "404"),
        (refused.TelegramConflictError, ErrorKind.CONFIG, "409"),
    )
    what = error.message
    if isinstance(error, refused.TelegramRetryAfter):
        return SendError(ErrorKind.THROTTLED, what, code="429", after=timedelta(seconds=error.retry_after))
    if isinstance(error.__cause__, ClientConnectorError):
        return SendError(ErrorKind.RETRY, f"Telegram cannot be reached: {what}")
    if isinstance(error, refused.TelegramBadRequest) and any(words in what.lower() for words in BAD_ADDRESS_WORDS):
        return SendError(ErrorKind.BAD_ADDRESS, what, code="400")
    kind, code = next(((kind, code) for type_, kind, code in kinds if isinstance(error, type_)), (None, None))
    return SendError(kind or ErrorKind.UNKNOWN, what, code=code)


def keyboard_of(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """Buttons under a text, short ones two in a row. Raises SendError for an id that Telegram cannot carry."""
    from aiogram.types import InlineKeyboardMarkup

    long = next((button.id for button in buttons if len(button.id.encode()) > MAX_DATA_BYTES), None)
    if long is not None:
        raise SendError(ErrorKind.CONFIG, f"the choice {long!r} has more than {MAX_DATA_BYTES} bytes")
    rows = [[_key(each) for each in row] for row in _rows([each for each in buttons if _carried(each)])]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def _carried(button: Button) -> bool:
    """Telegram opens public addresses alone and refuses a whole message for another one; the text names it as well."""
    return not button.url or button.url.startswith("https://")


def _key(button: Button) -> InlineKeyboardButton:
    from aiogram.types import InlineKeyboardButton

    if button.url:
        return InlineKeyboardButton(text=button.label, url=button.url)
    return InlineKeyboardButton(text=button.label, callback_data=button.id)


def _rows(buttons: Sequence[Button]) -> Iterator[list[Button]]:
    row: list[Button] = []
    for button in buttons:
        if row and (len(row) == 2 or len(button.label) > SHORT_LABEL or len(row[-1].label) > SHORT_LABEL):
            yield row
            row = []
        row.append(button)
    if row:
        yield row


def split_text(text: str, limit: int = MAX_TEXT) -> list[str]:
    """Parts of at most ``limit`` UTF-16 units, as Telegram counts; cut at a line, else at a space, else anywhere."""
    parts: list[str] = []
    while _units(text) > limit:
        fits = text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", errors="ignore")
        cut = max(fits.rfind("\n"), 0) or max(fits.rfind(" "), 0) or len(fits)
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*parts, text]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _chat_id(address: str) -> int:
    try:
        return int(address)
    except ValueError:
        raise SendError(ErrorKind.BAD_ADDRESS, f"{address!r} is no Telegram chat id") from None


async def fetch_file(bot: Bot, attached: Attached, most: int) -> bytes | None:
    """Its bytes; None where it has more than ``most``. Raises SendError where Telegram does not give it.

    Source: https://core.telegram.org/bots/api#getfile.
    """
    from aiogram.exceptions import AiogramError, TelegramAPIError

    found = bytearray()
    try:
        async with asyncio.timeout(FILE_TIMEOUT_S):
            file = await bot.get_file(attached.source)
            if not file.file_path:
                raise SendError(ErrorKind.CONFIG, "Telegram names no path for the file")
            url = bot.session.api.file_url(bot.token, file.file_path)
            async for chunk in bot.session.stream_content(url, timeout=int(FILE_TIMEOUT_S), chunk_size=CHUNK):
                found += chunk
                if len(found) > most:
                    return None
    except TelegramAPIError as error:
        raise SendError(ErrorKind.RETRY, f"Telegram did not give the file: {error.message}") from error
    except (TimeoutError, AiogramError, OSError) as error:
        raise SendError(ErrorKind.RETRY, f"the file did not arrive: {type(error).__name__}") from error
    return bytes(found)
