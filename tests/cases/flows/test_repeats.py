"""Never the same sentence twice in a row, whatever somebody writes or presses, and in the words of every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.flows import routes
from cases.flows.menus import CHOICES
from cases.flows.repeats import AGAIN
from cases.flows.turn import Heard
from cases.model import Channel
from cases.reading import Intent, Reading
from cases.say import Say
from outreach.examples import SETTINGS
from outreach.wording import Told, Words
from tests.cases.flows.script import NOW, Talk, context
from tests.cases.flows.words import LOCALES, variables_of

WORDS = Words.shipped()
IDS = sorted({*routes.CHOICES, *(id_ for ids in CHOICES.values() for id_ in ids)})
TYPED = [("yes", Intent.YES), ("no", Intent.NO), ("50", Intent.OTHER), ("hm", Intent.OTHER), ("what?", Intent.REPEAT)]
TYPED += [("1987", Intent.OTHER), ("a person", Intent.HUMAN), ("why", Intent.ASK_WHY), ("hi", Intent.GREETING)]
HEARD = st.one_of(
    st.sampled_from([Heard(reading=Reading(text=text, intent=intent, confidence=0.9)) for text, intent in TYPED]),
    st.sampled_from([Heard(reading=Reading(text=""), opened=True), Heard(reading=Reading(text=""), unreadable=True)]),
    st.sampled_from([Heard(reading=Reading(text=each), choice=each) for each in IDS]),
)


def twice(heard: Heard) -> list[Heard]:
    """Somebody says it, and says it again."""
    return [heard, heard]


TURNS = st.lists(HEARD.map(twice), min_size=1, max_size=5).map(lambda pairs: [each for pair in pairs for each in pair])


def body(say: Say, locale: str) -> str:
    return WORDS.render(
        say,
        Told(
            locale=locale,
            channel=Channel.SMS,
            sender=SETTINGS[locale].sender,
            today=NOW.astimezone(UTC).date(),
            zone=ZoneInfo("UTC"),
        ),
        unasked=False,
    ).body


@settings(max_examples=120, deadline=None)
@given(turns=TURNS, known=st.booleans(), open_=st.booleans(), locale=st.sampled_from(LOCALES))
def test_two_texts_in_a_row_are_never_the_same(turns: list[Heard], known: bool, open_: bool, locale: str) -> None:
    talk = Talk(context=replace(context(identified=known), desk_open=open_))
    for heard in turns:
        talk.hear(heard)
    said = [body(say, locale) for turn in talk.turns for say in turn.says]
    for first, second in pairwise(said):
        assert first != second


@pytest.mark.parametrize("key", sorted(AGAIN))
def test_other_words_take_the_same_values(key: str) -> None:
    assert variables_of(AGAIN[key]) == variables_of(key)
