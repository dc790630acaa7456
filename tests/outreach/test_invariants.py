"""Whatever happens in whatever order, what must never happen does not: a machine plays borrower, bank, desk, time."""

from __future__ import annotations

import os
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from cases.custody import CustodyRefused
from cases.events import (
    Claimed,
    DisputeOpened,
    HandedBack,
    HardshipReported,
    HardshipReviewed,
    PaidClaimed,
    PlanAccepted,
    PlanOffered,
    PromiseMade,
)
from cases.machine import IllegalMove
from cases.model import Channel, CustodyState, HoldScope, HoldType, Plan, PlanPart
from cases.plans import equal_parts
from channels.base import ErrorKind, Inbound, ReceiptStatus, SendError
from outreach import feeds, replying, switches
from outreach.holding import By, HoldTerms, lift_hold, place_hold
from outreach.inbound import receive
from outreach.receipts import record_receipt
from outreach.refusals import Refused
from tests.support.stage import NOW, receipt
from tests.support.watch import ZONE
from tests.support.workers import in_steps
from tests.support.world import StagedWorld

MESSAGES = (
    "hello",
    "why",
    "I want to pay on Friday",
    "1987",
    "STOP",
    "START",
    "a person",
    "wrong number",
    "yes",
)
ERRORS = (None, None, None, ErrorKind.RETRY, ErrorKind.THROTTLED, ErrorKind.UNKNOWN, ErrorKind.BAD_ADDRESS)
EXAMPLES = int(os.environ.get("FORBEAR_WORLDS", "10"))
STEPS = 25 if EXAMPLES < 100 else 60
"""``FORBEAR_WORLDS=500`` plays long: many worlds, each with more that happens."""
FAST = (Phase.explicit, Phase.reuse, Phase.generate)
"""Each step costs time on a real database, so a failure is told as it was found and not made smaller."""


