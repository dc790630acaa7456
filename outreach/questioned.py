"""Which charge a dispute is about: the log knows it, since a hold is on a loan or on all of them."""

from __future__ import annotations

from collections.abc import Iterable

from cases.events import DisputeOpened
from cases.model import Hold, HoldType
from outreach.work import Work
from storage import caselog


def questioned(work: Work, holds: Iterable[Hold]) -> dict[str, str]:
    """The refs of charges by the refs of the disputes about them; a dispute that names no charge is left out."""
    refs = {hold.ref for hold in holds if hold.type is HoldType.DISPUTE}
    if not refs:
        return {}
    opened = (each.event for each in caselog.of_case(work.connection, work.case_id))
    return {
        event.ref: event.charge_ref
        for event in opened
        if isinstance(event, DisputeOpened) and event.ref in refs and event.charge_ref
    }
