"""Who opened a web chat: the language, the hours and whether debt may be spoken of there."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from cases.model import Channel, CustodyState
from outreach.casefile import confirmed, open_file
from outreach.creditors import sender_of
from outreach.links import chat_link
from outreach.refusals import NotFound
from outreach.runtime import Runtime, zones_of
from outreach.wording import Sender
from storage import borrowers, casefiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """The borrower behind a link.

    ``identified``: the web chat's owner is confirmed; ``waits``: for a person; ``sender``: whose debts it is.
    """

    borrower_id: int
    locale: str
    zone: ZoneInfo
    identified: bool
    sender: Sender
    waits: bool = False


def visitor(runtime: Runtime, borrower_id: int) -> Visitor | None:
    """None where there is no such borrower (any more)."""
    now, days = runtime.clock.now(), runtime.settings.identity.valid_days
    with runtime.db.reading() as connection:
        borrower = borrowers.by_ids(connection, [borrower_id]).get(borrower_id)
        points = borrowers.contact_points_of(connection, [borrower_id])[borrower_id]
        case_id = casefiles.id_for_borrower(connection, borrower_id)
        file = open_file(connection, case_id, now, lock=False) if case_id is not None else None
    if borrower is None:
        return None
    return Visitor(
        borrower_id=borrower_id,
        locale=borrower.locale,
        zone=zones_of(borrower)[0] if borrower.zones else runtime.zone,
        identified=any(point.channel is Channel.WEBCHAT and confirmed(point, now, days) for point in points),
        sender=sender_of(runtime, file) if file is not None else runtime.sender(),
        waits=file is not None and file.case.custody.state is CustodyState.QUEUED,
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
