"""Every story in this folder, on the running program; and that together they enter every conversation."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from cases.flows.conversations import FLOWS
from emulators import Running
from tests.stories.cast import CAST
from tests.stories.performance import perform
from tests.stories.script import differences, read_story

STORIES = sorted(path for path in Path(__file__).parent.glob("*.story"))
IN_ALL, PER_LANGUAGE = 40, 10
LANGUAGES = ("en", "es", "ru", "zh-Hans")

ENTERED = {
    "verify": "verify_ask verify_first verify_wish",
    "first_contact": "first_contact",
    "menu": "menu hello",
    "explain": "why_short",
    "pay": "pay_link",
    "promise": "promise_check",
    "plan": "plan_terms",
    "settlement": "settlement_no settlement_person settlement_offer",
    "paid": "paid_ask paid_checking",
    "dispute": "dispute_open",
    "proof": "proof_kept proof_what file_kept",
    "my_data": "data_ready",
    "reason": "ask_reason",
    "hardship": "hardship_start",
    "relief": "hardship_options",
    "advice": "advice",
    "language": "language_set",
    "who": "are_you_a_bot",
    "why_this": "why_this",
    "quiet": "noted",
    "preferences": "noted",
    "goodbye": "goodbye",
    "pause": "pause_here",
    "handover": "to_person to_person_closed",
    "callback": "callback_noted callback_number",
    "stop": "stop_done",
    "cease": "cease_done",
    "wrong_person": "wrong_person",
    "third_person": "third_person",
    "represented": "represented",
    "death": "death",
    "distress": "distress",
}
"""Each conversation, with messages of which one is said whenever it is entered."""

REFUSALS = (
    "verify_retry",
    "verify_locked",
    "promise_limit",
    "plan_no",
    "plan_to_person",
    "paid_not_found",
    "unclear_1",
    "unclear_2",
    "cannot_open",
    "nothing_due",
    "hardship_check",
    "pause_here",
)
"""What is said where something cannot be done, is not understood or is left half-way."""


@pytest.fixture(scope="module")
def said() -> dict[str, set[str]]:
    """By story, the keys of its messages."""
    return {}


@pytest.mark.parametrize("path", STORIES, ids=[path.stem for path in STORIES])
def test_it_goes_as_written(path: Path, stand_ins: Running, tmp_path: Path, said: dict[str, set[str]]) -> None:
    story, keys = read_story(path), set[str]()
    happened = perform(story, stand_ins, tmp_path, keys=keys)
    said[path.stem] = keys
    told = differences(story.lines, happened)
    assert not told, f"\n{told}"


def test_there_are_stories_enough_in_every_language() -> None:
    stories = [read_story(path) for path in STORIES]
    languages = Counter(each.changes.get("locale", str(CAST[each.person].loan["locale"])) for each in stories)
    assert len(stories) >= IN_ALL
    assert all(languages[locale] >= PER_LANGUAGE for locale in LANGUAGES), languages


def test_every_conversation_has_its_mark() -> None:
    assert set(FLOWS) <= set(ENTERED)


def test_every_conversation_and_refusal_is_in_a_story(said: dict[str, set[str]]) -> None:
    if len(said) < len(STORIES):
        pytest.skip("only some of the stories were played")
    keys = set().union(*said.values())
    missing = [flow for flow in FLOWS if not keys & set(ENTERED[flow].split())]
    assert missing == []
    assert set(REFUSALS) - keys == set()
