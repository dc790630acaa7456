"""Rights words: read before any conversation, before identity too, each as a fact of its own."""

from __future__ import annotations

from cases.events import Event, PersonRequested
from cases.flows import dispute, specialist, stop, wrong_person
from cases.flows.flow import Enter, Go
from cases.flows.turn import Dialogue, FlowContext, Heard
from cases.reading import Intent

RIGHTS: dict[Intent, Enter] = {
    Intent.DISTRESS: specialist.DISTRESS.enter,
    Intent.DECEASED: specialist.DEATH.enter,
    Intent.BANKRUPTCY: specialist.REPRESENTED.enter,
    Intent.ATTORNEY: specialist.REPRESENTED.enter,
    Intent.CEASE: stop.CEASE.enter,
    Intent.STOP: stop.FLOW.enter,
    Intent.WRONG_PERSON: wrong_person.FLOW.enter,
    Intent.THIRD_PARTY: wrong_person.THIRD.enter,
    Intent.DISPUTE: dispute.FLOW.enter,
}
"""By precedence: the first one found is answered, all of them are recorded."""

CHOICES = {"stop": Intent.STOP, "not_me": Intent.WRONG_PERSON, "wrong_number": Intent.WRONG_PERSON}

SPEAKS_ITSELF = frozenset({Intent.STOP, Intent.DISPUTE})
"""Meant only where they are read as a right: as a mere intent they may be in doubt, or wait for identity."""

DISPUTING = frozenset({"dispute", "paid"})
"""Conversations in which words of dispute are the answer that was asked for."""

REPRESENTED = frozenset({Intent.ATTORNEY, Intent.BANKRUPTCY})
"""Not claimed anew by naming the lawyer or trustee who was asked for."""

SURE = 0.75
"""From this confidence on, a known borrower's words count as somebody else's: "my wife is here" does not."""

SOMEBODY_ELSE = frozenset({Intent.WRONG_PERSON, Intent.THIRD_PARTY, Intent.DECEASED})
"""Who says this is not the borrower, and disputes nothing in the borrower's name."""


def found(context: FlowContext, dialogue: Dialogue, heard: Heard) -> tuple[Intent, ...]:
    """The rights this message uses, by precedence.

    Stop from somebody who said that they are not the borrower takes the number off with an apology.
    """
    if heard.choice:
        return (CHOICES[heard.choice],) if heard.choice in CHOICES else ()
    used = set(heard.reading.rights)
    if heard.reading.intent in RIGHTS and heard.reading.intent not in SPEAKS_ITSELF:
        used.add(heard.reading.intent)
    if context.identified and heard.reading.confidence < SURE and Intent.THIRD_PARTY not in heard.reading.rights:
        used.discard(Intent.THIRD_PARTY)
    if dialogue.flow == "represented":
        used -= REPRESENTED
    if stop.wants_stop(heard):
        used.add(Intent.STOP)
        used |= {Intent.WRONG_PERSON} if dialogue.flow == "wrong_person" else set()
    if dialogue.flow in DISPUTING or used & SOMEBODY_ELSE:
        used.discard(Intent.DISPUTE)
    order = (Intent.WRONG_PERSON, *RIGHTS) if dialogue.flow == "wrong_person" else tuple(RIGHTS)
    return tuple(right for right in dict.fromkeys(order) if right in used)


def answer(context: FlowContext, rights: tuple[Intent, ...], heard: Heard) -> Go:
    """The answer to the first right, with the facts of all."""
    answers = [RIGHTS[right](context, heard) for right in rights]
    events: list[Event] = []
    for each in answers:
        events += [event for event in each.events if not _repeated(event, events)]
    first = answers[0]
    return Go(to=first.to, data=first.data, says=first.says, events=tuple(events), quiet=first.quiet)


def _repeated(event: Event, before: list[Event]) -> bool:
    """One person is asked for once a turn, and one fact recorded once."""
    return event in before or (
        isinstance(event, PersonRequested) and any(isinstance(each, PersonRequested) for each in before)
    )
