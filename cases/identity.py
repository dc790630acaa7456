"""Wrong answers to identity questions: counted over time and over all contact points of a borrower together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from cases.events import Event, IdentityConfirmed, IdentityFailed, IdentityUnlocked


def wrong_answers(log: Iterable[tuple[Event, datetime]], since: datetime) -> tuple[datetime, ...]:
    """When the wrong answers came that still count, oldest first.

    Those before ``since`` do not, nor those from before a person unlocked. A right answer makes up for the wrong ones
    of its own contact point alone: whoever guesses elsewhere gains nothing by it.
    """
    wrong: list[tuple[datetime, int]] = []
    for event, at in log:
        match event:
            case IdentityFailed() if at > since:
                wrong.append((at, event.contact_point_id))
            case IdentityConfirmed():
                wrong = [each for each in wrong if each[1] != event.contact_point_id]
            case IdentityUnlocked():
                wrong = []
    return tuple(at for at, _ in wrong)


def locked_until(wrong: tuple[datetime, ...], tries: int, count_for: timedelta) -> datetime | None:
    """Until when no answer is taken, unless a person unlocks; None while tries are left."""
    return wrong[-tries] + count_for if len(wrong) >= tries else None
