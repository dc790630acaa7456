"""Plays a scripted conversation on the engine and the real treatment table, one line a turn.

A line is ``heard => keys said ! facts``. Heard is the text as typed; ``[id]`` is a choice that was pressed; behind
``//`` stands what was understood of the text: an intent, amounts like ``$50`` and dates like ``@2026-12-04``, ``+``
before a right, ``#2`` a count of people, ``=lost_job`` a reason, ``*pause`` relief that is named,
``~settlement`` a topic.
``(opened)`` and ``(unreadable)`` are no text at all. What is said is held against the shipped words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from cases.events import Event, IdentityConfirmed, IdentityFailed, LocaleChosen, OptedIn, OptedOut
from cases.flows.engine import respond
from cases.flows.menus import discloses
from cases.flows.turn import Dialogue, FlowContext, FlowRules, Heard, Turn
from cases.ledger import positions
from cases.machine import decide
from cases.model import Account, Borrower, Case, Channel, ContactPoint, Instalment, Loan, Treatment
from cases.reading import AmountRead, DateRead, Intent, Reading
from cases.say import Phrase
from cases.signposts import Signpost, Signposts
from tests.cases.flows.words import assert_complete

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
RULES = FlowRules(lender="Alder Finance", phone="555 0100", officer="Dana Reed", pay_url="alder.example/pay")
CHECKED: dict[str, Any] = {"source": "test", "confidence": "VS", "checked_on": date(2026, 11, 23)}
SIGNPOSTS = Signposts(
    advice={"US": Signpost(name="CFPB", where="consumerfinance.gov", **CHECKED)},
    crisis={"US": Signpost(name="", where="988", always=True, **CHECKED)},
)
JAMES = Borrower(
    ref="b1", name="James Cole", jurisdiction="us", birth_date=date(1987, 3, 1), id_last4="123X", postal_code="SW1A 1AA"
)
POINT = ContactPoint(id=7, channel=Channel.SMS, address="+15550111")


def account(ref: str = "L1", currency: str = "USD", minor: int = 18640, due_on: date = date(2026, 11, 20)) -> Account:
    """A loan with one late instalment of this much, and one to come."""
    interest = minor // 4
    parts = {"principal_minor": minor - interest, "interest_minor": interest}
    later = due_on + timedelta(days=30)
    return Account(
        loan=Loan(ref=ref, currency=currency, product=f"loan {ref}"),
        instalments=(Instalment(number=1, due_on=due_on, **parts), Instalment(number=2, due_on=later, **parts)),
    )


CURRENT = account(due_on=date(2026, 12, 20))


def late_case(**changes: object) -> Case:
    """A case in outreach, before anybody answered."""
    return replace(Case(borrower_ref="b1", treatment=Treatment.OUTREACH, cycle=1), **changes)  # type: ignore[arg-type] # a test names fields freely


def context(**changes: object) -> FlowContext:
    """What the engine knows of James, 186.40 late, identity not confirmed, desk open."""
    accounts = changes.pop("accounts", (account(),))
    assert isinstance(accounts, tuple)
    plain = FlowContext(
        now=NOW,
        today=NOW.date(),
        borrower=JAMES,
        case=late_case(),
        accounts=accounts,
        position=positions(accounts, NOW.date()),
        contact=POINT,
        channel=Channel.SMS,
        identified=False,
        tries_left=3,
        rules=RULES,
        wait=Phrase(key="person.queued"),
        person_due_by=NOW + timedelta(hours=2),
        desk_open=True,
        officer="Dana Reed",
        new_ref="ref-0",
        chat_link="alder.example/c/1",
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # a test names fields freely


@dataclass
class Talk:
    """A conversation in progress: says and facts so far, the case as they made it."""

    context: FlowContext = field(default_factory=context)
    dialogue: Dialogue | None = None
    turns: list[Turn] = field(default_factory=list)

    def hear(self, heard: Heard) -> Turn:
        """One exchange; its facts are applied as the shell would."""
        self.context = replace(self.context, new_ref=f"ref-{len(self.turns)}")
        known = self.context.identified
        turn = respond(self.context, self.dialogue, heard)
        for say in turn.says:
            assert_complete(say)
            assert known or not discloses(say.key) or any(isinstance(event, IdentityConfirmed) for event in turn.events)
        for event in turn.events:
            self._apply(event)
        self.dialogue = turn.dialogue
        self.turns.append(turn)
        return turn

    def _apply(self, event: Event) -> None:
        now, point = self.context.now, self.context.contact
        self.context = replace(self.context, case=decide(self.context.case, event, now).case)
        if isinstance(event, IdentityConfirmed):
            self.context = replace(self.context, identified=True)
        elif isinstance(event, IdentityFailed):
            self.context = replace(self.context, tries_left=event.tries_left)
        elif isinstance(event, LocaleChosen):
            self.context = replace(self.context, borrower=replace(self.context.borrower, locale=event.locale))
        elif isinstance(event, OptedOut | OptedIn):
            opted_out = now if isinstance(event, OptedOut) else None
            self.context = replace(self.context, contact=replace(point, opted_out_at=opted_out))

    def play(self, script: str) -> None:
        """Play every line and hold what was said and what happened against it."""
        for line in filter(None, (line.strip() for line in script.splitlines())):
            said, _arrow, expected = line.partition("=>")
            turn = self.hear(heard_in(said))
            keys = " ".join(say.key for say in turn.says) or "-"
            facts = " ".join(type(event).__name__ for event in turn.events)
            assert f"{keys} ! {facts}".removesuffix(" ! ") == expected.strip(), line


def heard_in(line: str) -> Heard:
    """What a line of a script means."""
    text, _slashes, meaning = (part.strip() for part in line.partition("//"))
    if text in ("(opened)", "(unreadable)"):
        return Heard(reading=Reading(text=""), opened=text == "(opened)", unreadable=text == "(unreadable)")
    if text.startswith("["):
        return Heard(reading=Reading(text=text[1:-1]), choice=text[1:-1])
    return Heard(reading=_reading(text, meaning.split()))


def _reading(text: str, meaning: list[str]) -> Reading:
    words = [word for word in meaning if word[0] not in "$@+#=*~"]
    rights = frozenset(Intent(word[1:]) for word in meaning if word[0] == "+")
    amounts = [int(Decimal(word[1:]) * 100) for word in meaning if word[0] == "$"]
    return Reading(
        text=text,
        intent=Intent(words[0]) if words else next(iter(rights), Intent.OTHER),
        confidence=0.9 if rights else 0.6,
        rights=rights,
        amounts=tuple(AmountRead(minor=minor, currency="USD", text=text) for minor in amounts),
        people=next((int(word[1:]) for word in meaning if word[0] == "#"), None),
        reason=next((word[1:] for word in meaning if word[0] == "="), None),
        topics=frozenset(word[1:] for word in meaning if word[0] == "~"),
        relief=next((word[1:] for word in meaning if word[0] == "*"), None),
        dates=tuple(DateRead(on=date.fromisoformat(word[1:]), text=text) for word in meaning if word[0] == "@"),
    )


def identified(**changes: object) -> Talk:
    """A conversation whose borrower has confirmed who they are."""
    return Talk(context=context(identified=True, **changes))
