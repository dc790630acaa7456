"""What the stand-ins are told when they start."""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SAMPLE_BOT_TOKEN = "7000000001:SAMPLE-token-that-opens-nothing"  # noqa: S105  # known to everybody, opens nothing
SAMPLE_ACCOUNT_SID = "AC" + "5a" * 16
SAMPLE_AUTH_TOKEN = "7c" * 16
SAMPLE_NUMBER = "+12025550100"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with a phone.

    `language` is a BCP 47 tag, `timezone` an IANA name for the times on their phone; `telegram_started` means
    that they pressed Start before this run.
    """

    name: str
    phone: str | None = None
    telegram_id: int | None = None
    language: str = "en"
    timezone: str | None = None
    chat_url: str | None = None
    telegram_started: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EmulatorConfig:
    """Accounts, addresses and people. Every address may be absent: then that road is closed and says so.

    `clock_url` answers GET and POST as described in `emulators.clock`. Times ending in `_s` are seconds.
    `opt_out_replies` is the carrier's own confirmation of STOP, START and HELP.
    """

    bot_token: str = field(default=SAMPLE_BOT_TOKEN, repr=False)
    bot_username: str = "forbear_sample_bot"
    account_sid: str = SAMPLE_ACCOUNT_SID
    auth_token: str = field(default=SAMPLE_AUTH_TOKEN, repr=False)
    our_number: str = SAMPLE_NUMBER
    sms_webhook_url: str | None = None
    clock_url: str | None = None
    clock_secret: str | None = field(default=None, repr=False)
    desk_url: str | None = None
    people: tuple[Person, ...] = ()
    seed: int = 0
    opt_out_replies: bool = True
    receipt_delay_s: float = 0.02
    webhook_retry_s: float = 0.5
    webhook_timeout_s: float = 15.0

    def changed(self, changes: dict[str, Any]) -> EmulatorConfig:
        """This configuration with some values replaced; `people` may be a list of plain mappings.

        Raises ValueError naming the field that is not known.
        """
        known = {entry.name for entry in dataclasses.fields(self)}
        unknown = sorted(set(changes) - known)
        if unknown:
            raise ValueError(f"unknown setting: {', '.join(unknown)}; known are {', '.join(sorted(known))}")
        values = dict(changes)
        if "people" in values:
            values["people"] = tuple(_person(entry) for entry in values["people"])
        return dataclasses.replace(self, **values)


def read_config(path: Path) -> EmulatorConfig:
    """A TOML file with the names of `EmulatorConfig`; people are `[[people]]` tables."""
    with path.open("rb") as file:
        return EmulatorConfig().changed(tomllib.load(file))


def _person(entry: Person | dict[str, Any]) -> Person:
    if isinstance(entry, Person):
        return entry
    try:
        return Person(**entry)
    except TypeError as error:
        raise ValueError(f"a person does not fit: {error}") from error
