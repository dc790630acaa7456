"""The gate: one pure decision in front of every send."""

from __future__ import annotations

from cases.policy.decision import GateDecision
from cases.policy.pack import Calendars, Pack
from cases.policy.request import GateRequest


def judge(request: GateRequest, packs: tuple[Pack, ...], calendars: Calendars) -> GateDecision:
    """Decide on one candidate message."""
    raise NotImplementedError
