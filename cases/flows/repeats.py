"""Never the same sentence twice in a row: other words where we have them, "once more" in front, or silence."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from cases.flows.turn import Dialogue, FlowContext, Heard, Turn
from cases.model import Channel
from cases.say import Phrase, Say

AGAIN = {
    "menu": "menu_again",
    "promise_ask": "promise_ask_again",
    "promise_date_ask": "promise_date_ask_again",
    "ask_reason": "ask_reason_again",
    "language_ask": "language_ask_again",
    "stop_unsure": "stop_unsure_again",
    "are_you_a_bot": "are_you_a_bot_again",
    "cannot_open": "cannot_open_again",
    "awaiting_person": "awaiting_person_again",
}
"""The same in other words. A message that has none here begins with "once more"."""

SAID_ONCE = frozenset({"goodbye", "noted", "language_set"})
"""Answers after which there is nothing to add."""

AGAIN_LINE = "again_line"
"""The value that stands in front of a message said a second time."""


def mark(say: Say) -> str:
    """What tells two texts apart: the key, and its values in short. Choices make no other text."""
    values = repr(sorted(say.values.items(), key=lambda item: item[0]))
    return f"{say.key}:{sha256(values.encode()).hexdigest()[:16]}"


def key_of(said: str) -> str:
    """The key of a marked text."""
    return said.partition(":")[0]


def said_once(context: FlowContext, here: Dialogue, heard: Heard, turn: Turn) -> Turn:
    """The same turn without a text that equals the one before it; the dialogue keeps the mark of the last.

    A web chat's page that is opened again shows its last question already.
    """
    says: list[Say] = []
    before = here.said
    for say in turn.says:
        if mark(say) == before:
            reopened = heard.opened and context.channel is Channel.WEBCHAT
            if reopened or say.key in SAID_ONCE:
                continue
            say = _again(say)
        before = mark(say)
        says.append(say)
    return replace(turn, says=tuple(says), dialogue=replace(turn.dialogue, said=before))


def _again(say: Say) -> Say:
    if say.key in AGAIN:
        return replace(say, key=AGAIN[say.key])
    return replace(say, values={**say.values, AGAIN_LINE: Phrase(key="again.once_more")})
