"""Holds by people and programs: placed with their evidence, from any moment, and lifted by the right role only."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from cases.effects import EndTask, OpenTask
from cases.events import DisputeAnswered, DisputeOpened, HoldBegan, HoldLifted, HoldPlaced, SentUnderHold
from cases.holds import ANSWER_WITHIN, HOLD_RULES, LIFTS
from cases.model import AWAITS_OUTCOME, Blocks, Channel, Hold, HoldScope, HoldType
from outreach.casefile import BorrowerFile
from outreach.desk_work import working
from outreach.heldback import kept_back
from outreach.refusals import NotFound, Refused
from outreach.runtime import Runtime
from outreach.work import Work
from storage import casefiles, traffic

LONGEST_TEXT = 600
YEARS = range(1900, 3000)
PROGRAM = "program"
"""The role of a program with a token. It lifts what a program placed, and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who acts: ``actor`` as the log names them (``user:ana``, ``api:core-banking``), and their role."""

    actor: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldTerms:
    """A hold as it is asked for. What is None is as the table of its type has it.

    ``target`` names the loan (its ref), the contact point (its number, its address or ``channel:address``) or the
    channel. ``from_at`` None is now. ``ref`` is the sender's own: sent again it changes nothing.
    """

    type: HoldType
    source: str
    scope: HoldScope | None = None
    target: str | None = None
    blocks: Blocks | None = None
    from_at: datetime | None = None
    until: datetime | None = None
    evidence: str | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Astray:
    """A message that had left when the hold was already so, though we did not know."""

    id: int
    at: datetime
    channel: str
    address: str | None
    kind: str
    template: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A hold that was recorded: how many waiting messages it ended, and those that should not have gone."""

    hold: Hold
    cancelled: int
    astray: tuple[Astray, ...]
    repeated: bool = False


def place_hold(runtime: Runtime, ref: str, by: By, terms: HoldTerms) -> Placed:
    """Record a hold on a borrower's case. Raises Refused for one that says nothing or cannot be, NotFound."""
    with working(runtime, ref, by.actor) as work:
        there = next((hold for hold in work.case.holds if hold.ref == terms.ref), None)
        if there is not None:
            return Placed(hold=there, cancelled=0, astray=(), repeated=True)
        hold = _hold(work, by, terms)
        astray = _astray(work, hold)
        before = work.counts.skipped
        record(work, hold)
        if astray:
            ids = tuple(each.id for each in astray)
            work.apply(SentUnderHold(ref=hold.ref, messages=ids, what=_told(hold, astray)))
        work.finish()
        return Placed(hold=hold, cancelled=work.counts.skipped - before, astray=astray)


def record(work: Work, hold: Hold) -> None:
    """The facts of a hold that is known now; one that begins later only waits until then."""
    if hold.from_at <= work.now:
        _treat(work, hold)
    work.apply(HoldPlaced(hold=hold))
    rule = HOLD_RULES[hold.type]
    due_by = (hold.until or work.now + ANSWER_WITHIN) if hold.type in AWAITS_OUTCOME else hold.ends_at
    if rule.task is not None and hold.type is not HoldType.DISPUTE:
        work.order(OpenTask(kind=rule.task, reason=hold.source, due_by=due_by))


def begin(work: Work, hold: Hold) -> None:
    """The time has come from which a hold blocks that was recorded before."""
    if hold.type is HoldType.DISPUTE:
        _treat(work, hold)
        work.apply(HoldPlaced(hold=hold))
    else:
        work.apply(HoldBegan(ref=hold.ref))


def _treat(work: Work, hold: Hold) -> None:
    """A dispute is a matter of the whole case: it is recorded as if the borrower had opened it here."""
    if hold.type is HoldType.DISPUTE:
        loan = hold.target if hold.scope is HoldScope.LOAN else None
        work.apply(DisputeOpened(ref=hold.ref, kind="other", words=hold.source, loan_ref=loan))


def lift_hold(runtime: Runtime, ref: str, by: By, hold_ref: str, why: str) -> Hold:
    """Lift one hold, by the right role only and with a reason; others stay. Raises Refused, NotFound.

    For a dispute the reason is its recorded outcome.
    """
    with working(runtime, ref, by.actor) as work:
        hold = next((each for each in work.case.holds if each.ref == hold_ref), None)
        if hold is None or hold.lifted_at is not None:
            raise NotFound("This hold is not there any more.")
        reason = _text(why, "why it is lifted")
        if by.role == PROGRAM:
            _require_of_a_program(hold)
        elif hold.may_lift not in LIFTS.get(by.role, frozenset()):
            article = "An" if hold.may_lift == "admin" else "A"
            raise Refused(f"{article} {hold.may_lift} may lift this hold; you are signed in as {by.role}.")
        others = any(each.type is HoldType.DISPUTE for each in work.case.holds if _others(each, hold, work.now))
        if hold.type is HoldType.DISPUTE and not others:
            work.apply(DisputeAnswered(ref=hold.ref, outcome=reason, by=by.actor))
        else:
            work.apply(HoldLifted(ref=hold.ref, by=by.actor, why=reason))
        _end_tasks(work, hold, reason)
        return next(each for each in work.case.holds if each.ref == hold_ref)


def _end_tasks(work: Work, hold: Hold, reason: str) -> None:
    """What people were to do about it is done, unless another hold of its type asks for the same."""
    work.order(EndTask(kind=f"outcome:{hold.ref}", outcome=reason))
    task = HOLD_RULES[hold.type].task
    if task is not None and not any(each.type is hold.type and each.lifted_at is None for each in work.case.holds):
        work.order(EndTask(kind=task, outcome=reason))


