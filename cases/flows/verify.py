"""Identity before any debt detail: by facts the lender holds, the same question until the tries are used up.

The question stays the same; the words around it fit what was just said, and never come twice in a row.
"""

from __future__ import annotations

from collections.abc import Sequence

from cases.events import IdentityConfirmed, IdentityFailed
from cases.flows import handover, routes
from cases.flows.answers import answer_of, held, matches
from cases.flows.flow import Data, Flow, Go, Step, day_in, number_in, say, text_in
from cases.flows.menu import hello
from cases.flows.turn import FlowContext, Heard
from cases.model import CustodyState
from cases.reading import AmountRead, DateRead, Intent, Reading
from cases.say import Phrase, Say, Value

WANTED = frozenset({"wanted", "words", "choice", "minor", "currency", "on"})
"""What is kept of the wish that identity interrupted."""

NO_WISH = frozenset({"", "menu", "menu.hello", "menu.start"})
"""Ways that ask for nothing one could come to later."""

PUZZLED = frozenset({Intent.ASK_WHY, Intent.ASK_WHY_THIS, Intent.REFUSE, Intent.UNSURE})

WORDS: dict[str, tuple[str, ...]] = {
    "answered": ("verify_ask", "verify_unread_again"),
    "opened": ("verify_first", "verify_unread_again"),
    "wish": ("verify_wish", "verify_kept"),
    "kept": ("verify_kept", "verify_wish"),
    "greeted": ("verify_unread_again", "verify_first"),
    "next": ("verify_next", "verify_ask"),
    "puzzled": ("verify_why", "verify_unread_again"),
    "unread": ("verify_unread", "verify_unread_again"),
    "wrong": ("verify_retry", "verify_retry_again"),
}
"""The words of the question, by what went before it; of these the first that was not the last said."""


def facts_of(context: FlowContext) -> tuple[str, ...]:
    """The facts to ask for: those the lender chose and holds of this borrower."""
    return tuple(fact for fact in context.rules.identity_facts if held(context.borrower, fact))


def begin(context: FlowContext, wanted: str, heard: Heard, data: Data | None = None) -> Go:
    """Ask who is there, and keep in mind what they came for: a way, what it has in mind, and the words they used."""
    queued = context.case.custody.state is CustodyState.QUEUED
    if not facts_of(context) or context.tries_left <= 0:
        return handover.wait_told(context) if queued else _nobody_asked(context)
    kept = _remember(data or {}, wanted, heard)
    before = "opened" if heard.opened else _wished(kept)
    return Go(to="verify.ask", data=kept, says=_asked(context, kept, WORDS[before]), quiet=True)


def _wished(data: Data) -> str:
    """Whether a wish waits for the answer, and whether the question stood already when it came."""
    if text_in(data, "wanted") in NO_WISH:
        return "answered"
    return "kept" if text_in(data, "last") else "wish"


def noted(data: Data, says: Sequence[Say]) -> Data:
    """With the words of the question that were just used."""
    used = [each.key for each in says if each.key.startswith("verify_")]
    return {**data, "last": used[-1]} if used else data


def _nobody_asked(context: FlowContext) -> Go:
    """No fact to ask for, or no try left: a person sees to it."""
    if not facts_of(context):
        return handover.call(context, reason="no fact is held to check identity by", skill="identity")
    return _locked(context)


def _locked(context: FlowContext) -> Go:
    called = handover.call(context, reason="identity could not be confirmed", skill="identity")
    told = say("verify_locked", person_line=context.wait)
    return Go(to=called.to, says=(told,), events=called.events, quiet=True)


def _remember(data: Data, wanted: str, heard: Heard) -> Data:
    """A greeting does not make one forget the wish that came before it."""
    if not wanted or (wanted in NO_WISH and text_in(data, "wanted")):
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


def _asked(context: FlowContext, data: Data, keys: Sequence[str], **values: Value) -> tuple[Say, ...]:
    """The question, in the first of these words that were not the last said."""
    asked = _question(context, data)
    key = next(key for key in keys if key != text_in(data, "last"))
    return (say(key, question=asked[1], **values),) if asked else ()


def _ask(context: FlowContext, data: Data) -> tuple[Say, ...]:
    """Asked again because the page was opened anew, the language changed, or they did not catch it."""
    return _asked(context, data, WORDS["opened"])


def _hear(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    asked = _question(context, data)
    if asked is None or context.tries_left <= 0:
        return begin(context, text_in(data, "wanted"), heard)
    fact, _ = asked
    answer = None if heard.choice else answer_of(fact, heard.reading, context.today)
    if answer is None:
        return _no_answer(context, data, heard)
    right = matches(fact, answer, held(context.borrower, fact) or "")
    return _right(context, data) if right else _wrong(context, data)


def _no_answer(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    """Text that is no answer uses up no try: its own wish is kept, and the question comes again in other words."""
    way = routes.way_of(heard)
    if way in routes.ASIDES:
        return None
    if heard.reading.intent is Intent.REPEAT and heard.choice is None:
        return Go(to="verify.ask", data=data)
    before = "puzzled" if heard.reading.intent in PUZZLED else "unread"
    if way and before == "unread":
        before = "greeted" if way in NO_WISH else "kept"
    kept = _remember(data, way or "", heard)
    return Go(to="verify.ask", data=kept, says=_asked(context, kept, WORDS[before]), quiet=True)


def _wrong(context: FlowContext, data: Data) -> Go:
    left = context.tries_left - 1
    failed = IdentityFailed(contact_point_id=context.contact.id, tries_left=left)
    if left <= 0:
        locked = _locked(context)
        return Go(to=locked.to, says=locked.says, events=(failed, *locked.events), quiet=True)
    tries = Phrase(key="tries.left", values={"n": left})
    again = _asked(context, data, WORDS["wrong"], tries_left=tries)
    return Go(to="verify.ask", data=data, says=again, events=(failed,), quiet=True)


def _right(context: FlowContext, data: Data) -> Go:
    following = number_in(data, "fact") + 1
    if following < len(facts_of(context)):
        kept = {**data, "fact": following}
        return Go(to="verify.ask", data=kept, says=_asked(context, kept, WORDS["next"]), quiet=True)
    confirmed = IdentityConfirmed(contact_point_id=context.contact.id)
    wanted = text_in(data, "wanted")
    if not wanted or wanted.startswith("menu"):
        return Go(to="menu.hello", events=(confirmed,))
    return Go(to=wanted, data=data, says=(hello(context),), events=(confirmed,), heard=recalled(data))


def _enter(context: FlowContext, heard: Heard) -> Go:
    return begin(context, "", heard)


FLOW = Flow(enter=_enter, steps={"ask": Step(ask=_ask, hear=_hear)}, safe=True)
