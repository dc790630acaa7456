"""The proof that a log was only added to: every chain walked from its first row to the one its case ends with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from outreach.refusals import NotFound
from outreach.runtime import Runtime
from storage import borrowers, casefiles, caselog
from storage.caselog import Chain
from storage.chain import START, LogRow, link

BATCH = 200
"""Cases whose logs are held in memory together."""
SEARCHED = 300
"""A row whose hash does not fit is looked for at other places in a log of at most so many rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A place at which a log is not what was written. ``seq`` is the number of the row it is about."""

    ref: str
    seq: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What the walk found. ``fingerprint`` (SHA-256) stands for the ends of all chains, to be kept elsewhere."""

    cases: int
    events: int
    breaks: tuple[Break, ...]
    fingerprint: str

    @property
    def ok(self) -> bool:
        """Whether every chain is whole."""
        return not self.breaks

    def as_json(self) -> dict[str, Any]:
        """``forbear audit verify --json``."""
        return {
            "ok": self.ok,
            "cases": self.cases,
            "events": self.events,
            "fingerprint": self.fingerprint,
            "breaks": [{"borrower": each.ref, "seq": each.seq, "what": each.what} for each in self.breaks],
        }


def verify(runtime: Runtime, ref: str | None = None) -> Verified:
    """Walk the chains of all cases, or of one borrower's. Raises NotFound."""
    with runtime.db.snapshot() as connection:
        return verify_chains(_chains(connection, ref))


def _chains(connection: Connection, ref: str | None) -> Iterator[Chain]:
    if ref is not None:
        borrower_id = borrowers.id_of(connection, ref)
        case_id = casefiles.id_for_borrower(connection, borrower_id) if borrower_id is not None else None
        if case_id is None:
            raise NotFound(f"There is no borrower {ref!r}.")
        yield from caselog.chains(connection, case_id=case_id)
        return
    after = 0
    while batch := caselog.chains(connection, after=after, limit=BATCH):
        yield from batch
        after = batch[-1].case_id


def verify_chains(chains: Iterator[Chain]) -> Verified:
    """The same for chains that were read already."""
    count = events = 0
    breaks: list[Break] = []
    ends = hashlib.sha256()
    for chain in chains:
        count += 1
        events += len(chain.rows)
        breaks += broken(chain)
        ends.update(f"{chain.ref}\n{chain.seq}\n{chain.head}\n".encode())
    return Verified(cases=count, events=events, breaks=tuple(breaks), fingerprint=ends.hexdigest())


def broken(chain: Chain) -> list[Break]:
    """Where one chain does not hold; each place once, because the walk goes on from what is stored."""
    found: list[Break] = []
    previous: str | None = START
    expected = 1
    for row in chain.rows:
        if row.seq > expected:
            gone = "the row is missing" if row.seq == expected + 1 else f"the rows up to {row.seq - 1} are missing"
            found.append(Break(ref=chain.ref, seq=expected, what=gone))
            previous = None
        if previous is not None and row.hash != link(previous, chain.ref, row):
            found.append(Break(ref=chain.ref, seq=row.seq, what=_what(chain, row)))
        previous, expected = row.hash, row.seq + 1
    return found + _at_the_end(chain, expected - 1, previous, whole=not found)


def _what(chain: Chain, row: LogRow) -> str:
    """How a row differs from what was written: it has no hash, stands elsewhere, or says something else."""
    if row.hash is None:
        return "the row has no hash"
    if len(chain.rows) <= SEARCHED:
        hashes = [START, *(each.hash for each in chain.rows if each.hash)]
        for seq in range(1, chain.seq + 1):
            moved = LogRow(seq=seq, at=row.at, actor=row.actor, type=row.type, payload=row.payload)
            if seq != row.seq and any(link(before, chain.ref, moved) == row.hash for before in hashes):
                return f"the row was written as number {seq}: the order was changed"
    return "the row is not as it was written"


def _at_the_end(chain: Chain, last: int, head: str | None, *, whole: bool) -> list[Break]:
    if last < chain.seq:
        what = f"the log was cut off: it ends at {last}, the case counts {chain.seq} events"
        return [Break(ref=chain.ref, seq=last + 1, what=what)]
    if last > chain.seq:
        what = f"the log goes on to {last}, the case counts {chain.seq} events"
        return [Break(ref=chain.ref, seq=chain.seq + 1, what=what)]
    if whole and head != chain.head:
        return [Break(ref=chain.ref, seq=last, what="the last row is not the one that the case ends with")]
    return []
