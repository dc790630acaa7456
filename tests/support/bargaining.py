"""A borrower who asks in the web chat for a plan that the bot may not agree to."""

from __future__ import annotations

from cases.model import Channel
from channels.base import Inbound
from channels.webchat import webchat_address
from outreach.inbound import receive
from tests.support.stage import Stage

LATE = ("2026-11-20", "186.40")
OLD = ("2026-07-20", "186.40")
"""Late for four months: people may settle it for less."""


def says(stage: Stage, *texts: str) -> None:
    """They write in the web chat; identity comes first."""
    for text in texts:
        inbound = Inbound(
            channel=Channel.WEBCHAT,
            address=webchat_address(1),
            external_id=f"m{len(stage.out(None))}-{text}",
            at=stage.clock.now(),
            text=text,
            borrower_id=1,
        )
        receive(stage.runtime, inbound)
        stage.turn()


def asked(stage: Stage, each: str = "25") -> None:
    """They are late, and ask for less a month than the bot may grant."""
    stage.borrower(LATE)
    says(stage, "hi", "1987", "parts please, 20 a month, payday is the 15th", f"{each} a month is all i have")
