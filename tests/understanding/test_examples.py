"""The examples the classifier learns from: enough of each, by enough writers, each written for itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

import pytest

from cases.reading import Intent
from scripts.examples import FOLDS, LOCALES, Example, folds, read_examples
from understanding.features import tokens
from understanding.outside import INTENTS

EXAMPLES = read_examples()
ENOUGH, WRITERS = 60, 12
LONG_ENOUGH = 4
"""Words from which on two texts that share nearly all of them are one text with a word swapped."""

ALIKE = 0.85


def shapes(example: Example) -> frozenset[str]:
    """The words of a text, whatever figures it holds."""
    return frozenset(word for word in tokens(example.text) if word[0].isalnum())


def in_order(one: str, other: str) -> float:
    """How much of two texts stands in the same order."""
    return SequenceMatcher(None, tokens(one), tokens(other), autojunk=False).ratio()


def near_twins(examples: list[Example]) -> Iterator[tuple[str, str]]:
    """Pairs of texts of one language with nearly the same words."""
    seen = [(example.text, shapes(example)) for example in examples]
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, (text, words) in enumerate(seen):
        shared = Counter(other for word in words for other in by_word[word])
        for other, common in shared.items():
            whole = len(words | seen[other][1])
            long = min(len(words), len(seen[other][1])) >= LONG_ENOUGH
            if long and common / whole >= ALIKE and in_order(text, seen[other][0]) >= ALIKE:
                yield seen[other][0], text
        for word in words:
            by_word[word].append(number)


@pytest.mark.parametrize("language", LOCALES)
def test_every_intent_has_enough_texts_by_enough_writers(language: str) -> None:
    texts = Counter(example.intent for example in EXAMPLES if example.language == language)
    writers = {
        intent: {e.source for e in EXAMPLES if (e.language, e.intent) == (language, intent)} for intent in INTENTS
    }
    assert {intent: texts[intent] for intent in INTENTS if texts[intent] < ENOUGH} == {}
    assert {intent: len(names) for intent, names in writers.items() if len(names) < WRITERS} == {}


@pytest.mark.parametrize("language", LOCALES)
def test_no_text_is_another_with_a_word_swapped(language: str) -> None:
    assert list(near_twins([example for example in EXAMPLES if example.language == language])) == []


@pytest.mark.parametrize("language", LOCALES)
def test_no_text_stands_under_two_intents(language: str) -> None:
    meant: dict[str, set[Intent]] = defaultdict(set)
    for example in EXAMPLES:
        if example.language == language:
            meant[" ".join(tokens(example.text))].add(example.intent)
    assert {text: intents for text, intents in meant.items() if len(intents) > 1} == {}


def test_a_swapped_word_is_found() -> None:
    texts = ("i can pay you 50 on friday after work", "i can pay you 80 on friday after work")
    twins = [Example(language="en", intent=Intent.PROMISE, source="nurse", text=text) for text in texts]
    assert list(near_twins(twins)) == [texts]


def test_a_writer_is_in_one_fold_only_and_each_fold_has_writers_of_every_language() -> None:
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for example, fold in zip(EXAMPLES, folds(EXAMPLES), strict=True):
        found[example.language, example.source].add(fold)
    assert all(len(each) == 1 for each in found.values())
    assert {(language, min(each)) for (language, _), each in found.items()} == {
        (language, fold) for language in LOCALES for fold in range(FOLDS)
    }
