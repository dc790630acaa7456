"""What a colleague needs before the first word, made from facts alone: who, how much, what was said, tried, agreed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cases.model import CustodyState
from desk.labels import LANGUAGES, TREATMENTS
from desk.looks import money
from desk.telling import told
from desk.tongue import mark
from outreach.casebook import CaseView, ThreadLine, TimelineLine

ABOUT: Final[Mapping[str, frozenset[str]]] = {
    mark("What got in the way"): frozenset({"ReasonGiven", "HardshipReported", "DistressReported"}),
    mark("Tried"): frozenset({"IdentityFailed", "PaidClaimed", "PaidClaimNotFound", "DisputeOpened", "PlanAsked"}),
    mark("Offered"): frozenset({"PlanOffered"}),
    mark("Refused"): frozenset({"PlanDeclined", "PlanRefused", "PromiseCancelled"}),
    mark("Promised"): frozenset(
        {"PromiseMade", "PlanAccepted", "PromiseKept", "PromiseBroken", "PlanBroken", "PlanKept"}
    ),
    mark("Wishes"): frozenset({"PreferredHoursTold", "PreferredChannelTold", "LocaleChosen", "OptedOut"}),
}
"""Which facts of the log make which line, in the order of the lines."""

LAST_WORDS: Final = 3
EACH: Final = 2
"""Facts told of one kind; the newest ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryLine:
    """A heading and what stands behind it."""

    title: str
    texts: tuple[str, ...]


def summary_of(
    view: CaseView, log: Sequence[TimelineLine], thread: Sequence[ThreadLine], names: Mapping[str, str]
) -> tuple[SummaryLine, ...]:
    """The summary of a case; what is wanted of a person only where one is waited for or has it."""
    wanted = view.case.custody.state is not CustodyState.BOT
    lines = [
        SummaryLine(title=mark("Wants"), texts=(view.case.custody.reason or "a person",) if wanted else ()),
        SummaryLine(title=mark("Who"), texts=(_who(view),)),
        SummaryLine(title=mark("Owes"), texts=(_owes(view),)),
        SummaryLine(title=mark("Last words"), texts=_last_words(thread)),
        *(SummaryLine(title=title, texts=_facts(log, kinds, names)) for title, kinds in ABOUT.items()),
    ]
    return tuple(line for line in lines if line.texts)


def _who(view: CaseView) -> str:
    confirmed = any(point.confirmed_at for point in view.points)
    known = "identity confirmed" if confirmed else "identity not confirmed"
    return f"{view.borrower.name}, reads {LANGUAGES.get(view.borrower.locale, view.borrower.locale)}, {known}"


def _owes(view: CaseView) -> str:
    if not view.position.late:
        return "Nothing is late"
    late = " and ".join(money(amount) for amount in view.position.arrears)
    treatment = TREATMENTS.get(view.case.treatment, view.case.treatment)
    return f"{late} late, {view.position.dpd} days past due ({treatment})"


def _last_words(thread: Sequence[ThreadLine]) -> tuple[str, ...]:
    said = [line.text for line in thread if line.direction == "in" and line.from_ == "borrower" and line.text]
    return tuple(f"“{text}”" for text in said[-LAST_WORDS:])


def _facts(log: Iterable[TimelineLine], kinds: frozenset[str], names: Mapping[str, str]) -> tuple[str, ...]:
    found = [told(line, names).what for line in log if line.what in kinds]
    return tuple(found[-EACH:])
