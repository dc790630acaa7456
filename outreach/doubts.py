"""What keeps a missed date from counting: holds that keep demands off, and a ledger that is not fresh."""

from __future__ import annotations

from cases.model import Blocks, Hold
from outreach.feeds import stale_of
from outreach.work import Work


def blocking(work: Work) -> list[Hold]:
    """The holds that keep demands off now."""
    return [hold for hold in work.case.holds if hold.live_at(work.now) and hold.blocks is not Blocks.VOICE]


def stale(work: Work) -> bool:
    """Whether money may have come that the ledger does not know: then nothing counts as missed."""
    return bool(stale_of(work.runtime.settings, work.file.feeds, work.now))
