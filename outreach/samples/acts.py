"""What people of the sample do, each act by the verb that the product has for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import date, timedelta
from typing import Protocol

from cases.events import CaseClosed, DisputeAnswered, Event, ForbearanceGranted, PlanOffered, ReferredOut
from cases.model import ClosedReason, HoldType, Plan, PlanPart
from cases.plans import equal_parts, monthly_dates
from outreach import casework, replying
from outreach.casework import PromiseTerms
from outreach.desk_work import working
from outreach.samples.stage import Player, Stage

COLLECTOR = "mara"


class Act(Protocol):
    """Something that somebody does now."""

    def play(self, stage: Stage, player: Player) -> None:
        """Do it, at the stage's present moment."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """An act and its moment: a day of the story and an hour there, or ``at_last``, the role's ``waits`` before the end.

    ``later`` are minutes after that.
    """

    act: Act
    day: int = 0
    at: str = ""
    at_last: bool = False
    later: int = 0


@dataclass(frozen=True, slots=True)
class Says:
    """The borrower writes. ``days``: how far ahead the day that they name lies; None: the one whose eve comes next."""

    key: str
    _: KW_ONLY
    days: int | None = 10

    def play(self, stage: Stage, player: Player) -> None:
        """One message in."""
        stage.hear(player, text=stage.words(player, self.key, self.days))


@dataclass(frozen=True, slots=True)
class Proves:
    """The borrower names their birth year, where it was asked."""

    def play(self, stage: Stage, player: Player) -> None:
        """One message in, or none."""
        if not stage.known(player):
            stage.hear(player, text=stage.words(player, "year", None))


@dataclass(frozen=True, slots=True)
class Chooses:
    """The borrower takes one of the choices they see: the button, or its digit in an SMS."""

    choice: str

    def play(self, stage: Stage, player: Player) -> None:
        """One message in."""
        stage.choose(player, self.choice)


@dataclass(frozen=True, slots=True)
class Opens:
    """The borrower opens their web chat."""

    def play(self, stage: Stage, player: Player) -> None:
        """Nothing on other channels."""
        if player.role.channel == "webchat":
            stage.hear(player, opened=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pays:
    """Money comes in: a share of what is late of each loan, or with None all that is owed and a little more."""

    share: float | None = 1.0

    def play(self, stage: Stage, player: Player) -> None:
        """One import."""
        stage.pay(player, self.share)


@dataclass(frozen=True, slots=True)
class Returns:
    """The bank takes the last payment back."""

    def play(self, stage: Stage, player: Player) -> None:
        """One import."""
        stage.take_back(player)


@dataclass(frozen=True, slots=True)
class Bounces:
    """The carrier reports that nobody has the borrower's number."""

    def play(self, stage: Stage, player: Player) -> None:
        """One receipt."""
        stage.bounce(player)


@dataclass(frozen=True, slots=True)
class Claims:
    """A collector takes the conversation."""

    def play(self, stage: Stage, player: Player) -> None:
        """The lease begins."""
        casework.claim(stage.runtime, player.ref, COLLECTOR)


@dataclass(frozen=True, slots=True)
class Notes:
    """A collector keeps a note for colleagues."""

    text: str

    def play(self, stage: Stage, player: Player) -> None:
        """One note."""
        casework.add_note(stage.runtime, player.ref, COLLECTOR, self.text)


@dataclass(frozen=True, slots=True)
class Replies:
    """A collector writes in the borrower's language."""

    key: str
    _: KW_ONLY
    days: int = 10

    def play(self, stage: Stage, player: Player) -> None:
        """One message out, through the gate."""
        replying.reply(stage.runtime, player.ref, COLLECTOR, stage.collectors_words(player, self.key, self.days))


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsBack:
    """A collector gives the conversation back, with a promise where one was agreed."""

    outcome: str = "other"
    agreed: str = ""
    promise_in: int | None = None

    def play(self, stage: Stage, player: Player) -> None:
        """The bot says what was agreed."""
        terms = None
        if self.promise_in is not None:
            late = stage.file(player).position.arrears[0]
            due_on = stage.today(player) + timedelta(days=self.promise_in)
            terms = PromiseTerms(amount_minor=late.minor, currency=late.currency, due_on=due_on)
        casework.hand_back(stage.runtime, player.ref, COLLECTOR, self.outcome, self.agreed, promise=terms)


def _record(stage: Stage, player: Player, event: Event) -> None:
    """A decision of a person that has no verb of its own."""
    with working(stage.runtime, player.ref, f"user:{COLLECTOR}") as work:
        work.apply(event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """A collector puts a plan over what is late on offer."""

    parts: int

    def play(self, stage: Stage, player: Player) -> None:
        """The plan waits for a yes."""
        late = stage.file(player).position.arrears[0]
        days = monthly_dates(stage.today(player) + timedelta(days=20), self.parts)
        amounts = equal_parts(late.minor, self.parts)
        plan = Plan(
            ref=f"plan-{player.ref}",
            currency=late.currency,
            total_minor=late.minor,
            parts=_parts(days, amounts),
            offered_at=stage.now,
        )
        _record(stage, player, PlanOffered(plan=plan))


def _parts(days: Sequence[date], amounts: Sequence[int]) -> tuple[PlanPart, ...]:
    pairs = enumerate(zip(days, amounts, strict=True), start=1)
    return tuple(PlanPart(number=n, due_on=day, amount_minor=amount) for n, (day, amount) in pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grants:
    """A collector grants a pause."""

    days: int

    def play(self, stage: Stage, player: Player) -> None:
        """Demands rest until the review."""
        until = stage.now + timedelta(days=self.days)
        _record(stage, player, ForbearanceGranted(ref=f"pause-{player.ref}", until=until, review_on=until.date()))


@dataclass(frozen=True, slots=True)
class Answers:
    """A collector records how a dispute came out."""

    outcome: str

    def play(self, stage: Stage, player: Player) -> None:
        """The hold on demands ends."""
        hold = next(h for h in stage.file(player).case.holds if h.type is HoldType.DISPUTE and h.lifted_at is None)
        _record(stage, player, DisputeAnswered(ref=hold.ref, outcome=self.outcome))


@dataclass(frozen=True, slots=True)
class Refers:
    """A person gives the case away."""

    to: str

    def play(self, stage: Stage, player: Player) -> None:
        """The ladder ends."""
        _record(stage, player, ReferredOut(to=self.to))


@dataclass(frozen=True, slots=True)
class Closes:
    """A person ends our work on the case."""

    reason: ClosedReason

    def play(self, stage: Stage, player: Player) -> None:
        """Nothing is sent any more."""
        _record(stage, player, CaseClosed(reason=self.reason))
