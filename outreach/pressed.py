"""What a pressed choice was called, so that the thread shows words and not ids."""

from __future__ import annotations

from cases.model import ContactPoint
from cases.say import choice
from outreach.rendering import labels
from outreach.wording import WordingError
from outreach.work import Work
from storage import traffic


def label_of(work: Work, point: ContactPoint, choice_id: str) -> str:
    """The words the borrower saw on it; for one that always stands there, its usual words; else its id."""
    for choices in traffic.offered_at(work.connection, point.id):
        label = next((str(each["label"]) for each in choices if each["id"] == choice_id), None)
        if label is not None:
            return label
    try:
        return labels(work.runtime, work.file, (choice(choice_id),), channel=point.channel)[0][1]
    except WordingError:
        return choice_id
