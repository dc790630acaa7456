"""Somebody asks why they got a text, in their own words, and is told what for, when, on what ground, the way out."""

from __future__ import annotations

import pytest

from cases.model import Channel
from cases.reading import Intent
from tests.support.stage import NOW, Stage
from understanding import read

ASKED = {
    "en": ("why did i get this text", "Why are you texting me?", "why am i getting these messages"),
    "es": ("¿Por qué me llegó este mensaje?", "por que me escriben", "por qué me mandan esto"),
    "ru": ("Почему мне пришло это сообщение?", "зачем вы мне пишете", "почему я получаю эти сообщения"),
    "zh-Hans": ("为什么给我发这条短信？", "为什么我会收到这条消息", "为啥发给我"),
}


@pytest.mark.parametrize(("locale", "text"), [(locale, text) for locale, texts in ASKED.items() for text in texts])
def test_the_question_is_understood_in_every_language(locale: str, text: str) -> None:
    reading = read(text, locale=locale, today=NOW.date(), currency="USD", offered=())
    assert reading.intent is Intent.ASK_WHY_THIS


@pytest.mark.parametrize("text", ["why is it so much", "why do i owe this", "why was i charged a fee", "why not"])
def test_why_it_is_owed_is_another_question(text: str) -> None:
    reading = read(text, locale="en", today=NOW.date(), currency="USD", offered=())
    assert reading.intent is not Intent.ASK_WHY_THIS


def answer(stage: Stage) -> str:
    """What we say to the question."""
    stage.write("why did i get this text")
    assert stage.said()[-1] == ("why_this", "sent")
    return stage.channels[Channel.SMS].sent[-1].text


def test_the_answer_names_what_for_when_and_by_whom_and_the_way_out(stage: Stage) -> None:
    stage.borrower(("2026-11-20", "186.40"))
    stage.turn()
    told = answer(stage)
    assert "It came because $186.40 due Fri, Nov 20 has not reached us." in told
    assert "by Alder" in told
    assert "You agreed to messages here on" in told
    assert "hours and limits" in told
    assert "1 stop messages, 2 a person" in told


def test_several_late_loans_are_the_reason_where_they_are(stage: Stage) -> None:
    stage.borrower(("2026-11-20", "186.40"))
    stage.borrower(("2026-11-18", "90.00"), loan="L-2")
    stage.days(1)
    assert "overdue_several" in stage.sent()
    told = answer(stage)
    assert "you wrote to us" not in told
    assert "payments on 2 loans have not reached us" in told


def test_who_was_only_answered_is_told_so(stage: Stage) -> None:
    stage.borrower()
    assert "It came because you wrote to us." in answer(stage)
    assert "We answer where you write." in stage.channels[Channel.SMS].sent[-1].text
