"""Rules and classifier together: who wins, what is a doubt, and what is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from cases.reading import PROTECTED, Intent, Reading
from understanding import read, rights
from understanding.classifier import classifier
from understanding.fusion import Combining, combine
from understanding.lines import Line, answer
from understanding.outside import INTENTS

TODAY = date(2026, 11, 24)
HOW = Combining(margin=2.0, steps=((0.3, 0.5), (0.85, 2.0)), denial=6.0, heed={Intent.STOP: 0.2}, act=0.4)
EVEN = dict.fromkeys(INTENTS, -1.0)


def hear(text: str, locale: str = "en-US") -> Reading:
    return read(text, locale=locale, today=TODAY, currency="USD")


def test_without_a_rule_the_classifier_decides() -> None:
    scores = combine({**EVEN, Intent.THANKS: 1.0}, {}, HOW)
    assert max(scores, key=lambda intent: scores[intent]) is Intent.THANKS
    assert sum(scores.values()) == pytest.approx(1.0)


def test_a_certain_word_wins_over_any_margin() -> None:
    assert combine({**EVEN, Intent.THANKS: 9.0}, {Intent.STOP: 1.0}, HOW) == {Intent.STOP: 1.0}


def test_where_no_word_is_known_the_rules_speak_alone() -> None:
    assert combine(None, {Intent.PROMISE: 0.9, Intent.STOP: -1.0}, HOW) == {Intent.PROMISE: 0.9}


def test_a_strong_rule_outweighs_a_slight_margin_and_a_weak_one_does_not() -> None:
    margins = {**EVEN, Intent.THANKS: 0.0, Intent.STOP: -0.5}
    strong, weak = (combine(margins, {Intent.STOP: strength}, HOW) for strength in (0.9, 0.45))
    assert strong[Intent.STOP] > strong[Intent.THANKS]
    assert weak[Intent.STOP] < weak[Intent.THANKS]


def test_a_sign_that_misleads_speaks_against_the_right() -> None:
    margins = {**EVEN, Intent.DECEASED: 0.5}
    assert combine(margins, {Intent.DECEASED: -1.0}, HOW)[Intent.DECEASED] < 0.1
    assert combine(margins, {}, HOW)[Intent.DECEASED] > 0.3


def test_what_only_rules_tell_apart_takes_the_place_of_what_it_is_shown_as() -> None:
    scores = combine({**EVEN, Intent.ASK_WHY: 1.0}, {Intent.ASK_WHY_THIS: 0.9}, HOW)
    assert scores[Intent.ASK_WHY_THIS] > 0.5
    assert scores[Intent.ASK_WHY] == 0.0


@pytest.mark.parametrize(
    ("scores", "by_rule", "claimed"),
    [
        ({Intent.STOP: 0.6}, {}, {Intent.STOP}),
        ({Intent.STOP: 0.3}, {}, set()),
        ({Intent.STOP: 0.3}, {Intent.STOP: 0.7}, {Intent.STOP}),
        ({Intent.STOP: 0.001}, {Intent.STOP: 0.7}, set()),
        ({Intent.STOP: 0.001}, {Intent.STOP: 0.9}, {Intent.STOP}),
        ({Intent.STOP: 0.3}, {Intent.STOP: 0.45}, set()),
    ],
)
def test_a_right_is_heard_by_rule_or_by_classifier(
    scores: dict[Intent, float], by_rule: dict[Intent, float], claimed: set[Intent]
) -> None:
    assert rights.claimed(scores, by_rule) == claimed


def test_between_heeding_and_being_sure_lies_a_doubt() -> None:
    assert [rights.doubted({Intent.STOP: chance}, HOW.heed) for chance in (0.1, 0.3, 0.7)] == [
        frozenset(),
        frozenset({Intent.STOP}),
        frozenset(),
    ]


def test_a_doubt_is_shown_with_the_rights_and_is_none_to_be_acted_on() -> None:
    reading = Reading(text="", rights=frozenset({Intent.STOP}), doubts=frozenset({Intent.DISPUTE}))
    line = Line(id=1, text="", locale="en", today=TODAY, currency="USD")
    assert answer(line, reading)["rights"] == ["dispute", "stop"]
    assert not any(hear(text).rights & hear(text).doubts for text in ("stop", "i might get a lawyer", "ok enough"))


@pytest.mark.parametrize(
    ("text", "locale", "intent"),
    [
        ("my barrister will be in touch", "en-US", Intent.ATTORNEY),
        ("quién anda escribiendo de este número", "es-MX", Intent.WHO_ARE_YOU),
        ("да кто вы вообще такие", "ru", Intent.WHO_ARE_YOU),
        ("打错了吧我不叫这个", "zh-Hans", Intent.WRONG_PERSON),
    ],
)
def test_what_no_rule_knows_is_understood_by_its_words(text: str, locale: str, intent: Intent) -> None:
    assert hear(text, locale).intent is intent


@pytest.mark.parametrize("text", ["", "   ", "1", "t", "1987", "12345678", "...", "\u202e\u200f", "\x00\x07"])
def test_where_nothing_is_said_nothing_is_made_of_it(text: str) -> None:
    assert classifier().margins(text) is None
    assert hear(text).intent is Intent.OTHER


def test_the_classifier_knows_every_intent_and_heeds_every_right() -> None:
    assert set(classifier().intents) == set(INTENTS)
    assert set(classifier().combining.heed) == PROTECTED


def test_a_long_text_is_looked_at_as_far_as_it_matters() -> None:
    assert classifier().margins("pay " * 500) == classifier().margins("pay " * 100_000)
