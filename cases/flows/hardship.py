"""Trouble: demands rest at once, a few small questions that may be left at any time and gone on with anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from cases.events import AffordabilityAnswered, AffordabilityConfirmed, HardshipReported
from cases.flows import handover, reason
from cases.flows.facts import main_arrears
from cases.flows.flow import Data, Flow, Go, Step, number_in, pressed, say, text_in
from cases.flows.turn import FlowContext, Heard
from cases.flows.wishes import amount_answered
from cases.hardship import INCOME, OUTGOINGS, PEOPLE, QUESTIONS, Affordability
from cases.model import Treatment
from cases.money import Money
from cases.reading import Intent
from cases.say import Phrase, Say, choice

LEAVING = frozenset({Intent.GOODBYE, Intent.INCONVENIENT})
"""What means, between two questions, that it can wait."""
SORRY = frozenset({"lost_job", "illness"})
"""Reasons that have a sentence of their own."""


def _enter(context: FlowContext, heard: Heard) -> Go:
    """Relief that stands is a person's to change; what was told before is gone on from, not asked again."""
    said, words = reason.told(heard), "" if heard.choice else heard.reading.text
    events = reason.given(context, said, words) if said else ()
    if context.case.relief is not None or context.case.treatment is Treatment.FORBEARANCE:
        called = handover.call(context, reason=words or "trouble again", skill="hardship")
        return replace(called, events=(*events, *called.events))
    if context.case.treatment is Treatment.HARDSHIP_REVIEW:
        return replace(go_on(context), events=events)
    known = said or context.case.reason or "other"
    report = HardshipReported(ref=context.new_ref, reason=known, words=words)
    return Go(to="hardship.start", data={"reason": known}, events=(*events, report))


def go_on(context: FlowContext, *, anew: bool = False) -> Go:
    """Where the questions were left: the next one, the read-back, or relief once that was found right.

    ``anew``: what was found right for an earlier trouble is read back again.
    """
    kept = fresh(context)
    answers = kept.answers if kept else {}
    if kept is not None and kept.confirmed_at is not None and not anew:
        return Go(to="relief")
    missing = _missing(context, answers)
    again = (say("hardship_again"),) if answers else ()
    return Go(to=_place(missing), data=_data(context, answers, missing), says=again)


def fresh(context: FlowContext) -> Affordability | None:
    """What was told of money at home, while it still counts."""
    kept = context.case.affordability
    oldest = context.now - timedelta(days=context.rules.relief.keep_days)
    return kept if kept is not None and kept.told_at > oldest and kept.currency == currency_of(context) else None


def currency_of(context: FlowContext) -> str:
    """The money in which home is spoken of: that of the loan that is late."""
    late = main_arrears(context)
    return late.currency if late else context.accounts[0].loan.currency if context.accounts else "USD"


def _missing(context: FlowContext, answers: Mapping[str, int]) -> str | None:
    return next((each for each in context.rules.relief.questions if each not in answers), None)


def _place(missing: str | None) -> str:
    return "hardship.question" if missing else "hardship.check"


def _data(context: FlowContext, answers: Mapping[str, int], question: str | None) -> Data:
    """What the place keeps in mind: the question, the answers, and since when they are known."""
    kept: dict[str, str | int] = {**answers, "at": context.now.isoformat()}
    return kept | ({"question": question} if question else {})


def _answers(context: FlowContext, data: Data) -> dict[str, int]:
    """The answers kept here, unless others came in meanwhile, on this channel or another."""
    kept = fresh(context)
    here = {name: number_in(data, name) for name in QUESTIONS if name in data}
    if kept is not None and kept.told_at.isoformat() > text_in(data, "at"):
        return dict(kept.answers)
    return {**(kept.answers if kept else {}), **here}


def _ask_start(context: FlowContext, data: Data) -> tuple[Say, ...]:
    known = text_in(data, "reason")
    sorry = Phrase(key=f"hard.{known if known in SORRY else 'other'}")
    count = Phrase(key="count.questions", values={"n": len(context.rules.relief.questions)})
    return (say("hardship_start", sorry_line=sorry, count_questions=count),)


