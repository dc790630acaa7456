"""Relief: what the lender lets the bot grant, with what it costs, read back and agreed; then its review."""

from __future__ import annotations

from cases.events import ForbearanceGranted, ReviewAnswered
from cases.flows import handover
from cases.flows.facts import main_arrears, possible
from cases.flows.flow import Data, Flow, Go, Step, done, number_in, pressed, say, text_in
from cases.flows.hardship import fresh
from cases.flows.signs import advice_line
from cases.flows.turn import FlowContext, Heard
from cases.hardship import PEOPLE, Relief, ReliefKind
from cases.model import Treatment
from cases.money import Money, plain
from cases.reading import Intent
from cases.relief import BOT, Standing, choices
from cases.say import Phrase, Say, choice

REVIEWS = ("same", "better", "harder")
KINDS = {f"relief_{kind}": kind for kind in ReliefKind}
"""Choices by their ids."""


def offered(context: FlowContext) -> tuple[Relief, ...]:
    """What the bot may grant now; empty where the policy grants it nothing, or the case is a person's."""
    told, owed = fresh(context), main_arrears(context)
    stands = context.case.treatment is Treatment.FORBEARANCE  # only a person makes more of what stands
    if told is None or owed is None or stands or not possible(context.case.treatment, "ForbearanceGranted"):
        return ()
    at = Standing(
        owed=owed, left_minor=told.left_minor, today=context.today, now=context.now, before=context.case.reliefs
    )
    return choices(context.rules.relief, BOT, at, context.new_ref)


def _enter(context: FlowContext, _heard: Heard) -> Go:
    return Go(to="relief.options") if offered(context) else to_person(context)


def to_person(context: FlowContext) -> Go:
    """A person, with what was told of money at home on the table."""
    told = fresh(context)
    if told is None:
        return handover.call(context, reason="trouble", skill="hardship", priority=handover.SOON)
    sums = [Money(currency=told.currency, minor=each) for each in (told.income_minor, told.outgoings_minor)]
    left = Money(currency=told.currency, minor=told.left_minor)
    figures = f"in {plain(sums[0])}, out {plain(sums[1])}, left {plain(left)} {told.currency} a month"
    reason = f"affordability: {figures}; {told.answers.get(PEOPLE, 0)} dependants"
    return handover.call(context, reason=reason, skill="hardship", priority=handover.SOON)


def phrase(relief: Relief) -> Phrase:
    """Relief in a line: until when nothing is paid, or each smaller payment, their sum and what stays."""
    if relief.kind is ReliefKind.PAUSE:
        return Phrase(key="option.pause", values={"date": relief.until})
    amounts = {"amount": relief.parts[0].amount_minor, "total": relief.total_minor, "owed": relief.owed_minor}
    amounts["rest"] = relief.owed_minor - relief.total_minor
    days = tuple(Phrase(key="option.day", values={"date": part.due_on}) for part in relief.parts)
    money = {name: Money(currency=relief.currency, minor=minor) for name, minor in amounts.items()}
    return Phrase(key="option.reduced", values={"n": len(relief.parts), "dates": days, **money})


