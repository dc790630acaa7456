"""What ``forbear doctor`` looks at, one function a thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from channels.registry import build_channels
from cli.check_policy import policy
from outreach.configuring import ConfigError, config_path, load_settings
from outreach.controls import look
from outreach.planpolicy import PlanPolicyError, load_plan_policy
from outreach.reliefpolicy import ReliefPolicyError, load_relief, load_signposts
from outreach.settings import Settings
from outreach.strategies import StrategyError, load_strategy
from outreach.switches import in_words
from outreach.wording import Words
from storage import schema
from storage.session import Database, DatabaseError

MARKS = {"good": "ok", "off": "off", "bad": "!!"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at. ``off`` is no fault: something that may be turned on."""

    what: str
    level: Literal["good", "off", "bad"]
    state: str
    mend: str = ""

    @property
    def mark(self) -> str:
        """How it shows in a table."""
        return MARKS[self.level]

    def as_dict(self) -> dict[str, str]:
        """For programs."""
        return asdict(self)


def check_all(config: Path | None) -> list[Finding]:
    """Everything, in the order in which one thing needs the other."""
    try:
        settings = load_settings(config)
    except ConfigError as error:
        return [Finding(what="config", level="bad", state=str(error), mend="correct it and run this again")]
    found = config_path(config)
    shown = str(found) if found.is_file() else "no file; defaults and environment alone"
    findings = [Finding(what="config", level="good", state=shown)]
    for check in (
        _database,
        _policy,
        _strategy,
        _plans,
        _relief,
        _second_reader,
        _channels,
        _controls,
        _clock,
        _address,
    ):
        findings.extend(check(settings))
    return findings


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        database = Database(settings.database_url)
        database.check()
        found = schema.state(database)
        if found != "empty":
            schema.require_current(database)
    except DatabaseError as error:
        mend = "do what it asks, or point database.url elsewhere"
        yield Finding(what="database", level="bad", state=str(error), mend=mend)
        return
    shown = database.engine.url.render_as_string(hide_password=True)
    database.close()
    stands = "empty; the first command fills it" if found == "empty" else f"version {schema.newest()}"
    yield Finding(what="database", level="good", state=f"{shown}, {stands}")


def _policy(settings: Settings) -> Iterator[Finding]:
    for seen in policy(settings, datetime.now(UTC).date()):
        yield Finding(what="policy", level=seen.level, state=seen.state, mend=seen.mend)


def _strategy(settings: Settings) -> Iterator[Finding]:
    path = settings.path(settings.strategy.file) if settings.strategy.file else None
    try:
        strategy = load_strategy(path, frozenset(Words.shipped().keys))
    except StrategyError as error:
        yield Finding(what="strategy", level="bad", state=str(error), mend="correct the file")
        return
    steps = sum(len(ladder.steps) for ladder in strategy.ladders)
    name = str(path) if path else "as shipped"
    yield Finding(what="strategy", level="good", state=f"{name}: {len(strategy.segments)} segments, {steps} steps")


def _plans(settings: Settings) -> Iterator[Finding]:
    path = settings.path(settings.plans.file) if settings.plans.file else None
    try:
        policy = load_plan_policy(path)
    except PlanPolicyError as error:
        yield Finding(what="plans", level="bad", state=str(error), mend="correct the file")
        return
    name = str(path) if path else "as shipped"
    state = f"{name}: {len(policy.roles)} roles, limits by law: {len(policy.limits)}"
    yield Finding(what="plans", level="good", state=state)


def _relief(settings: Settings) -> Iterator[Finding]:
    relief, signposts = settings.relief.file, settings.signposts.file
    try:
        policy = load_relief(settings.path(relief) if relief else None)
        known = load_signposts(settings.path(signposts) if signposts else None)
    except ReliefPolicyError as error:
        yield Finding(what="relief", level="bad", state=str(error), mend="correct the file")
        return
    granted = ", ".join(policy.rights("bot").kinds) or "nothing"
    state = f"the bot may grant: {granted}; free advice in {len(known.advice)} countries"
    yield Finding(what="relief", level="good", state=state)


def _second_reader(settings: Settings) -> Iterator[Finding]:
    second = settings.second_reader
    if second.on:
        leaves = {"masked": "without what says who it is", "as_written": "AS WRITTEN, with what says who it is"}
        state = f"doubtful messages go to {second.url}, model {second.model}, {leaves[second.send]}"
        yield Finding(what="second reader", level="good", state=state)
        return
    named = {"second_reader.url": second.url, "second_reader.model": second.model}
    missing = [name for name, value in named.items() if not value]
    mend = f"set {', '.join(missing)}" if missing else 'set second_reader.send to "masked"'
    yield Finding(what="second reader", level="off", state="off: no text leaves", mend=mend)


def _channels(settings: Settings) -> Iterator[Finding]:
    for channel, adapter in build_channels(settings).items():
        if adapter.on:
            yield Finding(what=channel.value, level="good", state="on")
        else:
            yield Finding(what=channel.value, level="off", state="off", mend=f"set {', '.join(adapter.missing)}")


def _controls(settings: Settings) -> Iterator[Finding]:
    """A stale feed keeps demands waiting, a switch whatever it names."""
    feeds, switches = look(settings)
    for feed in feeds:
        told = f"complete up to {feed.watermark:%Y-%m-%d %H:%M} UTC" if feed.watermark else "never told"
        if feed.stale:
            mend = f"bring its payments in, then: forbear feed mark {feed.name}"
            yield Finding(what=f"feed {feed.name}", level="bad", state=f"stale: {told}; demands wait", mend=mend)
        else:
            yield Finding(what=f"feed {feed.name}", level="good", state=told)
    for switch in switches:
        mend = f"once it is over: forbear switch on {switch.id} --why ..."
        yield Finding(what=f"switch {switch.id}", level="off", state=in_words(switch), mend=mend)


def _clock(settings: Settings) -> Iterator[Finding]:
    now = datetime.now(UTC)
    try:
        local = now.astimezone(ZoneInfo(settings.desk.zone))
    except (ZoneInfoNotFoundError, ValueError):
        yield Finding(
            what="clock", level="bad", state=f"desk.zone {settings.desk.zone!r} is no zone", mend="e.g. Europe/Madrid"
        )
        return
    yield Finding(what="clock", level="good", state=f"{now:%Y-%m-%d %H:%M} UTC, {local:%H:%M} at the desk")


def _address(settings: Settings) -> Iterator[Finding]:
    if settings.web.public_url:
        yield Finding(what="address", level="good", state=settings.web.base_url)
    else:
        yield Finding(
            what="address",
            level="off",
            state=f"{settings.web.base_url}, this machine only",
            mend="set web.public_url so that borrowers and providers reach it",
        )
