""" "I have paid": believe, stop, check. Demands rest from the first word; the details may follow."""

from __future__ import annotations

from datetime import date

from cases.events import Event, PaidClaimed
from cases.flows import proof
from cases.flows.facts import answer_by, business_days_after, live_hold, next_line
from cases.flows.flow import Data, Flow, Go, Step, done, say, text_in
from cases.flows.turn import FlowContext, Heard
from cases.flows.wishes import amount_in, day_named
from cases.model import Hold, HoldType
from cases.months import add_months
from cases.reading import Intent
from cases.say import Phrase, Say, Value

OTHER_WISHES = frozenset(
    {
        Intent.ASK_WHY,
        Intent.ASK_BALANCE,
        Intent.PAY_NOW,
        Intent.PROMISE,
        Intent.ASK_PLAN,
        Intent.CANNOT_PAY,
        Intent.LANGUAGE,
        Intent.WHO_ARE_YOU,
        Intent.REPEAT,
        Intent.INCONVENIENT,
        Intent.GREETING,
    }
)
"""Where own words are wanted, these still are a wish of another kind."""


def own_words(heard: Heard) -> str:
    """The words that answer an open question; empty where a choice was taken or the text wants something else."""
    valued = heard.reading.amounts or heard.reading.dates
    if heard.choice or (heard.reading.intent in OTHER_WISHES and not valued):
        return ""
    return heard.reading.text.strip()


def _until(context: FlowContext) -> date:
    return business_days_after(context.today, context.rules.claim_days)


def _claim(context: FlowContext, ref: str, words: str) -> PaidClaimed:
    return PaidClaimed(ref=ref, words=words, until=context.now + (_until(context) - context.today))


def _enter(context: FlowContext, heard: Heard) -> Go:
    if not context.position.late:
        return done(say("nothing_due", next_line=next_line(context)), events=proof.filed(context, "other", None))
    words = "" if heard.choice else heard.reading.text.strip()
    told = amount_in(context, heard) and day_named(heard)
    looked_at = live_hold(context, HoldType.CLAIMED_PAID)
    if looked_at:
        events = proof.filed(context, proof.CLAIM, looked_at.ref)
        if told or heard.reading.reference:
            claim = _claim(context, looked_at.ref, f"{looked_at.source} / {words}")
            return done(_noted(context, heard, words, shown=_shown(looked_at, events)), events=(claim, *events))
        return done(say("checking", date=answer_by(context, looked_at)), events=events)
    claim = _claim(context, context.new_ref, words)
    shown = proof.filed(context, proof.CLAIM, context.new_ref)
    if told:
        return done(_noted(context, heard, words, shown=bool(shown)), events=(claim, *shown))
    return Go(to="paid.details", data={"ref": context.new_ref, "words": words}, events=(claim, *shown))


def _shown(hold: Hold | None, events: tuple[Event, ...]) -> bool:
    return bool(events or (hold and hold.evidence))


def _day_paid(context: FlowContext, heard: Heard) -> date | None:
    """The day named, which lies behind: "the 20th" is the last 20th there was."""
    on = day_named(heard)
    return add_months(on, -1) if on and context.today < on <= add_months(context.today, 1) else on


def _noted(context: FlowContext, heard: Heard, words: str, *, shown: bool) -> Say:
    """What was understood, read back: amount, day, bank or reference, and that what was shown is kept."""
    amount, on = amount_in(context, heard), _day_paid(context, heard)
    proof_line: Value = Phrase(key="paid.proof") if shown else ""
    details: Value = words
    if amount and on:
        bank = " ".join(part for part in (heard.reading.bank, heard.reading.reference) if part)
        values: dict[str, Value] = {"amount": amount, "date": on, "bank": bank, "proof": proof_line}
        details = Phrase(key="paid.details", values=values)
    elif shown:
        details = Phrase(key="paid.words", values={"words": words.rstrip("."), "proof": proof_line})
    return say("paid_checking", details=details, date=_until(context))


def _ask(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    return (say("paid_ask", link=proof.way_to_show(context)),)


def _hear(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    words = own_words(heard)
    if not words:
        return None
    if not context.position.late:
        return done(say("nothing_due", next_line=next_line(context)), events=proof.filed(context, "other", None))
    hold = live_hold(context, HoldType.CLAIMED_PAID)
    ref, before = hold.ref if hold else context.new_ref, hold.source if hold else text_in(data, "words")
    claim = _claim(context, ref, f"{before} / {words}" if before else words)
    events = proof.filed(context, proof.CLAIM, ref)
    return done(_noted(context, heard, words, shown=_shown(hold, events)), events=(claim, *events))


FLOW = Flow(enter=_enter, steps={"details": Step(ask=_ask, hear=_hear)})
