"""What people are told when something cannot be done now."""

from __future__ import annotations

from cases.policy.decision import GateDecision


class Refused(Exception):
    """Something that cannot be done now; the text says why, for people."""


class NotFound(Refused):
    """No such borrower, task or hold."""


class GateRefused(Refused):
    """The gate does not let a reply leave now; ``decision`` says why and until when."""

    def __init__(self, decision: GateDecision) -> None:
        until = f" until {decision.until:%Y-%m-%d %H:%M} UTC" if decision.until else ""
        super().__init__(f"Not sent: {decision.decision}{until} by {decision.rule}.")
        self.decision = decision
