"""Photos and documents that people send on Telegram: what an update says of them, and how they are fetched.

Source: https://core.telegram.org/bots/api#getfile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from channels.base import Attached, ErrorKind, SendError

if TYPE_CHECKING:
    from aiogram import Bot

TIMEOUT_S: Final = 30.0
CHUNK: Final = 64 * 1024
PHOTO_NAME: Final = "photo.jpg"


def attached_to(message: Mapping[str, Any]) -> tuple[Attached, ...]:
    """The photo in its largest size, or the document; nothing for what has another shape."""
    sizes = message.get("photo")
    if isinstance(sizes, list):
        known = [size for size in sizes if isinstance(size, dict) and isinstance(size.get("file_id"), str)]
        largest = max(known, key=lambda size: _number(size, "width") or 0, default=None)
        return (_attached(largest, PHOTO_NAME),) if largest else ()
    document = message.get("document")
    if isinstance(document, dict) and isinstance(document.get("file_id"), str):
        return (_attached(document, str(document.get("file_name") or "document")),)
    return ()


def _attached(file: Mapping[str, Any], name: str) -> Attached:
    return Attached(source=str(file["file_id"]), name=name, size=_number(file, "file_size"))


def _number(values: Mapping[str, Any], name: str) -> int | None:
    value = values.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


async def fetch_file(bot: Bot, attached: Attached, most: int) -> bytes | None:
    """Its bytes; None where it has more than ``most``. Raises SendError where Telegram does not give it."""
    from aiogram.exceptions import AiogramError, TelegramAPIError

    found = bytearray()
    try:
        async with asyncio.timeout(TIMEOUT_S):
            file = await bot.get_file(attached.source)
            if not file.file_path:
                raise SendError(ErrorKind.CONFIG, "Telegram names no path for the file")
            url = bot.session.api.file_url(bot.token, file.file_path)
            async for chunk in bot.session.stream_content(url, timeout=int(TIMEOUT_S), chunk_size=CHUNK):
                found += chunk
                if len(found) > most:
                    return None
    except TelegramAPIError as error:
        raise SendError(ErrorKind.RETRY, f"Telegram did not give the file: {error.message}") from error
    except (TimeoutError, AiogramError, OSError) as error:
        raise SendError(ErrorKind.RETRY, f"the file did not arrive: {type(error).__name__}") from error
    return bytes(found)