def whose(runtime: Runtime, hold_ref: str) -> str:
    """The borrower whose hold this is. Raises NotFound, Refused where several have one of this ref."""
    with runtime.db.reading() as connection:
        found = casefiles.refs_with_hold(connection, hold_ref)
    if not found:
        raise NotFound(f"There is no hold {hold_ref!r}.")
    if len(found) > 1:
        raise Refused(f"Several borrowers have a hold {hold_ref!r}: name the borrower, too.")
    return found[0]


def _others(each: Hold, hold: Hold, now: datetime) -> bool:
    return each.ref != hold.ref and each.live_at(now)


def _require_of_a_program(hold: Hold) -> None:
    if not (hold.placed_by or "").startswith("api:"):
        raise Refused(f"This hold was not placed by a program; a {hold.may_lift} lifts it at the desk.")


def _hold(work: Work, by: By, terms: HoldTerms) -> Hold:
    rule = HOLD_RULES[terms.type]
    scope = terms.scope or _usual_scope(rule.scopes, terms.target)
    if scope not in rule.scopes:
        allowed = " or ".join(each.value for each in rule.scopes)
        raise Refused(f"A hold {terms.type.value} covers a {allowed}, not a {scope.value}.")
    from_at = _likely(terms.from_at) or work.now
    until = _likely(terms.until) or (from_at + rule.lasts if rule.lasts else None)
    if until is not None and until <= from_at:
        raise Refused("A hold ends after it began: give an end that is later than its beginning.")
    return Hold(
        ref=_text(terms.ref, "the hold's own ref") if terms.ref else secrets.token_hex(6),
        type=terms.type,
        scope=scope,
        target=TARGETS[scope](work.file, terms.target),
        blocks=terms.blocks or rule.blocks,
        from_at=from_at,
        until=until,
        source=_text(terms.source, "who told it and how"),
        evidence=_text(terms.evidence, "the evidence") if terms.evidence and terms.evidence.strip() else None,
        placed_by=by.actor,
        placed_at=work.now,
        may_lift=rule.may_lift,
    )


def _likely(at: datetime | None) -> datetime | None:
    """An instant of our times; near the ends of the calendar there is no other zone to tell it in."""
    if at is not None and at.year not in YEARS:
        raise Refused(f"A hold lies in the years {YEARS[0]} to {YEARS[-1]}; leave the end out for one that has none.")
    return at


def _usual_scope(scopes: tuple[HoldScope, ...], target: str | None) -> HoldScope:
    """The usual one of the type; without a target the whole person, where the type allows that."""
    return HoldScope.PERSON if not target and HoldScope.PERSON in scopes else scopes[0]


def _text(text: str | None, what: str) -> str:
    found = (text or "").strip()
    if not found:
        raise Refused(f"Say {what}: it is kept with the hold.")
    if len(found) > LONGEST_TEXT:
        raise Refused(f"Say {what} in at most {LONGEST_TEXT} characters.")
    return found


def _nobody(_file: BorrowerFile, target: str | None) -> None:
    if target:
        raise Refused(f"A hold on the person has no target; leave {target!r} out or name another scope.")


def _loan(file: BorrowerFile, target: str | None) -> str:
    known = [account.loan.ref for account in file.accounts]
    if target not in known:
        raise Refused(f"Name the loan that the hold is on: {', '.join(known) or 'there is none'}.")
    return str(target)


def _channel(_file: BorrowerFile, target: str | None) -> str:
    if target not in set(Channel):
        raise Refused(f"Name the channel that the hold is on: {', '.join(Channel)}.")
    return str(target)


def _point(file: BorrowerFile, target: str | None) -> str:
    for point in file.points:
        if target in (str(point.id), point.address, f"{point.channel}:{point.address}"):
            return str(point.id)
    known = ", ".join(f"{point.channel}:{point.address}" for point in file.points)
    raise Refused(f"Name the contact point that the hold is on: {known or 'there is none'}.")


TARGETS: dict[HoldScope, Callable[[BorrowerFile, str | None], str | None]] = {
    HoldScope.PERSON: _nobody,
    HoldScope.LOAN: _loan,
    HoldScope.CHANNEL: _channel,
    HoldScope.CONTACT_POINT: _point,
}
"""How what a hold covers is named, by its scope."""


def _astray(work: Work, hold: Hold) -> tuple[Astray, ...]:
    """What left between the hold's beginning and now that its table keeps back."""
    if hold.from_at > work.now:
        return ()
    rows = traffic.left_since(work.connection, work.file.borrower_id, hold.from_at)
    return tuple(_as_astray(row) for row in rows if hold.live_at(row.sent_at) and kept_back(hold, row))


def _as_astray(row: Row[Any]) -> Astray:
    return Astray(
        id=row.id, at=row.sent_at, channel=row.channel, address=row.address, kind=row.kind, template=row.template
    )


MOST_TOLD = 20
"""Messages that a task names one by one; the fact in the log has them all."""


def _told(hold: Hold, astray: tuple[Astray, ...]) -> str:
    said = "; ".join(
        f"no. {each.id}, {each.at:%Y-%m-%d %H:%M} UTC, {each.channel}, {each.template or each.kind}"
        for each in astray[:MOST_TOLD]
    )
    more = f"; and {len(astray) - MOST_TOLD} more" if len(astray) > MOST_TOLD else ""
    count = "1 message" if len(astray) == 1 else f"{len(astray)} messages"
    since = f"{hold.from_at:%Y-%m-%d %H:%M} UTC"
    return f"{count} should not have gone: hold {hold.type.value} was so since {since}. {said}{more}"
