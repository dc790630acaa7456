"""A dispute, answered by a person and told by them: only an outcome that was told lets demands go on."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from cases.effects import OpenTask
from cases.events import DisputeAnswered, HoldPlaced
from cases.holds import HOLD_RULES, LIFTS
from cases.model import Hold, HoldType
from cases.money import Money
from cases.say import Phrase, Say, Value
from outreach.desk_work import working
from outreach.holding import By
from outreach.ledgering import settle
from outreach.officer_says import say_as
from outreach.outbox import deliver
from outreach.questioned import questioned
from outreach.refusals import NotFound, Refused
from outreach.runtime import Runtime
from outreach.work import Work
from storage import people, portfolio, waiting

RESULTS: Final = {"upheld": "They are right", "partly": "Partly right", "not_upheld": "The amount stands"}
"""What a dispute may come to."""
LONGEST_WHY: Final = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What it came to, why in a sentence for the borrower, and what the disputed charge is from now on (minor units).

    ``charge_minor`` is only for ``partly``: a charge that was wrong goes altogether where they are right.
    """

    result: str
    why: str
    charge_minor: int | None = None


def answer_dispute(runtime: Runtime, ref: str, by: By, hold_ref: str, outcome: Outcome) -> None:
    """Correct the charge, tell the borrower, record that it was told. Raises Refused, GateRefused, CustodyRefused."""
    login, why = by.actor.removeprefix("user:"), outcome.why.strip()
    if outcome.result not in RESULTS:
        raise Refused(f"{outcome.result!r} is no outcome; choose one of {', '.join(RESULTS)}.")
    if not why or len(why) > LONGEST_WHY:
        raise Refused(f"Say in one or two sentences why, at most {LONGEST_WHY} characters: the borrower reads it.")
    with working(runtime, ref, by.actor, kind="message") as work:
        hold = _open(work, by, hold_ref)
        corrected = _correct(work, hold, outcome)
        say_as(work, login, _told(work, login, outcome, why, corrected))
        if corrected:
            settle(work)
        work.apply(DisputeAnswered(ref=hold.ref, outcome=why, by=by.actor, result=outcome.result))
        if outcome.result != "not_upheld" and not corrected:
            _keep_quiet(work, hold, by)
        for task in waiting.tasks_of(work.connection, work.case_id):
            if task.kind == "dispute":
                waiting.end_task(work.connection, work.case_id, task.id, now=work.now, by=login, outcome=outcome.result)
        borrower_id = work.file.borrower_id
    deliver(runtime, borrower_id=borrower_id)


def _open(work: Work, by: By, hold_ref: str) -> Hold:
    hold = next((each for each in work.case.holds if each.ref == hold_ref and each.lifted_at is None), None)
    if hold is None or hold.type is not HoldType.DISPUTE:
        raise NotFound("This dispute is not open any more.")
    answers = HOLD_RULES[hold.type].may_answer
    if answers not in LIFTS.get(by.role, frozenset()):
        raise Refused(f"A {answers} answers this dispute; you are signed in as {by.role}.")
    return hold


def _correct(work: Work, hold: Hold, outcome: Outcome) -> Money | None:
    """Set the disputed charge to what it is from now on; what it was, None where there was none to set."""
    charge_ref = questioned(work, (hold,)).get(hold.ref)
    if charge_ref is None or outcome.result == "not_upheld":
        return None
    was = next(
        Money(currency=account.loan.currency, minor=charge.amount_minor)
        for account in work.file.accounts
        for charge in account.charges
        if charge.external_ref == charge_ref
    )
    now = 0 if outcome.result == "upheld" else outcome.charge_minor
    if now is None or not 0 <= now < was.minor:
        raise Refused("Say what the charge is from now on: less than it was.")
    portfolio.correct_charge(work.connection, charge_ref, now)
    work.reload()
    return was


def _told(work: Work, login: str, outcome: Outcome, why: str, corrected: Money | None) -> Say:
    late = next(iter(work.file.position.arrears), None)
    changes: Value = Phrase(key="due_now.nothing")
    if late is not None and late.minor:
        due = Money(currency=late.currency, minor=late.minor)
        changes = Phrase(key="due_now.amount", values={"amount": due})
    if outcome.result != "not_upheld" and not corrected:
        changes = ""
    # The charge as it was may be named in the reason, although the ledger does not know it any more.
    known: dict[str, Value] = {"why": why}
    if corrected:
        known["charge"] = corrected
    words: Value = Phrase(key=f"result.{outcome.result}", values=known)
    officer = people.names(work.connection).get(login, login)
    return Say(key="dispute_result", values={"officer": officer, "outcome": words, "changes": changes})


def _keep_quiet(work: Work, hold: Hold, by: By) -> None:
    """They are right, and our figures still say otherwise: nothing is asked until somebody has mended them."""
    rest = Hold(
        ref=secrets.token_hex(6),
        type=HoldType.MANUAL,
        scope=hold.scope,
        target=hold.target,
        from_at=work.now,
        source="The dispute was upheld; the lender's figures are still to be corrected.",
        placed_by=by.actor,
        placed_at=work.now,
    )
    work.apply(HoldPlaced(hold=rest))
    work.order(OpenTask(kind="correct_figures", reason=f"Dispute upheld: {hold.source}"))
