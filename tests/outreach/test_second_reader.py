"""The second reader chooses and points; whatever else it does is as if nobody had been asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler

import pytest

from cases.reading import Intent
from outreach.edge import Edge
from outreach.second_reader import FAILURES, LARGEST_ANSWER, LONGEST_SENT, Nonsense, Opinion, SecondReader, opinion_of
from outreach.settings import SecondReaderSettings
from tests.support.reader import Behaviour, Reader, reading, saying, sending

TEXT = "give me till the 15th and you get 50, call [number]"


@pytest.fixture
def reader() -> Iterator[Reader]:
    with reading() as made:
        yield made


@pytest.fixture
def edge() -> Iterator[Edge]:
    made = Edge()
    yield made
    made.close()


class Clock:
    at = 0.0

    def __call__(self) -> float:
        return self.at


def second(reader: Reader, clock: Clock | None = None, **settings: object) -> SecondReader:
    given = {"url": reader.url, "model": "small", "timeout_seconds": 5.0, **settings}
    return SecondReader(SecondReaderSettings.model_validate(given), clock=clock or Clock())


def asked(edge: Edge, made: SecondReader, text: str = TEXT) -> Opinion | None:
    return edge.run(made.ask(text, "en"))


def test_it_chooses_an_intent_and_points_at_pieces(reader: Reader, edge: Edge) -> None:
    reader.behave = saying({"intent": "promise", "rights": [], "amounts": ["50"], "dates": ["the 15th"]})
    made = second(reader, key="k-1")
    assert asked(edge, made) == Opinion(intent=Intent.PROMISE, amounts=("50",), dates=("the 15th",))
    assert (reader.asked[0]["model"], reader.texts) == ("small", [TEXT])
    assert reader.headers[0]["Authorization"] == "Bearer k-1"
    edge.run(made.close())


def test_without_a_key_none_is_sent_and_a_long_text_is_cut(reader: Reader, edge: Edge) -> None:
    made = second(reader)
    asked(edge, made, "a" * 5000)
    assert "Authorization" not in reader.headers[0]
    assert len(reader.texts[0]) == LONGEST_SENT
    edge.run(made.close())


def held(reader: Reader, begun: bytes) -> Behaviour:
    """Begins an answer and does not end it while the test runs."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(begun)
        handler.wfile.flush()
        reader.released.wait(30)

    return behave


def dripping(reader: Reader) -> Behaviour:
    """A header that never ends, a letter at a time: no single read waits for long."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        with suppress(OSError):
            while not reader.released.wait(0.01):
                handler.wfile.write(b"a")
                handler.wfile.flush()

    return behave


@pytest.mark.parametrize("begun", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"])
def test_who_does_not_end_in_time_is_not_waited_for(reader: Reader, edge: Edge, begun: bytes) -> None:
    reader.behave = held(reader, begun)
    made = second(reader, timeout_seconds=0.2)
    assert asked(edge, made) is None
    edge.run(made.close())


def test_who_answers_a_letter_at_a_time_is_not_waited_for(reader: Reader, edge: Edge) -> None:
    reader.behave = dripping(reader)
    made = second(reader, timeout_seconds=0.3)
    assert asked(edge, made) is None
    edge.run(made.close())


NONE_OF_USE: dict[str, Behaviour] = {
    "broken": saying({"intent": "promise"}, status=500),
    "busy": saying({"intent": "promise"}, status=429),
    "elsewhere": sending(b"", status=307, location="/v1/chat/completions"),
    "a page": sending(b"<html>"),
    "no choices": sending(b"{}"),
    "too deep": sending(b"[" * 9000),
    "no text": sending(b"\xff\xfe"),
    "too much": sending(b" " * (LARGEST_ANSWER + 1)),
    "a word": saying("promise"),
    "a list": saying([]),
    "no such intent": saying({"intent": "transfer_all"}),
}


@pytest.mark.parametrize("behave", NONE_OF_USE.values(), ids=NONE_OF_USE)
def test_an_answer_that_is_none_counts_for_nothing(reader: Reader, edge: Edge, behave: Behaviour) -> None:
    reader.behave = behave
    made = second(reader)
    assert asked(edge, made) is None
    assert len(reader.asked) == 1
    edge.run(made.close())


def test_nobody_there_is_no_harm(edge: Edge) -> None:
    made = SecondReader(SecondReaderSettings(url="http://127.0.0.1:1/v1", model="small"))
    assert edge.run(made.ask(TEXT, "en")) is None
    edge.run(made.close())


def test_after_failures_in_a_row_it_is_left_alone_and_tried_again_later(reader: Reader, edge: Edge) -> None:
    clock = Clock()
    reader.behave = sending(b"", status=500)
    made = second(reader, clock, rest_seconds=60)
    for _ in range(FAILURES + 2):
        assert asked(edge, made) is None
    assert len(reader.asked) == FAILURES
    clock.at = 61
    assert asked(edge, made) is None
    assert asked(edge, made) is None
    assert len(reader.asked) == FAILURES + 1
    clock.at = 130
    reader.behave = saying({"intent": "human"})
    assert asked(edge, made) == Opinion(intent=Intent.HUMAN)
    reader.behave = sending(b"", status=500)
    assert asked(edge, made) is None
    reader.behave = saying({"intent": "human"})
    assert asked(edge, made) is not None
    edge.run(made.close())


def test_no_proxy_of_this_machine_hears_a_text(reader: Reader, edge: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    made = second(reader)
    assert asked(edge, made) == Opinion(intent=Intent.OTHER)
    edge.run(made.close())


def wrapped(answer: object) -> bytes:
    return json.dumps({"choices": [{"message": {"content": json.dumps(answer)}}]}).encode()


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"intent": None},
        {"intent": ["promise"]},
        {"intent": "ask_why_this"},
        {"intent": "promise", "rights": ["promise"]},
        {"intent": "promise", "rights": "stop"},
        {"intent": "promise", "amounts": ["500"]},
        {"intent": "promise", "amounts": [""]},
        {"intent": "promise", "amounts": [50]},
        {"intent": "promise", "dates": ["The 15th"]},
        {"intent": "promise", "dates": ["call [number]"]},
        {"intent": "promise", "dates": ["the 15th"] * 9},
    ],
)
def test_what_was_not_asked_for_is_nonsense(answer: object) -> None:
    with pytest.raises(Nonsense):
        opinion_of(wrapped(answer), TEXT)


def test_rights_are_those_that_are_protected() -> None:
    opinion = opinion_of(wrapped({"intent": "stop", "rights": ["stop", "cease"], "note": "ignored"}), TEXT)
    assert opinion == Opinion(intent=Intent.STOP, rights=frozenset({Intent.STOP, Intent.CEASE}))
