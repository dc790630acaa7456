"""Which rows of traffic a hold keeps back: asked of its table alone, for what waits and for what already left."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from cases.holds import keeps_back
from cases.model import Hold, Kind
from outreach.gatekeeping import ACKNOWLEDGING


def kept_back(hold: Hold, row: Row[Any]) -> bool:
    """Whether the hold keeps this message back while it blocks.

    A person may answer, and an acknowledgement is no contact.
    """
    kind = Kind(row.kind)
    if kind is Kind.REPLY and (row.actor != "bot" or row.template in ACKNOWLEDGING):
        return False
    return keeps_back(hold, kind, loans=row.loans or (), channel=row.channel, contact_point_id=row.contact_point_id)
