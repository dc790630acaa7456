"""One talk as a reviewer reads it: what was said around it, flagged words marked, the borrower's data blotted out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from outreach import doings
from outreach.calls import PREFIX
from outreach.casebook import case_view
from outreach.conduct import Sample
from outreach.flagging import Piece, pieces_of
from outreach.masking import Known, mask
from outreach.people import Person
from outreach.runtime import Runtime
from storage import conduct, people

AROUND: Final = timedelta(hours=12)
MOST: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenLine:
    """One message. ``name`` is a colleague's; ``mine`` says that it is of the talk under review."""

    at: datetime
    channel: str
    of: Literal["borrower", "bot", "person"]
    name: str
    pieces: tuple[Piece, ...]
    state: str
    mine: bool

    @property
    def kinds(self) -> tuple[str, ...]:
        """Why words of it are flagged."""
        return tuple(dict.fromkeys(piece.kind for piece in self.pieces if piece.kind))


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A sample with what was said. ``shown``: the borrower's data is not blotted out; ``zones`` are the borrower's."""

    sample: Sample
    lines: tuple[SpokenLine, ...]
    locale: str
    zones: tuple[str, ...]
    shown: bool


def talk_of(runtime: Runtime, who: Person, sample: Sample, *, shown: bool = False) -> Talk:
    """What was said from half a day before to half a day after. That data was ``shown`` is kept for the audit."""
    view = case_view(runtime, sample.ref)
    with runtime.db.reading() as connection:
        rows = conduct.around(connection, sample.case_id, sample.began - AROUND, sample.ended + AROUND, MOST)
        names = people.names(connection)
    if shown:
        doings.record(runtime, who.login, "revealed", sample.ref, where="conduct")
    known = Known(names=(view.borrower.name,), codes=tuple(each.account.loan.ref for each in view.loans))
    lines = tuple(
        SpokenLine(
            at=row.planned_at,
            channel=row.channel,
            of="borrower" if row.direction == "in" else "person" if row.actor.startswith(PREFIX) else "bot",
            name=names.get(row.actor.removeprefix(PREFIX), "") if row.actor.startswith(PREFIX) else "",
            pieces=_pieces(row.body if shown else mask(row.body, known), own=row.actor.startswith(PREFIX)),
            state=row.state,
            mine=row.actor == PREFIX + sample.login and sample.id <= row.id <= sample.last,
        )
        for row in rows
    )
    return Talk(sample=sample, lines=lines, locale=view.borrower.locale, zones=tuple(view.borrower.zones), shown=shown)


def _pieces(text: str, *, own: bool) -> tuple[Piece, ...]:
    """Only what people wrote is looked through for words."""
    return pieces_of(text) if own else (Piece(text=text),)
