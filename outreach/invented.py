"""A database with invented borrowers in it: no provider may hear of them, whatever the configuration names."""

from __future__ import annotations

from typing import Final

from outreach.endpoint import on_this_machine
from outreach.settings import SecondReaderSettings, Settings, TelegramSettings, TwilioSettings
from storage import meta
from storage.session import Database

SAMPLE_MARK: Final = "sample.loaded"


def holds_sample(database: Database) -> bool:
    """Whether what the database holds began as the sample."""
    with database.reading() as connection:
        return meta.get(connection, SAMPLE_MARK) is not None


def real_providers(settings: Settings) -> list[str]:
    """The sections that would reach a real provider: something is set there, and its address is not this machine."""
    given = {
        "telegram": (settings.telegram.token, settings.telegram.api_base),
        "twilio": (settings.twilio.account_sid, settings.twilio.api_base),
        "second_reader": (settings.second_reader.url, settings.second_reader.url),
    }
    return [name for name, (value, base) in given.items() if value and not on_this_machine(base)]


def without_real_providers(settings: Settings) -> Settings:
    """The same settings with those sections empty, so that they are off."""
    empty = {"telegram": TelegramSettings(), "twilio": TwilioSettings(), "second_reader": SecondReaderSettings()}
    return settings.model_copy(update={name: empty[name] for name in real_providers(settings)})
