"""Who opened a web chat: the language, the hours and whether debt may be spoken of there."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from cases.model import Channel
from outreach.casefile import confirmed
from outreach.links import chat_link
from outreach.refusals import NotFound
from outreach.runtime import Runtime, zones_of
from storage import borrowers


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """The borrower behind a link. ``identified``: the owner of this web chat is confirmed."""

    borrower_id: int
    locale: str
    zone: ZoneInfo
    identified: bool


def visitor(runtime: Runtime, borrower_id: int) -> Visitor | None:
    """None where there is no such borrower (any more)."""
    with runtime.db.reading() as connection:
        borrower = borrowers.by_ids(connection, [borrower_id]).get(borrower_id)
        points = borrowers.contact_points_of(connection, [borrower_id])[borrower_id]
    if borrower is None:
        return None
    now, days = runtime.clock.now(), runtime.settings.identity.valid_days
    return Visitor(
        borrower_id=borrower_id,
        locale=borrower.locale,
        zone=zones_of(borrower)[0] if borrower.zones else runtime.zone,
        identified=any(point.channel is Channel.WEBCHAT and confirmed(point, now, days) for point in points),
    )


def borrower_to_play(runtime: Runtime, ref: str | None) -> tuple[int, str]:
    """Id and ref of the borrower named, or of the one who is late longest. Raises NotFound."""
    with runtime.db.reading() as connection:
        ref = ref or borrowers.first_late(connection)
        borrower_id = borrowers.id_of(connection, ref) if ref else None
    if ref is None:
        raise NotFound("nobody is late; name a borrower with --borrower REF")
    if borrower_id is None:
        raise NotFound(f"there is no borrower {ref}")
    return borrower_id, ref


def chat_link_of(runtime: Runtime, ref: str) -> str:
    """The signed link that opens a borrower's web chat. Raises NotFound."""
    with runtime.db.reading() as connection:
        borrower_id = borrowers.id_of(connection, ref)
    if borrower_id is None:
        raise NotFound(f"There is no borrower {ref!r}.")
    return chat_link(runtime.settings, runtime.secret, borrower_id, runtime.clock.now())
