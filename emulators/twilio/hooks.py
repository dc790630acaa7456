"""Signed POSTs to the product, repeated once where the other side failed, never where it answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import httpx2

from emulators.twilio.server import TwilioServer
from emulators.twilio.signature import HEADER, sign

ATTEMPTS: Final = 2


async def post_signed(server: TwilioServer, url: str, params: Mapping[str, str]) -> httpx2.Response | None:
    """The answer, or None when neither attempt got one below 500. What failed becomes an alert (11200)."""
    config = server.stage.config
    headers = {
        HEADER: sign(url, params, config.auth_token),
        "I-Twilio-Idempotency-Token": server.stage.ids.opaque("idempotency"),
        "User-Agent": "TwilioProxy/1.1",
    }
    for _ in range(ATTEMPTS):
        try:
            response = await server.stage.http.post(url, data=dict(params), headers=headers)
            problem = f"HTTP {response.status_code}"
        except httpx2.HTTPError as error:
            response, problem = None, type(error).__name__
        server.callbacks.append({"url": url, "params": dict(params), "status": response and response.status_code})
        if response is not None and response.status_code < 500:
            return response
        server.alert(11200, f"HTTP retrieval failure at {url}: {problem}")
    return None
