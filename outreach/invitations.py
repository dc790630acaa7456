"""The link in a text that leads to a chat: Telegram where that is on and lawful, the web chat elsewhere."""

from __future__ import annotations

import structlog

from cases.model import Channel, Kind
from cases.policy.request import GateRequest
from channels.base import Findable, SendError
from outreach import links
from outreach.casefile import BorrowerFile
from outreach.creditors import actor_of, packs_of, speakers
from outreach.runtime import Runtime

log = structlog.get_logger(__name__)


def chat_link_for(runtime: Runtime, file: BorrowerFile) -> str:
    """Where this borrower can go on in a chat; the same all day long."""
    settings, secret = runtime.settings, runtime.secret
    username = telegram_name(runtime) if _lawful(runtime, file, Channel.TELEGRAM) else None
    if username:
        return links.telegram_link(settings, secret, file.borrower_id, file.now, username=username)
    return links.chat_link(settings, secret, file.borrower_id, file.now)


def _lawful(runtime: Runtime, file: BorrowerFile, channel: Channel) -> bool:
    """Whether the packs let us answer there at all."""
    those = speakers(runtime, file)
    request = GateRequest(
        at=file.now,
        channel=channel.value,
        kind=Kind.REPLY.value,
        actor=actor_of(those),
        lender=those[0].kind,
        zones=file.borrower.zones,
        language=file.borrower.locale,
        identity="confirmed",
        days_past_due=file.position.dpd,
    )
    return runtime.policies.judge(request, file.borrower.jurisdiction, packs_of(those)).decision != "deny"


def telegram_name(runtime: Runtime) -> str | None:
    """The bot's username: as configured, else as Telegram tells it, asked once. None where Telegram is off."""
    adapter = runtime.channels.get(Channel.TELEGRAM)
    if adapter is None or not adapter.on:
        return None
    if runtime.settings.telegram.username:
        return runtime.settings.telegram.username
    if runtime.telegram_name is None and isinstance(adapter, Findable):
        try:
            runtime.telegram_name = runtime.edge.run(adapter.handle())
        except SendError as error:
            log.warning("telegram_name_unknown", why=error.what)
            runtime.telegram_name = ""
    return runtime.telegram_name or None
