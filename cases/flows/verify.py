"""Identity before any debt detail: by facts the lender holds, the same question until the tries are used up."""

from __future__ import annotations

from cases.events import IdentityConfirmed, IdentityFailed
from cases.flows import handover, routes
from cases.flows.answers import answer_of, held
from cases.flows.flow import Data, Flow, Go, Step, day_in, number_in, say, text_in
from cases.flows.menu import hello
from cases.flows.turn import FlowContext, Heard
from cases.reading import AmountRead, DateRead, Intent, Reading
from cases.say import Phrase, Say

WANTED = frozenset({"wanted", "words", "choice", "minor", "currency", "on"})
"""What is kept of the wish that identity interrupted."""

PUZZLED = frozenset({Intent.ASK_WHY, Intent.REFUSE, Intent.UNSURE})


def facts_of(context: FlowContext) -> tuple[str, ...]:
    """The facts to ask for: those the lender chose and holds of this borrower."""
    return tuple(fact for fact in context.rules.identity_facts if held(context.borrower, fact))


def begin(context: FlowContext, wanted: str, heard: Heard, data: Data | None = None) -> Go:
    """Ask who is there, and keep in mind what they came for: a way, what it has in mind, and the words they used."""
    if not facts_of(context):
        return handover.call(context, reason="no fact is held to check identity by", skill="identity")
    if context.tries_left <= 0:
        return _locked(context)
    return Go(to="verify.ask", data=_remember(data or {}, wanted, heard))


def _locked(context: FlowContext) -> Go:
    called = handover.call(context, reason="identity could not be confirmed", skill="identity")
    return Go(to=called.to, says=(say("verify_locked"),), events=called.events, quiet=True)


def _remember(data: Data, wanted: str, heard: Heard) -> Data:
    if not wanted:
        return data
    kept: dict[str, str | int] = {"wanted": wanted, "words": "" if heard.choice else heard.reading.text}
    if heard.choice:
        kept["choice"] = heard.choice
    if heard.reading.amounts:
        kept |= {"minor": heard.reading.amounts[0].minor, "currency": heard.reading.amounts[0].currency}
    if heard.reading.dates:
        kept["on"] = heard.reading.dates[0].on.isoformat()
    return {key: value for key, value in data.items() if key not in WANTED} | kept


def recalled(data: Data) -> Heard:
    """What was said before identity was asked, as far as it was kept."""
    words, currency = text_in(data, "words"), text_in(data, "currency")
    amounts = (AmountRead(minor=number_in(data, "minor"), currency=currency, text=words),) if currency else ()
    on = day_in(data, "on")
    dates = (DateRead(on=on, text=words),) if on else ()
    return Heard(reading=Reading(text=words, amounts=amounts, dates=dates), choice=text_in(data, "choice") or None)


def _question(context: FlowContext, data: Data) -> tuple[str, Phrase] | None:
    facts = facts_of(context)
    if not facts:
        return None
    fact = facts[min(number_in(data, "fact"), len(facts) - 1)]
    return fact, Phrase(key=f"question.{fact}")


def _ask(context: FlowContext, data: Data) -> tuple[Say, ...]:
    asked = _question(context, data)
    return (say("verify_ask", question=asked[1]),) if asked else ()


def _hear(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    asked = _question(context, data)
    if asked is None or context.tries_left <= 0:
        return begin(context, text_in(data, "wanted"), heard)
    fact, question = asked
    answer = None if heard.choice else answer_of(fact, heard.reading, context.today)
    if answer is None:
        return _no_answer(data, heard, question)
    return _right(context, data) if answer == held(context.borrower, fact) else _wrong(context, data, question)


def _no_answer(data: Data, heard: Heard, question: Phrase) -> Go | None:
    """Text that is no answer uses up no try: its own wish is kept, and the question comes again in other words."""
    way = routes.way_of(heard)
    if way in routes.ASIDES:
        return None
    unread = number_in(data, "unread")
    key = "verify_why" if heard.reading.intent in PUZZLED else "verify_ask" if way or unread % 2 else "verify_unread"
    kept = {**_remember(data, way or "", heard), "unread": unread + 1}
    return Go(to="verify.ask", data=kept, says=(say(key, question=question),), quiet=True)


def _wrong(context: FlowContext, data: Data, question: Phrase) -> Go:
    left = context.tries_left - 1
    failed = IdentityFailed(contact_point_id=context.contact.id, tries_left=left)
    if left <= 0:
        locked = _locked(context)
        return Go(to=locked.to, says=locked.says, events=(failed, *locked.events), quiet=True)
    tries = Phrase(key="tries.left", values={"n": left})
    again = say("verify_retry", question=question, tries_left=tries)
    return Go(to="verify.ask", data=data, says=(again,), events=(failed,), quiet=True)


def _right(context: FlowContext, data: Data) -> Go:
    following = number_in(data, "fact") + 1
    if following < len(facts_of(context)):
        return Go(to="verify.ask", data={**data, "fact": following})
    confirmed = IdentityConfirmed(contact_point_id=context.contact.id)
    wanted = text_in(data, "wanted")
    if not wanted or wanted.startswith("menu"):
        return Go(to="menu.hello", events=(confirmed,))
    return Go(to=wanted, data=data, says=(hello(context),), events=(confirmed,), heard=recalled(data))


def _enter(context: FlowContext, heard: Heard) -> Go:
    return begin(context, "", heard)


FLOW = Flow(enter=_enter, steps={"ask": Step(ask=_ask, hear=_hear)}, safe=True)