def _hear_start(context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    text = heard.choice is None
    if pressed(heard, "yes") or (text and heard.reading.intent is Intent.YES):
        return go_on(context, anew=True)
    if pressed(heard, "later") or (text and heard.reading.intent in (Intent.NO, Intent.REFUSE)):
        return _pause(context)
    return _pause(context) if _leaves(heard) else None


def _leaves(heard: Heard) -> bool:
    return heard.choice is None and (heard.reading.relief == "later" or heard.reading.intent in LEAVING)


def _pause(context: FlowContext) -> Go:
    """What was told is kept with the case, and the next question waits at any contact point."""
    going = go_on(context)
    return Go(to=going.to, data=going.data, says=(say("pause_here", step=Phrase(key="step.hardship")),), quiet=True)


def _question(context: FlowContext, data: Data) -> str:
    asked = text_in(data, "question")
    known = context.rules.relief.questions
    return asked if asked in known else known[0]


def _ask_question(context: FlowContext, data: Data) -> tuple[Say, ...]:
    questions, asked = context.rules.relief.questions, _question(context, data)
    step = Phrase(key="step.of", values={"number": questions.index(asked) + 1, "total": len(questions)})
    return (say("hardship_question", step_of=step, question=Phrase(key=f"question.{asked}")),)


def _hear_question(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    if heard.choice is not None:
        return None
    if _leaves(heard):
        return _pause(context)
    asked = _question(context, data)
    value = _answer(context, asked, heard)
    if value is None:
        return None
    answers = {**_answers(context, data), asked: value}
    missing = _missing(context, answers)
    kept = fresh(context)
    answered = AffordabilityAnswered(
        ref=kept.ref if kept else context.new_ref,
        question=asked,
        value=value,
        currency=currency_of(context),
        words=heard.reading.text.strip(),
    )
    return Go(to=_place(missing), data=_data(context, answers, missing), events=(answered,))


def _answer(context: FlowContext, question: str, heard: Heard) -> int | None:
    """The sum of the amounts named, in minor units, or a count of people; "no" is none."""
    reading = heard.reading
    if question == PEOPLE:
        return 0 if reading.intent is Intent.NO and reading.people is None else reading.people
    if reading.intent is Intent.NO and not reading.amounts:
        return 0
    amounts = [read.minor for read in reading.amounts if read.currency == currency_of(context)]
    answered = amount_answered(context, heard)
    return sum(amounts) if amounts else answered.minor if answered else 0 if reading.people == 0 else None


def _ask_check(context: FlowContext, data: Data) -> tuple[Say, ...]:
    answers, currency = _answers(context, data), currency_of(context)
    income, out = answers.get(INCOME, 0), sum(answers.get(kind, 0) for kind in OUTGOINGS)
    named = (("income", income), ("outgoings", out), ("left", income - out))
    return (say("hardship_check", **{name: Money(currency=currency, minor=minor) for name, minor in named}),)


def _hear_check(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    text, kept = heard.choice is None, fresh(context)
    if pressed(heard, "change", "no") or (text and heard.reading.intent is Intent.NO):
        return Go(to="hardship.change", data=data)
    if kept is None or not (pressed(heard, "yes") or (text and heard.reading.intent is Intent.YES)):
        return _pause(context) if _leaves(heard) else None
    return Go(to="relief", events=(AffordabilityConfirmed(ref=kept.ref),))


def _ask_change(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    items = tuple(choice(f"mend_{each}", f"item.{each}") for each in context.rules.relief.questions)
    return (say("hardship_change", items),)


def _hear_change(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    question = (heard.choice or "").removeprefix("mend_")
    if question in context.rules.relief.questions and heard.choice != question:
        return Go(to="hardship.question", data=_data(context, _answers(context, data), question))
    return None


FLOW = Flow(
    enter=_enter,
    steps={
        "start": Step(ask=_ask_start, hear=_hear_start),
        "question": Step(ask=_ask_question, hear=_hear_question),
        "check": Step(ask=_ask_check, hear=_hear_check),
        "change": Step(ask=_ask_change, hear=_hear_change),
    },
    version=2,
)
