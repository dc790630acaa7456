"""A doubtful message is read twice before its case is locked; nothing waits, and nothing is lost by it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from cases.model import HoldType
from outreach.readings import LOW, SECOND
from outreach.settings import ReadingSettings, SecondReaderSettings
from tests.support.reader import Reader, reading, saying, sending
from tests.support.stage import PHONE, Stage, staged

MURMUR = "well James Cole here on 202 555 0143, you know how it is with L-1 these days"
"""Words in which our own rules hear nothing for sure."""

Begin = Callable[..., Stage]


@pytest.fixture
def reader() -> Iterator[Reader]:
    with reading() as made:
        yield made


@pytest.fixture
def begin(tmp_path: Path, reader: Reader) -> Iterator[Begin]:
    """A stage with a late borrower; every message is doubtful unless ``ask_below`` says otherwise."""
    with ExitStack() as stack:

        def made(**settings: Any) -> Stage:
            given = {"url": reader.url, "model": "small", "ask_below": 1.0, "timeout_seconds": 10.0, **settings}
            second = SecondReaderSettings.model_validate(given)
            review = ReadingSettings(review_below=1.0)
            stage = stack.enter_context(staged(tmp_path, second_reader=second, readings=review))
            stage.borrower(("2026-11-22", "100.00"))
            stage.turn()
            return stage

        yield made


def kept(stage: Stage) -> list[tuple[Any, ...]]:
    return stage.rows("SELECT intent, reason, state FROM readings ORDER BY id")


def test_what_leaves_says_nothing_of_who_it_is(begin: Begin, reader: Reader) -> None:
    begin().write(MURMUR)
    assert reader.texts == ["well [name] here on [number], you know how it is with [number] these days"]
    assert PHONE not in str(reader.asked)


def test_as_it_is_written_only_where_the_operator_says_so(begin: Begin, reader: Reader) -> None:
    begin(send="as_written").write(MURMUR)
    assert reader.texts == [MURMUR]


@pytest.mark.parametrize("settings", [{"send": "off"}, {"url": ""}, {"model": ""}], ids=str)
def test_off_is_not_at_all(begin: Begin, reader: Reader, settings: dict[str, str]) -> None:
    stage = begin(**settings)
    stage.write(MURMUR)
    assert (reader.asked, stage.runtime.second_reader) == ([], None)
    assert len(stage.sent()) == 2


def test_its_choice_is_what_was_heard_and_is_kept_for_review(begin: Begin, reader: Reader) -> None:
    reader.behave = saying({"intent": "complaint"})
    stage = begin()
    stage.write(MURMUR)
    assert kept(stage) == [("complaint", SECOND, "open")]
    assert stage.case().custody.skill == "complaint"


def test_a_right_is_added(begin: Begin, reader: Reader) -> None:
    reader.behave = saying({"intent": "other", "rights": ["attorney"]})
    stage = begin()
    stage.write(MURMUR)
    assert HoldType.ATTORNEY in [hold.type for hold in stage.case().holds]


def test_a_right_is_never_taken_away(begin: Begin, reader: Reader) -> None:
    reader.behave = saying({"intent": "thanks", "rights": []})
    stage = begin()
    stage.write("please stop texting me about this")
    assert stage.sent()[-1] == "stop_done"


@pytest.mark.parametrize(
    "behave", [sending(b"", status=500), sending(b"nonsense"), saying({"intent": "promise", "dates": ["tomorrow"]})],
    ids=["500", "no JSON", "a piece that is not there"],
)  # fmt: skip
def test_when_it_fails_the_first_reading_stands(begin: Begin, reader: Reader, behave: Any) -> None:
    reader.behave = behave
    stage = begin()
    stage.write(MURMUR)
    assert [row[1:] for row in kept(stage)] == [(LOW, "open")]
    assert len(stage.sent()) == 2


def test_whoever_is_slow_is_not_waited_for(begin: Begin, reader: Reader) -> None:
    def never(_: BaseHTTPRequestHandler) -> None:
        reader.released.wait(30)

    reader.behave = never
    stage = begin(timeout_seconds=0.2)
    stage.write(MURMUR)
    assert [row[1] for row in kept(stage)] == [LOW]


def test_no_transaction_is_open_while_it_is_asked(begin: Begin, reader: Reader, tmp_path: Path) -> None:
    free: list[str] = []

    def looks(handler: BaseHTTPRequestHandler) -> None:
        free.append(stage.runtime.db.engine.pool.status().partition("Current Checked out connections: ")[2])
        with closing(sqlite3.connect(tmp_path / "stage.db", timeout=0)) as other:
            other.execute("BEGIN EXCLUSIVE")
            other.rollback()
        saying({"intent": "other"})(handler)

    reader.behave = looks
    stage = begin()
    stage.write(MURMUR)
    assert free == ["0"]


def test_what_our_own_rules_are_sure_of_is_not_asked_about(begin: Begin, reader: Reader) -> None:
    stage = begin(ask_below=0.0)
    stage.write(MURMUR)
    assert reader.asked == []


def test_a_pressed_choice_a_figure_and_a_repeated_message_are_not_asked_about(begin: Begin, reader: Reader) -> None:
    stage = begin()
    stage.write(choice="pay")
    stage.write("200")
    assert reader.asked == []
    stage.write(MURMUR)
    stage._written -= 1
    assert stage.write(MURMUR).repeated
    assert len(reader.asked) == 1


def test_a_fault_of_ours_costs_no_message(begin: Begin, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("outreach.consulting.mask", fails)
    stage = begin()
    stage.write(MURMUR)
    assert (reader.asked, len(stage.sent())) == ([], 2)
