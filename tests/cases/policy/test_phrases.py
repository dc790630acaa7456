"""Phrases are found in one reading exactly where a slow search of each would find them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.policy.wording import Phrases, normal

WORDS = [
    "go",
    "to",
    "jail",
    "arrest",
    "arrested",
    "t",
    "r",
    "долг",
    "долги",
    "позор",
    "退订",
    "欠款",
    "jailer",
    "don't",
    "¡ya!",
    "a1",
]
GLUE = [" ", "  ", ", ", "-", "\u00a0", "", "\n", "/", "(", "«", "_", "ё", "é", "，"]
text = st.lists(st.sampled_from([*WORDS, *GLUE, "X", "É"]), min_size=1, max_size=12).map("".join)
phrase = st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.booleans()).map(
    lambda made: " ".join(made[0]) + ("*" if made[1] else "")
)


def slowly(phrase: str, folded: str) -> bool:
    """Wherever the letters stand: is the neighbour on each side no letter, where a word ends there?"""
    bare = normal(phrase).rstrip("*")
    if any("\u2e80" <= letter <= "\u9fff" for letter in bare):
        return bare in folded
    for found in re.finditer(f"(?={re.escape(bare)})", folded):
        before, after = folded[: found.start()][-1:], folded[found.start() + len(bare) :][:1]
        begins = not bare[0].isalnum() or not _of_a_word(before)
        ends = phrase.endswith("*") or not bare[-1].isalnum() or not _of_a_word(after)
        if begins and ends:
            return True
    return False


def _of_a_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


@given(text=text, lists=st.lists(st.lists(phrase, min_size=1, max_size=4), min_size=1, max_size=3))
def test_the_index_finds_what_a_slow_search_finds(text: str, lists: list[list[str]]) -> None:
    folded = normal(text)
    expected = frozenset(n for n, phrases in enumerate(lists) if any(slowly(each, folded) for each in phrases))
    phrases = Phrases.of(*lists)
    assert (phrases.found_in(folded), phrases.any_in(folded)) == (expected, bool(expected))


@pytest.mark.parametrize(
    ("phrase", "said", "found"),
    [
        ("go to jail", "You will GO  to\u00a0Jail!", True),
        ("arrest*", "(arrested)", True),
        ("arrest", "arrested", False),
        ("t", "is it not", False),
        ("退订", "请回复退订。", True),
        ("don't pay", "Don\u2019t pay", True),
        ("r*", "(reply)", True),
    ],
)
def test_case_blanks_apostrophes_and_endings(phrase: str, said: str, found: bool) -> None:
    assert bool(Phrases.of([phrase]).found_in(normal(said))) is found