class World(StagedWorld):
    """Everything that can happen to them."""

    @rule(hours=st.sampled_from((1, 5, 14, 24, 72, 200)))
    def time_passes(self, hours: int) -> None:
        self.stage.until(self.stage.clock.now() + timedelta(hours=hours))

    @rule(errors=st.lists(st.sampled_from(ERRORS), min_size=1, max_size=4))
    def provider_fails(self, errors: list[ErrorKind | None]) -> None:
        self.stage.channels[Channel.SMS].orders.extend(SendError(each, "no") if each else None for each in errors)

    @rule(text=st.sampled_from(MESSAGES), second=st.booleans())
    def borrower_writes(self, text: str, second: bool) -> None:
        address = "+12025550144" if second else "+12025550143"
        inbound = Inbound(
            channel=Channel.SMS, address=address, external_id=self.name(), at=self.stage.clock.now(), text=text
        )
        receive(self.stage.runtime, inbound)
        before = self.stage.rows("SELECT count(*) FROM messages"), self.stage.case(self.ref(second))
        assert receive(self.stage.runtime, inbound).repeated
        assert (self.stage.rows("SELECT count(*) FROM messages"), self.stage.case(self.ref(second))) == before

    @rule(number=st.integers(0, 50), status=st.sampled_from(list(ReceiptStatus)))
    def provider_reports(self, number: int, status: ReceiptStatus) -> None:
        channel = self.stage.channels[Channel.SMS]
        if number >= len(channel.sent):
            return
        report = receipt(channel, number, status, at=self.stage.clock.now())
        record_receipt(self.stage.runtime, report)
        before = self.stage.rows("SELECT id, state FROM messages"), self.stage.rows("SELECT count(*) FROM receipts")
        record_receipt(self.stage.runtime, report)
        assert (
            self.stage.rows("SELECT id, state FROM messages"),
            self.stage.rows("SELECT count(*) FROM receipts"),
        ) == before

    @rule(amount=st.sampled_from(("20.00", "80.00", "100.00", "250.00")), second=st.booleans())
    def money_comes(self, amount: str, second: bool) -> None:
        name, loan = self.name(), "L-2" if second else "L-1"
        self.stage.pay(amount, ref=name, loan=loan)
        if self.stage.view(self.ref(second)).position.late:
            self.watch.partly_paid[self.ref(second)] = self.stage.clock.now()
        before = self.stage.rows("SELECT count(*) FROM messages"), self.stage.case(self.ref(second))
        at = self.stage.rows(f"SELECT paid_at FROM payments WHERE external_ref = '{name}'")[0][0]
        self.stage.bring("payments", {"external_ref": name, "loan_ref": loan, "amount": amount, "paid_at": at})
        assert (self.stage.rows("SELECT count(*) FROM messages"), self.stage.case(self.ref(second))) == before

    @rule()
    def money_goes_back(self) -> None:
        query = "SELECT external_ref, loan_id, amount_minor FROM payments p WHERE reverses IS NULL AND NOT EXISTS "
        query += "(SELECT 1 FROM payments r WHERE r.reverses = p.external_ref) ORDER BY id DESC LIMIT 1"
        for ref, loan_id, minor in self.stage.rows(query):
            self.stage.pay(f"{minor / 100:.2f}", ref=self.name(), loan=f"L-{loan_id}", reverses=ref)

    @rule(days=st.integers(0, 12), minor=st.sampled_from((2_000, 10_000)), second=st.booleans())
    def promises(self, days: int, minor: int, second: bool) -> None:
        on = (self.stage.clock.now() + timedelta(days=days)).date()
        self.fact(PromiseMade(ref=self.name(), amount_minor=minor, currency="USD", due_on=on), second)

    @rule(parts=st.integers(2, 4), second=st.booleans())
    def agrees_a_plan(self, parts: int, second: bool) -> None:
        now = self.stage.clock.now()
        dated = tuple(
            PlanPart(number=n, due_on=now.date() + timedelta(days=5 * n), amount_minor=amount)
            for n, amount in enumerate(equal_parts(10_000, parts), start=1)
        )
        plan = Plan(ref=self.name(), currency="USD", total_minor=10_000, parts=dated, offered_at=now)
        self.fact(PlanOffered(plan=plan), second)
        if plan in self.stage.case(self.ref(second)).plans:
            self.fact(PlanAccepted(ref=plan.ref, terms_hash="abc"), second)

    @rule(
        second=st.booleans(),
        days=st.sampled_from((None, 2, 9)),
        since=st.sampled_from((-2, 0, 0, 5)),
        type_=st.sampled_from(list(HoldType)),
    )
    def hold_is_placed(self, second: bool, days: int | None, since: int, type_: HoldType) -> None:
        """Now, or as of days ago: then everything is listed that should not have gone."""
        now, ref = self.stage.clock.now(), self.ref(second)
        from_at = now - timedelta(days=since)
        until = now + timedelta(days=days) if days else None
        terms = HoldTerms(type=type_, source="test", scope=HoldScope.PERSON, from_at=from_at, until=until)
        try:
            placed = place_hold(self.stage.runtime, ref, By(actor="user:max", role="supervisor"), terms)
        except (Refused, IllegalMove):
            return
        listed = {each.at for each in placed.astray}
        asked = {at for who, kind, at in self.watch.left if who == ref and kind == "demand" and at >= from_at}
        assert asked <= listed, "not listed"

    @rule(second=st.booleans(), role=st.sampled_from(("collector", "supervisor")))
    def holds_are_lifted(self, second: bool, role: str) -> None:
        ref = self.ref(second)
        for hold in self.stage.case(ref).holds:
            if hold.lifted_at is None:
                try:
                    lift_hold(self.stage.runtime, ref, By(actor="user:max", role=role), hold.ref, "over")
                except (Refused, IllegalMove):
                    assert role == "collector" or hold.type is HoldType.DISPUTE

    @rule(channel=st.sampled_from((None, "sms", "telegram")), on=st.booleans())
    def switch_is_thrown_or_lifted(self, channel: str | None, on: bool) -> None:
        for each in switches.thrown(self.stage.runtime) if on else ():
            switches.lift(self.stage.runtime, "user:max", each.id, "over")
        if on:
            return
        try:
            switches.throw(self.stage.runtime, "user:max", "channel" if channel else "all", channel, "a test")
        except Refused:
            return

    @rule()
    def feed_tells(self) -> None:
        feeds.mark(self.stage.runtime, "bank", by="test")

    @rule(which=st.integers(0, 1), steps=st.integers(1, 4))
    def a_worker_works(self, which: int, steps: int) -> None:
        """Two workers beside the scheduler, each stopped where the other one may come between."""
        for _ in range(steps):
            mine = self.workers.setdefault(which, in_steps(self.stage.runtime, sleeps=False))
            if next(mine, StopIteration) is StopIteration:
                del self.workers[which]

    @rule(which=st.integers(0, 1))
    def a_worker_dies(self, which: int) -> None:
        self.workers.pop(which, None)

    @rule(second=st.booleans(), text=st.sampled_from(("How can I help?", "Please pay $50.00 today.")))
    def collector_writes(self, second: bool, text: str) -> None:
        try:
            replying.reply(self.stage.runtime, self.ref(second), "ana", text)
        except (Refused, CustodyRefused):
            return

    @rule(second=st.booleans(), which=st.integers(0, 3))
    def borrower_has_a_matter(self, second: bool, which: int) -> None:
        now, ref = self.stage.clock.now(), self.name()
        matters = (
            PaidClaimed(ref=ref, words="I paid", until=now + timedelta(days=3)),
            DisputeOpened(ref=ref, kind="amount", words="too much"),
            HardshipReported(ref=ref, reason="job", words="lost it"),
            HardshipReviewed(ref=ref),
        )
        self.fact(matters[which], second)

    @rule(second=st.booleans(), minutes=st.sampled_from((15, 3_000)))
    def collector_claims(self, second: bool, minutes: int) -> None:
        self.fact(Claimed(login="ana", lease_until=self.stage.clock.now() + timedelta(minutes=minutes)), second)

    @rule(second=st.booleans())
    def collector_hands_back(self, second: bool) -> None:
        if self.stage.case(self.ref(second)).custody.state is not CustodyState.BOT:
            self.fact(HandedBack(outcome="other", agreed=""), second)

    @precondition(lambda self: self.count % 5 == 0)
    @rule()
    def worker_dies_in_the_middle(self) -> None:
        """Rows that were being sent when it died are given up, and never go again."""
        self.stage.do("UPDATE messages SET state = 'sending', claimed_until = '2026-01-01' WHERE state = 'queued'")


@pytest.mark.slow
class TestWorld(World.TestCase):  # type: ignore[misc, valid-type]  # made by Hypothesis at run time
    """The machine, played for a while."""

    settings = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=FAST,
    )


def test_the_stage_begins_on_a_weekday_at_ten() -> None:
    assert NOW.astimezone(ZONE).strftime("%a %H:%M") == "Tue 10:00"
    assert date(2026, 11, 20) < NOW.date()
