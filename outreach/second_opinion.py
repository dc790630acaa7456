"""What a reading becomes once a second reader has spoken: never less careful than it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import understanding
from cases.reading import PROTECTED, AmountRead, DateRead, Intent, Reading
from outreach.second_reader import Opinion
from understanding.outside import shown
from understanding.rights import gravest

AGREED: Final = 0.7
CHANGED: Final = 0.6
"""How sure a reading is that only one of two readers made: a right counts, and "somebody else" is not yet believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """What dates and amounts are read by: the borrower's locale and day, and the loan's currency."""

    locale: str
    today: date
    currency: str


def merged(first: Reading, opinion: Opinion, where: Where) -> Reading:
    """The first reading with what the opinion adds.

    Rights are added and never taken away; agreement (``yes``) is heard by our own rules or not at all. Amounts and days
    are those of the first reading; where it has none, our rules read them in the pieces that were pointed at.
    """
    claimed = first.rights | opinion.rights | ({opinion.intent} & PROTECTED)
    right = gravest(claimed) if claimed != first.rights else None
    wanted = right or (first.intent if first.rights or opinion.intent is Intent.YES else opinion.intent)
    same = shown(wanted) is shown(first.intent)
    agreed = same and shown(opinion.intent) is shown(first.intent)
    return replace(
        first,
        rights=claimed,
        doubts=first.doubts - claimed,
        intent=first.intent if same else wanted,
        runner_up=first.runner_up if same else first.intent,
        confidence=max(first.confidence, AGREED) if agreed else first.confidence if same else CHANGED,
        amounts=first.amounts or _amounts(first.text, opinion, where),
        dates=first.dates or _dates(first.text, opinion, where),
    )


def disagrees(first: Reading, opinion: Opinion) -> bool:
    """Whether the two readers do not say the same."""
    added = (opinion.rights | ({opinion.intent} & PROTECTED)) - first.rights
    return bool(added) or shown(opinion.intent) is not shown(first.intent)


def _amounts(text: str, opinion: Opinion, where: Where) -> tuple[AmountRead, ...]:
    read = (_read(span, where).amounts for span in opinion.amounts if span in text)
    return tuple(amount for found in read for amount in found)


def _dates(text: str, opinion: Opinion, where: Where) -> tuple[DateRead, ...]:
    read = (_read(span, where).dates for span in opinion.dates if span in text)
    return tuple({found.on: found for dates in read for found in dates}.values())


def _read(span: str, where: Where) -> Reading:
    return understanding.read(span, locale=where.locale, today=where.today, currency=where.currency)
