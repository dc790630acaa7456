"""Looks at the case at the very moment a text leaves, and keeps what should not have left."""

from __future__ import annotations

import traceback
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cases.flows.menus import discloses
from cases.model import Channel, CustodyState, HoldScope, PlanState
from cases.promises import late_part
from channels.base import ErrorKind, Outgoing, SendError
from outreach.casefile import confirmed
from outreach.feeds import standings
from outreach.switches import thrown
from tests.support.stage import FakeChannel, Stage

ZONE = ZoneInfo("America/New_York")
NOT_TAKEN = set(ErrorKind) - {ErrorKind.UNKNOWN}
"""Errors that prove that nothing went."""
CALM = timedelta(hours=48)
UNASKED = {"demand", "service"}


class Watched(FakeChannel):
    """A channel that is watched."""

    def __init__(self, name: Channel, watch: Watch) -> None:
        super().__init__(name)
        self.watch = watch

    async def send(self, outgoing: Outgoing) -> str | None:
        """Let it be looked at, then send."""
        order = self.orders[0] if self.orders else None
        refused = isinstance(order, SendError) and order.kind in NOT_TAKEN
        try:
            self.watch.leaving(self.name, outgoing, counts=not refused)
        except AssertionError:
            # The outbox takes what a channel raises for a provider's failure, so it is kept here.
            self.watch.wrong.append(traceback.format_exc())
        return await super().send(outgoing)


class Watch:
    """``wrong``: what should not have left; ``left``: unasked texts that did, by borrower, kind and moment."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.wrong: list[str] = []
        self.left: list[tuple[str, str, datetime]] = []
        self.tones: dict[str, tuple[int, int]] = {}
        self.partly_paid: dict[str, datetime] = {}
        for name in list(stage.channels):
            stage.channels[name] = Watched(name, self)
        stage.runtime.channels = stage.channels

    def leaving(self, channel: Channel, outgoing: Outgoing, *, counts: bool) -> None:
        """No demand against a hold, promise or plan; one speaker; caps; no debt to the unconfirmed; nothing twice."""
        (row,) = self.stage.rows(f"SELECT * FROM messages WHERE id = {outgoing.message_id}")
        names = [each[1] for each in self.stage.rows("PRAGMA table_info(messages)")]
        message = dict(zip(names, row, strict=True))
        ((ref,),) = self.stage.rows(f"SELECT ref FROM borrowers WHERE id = {message['borrower_id']}")
        view, now = self.stage.view(ref), self.stage.clock.now()
        assert outgoing.message_id not in {each.message_id for each in self.stage.channels[channel].sent}
        assert view.case.custody.state is not CustodyState.COLLECTOR or message["token"] is not None
        point = next(each for each in view.points if each.id == message["contact_point_id"])
        assert not [each for each in thrown(self.stage.runtime) if each.scope == "all" or each.target == channel]
        if message["kind"] == "demand":
            self._may_be_asked(view, now)
            assert not [each for each in standings(self.stage.runtime) if each.stale]
        if message["step"] is not None and message["kind"] == "demand":
            self._climbs_step_by_step(view, ref, message["step"], now)
        if message["template"] is None or discloses(message["template"]):
            assert confirmed(point, now, 180), message["template"]
        if message["kind"] in UNASKED:
            assert point.opted_out_at is None
            assert point.bad_at is None
            self._within_caps(ref, now, demand=message["kind"] == "demand")
            if counts:
                self.left.append((ref, message["kind"], now))

    def _may_be_asked(self, view: Any, now: datetime) -> None:
        case = view.case
        assert not [hold for hold in case.holds if hold.live_at(now) and hold.scope is HoldScope.PERSON]
        assert case.promise is None
        plan = case.plan
        kept = plan is not None and plan.state is PlanState.ACTIVE and not late_part(plan, now.astimezone(ZONE).date())
        assert not kept
        assert case.custody.state is CustodyState.BOT
        assert view.position.late

    def _climbs_step_by_step(self, view: Any, ref: str, step: str, now: datetime) -> None:
        """No tone is skipped in a cycle, and none rises within two days after part of it was paid."""
        rungs = (rung for ladder in self.stage.runtime.strategy.ladders for rung in ladder.steps if rung.id == step)
        tone = next(rungs).tone
        cycle, before = self.tones.get(ref, (view.case.cycle, tone))
        assert cycle != view.case.cycle or tone <= before + 1, "a step was skipped"
        paid = self.partly_paid.get(ref)
        if paid is not None and now - paid < CALM:
            assert tone <= before, "harsher after a payment"
        self.tones[ref] = (view.case.cycle, tone)

    def _within_caps(self, ref: str, now: datetime, *, demand: bool) -> None:
        """The hours of the house for all that is unasked; its caps count it all and keep back demands."""
        mine = [at for who, _, at in self.left if who == ref]
        local = now.astimezone(ZONE)
        assert 8 <= local.hour < 20
        if not demand:
            return
        assert not [at for at in mine if at.astimezone(ZONE).date() == local.date()], "two in one day"
        week = [at for at in mine if (local.date() - at.astimezone(ZONE).date()).days < 7]
        assert len(week) < 3, "four in seven days"
