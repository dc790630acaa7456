"""Something is wrong: which kind, on which loan or charge, in the borrower's words, and by when it is answered.

Demands on that loan rest from the first word. What is not disputed may be paid meanwhile, and that agrees to nothing.
"""

from __future__ import annotations

from datetime import timedelta

from cases.events import DisputeOpened, Event
from cases.flows import proof
from cases.flows.facts import answer_by, live_hold
from cases.flows.flow import Data, Flow, Go, Step, done, say, text_in
from cases.flows.matters import Matter, charge_of, loans_to_choose, matter_in, rest_of
from cases.flows.paid_already import OTHER_WISHES, own_words
from cases.flows.turn import FlowContext, Heard
from cases.model import HoldType
from cases.money import Money
from cases.plans import Growth
from cases.reading import Intent
from cases.say import Choice, Phrase, Say, Value

KINDS = {"not_mine": "not_mine", "amount_wrong": "amount", "question_charge": "amount", "fraud": "fraud"}
"""Choices that name a kind of dispute."""

OTHER = "other"
KNOWN = frozenset({*KINDS.values(), "paid", OTHER})
"""The kinds there are words for."""

ADDING = frozenset({Intent.OTHER, Intent.DISPUTE, Intent.REFUSE, Intent.ASK_WHY})
"""What a text means that tells more about the dispute; all else is a wish of another kind."""
NOTHING_TO_SHOW = frozenset({Intent.NO, Intent.UNSURE})
LOAN = "loan:"


def _enter(context: FlowContext, heard: Heard) -> Go:
    looked_at = live_hold(context, HoldType.DISPUTE)
    if looked_at:
        events = proof.filed(context, proof.DISPUTE, looked_at.ref)
        return done(say("checking", date=answer_by(context, looked_at)), events=events)
    ref, kind = context.new_ref, KINDS.get(heard.choice or "")
    if kind:
        opened = _opened(ref, kind, "", matter_in(context, heard))
        return Go(to="dispute.words", data={"ref": ref, "kind": kind}, events=(opened,))
    words = "" if heard.choice else heard.reading.text.strip()
    if not words:
        return Go(to="dispute.kind", data={"ref": ref, "words": ""})
    matter = matter_in(context, heard)
    kind = "amount" if matter.charge else heard.reading.dispute
    if kind:
        return _open(context, ref, kind, words, matter)
    opened = _opened(ref, OTHER, words, matter)
    return Go(to="dispute.kind", data={"ref": ref, "words": words}, events=(opened,))


def _opened(ref: str, kind: str, words: str, matter: Matter) -> DisputeOpened:
    charge = matter.charge.external_ref if matter.charge else None
    return DisputeOpened(ref=ref, kind=kind, words=words, loan_ref=matter.loan_ref, charge_ref=charge)


def _open(context: FlowContext, ref: str, kind: str, words: str, matter: Matter) -> Go:
    """Record it with what was shown before; ask for the loan where it may be one of several, else for evidence."""
    events = (_opened(ref, kind, words, matter), *proof.filed(context, proof.DISPUTE, ref))
    kept = {"ref": ref, "kind": kind, "words": words}
    if matter.loan_ref is None and len(loans_to_choose(context)) > 1:
        return Go(to="dispute.which", data=kept, events=events)
    return _shown_open(context, kept, matter, events)


def _shown_open(context: FlowContext, kept: Data, matter: Matter, events: tuple[Event, ...]) -> Go:
    charge = matter.charge
    told: Value = text_in(kept, "words") or Phrase(key=f"dispute.{_kind_in(kept)}")
    if charge:
        amount = Money(currency=matter.currency, minor=charge.amount_minor)
        told = Phrase(key="dispute.charge", values={"amount": amount})
    until = context.today + timedelta(days=context.rules.dispute_days)
    rests = context.rules.plans.disputed is Growth.FROZEN
    answer = say(
        "dispute_open",
        words=told,
        date=until,
        rests_line=Phrase(key="rest.frozen") if rests else "",
        link=proof.way_to_show(context),
    )
    data = {**kept, "loan": matter.loan_ref or "", "charge": charge.external_ref if charge else ""}
    return Go(to="dispute.evidence", data=data, says=(answer,), events=events, quiet=True)


def question_charge(context: FlowContext, charge_ref: str) -> Go:
    """A dispute about just this charge, without any more words."""
    matter, looked_at = charge_of(context, charge_ref), live_hold(context, HoldType.DISPUTE)
    if matter is None or looked_at:
        return Go(to="dispute")
    return _open(context, context.new_ref, "amount", "", matter)


