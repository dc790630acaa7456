"""One Telegram update, from long poll or webhook: whose chat it is, then in."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

import structlog

from channels.telegram_updates import TelegramUpdate, parse_update
from outreach.inbound import receive, unknown_sender
from outreach.links import LinkError, read_token
from outreach.metrics import REFUSED
from outreach.proofs import fetched
from outreach.runtime import Runtime

log = structlog.get_logger(__name__)


def take_update(runtime: Runtime, raw: Mapping[str, Any]) -> TelegramUpdate | None:
    """Store, understand and answer it; None where it was not for us. Raises InvalidWebhook.

    A repeated update is dropped. ``/start TOKEN`` binds the chat to the borrower of the token; somebody who is nobody's
    contact is told how to get a link.
    """
    bot_id = runtime.settings.telegram.token.partition(":")[0]
    update = parse_update(raw, runtime.clock.now(), bot_id)
    if update is None:
        return None
    inbound = update.inbound
    if update.start:
        inbound = replace(inbound, borrower_id=_borrower_of(runtime, update.start))
    inbound = fetched(runtime, inbound)
    if receive(runtime, inbound).borrower_id is None:
        unknown_sender(runtime, inbound)
    return update


def webhook_secret(runtime: Runtime) -> str:
    """What Telegram must say with each webhook: the setting, or one made from our own secret."""
    made = hmac.digest(runtime.secret, b"telegram:webhook", sha256).hex()
    return runtime.settings.telegram.webhook_secret or made


def _borrower_of(runtime: Runtime, token: str) -> int | None:
    try:
        return read_token(runtime.secret, token, "telegram", runtime.clock.now())
    except LinkError as error:
        REFUSED.labels("telegram_start", type(error).__name__).inc()
        log.warning("request_refused", source="telegram_start", reason=type(error).__name__)
        return None
