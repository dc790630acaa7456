"""When what held many texts is gone they are asked again: replies at once, the rest one by one, never in a burst."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases.policy.question import ANSWERS
from outreach.runtime import Runtime
from storage import held

PACE = timedelta(seconds=1)
"""Between two texts that nobody asked for: sixty a minute."""


def release(runtime: Runtime, rule: str, now: datetime) -> int:
    """Let the texts that this rule holds be asked again; how many they are.

    Each passes everything once more then: whether it is still wanted, its words, the gate. Call it in no transaction,
    after what held them was recorded as gone: whoever holds a text for its sake meanwhile has ended by then.
    """
    with runtime.db.writing() as connection:
        rows = held.held_by(connection, rule)
        answers = [(row.id, now) for row in rows if row.kind in ANSWERS]
        unasked = [row.id for row in rows if row.kind not in ANSWERS]
        spread = [(id_, now + PACE * number) for number, id_ in enumerate(unasked)]
        held.ask_at(connection, [*answers, *spread])
    return len(rows)
