"""Something is wrong: which kind, in the borrower's words, and by when it is answered."""

from __future__ import annotations

from datetime import timedelta

from cases.events import DisputeOpened
from cases.flows.facts import answer_by, live_hold
from cases.flows.flow import Data, Flow, Go, Step, done, say, text_in
from cases.flows.paid_already import OTHER_WISHES, own_words
from cases.flows.turn import FlowContext, Heard
from cases.model import HoldType
from cases.say import Phrase, Say, Value

KINDS = {"not_mine": "not_mine", "amount_wrong": "amount", "question_charge": "amount", "fraud": "fraud"}
"""Choices that name a kind of dispute."""

OTHER = "other"
KNOWN = frozenset({*KINDS.values(), OTHER})
"""The kinds there are words for."""


def opened(context: FlowContext, ref: str, kind: str, words: str) -> DisputeOpened:
    """The fact that something is disputed: of the only loan, or of all."""
    only = context.accounts[0].loan.ref if len(context.accounts) == 1 else None
    return DisputeOpened(ref=ref, kind=kind, words=words, loan_ref=only)


def _enter(context: FlowContext, heard: Heard) -> Go:
    looked_at = live_hold(context, HoldType.DISPUTE)
    if looked_at:
        return done(say("checking", date=answer_by(context, looked_at)))
    kind = KINDS.get(heard.choice or "")
    if kind:
        return _words_wanted(context, context.new_ref, kind)
    words = "" if heard.choice else heard.reading.text.strip()
    events = (opened(context, context.new_ref, OTHER, words),) if words else ()
    return Go(to="dispute.kind", data={"ref": context.new_ref, "words": words}, events=events)


def _words_wanted(context: FlowContext, ref: str, kind: str) -> Go:
    """The kind is enough to ask for nothing more; the words help whoever looks into it."""
    return Go(to="dispute.words", data={"ref": ref, "kind": kind}, events=(opened(context, ref, kind, ""),))


def _open(context: FlowContext, ref: str, kind: str, words: str) -> Go:
    told: Value = words or Phrase(key=f"dispute.{kind}")
    until = context.today + timedelta(days=context.rules.dispute_days)
    answer = say("dispute_open", words=told, date=until, link=context.chat_link)
    return done(answer, events=(opened(context, ref, kind, words),))


def _ask_kind(_context: FlowContext, _data: Data) -> tuple[Say, ...]:
    return (say("dispute_kind"),)


def _hear_kind(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    ref, words = text_in(data, "ref") or context.new_ref, text_in(data, "words")
    kind = KINDS.get(heard.choice or "")
    if kind:
        return _open(context, ref, kind, words) if words else _words_wanted(context, ref, kind)
    said = "" if heard.reading.intent in OTHER_WISHES else own_words(heard)
    return _open(context, ref, OTHER, f"{words} / {said}" if words else said) if said else None


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
    return _open(context, text_in(data, "ref") or context.new_ref, _kind_in(data), said)


FLOW = Flow(
    enter=_enter,
    steps={"kind": Step(ask=_ask_kind, hear=_hear_kind), "words": Step(ask=_ask_words, hear=_hear_words)},
)
