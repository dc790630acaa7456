"""A case to look at: one value with everything, for the desk, the command line and programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row

from cases.breakdown import Line, breakdown
from cases.ledger import BorrowerPosition, LoanPosition, positions
from cases.model import Account, Borrower, Case, ContactPoint, Creditor, Party
from outreach import identity
from outreach.casefile import BorrowerFile, open_file
from outreach.proofs import ProofView, proofs_of
from outreach.refusals import NotFound
from outreach.resending import sendable_again
from outreach.runtime import Runtime
from outreach.scheduling import scheduled
from storage import borrowers, casefiles, caselog, notes, people, receipt_rows, traffic, waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanView:
    """A loan, how it stands, and the lines that explain what is late."""

    account: Account
    position: LoanPosition
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FireView:
    """Something that waits."""

    kind: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """Something a person must do."""

    id: int
    kind: str
    reason: str
    due_by: datetime | None
    opened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A note for colleagues."""

    at: datetime
    author: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """All that is known of one borrower on a day. ``creditors`` are by loan ref, where they have a row."""

    as_of: date
    now: datetime
    borrower: Borrower
    case: Case
    position: BorrowerPosition
    loans: tuple[LoanView, ...]
    points: tuple[ContactPoint, ...]
    parties: tuple[Party, ...]
    party_points: tuple[ContactPoint, ...]
    creditors: Mapping[str, Creditor]
    fires: tuple[FireView, ...]
    tasks: tuple[TaskView, ...]
    notes: tuple[NoteView, ...]
    proofs: tuple[ProofView, ...]
    opened_at: datetime
    identity_locked_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLine:
    """One message of the conversation, or one that never left, with its reasons.

    ``to`` is whom it was for, where that was not the borrower. ``scheduled``: a person's words that wait for their
    hour; ``again``: they failed, and their author may send them once more.
    """

    id: int
    at: datetime
    from_: str
    name: str | None
    to: str | None
    channel: str
    direction: str
    kind: str
    state: str
    text: str
    choices: tuple[tuple[str, str], ...]
    decision: str | None
    until: datetime | None
    rule: str | None
    why: dict[str, Any]
    failure: str | None
    receipts: tuple[tuple[datetime, str, str | None], ...]
    scheduled: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLine:
    """One fact of the log."""

    seq: int
    at: datetime
    actor: str
    what: str
    facts: dict[str, Any]


def _open(connection: Connection, runtime: Runtime, ref: str) -> BorrowerFile:
    borrower_id = borrowers.id_of(connection, ref)
    case_id = casefiles.id_for_borrower(connection, borrower_id) if borrower_id is not None else None
    if case_id is None:
        raise NotFound(f"There is no borrower {ref!r}.")
    return open_file(connection, case_id, runtime.clock.now(), lock=False)


def case_view(runtime: Runtime, ref: str, as_of: date | None = None) -> CaseView:
    """The case of a borrower, its ledger as of a day (today where they are). Raises NotFound."""
    with runtime.db.reading() as connection:
        file = _open(connection, runtime, ref)
        case_id = file.stored.id
        fires = tuple(FireView(kind=f.kind, due_at=f.due_at) for f in waiting.fires_of(connection, case_id))
        tasks = tuple(_task(row) for row in waiting.tasks_of(connection, case_id))
        locked = identity.locked(connection, runtime, case_id, file.now)
        written = tuple(NoteView(at=n.at, author=n.author, text=n.text) for n in notes.of_case(connection, case_id))
        shown = proofs_of(connection, case_id)
    day = as_of or file.today
    position = positions(file.accounts, day)
    by_ref = {loan.ref: loan for loan in position.loans}
    return CaseView(
        as_of=day,
        now=file.now,
        borrower=file.borrower,
        case=file.case,
        position=position,
        loans=tuple(LoanView(account=a, position=by_ref[a.loan.ref], lines=breakdown(a, day)) for a in file.accounts),
        points=file.points,
        parties=file.parties,
        party_points=file.party_points,
        creditors=file.creditors,
        fires=fires,
        tasks=tasks,
        notes=written,
        proofs=shown,
        opened_at=file.stored.opened_at,
        identity_locked_until=locked,
    )


def _task(row: Row[Any]) -> TaskView:
    return TaskView(id=row.id, kind=row.kind, reason=row.reason, due_by=row.due_by, opened_at=row.opened_at)


def thread(runtime: Runtime, ref: str, after: int = 0) -> list[ThreadLine]:
    """Every message of a borrower on every channel, those that never left included, oldest first."""
    with runtime.db.reading() as connection:
        file = _open(connection, runtime, ref)
        rows = traffic.thread(connection, file.borrower_id, after=after)
        names = people.names(connection) | _beside(file)
        receipts = {row.id: receipt_rows.of_message(connection, row.id) for row in rows if row.direction == "out"}
    lines = [row for row in rows if row.state != "opened"]
    return [_thread_line(row, names, receipts.get(row.id, [])) for row in lines]


def _thread_line(row: Row[Any], names: dict[str, str], receipts: list[Row[Any]]) -> ThreadLine:
    login = row.actor.removeprefix("collector:") if row.actor.startswith("collector:") else None
    return ThreadLine(
        id=row.id,
        at=row.sent_at or row.planned_at,
        from_=_speaker(row.actor, row.direction),
        name=names.get(login or row.actor),
        to=names.get(f"to:{row.contact_point_id}") if row.direction == "out" else None,
        channel=row.channel,
        direction=row.direction,
        kind=row.kind,
        state=row.state,
        text=row.body or "",
        choices=tuple((each["id"], each["label"]) for each in row.choices),
        decision=row.decision,
        until=row.decision_until,
        rule=row.decision_rule,
        why=row.decision_why or {},
        failure=row.failure,
        receipts=tuple((each.at, each.status, each.code) for each in receipts),
        scheduled=row.state in traffic.WAITING and scheduled(row),
        again=sendable_again(row),
    )


def _beside(file: BorrowerFile) -> dict[str, str]:
    """Names and roles of parties, by who wrote (``party:REF``) and by where a text went (``to:ID``)."""
    called = {each.ref: f"{each.name}, {each.title}" for each in file.parties}
    points = {f"to:{each.id}": called[each.party_ref] for each in file.party_points if each.party_ref in called}
    return {f"party:{ref}": name for ref, name in called.items()} | points


def _speaker(actor: str, direction: str) -> str:
    """``borrower``, ``party`` for somebody beside them, ``collector`` or ``bot``."""
    known = actor.partition(":")[0]
    return known if known in ("party", "collector") else "borrower" if direction == "in" else "bot"


def timeline(runtime: Runtime, ref: str) -> list[TimelineLine]:
    """Every fact of the case's log, oldest first."""
    with runtime.db.reading() as connection:
        file = _open(connection, runtime, ref)
        log = caselog.of_case(connection, file.stored.id)
    return [
        TimelineLine(
            seq=each.seq,
            at=each.at,
            actor=each.actor,
            what=type(each.event).__name__,
            facts=_facts(each.event),
        )
        for each in log
    ]


def _facts(event: object) -> dict[str, Any]:
    slots = getattr(event, "__slots__", ())
    return {name: getattr(event, name) for name in slots}
