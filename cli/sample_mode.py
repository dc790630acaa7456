"""Sample mode: stand-ins for the providers beside the program, an invented portfolio, a clock to move.

Whatever the configuration names, the channels point at the stand-ins on this machine: nothing can reach a provider.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import structlog
from fastapi import FastAPI

from cli.console import Stop, say
from cli.sample_clock import PATH, clock_secret
from emulators import EmulatorConfig, start
from emulators.server import Running
from outreach import samples
from outreach.runtime import Runtime
from outreach.settings import Settings, TelegramSettings, TwilioSettings
from outreach.visitors import chat_link_of

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleMode:
    """The running stand-ins and the settings that point at them."""

    settings: Settings
    running: Running

    @classmethod
    @contextmanager
    def started(cls, settings: Settings) -> Iterator[SampleMode]:
        """Start the stand-ins; they stop with the block."""
        config = EmulatorConfig(seed=time.time_ns())  # ids of an earlier run are kept, and would count as repeated
        running = start(config, port=settings.sample.emulators_port)
        try:
            yield cls(settings=_pointed_at(settings, config, running), running=running)
        finally:
            running.stop()

    def prepare(self, runtime: Runtime) -> None:
        """Load the sample into an empty database. Raises Stop for a database with a real portfolio in it."""
        if samples.is_sample(runtime):
            return
        if not samples.is_empty(runtime):
            raise Stop("this database holds a portfolio that is not the sample; use forbear run, or another database")
        say("Making the sample portfolio: 60 invented borrowers with four weeks of history …")
        samples.load_sample(runtime)

    def connect(self, runtime: Runtime, app: FastAPI) -> None:
        """Tell the stand-ins who has a phone and where the program listens."""
        base = runtime.settings.web.base_url
        remote = self.running.remote

        def follow(at: datetime) -> None:
            remote.follow_clock(at.isoformat())

        app.state.before_turn = follow
        remote.configure(
            sms_webhook_url=f"{base}/webhooks/twilio/sms",
            clock_url=f"{base}{PATH}",
            clock_secret=clock_secret(runtime),
            desk_url=f"{base}/desk/",
            people=_people(runtime),
        )
        follow(runtime.clock.now())


def _pointed_at(settings: Settings, config: EmulatorConfig, running: Running) -> Settings:
    telegram = TelegramSettings(
        token=config.bot_token, username=config.bot_username, api_base=running.telegram_base, mode="polling"
    )
    twilio = TwilioSettings(
        account_sid=config.account_sid,
        auth_token=config.auth_token,
        from_number=config.our_number,
        api_base=running.twilio_base,
    )
    web = settings.web.model_copy(update={"public_url": f"http://{settings.web.host}:{settings.web.port}"})
    return settings.model_copy(update={"telegram": telegram, "twilio": twilio, "web": web})


def _people(runtime: Runtime) -> list[dict[str, object]]:
    return [
        {
            "name": f"{person.name} ({person.birth_year})",
            "phone": person.phone,
            "telegram_id": person.telegram_id,
            "language": person.language,
            "timezone": person.timezone,
            "chat_url": chat_link_of(runtime, person.ref),
            "telegram_started": person.telegram_bound,
        }
        for person in samples.sample_people(runtime)
    ]
