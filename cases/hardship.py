"""What was told of money at home, step by step, and the relief that was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

PEOPLE = "dependants"
"""The one question that is answered with a count and not with money."""
INCOME = "income"
OUTGOINGS = ("housing", "living", "debts")
QUESTIONS = (INCOME, *OUTGOINGS, PEOPLE)


class ReliefKind(StrEnum):
    """What relief is."""

    PAUSE = "pause"
    REDUCED = "reduced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Affordability:
    """What comes in and goes out each month: minor units of ``currency`` by question, people as a count.

    ``words`` are those used, by question. It counts once ``confirmed_at`` is set: it was read back and found right.
    """

    ref: str
    currency: str
    told_at: datetime
    answers: Mapping[str, int]
    words: Mapping[str, str]
    confirmed_at: datetime | None = None

    @property
    def income_minor(self) -> int:
        """What comes in."""
        return self.answers.get(INCOME, 0)

    @property
    def outgoings_minor(self) -> int:
        """What goes out."""
        return sum(self.answers.get(kind, 0) for kind in OUTGOINGS)

    @property
    def left_minor(self) -> int:
        """What is left; below nought where more goes out than comes in."""
        return self.income_minor - self.outgoings_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefPart:
    """One smaller payment."""

    number: int
    due_on: date
    amount_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """What was agreed instead of the full payments, until ``until``, and is looked at again on ``review_on``.

    ``owed_minor`` is what was late when it was agreed. ``frozen``: nothing is added to it meanwhile. ``terms_hash`` is
    that of the terms as they were agreed.
    """

    ref: str
    kind: ReliefKind
    currency: str
    owed_minor: int
    until: date
    review_on: date
    frozen: bool
    terms_hash: str
    parts: tuple[ReliefPart, ...] = ()
    granted_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def total_minor(self) -> int:
        """What all smaller payments come to."""
        return sum(part.amount_minor for part in self.parts)


def answered(
    told: tuple[Affordability, ...], *, ref: str, currency: str, question: str, value: int, words: str, at: datetime
) -> tuple[Affordability, ...]:
    """The same with one more answer, or a corrected one: then it has to be read back again."""
    found = next((each for each in told if each.ref == ref), None)
    if found is None:
        found = Affordability(ref=ref, currency=currency, told_at=at, answers={}, words={})
        told = (*told, found)
    changed = replace(
        found,
        answers={**found.answers, question: value},
        words={**found.words, question: words},
        told_at=at,
        confirmed_at=None,
    )
    return tuple(changed if each.ref == ref else each for each in told)