def _ask_kind(_context: FlowContext, _data: Data) -> tuple[Say, ...]:
    return (say("dispute_kind"),)


def _hear_kind(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    ref, words = text_in(data, "ref") or context.new_ref, text_in(data, "words")
    kind = KINDS.get(heard.choice or "")
    if kind:
        if words:
            return _open(context, ref, kind, words, matter_in(context, heard))
        opened = _opened(ref, kind, "", matter_in(context, heard))
        return Go(to="dispute.words", data={"ref": ref, "kind": kind}, events=(opened,))
    said = "" if heard.reading.intent in OTHER_WISHES else own_words(heard)
    if not said:
        return None
    matter = matter_in(context, heard)
    kind = "amount" if matter.charge else heard.reading.dispute or OTHER
    return _open(context, ref, kind, f"{words} / {said}" if words else said, matter)


def _kind_in(data: Data) -> str:
    """The kind kept in mind; ``other`` where what was kept is none."""
    kind = text_in(data, "kind")
    return kind if kind in KNOWN else OTHER


def _ask_words(_context: FlowContext, data: Data) -> tuple[Say, ...]:
    return (say("dispute_ask", kind=Phrase(key=f"dispute.{_kind_in(data)}")),)


def _hear_words(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    said = own_words(heard)
    if not said:
        return None
    return _open(context, text_in(data, "ref") or context.new_ref, _kind_in(data), said, matter_in(context, heard))


def _ask_which(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    choices = tuple(
        Choice(id=f"{LOAN}{ref}", label=Phrase(key="choice.loan", values={"name": name}))
        for ref, name in loans_to_choose(context)
    )
    return (say("dispute_which", (*choices, Choice(id=f"{LOAN}", label=Phrase(key="choice.all_loans")))),)


def _hear_which(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    known = {ref for ref, _ in loans_to_choose(context)}
    named = (heard.choice or "").removeprefix(LOAN)
    if (heard.choice or "").startswith(LOAN):
        matter = Matter(loan_ref=named if named in known else None)
    else:
        matter = matter_in(context, heard)
        if matter.loan_ref is None:
            return None
    ref = text_in(data, "ref") or context.new_ref
    opened = _opened(ref, _kind_in(data), text_in(data, "words"), matter)
    return _shown_open(context, data, matter, (opened,))


def _ask_evidence(context: FlowContext, data: Data) -> tuple[Say, ...]:
    return (_noted(context, data),)


def _noted(context: FlowContext, data: Data) -> Say:
    """Who looks into it, and that the rest may be paid without agreeing to anything."""
    matter = charge_of(context, text_in(data, "charge")) or Matter(loan_ref=text_in(data, "loan") or None)
    rest = rest_of(context, matter)
    return say("dispute_noted", rest_line=Phrase(key="rest.payable", values={"amount": rest}) if rest else "")


def _kept(data: Data, words: str, matter: Matter) -> Data:
    charge = matter.charge.external_ref if matter.charge else ""
    return {**data, "words": words, "loan": matter.loan_ref or "", "charge": charge}


def _hear_evidence(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    said = heard.reading.text.strip()
    if live_hold(context, HoldType.DISPUTE) is None:
        return None
    valued = heard.reading.amounts or heard.reading.dates
    if heard.choice or (valued and heard.reading.intent is not Intent.DISPUTE and not heard.files):
        return None
    files = proof.filed(context, proof.DISPUTE, text_in(data, "ref")) if heard.files else ()
    if heard.reading.intent in NOTHING_TO_SHOW and not files:
        return Go(to="menu.start", says=(_noted(context, data),), quiet=True)
    if not files and (not said or heard.reading.intent not in ADDING):
        return None
    if not said:
        return Go(to="dispute.evidence", data=data, events=files)
    words = f"{text_in(data, 'words')} / {said}" if text_in(data, "words") else said
    named = matter_in(context, heard)
    before = charge_of(context, text_in(data, "charge")) or Matter(loan_ref=text_in(data, "loan") or None)
    matter = named if named.charge and before.charge is None else before
    opened = _opened(text_in(data, "ref") or context.new_ref, _kind_in(data), words, matter)
    return Go(to="dispute.evidence", data=_kept(data, words, matter), events=(opened, *files))


FLOW = Flow(
    enter=_enter,
    steps={
        "kind": Step(ask=_ask_kind, hear=_hear_kind),
        "words": Step(ask=_ask_words, hear=_hear_words),
        "which": Step(ask=_ask_which, hear=_hear_which),
        "evidence": Step(ask=_ask_evidence, hear=_hear_evidence),
    },
)