def _ask_options(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    found = offered(context)
    if not found:
        return (say("hardship_again"),)
    ways = tuple(choice(f"relief_{each.kind}") for each in found)
    options = tuple(phrase(each) for each in found)
    return (say("hardship_options", (*ways, choice("officer")), options=options, cost_line=_cost(found[0])),)


def _cost(relief: Relief) -> Phrase:
    return Phrase(key="cost.frozen" if relief.frozen else "cost.goes_on")


def _hear_options(context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    if pressed(heard, "officer"):
        return to_person(context)
    kind = _named(heard)
    found = next((each for each in offered(context) if each.kind == kind), None)
    if found is None:
        refused = heard.choice is None and heard.reading.intent in (Intent.NO, Intent.REFUSE)
        return to_person(context) if refused or kind else None
    shown: dict[str, str | int] = {"kind": found.kind.value, "on": context.today.isoformat(), "owed": found.owed_minor}
    return Go(to="relief.terms", data=shown)


def _named(heard: Heard) -> str | None:
    """The kind of relief that was chosen or named."""
    if heard.choice is not None:
        return KINDS.get(heard.choice)
    named = heard.reading.relief
    return named if named in tuple(ReliefKind) else None


def _shown(context: FlowContext, data: Data) -> Relief | None:
    return next((each for each in offered(context) if each.kind == text_in(data, "kind")), None)


def _ask_terms(context: FlowContext, data: Data) -> tuple[Say, ...]:
    relief = _shown(context, data)
    if relief is None:
        return _ask_options(context, data)
    owed = Money(currency=relief.currency, minor=relief.owed_minor)
    paused = relief.frozen and relief.kind is ReliefKind.PAUSE
    balance = Phrase(key="balance.frozen", values={"amount": owed}) if paused else _cost(relief)
    return (say("hardship_terms", terms=phrase(relief), balance_line=balance, review_date=relief.review_on),)


def _hear_terms(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    text = heard.choice is None
    if text and _named(heard) not in (None, text_in(data, "kind")):
        return _hear_options(context, data, heard)
    if pressed(heard, "agree", "yes") or (text and heard.reading.intent is Intent.YES):
        return _granted(context, data)
    if pressed(heard, "officer"):
        return to_person(context)
    no = text and heard.reading.intent in (Intent.NO, Intent.REFUSE)
    return Go(to="relief.options") if no or pressed(heard, "change", "no") else None


def _granted(context: FlowContext, data: Data) -> Go:
    """The yes counts for the terms as shown. Where day or debt has moved since, they are shown anew."""
    relief = _shown(context, data)
    if relief is None:
        return to_person(context)
    same = relief.owed_minor == number_in(data, "owed") and text_in(data, "on") == context.today.isoformat()
    if not same:
        return Go(
            to="relief.terms",
            data={"kind": relief.kind.value, "on": context.today.isoformat(), "owed": relief.owed_minor},
        )
    return done(set_say(context, relief), events=(fact(context, relief),))


def fact(context: FlowContext, relief: Relief) -> ForbearanceGranted:
    """The fact that it stands from now on."""
    until = context.now + (relief.until - context.today)
    return ForbearanceGranted(ref=relief.ref, until=until, review_on=relief.review_on, relief=relief)


def set_say(context: FlowContext, relief: Relief) -> Say:
    """What stands, where it is in writing, and where free advice is to be had."""
    link = f"{context.chat_link}/terms/{relief.ref}"
    return say("hardship_set", terms=phrase(relief), link=link, advice_line=advice_line(context))


def _ask_review(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    relief = context.case.relief
    return (say("hardship_review", date=relief.review_on if relief else context.today),)


def _hear_review(context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    """Better or the same is kept for the review; harder does not wait for it."""
    relief = context.case.relief
    own = heard.choice is None and heard.reading.intent in (Intent.OTHER, Intent.CANNOT_PAY)
    if relief is None or not (heard.choice in REVIEWS or own):
        return None
    harder = heard.choice == "harder" or heard.reading.intent is Intent.CANNOT_PAY
    answer = "harder" if harder else heard.choice or "other"
    events = (ReviewAnswered(ref=relief.ref, answer=answer, words="" if heard.choice else heard.reading.text),)
    if harder:
        called = handover.call(context, reason="review of the arrangement: harder", skill="hardship")
        return Go(to=called.to, says=called.says, events=(*events, *called.events), quiet=called.quiet)
    return done(say("review_noted", date=relief.review_on), events=events)


FLOW = Flow(
    enter=_enter,
    steps={
        "options": Step(ask=_ask_options, hear=_hear_options),
        "terms": Step(ask=_ask_terms, hear=_hear_terms),
        "review": Step(ask=_ask_review, hear=_hear_review),
    },
)
