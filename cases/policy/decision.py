"""What the gate answers: allow, hold until, deny, and every rule that fired on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Verdict = Literal["allow", "hold", "deny"]
Status = Literal["law", "standard", "self_regulation", "draft", "house"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """One rule that objected. ``until`` (UTC) is when this rule alone would let the message go, where that is known."""

    rule: str
    effect: Literal["hold", "deny"]
    until: datetime | None
    status: Status
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GateDecision:
    """The verdict, the rule that decides with its status and source, and all that fired, in the gate's order.

    ``until`` (UTC) is set for a hold only: the earliest instant that satisfies all timed rules together.
    """

    decision: Verdict
    until: datetime | None = None
    rule: str | None = None
    status: Status | None = None
    source: str | None = None
    fired: tuple[Fired, ...] = ()
