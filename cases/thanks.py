"""The one message after money came, or went back. While people have the chat, they are told."""

from __future__ import annotations

from datetime import datetime

from cases.effects import Effect, OpenTask, SendMessage
from cases.events import ArrearsCleared, ArrearsReduced, PaymentReversed
from cases.flows.menus import choices_for
from cases.model import Case, CustodyState, HoldType, Kind, PlanKind, PlanState, PromiseState
from cases.money import Money
from cases.promises import next_part
from cases.say import Phrase, Say, Value

THANKS = frozenset({"payment_full", "promise_part", "promise_kept", "paid_found", "settlement_paid"})
UNSAID = OpenTask(
    kind="payment_arrived",
    reason="A payment arrived, and its thanks were not sent: the conversation is with people.",
)
"""What people say instead where thanks were planned and the bot may not speak any more."""


def thanks_for_part(case: Case, event: ArrearsReduced, now: datetime) -> tuple[Effect, ...]:
    """Thank, say what remains. Nothing where no money came (a recomputation)."""
    if event.paid_minor <= 0:
        return ()
    left = Money(currency=event.currency, minor=event.left_minor)
    state = Phrase(key="state.left", values={"amount": left})
    say = _found(case, event, event.currency, state, now) or _part(case, event)
    return _tell(case, say, f"thanks:{event.paid_ref}", "A payment arrived; part is still open.")


def thanks_for_settling(case: Case) -> tuple[Effect, ...]:
    """What settled the debt came in: nothing more is asked."""
    plan = next((plan for plan in reversed(case.plans) if plan.kind is PlanKind.SETTLEMENT), None)
    if plan is None or plan.state is not PlanState.KEPT:
        return ()
    say = Say(key="settlement_paid", values={"amount": Money(currency=plan.currency, minor=plan.total_minor)})
    return _tell(case, say, f"settled:{plan.ref}", "The payment that settles the debt arrived.")


def _part(case: Case, event: ArrearsReduced) -> Say:
    paid = Money(currency=event.currency, minor=event.paid_minor)
    plan = case.plan
    if plan and plan.state is PlanState.ACTIVE:
        part = next_part(plan)
        coming = Phrase(key="next.none")
        if part:
            amount = Money(currency=plan.currency, minor=part.left_minor)
            coming = Phrase(key="next.due", values={"amount": amount, "date": part.due_on})
        return Say(key="promise_kept", values={"amount": paid, "next_line": coming})
    promise = case.promises[-1] if case.promises else None
    whole, left = event.before_minor, event.left_minor
    if promise and promise.state is PromiseState.PARTLY_KEPT and promise.currency == event.currency:
        whole, left = promise.amount_minor, promise.left_minor
    values = {
        "paid": paid,
        "left": Money(currency=event.currency, minor=left),
        "amount": Money(currency=event.currency, minor=whole),
    }
    return Say(key="promise_part", values=values)


def _found(
    case: Case, event: ArrearsCleared | ArrearsReduced, currency: str, state: Phrase, now: datetime
) -> Say | None:
    """Who said they had paid is told that it was found, and where we reminded them all the same, that we are sorry.

    None where nobody said so, or a plan has words of its own: the claim's hold ends with the payment, at this moment.
    """
    # Without an end it is one that a person found and told of already.
    said = any(h.type is HoldType.CLAIMED_PAID and h.lifted_at == now and h.until is not None for h in case.holds)
    kept = case.plan is not None and case.plan.state is PlanState.ACTIVE
    if not said or kept or event.paid_on is None:
        return None
    values: dict[str, Value] = {
        "amount": Money(currency=currency, minor=event.paid_minor),
        "date": event.paid_on,
        "state_line": state,
        "sorry_line": Phrase(key="sorry.reminder") if event.chased else "",
    }
    return Say(key="paid_found", values=values)


def thanks_for_all(case: Case, event: ArrearsCleared, now: datetime) -> tuple[Effect, ...]:
    """Thank once, say that nothing is late, name the next due date."""
    if event.paid_minor <= 0 or event.currency is None:
        return ()
    coming = Phrase(key="next.none") if event.settled else ""
    if event.next_due_on:
        amount = Money(currency=event.currency, minor=event.next_minor)
        coming = Phrase(key="next.due", values={"amount": amount, "date": event.next_due_on})
    paid = Money(currency=event.currency, minor=event.paid_minor)
    found = _found(case, event, event.currency, Phrase(key="state.up_to_date"), now)
    say = found or Say(key="payment_full", values={"amount": paid, "next_line": coming})
    return _tell(case, say, f"thanks:{event.paid_ref}", "A payment arrived; nothing is late any more.")


def word_of_reversal(case: Case, event: PaymentReversed) -> Effect:
    """A neutral word that the bank took the money back."""
    if case.custody.state is CustodyState.COLLECTOR:
        return OpenTask(kind="payment_reversed", reason="The bank took a payment back.")
    amount = Money(currency=event.currency, minor=event.amount_minor)
    say = Say(
        key="payment_reversed",
        values={"amount": amount, "date": event.made_on or event.paid_on},
        choices=choices_for("payment_reversed"),
    )
    return SendMessage(say=say, kind=Kind.DEMAND, dedupe=f"reversed:{event.external_ref}")


def _tell(case: Case, say: Say, dedupe: str, for_people: str) -> tuple[Effect, ...]:
    task = OpenTask(kind="payment_arrived", reason=for_people)
    if case.custody.state is CustodyState.COLLECTOR:
        return (task,)
    thanks = SendMessage(say=say, kind=Kind.SERVICE, dedupe=dedupe)
    # While the conversation waits for a person nothing unasked leaves: whoever takes it says so.
    return (thanks, task) if case.custody.state is CustodyState.QUEUED else (thanks,)
