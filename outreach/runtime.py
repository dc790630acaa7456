"""Everything a verb needs, built once and passed explicitly."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from cases.flows.turn import FlowRules
from cases.model import Borrower, Channel
from cases.plans import PlanPolicy
from cases.relief import ReliefPolicy
from cases.signposts import Signposts
from cases.strategy import Strategy
from channels.base import ChannelAdapter
from channels.registry import build_channels
from outreach.clock import Clock, SampleClock, SystemClock
from outreach.edge import Edge
from outreach.invented import holds_sample, without_real_providers
from outreach.live import Live
from outreach.planpolicy import load_plan_policy
from outreach.policybook import PolicyBook
from outreach.presence import Presence
from outreach.reliefpolicy import load_relief, load_signposts
from outreach.second_reader import SecondReader
from outreach.settings import Settings
from outreach.strategies import load_strategy
from outreach.wording import Sender, Words
from storage import creditors, meta, schema, wordings
from storage.session import Database

SECRET_KEY = "secret"  # noqa: S105  # the name it is kept under, not the secret


@dataclass(kw_only=True)
class Runtime:
    """Settings, database, clock, words, packs, strategy, policies and channels of one running program."""

    settings: Settings
    db: Database
    clock: Clock
    words: Words
    policies: PolicyBook
    strategy: Strategy
    plans: PlanPolicy
    relief: ReliefPolicy
    signposts: Signposts
    channels: Mapping[Channel, ChannelAdapter]
    secret: bytes
    live: Live = field(default_factory=Live)
    presence: Presence = field(default_factory=Presence)
    edge: Edge = field(default_factory=Edge)
    second_reader: SecondReader | None = None
    telegram_name: str | None = None
    terminal: Channel = Channel.CONSOLE
    """The channel whose texts the terminal shows."""

    def close(self) -> None:
        """Give everything back; nothing is lost by it."""
        for adapter in self.channels.values():
            self.edge.run(adapter.close())
        if self.second_reader is not None:
            self.edge.run(self.second_reader.close())
        self.edge.close()
        self.db.close()

    @property
    def zone(self) -> ZoneInfo:
        """The zone people work in."""
        return ZoneInfo(self.settings.desk.zone)

    def rules(self) -> FlowRules:
        """The lender's limits, as the flows want them."""
        settings = self.settings
        return FlowRules(
            lender=settings.lender.name,
            phone=settings.lender.phone,
            officer=settings.lender.officer,
            pay_url=settings.lender.pay_url,
            jurisdiction=settings.lender.jurisdiction,
            identity_facts=tuple(settings.identity.facts),
            session_hours=settings.conversation.session_hours,
            identity_tries=settings.identity.tries,
            plans=self.plans,
            relief=self.relief,
            signposts=self.signposts,
            locales=self.words.locales,
        )

    def sender(self, officer: str | None = None) -> Sender:
        """Who signs a text: the lender and the officer the borrower knows."""
        lender = self.settings.lender
        return Sender(
            lender=lender.name, full_name=lender.full_name, phone=lender.phone, officer=officer or lender.officer
        )

    def reload_words(self) -> None:
        """Take up what admins approved meanwhile."""
        with self.db.reading() as connection:
            self.words = self.words.with_overlay(wordings.live(connection))


def build_runtime(
    settings: Settings, *, clock: Clock | None = None, channels: Mapping[Channel, ChannelAdapter] | None = None
) -> Runtime:
    """A runtime; an empty database is made ready, an older one is refused. With the sample in it no provider is real.

    Raises ConfigError, DatabaseError, StrategyError, PlanPolicyError, ReliefPolicyError or PackError.
    """
    db = Database(settings.database_url)
    db.check()
    if schema.state(db) == "empty":
        schema.migrate(db)
    schema.require_current(db)
    with db.writing() as connection:
        secret = meta.put_once(connection, SECRET_KEY, secrets.token_hex(32))
        overlay, owed = wordings.live(connection), creditors.every(connection)
    if holds_sample(db):
        settings = without_real_providers(settings)
    words = Words.shipped().with_overlay(overlay)
    strategy_file = settings.path(settings.strategy.file) if settings.strategy.file else None
    return Runtime(
        settings=settings,
        db=db,
        clock=clock or (SampleClock(db) if settings.sample.enabled else SystemClock(db)),
        words=words,
        policies=PolicyBook.load(settings, owed),
        strategy=load_strategy(strategy_file, frozenset(words.keys)),
        plans=load_plan_policy(settings.path(settings.plans.file) if settings.plans.file else None),
        relief=load_relief(settings.path(settings.relief.file) if settings.relief.file else None),
        signposts=load_signposts(settings.path(settings.signposts.file) if settings.signposts.file else None),
        channels=channels if channels is not None else build_channels(settings),
        secret=bytes.fromhex(secret),
        second_reader=SecondReader(settings.second_reader) if settings.second_reader.on else None,
    )


def zones_of(borrower: Borrower) -> tuple[ZoneInfo, ...]:
    """The borrower's candidate zones; UTC where none is known."""
    return tuple(ZoneInfo(zone) for zone in borrower.zones or ("UTC",))


def local_date(borrower: Borrower, now: datetime) -> date:
    """The borrower's date: with several candidate zones the earliest, so that nothing is asked too soon."""
    return min(now.astimezone(zone).date() for zone in zones_of(borrower))
