"""Trouble: demands rest at once, four small questions that may be left at any time, then a person looks for relief."""

from __future__ import annotations

import re

from cases.events import HardshipReported
from cases.flows import handover
from cases.flows.facts import RELIEF, main_arrears
from cases.flows.flow import Data, Flow, Go, Step, number_in, pressed, say, text_in
from cases.flows.turn import FlowContext, Heard
from cases.flows.wishes import amount_answered
from cases.money import Money, plain
from cases.reading import Intent
from cases.say import Phrase, Say

QUESTIONS = ("income", "housing", "living", "dependants")
MONEY = QUESTIONS[:3]
_COUNT = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


def _enter(context: FlowContext, heard: Heard) -> Go:
    if context.case.treatment in RELIEF:
        return handover.call(context, reason=heard.reading.text or "trouble again", skill="hardship")
    reason = (heard.choice or "").removeprefix("reason_") or "other"
    words = "" if heard.choice else heard.reading.text
    return Go(to="hardship.start", events=(HardshipReported(ref=context.new_ref, reason=reason, words=words),))


def _ask_start(_context: FlowContext, _data: Data) -> tuple[Say, ...]:
    return (say("hardship_start", count_questions=Phrase(key="count.questions", values={"n": len(QUESTIONS)})),)


def _hear_start(_context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    text = heard.choice is None
    if pressed(heard, "yes") or (text and heard.reading.intent is Intent.YES):
        return Go(to="hardship.question", data={"number": 1})
    if pressed(heard, "later") or (text and heard.reading.intent in (Intent.NO, Intent.REFUSE)):
        paused = say("pause_here", step=Phrase(key="step.hardship"))
        return Go(to="hardship.question", data={"number": 1}, says=(paused,), quiet=True)
    return None


def _number(data: Data) -> int:
    return min(max(number_in(data, "number"), 1), len(QUESTIONS))


def _ask_question(_context: FlowContext, data: Data) -> tuple[Say, ...]:
    number = _number(data)
    step = Phrase(key="step.of", values={"number": number, "total": len(QUESTIONS)})
    return (say("hardship_question", step_of=step, question=Phrase(key=f"question.{QUESTIONS[number - 1]}")),)


def _hear_question(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    number = _number(data)
    name = QUESTIONS[number - 1]
    answer = None if heard.choice else _answer(context, name, heard)
    if answer is None:
        return None
    kept = {**data, name: answer, "number": number + 1, "currency": _currency(context)}
    return Go(to="hardship.question" if number < len(QUESTIONS) else "hardship.check", data=kept)


def _currency(context: FlowContext) -> str:
    late = main_arrears(context)
    return late.currency if late else context.accounts[0].loan.currency if context.accounts else "USD"


def _answer(context: FlowContext, name: str, heard: Heard) -> int | None:
    """The sum of the amounts named, in minor units, or a count of people; "no" is none."""
    if heard.reading.intent is Intent.NO and not heard.reading.amounts:
        return 0
    if name in MONEY:
        amounts = [read.minor for read in heard.reading.amounts if read.currency == _currency(context)]
        answered = amount_answered(context, heard)
        return sum(amounts) if amounts else answered.minor if answered else None
    found = _COUNT.search(heard.reading.text)
    return int(found[0]) if found else None


def _sums(data: Data) -> tuple[Money, Money, Money]:
    """What comes in, what goes out, what is left a month."""
    currency = text_in(data, "currency") or "USD"
    income, out = number_in(data, "income"), number_in(data, "housing") + number_in(data, "living")
    minors = (income, out, income - out)
    return (
        Money(currency=currency, minor=minors[0]),
        Money(currency=currency, minor=minors[1]),
        Money(currency=currency, minor=minors[2]),
    )


def _ask_check(_context: FlowContext, data: Data) -> tuple[Say, ...]:
    income, outgoings, left = _sums(data)
    return (say("hardship_check", income=income, outgoings=outgoings, left=left),)


def _hear_check(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    text = heard.choice is None
    if pressed(heard, "change", "no") or (text and heard.reading.intent is Intent.NO):
        return Go(to="hardship.question", data={"number": 1})
    if not pressed(heard, "yes") and not (text and heard.reading.intent is Intent.YES):
        return None
    income, outgoings, left = _sums(data)
    figures = f"in {plain(income)}, out {plain(outgoings)}, left {plain(left)} {income.currency} a month"
    reason = f"affordability: {figures}; {number_in(data, 'dependants')} dependants"
    return handover.call(context, reason=reason, skill="hardship", priority=handover.SOON)


def _ask_review(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    return (say("hardship_review", date=context.today),)


def _hear_review(context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    if heard.choice in ("same", "better", "harder"):
        return handover.call(context, reason=f"review of the arrangement: {heard.choice}", skill="hardship")
    return None


FLOW = Flow(
    enter=_enter,
    steps={
        "start": Step(ask=_ask_start, hear=_hear_start),
        "question": Step(ask=_ask_question, hear=_hear_question),
        "check": Step(ask=_ask_check, hear=_hear_check),
        "review": Step(ask=_ask_review, hear=_hear_review),
    },
)
