"""Pictures that people send by MMS: where Twilio keeps them, and how they are fetched from there and nowhere else.

Source: https://www.twilio.com/docs/messaging/api/media-resource. A media address stands in a webhook that anybody with
the account's secret could have made up, so only addresses of the configured API are opened, with the account's name
and token. Where the API sends on to its store, that is followed once, by https, without the credentials, and only to
the hosts in STORES.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from channels._twilio import TwilioConfig
from channels.base import Attached, ErrorKind, SendError

if TYPE_CHECKING:
    from aiohttp import ClientResponse

TIMEOUT_S: Final = 30.0
CHUNK: Final = 64 * 1024
MOST_MEDIA: Final = 10
STORES: Final = frozenset({"mms.twiliocdn.com", "media.twiliocdn.com"})
"""Hosts of Twilio's own to which its API sends for the bytes."""
_PATH = re.compile(r"/2010-04-01/Accounts/([A-Za-z0-9]+)/Messages/[A-Za-z0-9]+/Media/[A-Za-z0-9]+")


def attached_to(form: Mapping[str, str]) -> tuple[Attached, ...]:
    """The media that an inbound webhook names, in their order."""
    number = form.get("NumMedia", "0")
    count = min(int(number), MOST_MEDIA) if number.isdecimal() and len(number) < 4 else 0
    urls = [form.get(f"MediaUrl{place}", "") for place in range(count)]
    return tuple(Attached(source=url, name=f"photo-{place}") for place, url in enumerate(urls, start=1) if url)


def is_ours(config: TwilioConfig, url: str) -> bool:
    """Whether an address is a media resource of our own account at the configured API."""
    try:
        asked, api = urlsplit(url), urlsplit(config.api_base)
        same = (asked.scheme, asked.hostname, asked.port) == (api.scheme, api.hostname, api.port)
    except ValueError:
        return False
    found = _PATH.fullmatch(asked.path.removeprefix(api.path.rstrip("/")))
    plain = not (asked.username or asked.password or asked.query or asked.fragment)
    return same and plain and found is not None and found[1] == config.account_sid


async def fetch_media(config: TwilioConfig, attached: Attached, most: int) -> bytes | None:
    """Its bytes; None where it has more than ``most``. Raises SendError, also for an address that is not ours."""
    from aiohttp import BasicAuth, ClientError, ClientSession

    if not is_ours(config, attached.source):
        raise SendError(ErrorKind.CONFIG, "the media address is not of our account at twilio.api_base")
    auth = BasicAuth(config.account_sid, config.auth_token)
    try:
        async with asyncio.timeout(TIMEOUT_S), ClientSession(trust_env=False) as session:
            async with session.get(attached.source, auth=auth, allow_redirects=False) as answer:
                if answer.status not in (301, 302, 303, 307, 308):
                    return await _body(answer, most)
                store = urljoin(attached.source, answer.headers.get("Location", ""))
            _require_a_store(store)
            async with session.get(store, allow_redirects=False) as answer:
                return await _body(answer, most)
    except (TimeoutError, ClientError, OSError, ValueError) as error:
        raise SendError(ErrorKind.RETRY, f"the picture did not arrive: {type(error).__name__}") from error


def _require_a_store(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" or parts.hostname not in STORES or parts.port not in (None, 443):
        raise SendError(ErrorKind.CONFIG, f"the media address leads to {parts.hostname}, which is no store of Twilio's")


async def _body(answer: ClientResponse, most: int) -> bytes | None:
    if answer.status != 200:
        raise SendError(ErrorKind.RETRY, f"Twilio answered {answer.status} for the picture")
    found = bytearray()
    async for chunk in answer.content.iter_chunked(CHUNK):
        found += chunk
        if len(found) > most:
            return None
    return bytes(found)
