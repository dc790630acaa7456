"""The picture of a schedule goes with the details, on channels that show pictures and machines that can write them."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from cases.model import Channel
from outreach import outbox, picturing
from outreach.picturing import NOWHERE, SAMPLES, Picture, png_of, writes
from tests.support.stage import Stage

PNG = b"\x89PNG\r\n\x1a\n"
LATE = ("2026-11-20", "186.40")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    writes.cache_clear()
    yield
    writes.cache_clear()


@pytest.fixture
def chat(stage: Stage) -> Stage:
    stage.borrower(LATE, telegram_id="500143")
    stage.channels[Channel.TELEGRAM].pictures = True
    stage.write("why", channel=Channel.TELEGRAM)
    return stage


def test_the_details_bring_the_picture_and_the_short_answer_does_not(chat: Stage) -> None:
    chat.write("details", channel=Channel.TELEGRAM)
    short, detail = chat.channels[Channel.TELEGRAM].sent
    assert short.picture is None
    assert detail.picture is not None
    assert detail.picture.startswith(PNG)
    assert "186.40" in detail.text


def test_a_channel_without_pictures_gets_the_text(chat: Stage) -> None:
    chat.channels[Channel.TELEGRAM].pictures = False
    chat.write("details", channel=Channel.TELEGRAM)
    assert chat.sent()[-1] == "why_detail"
    assert chat.channels[Channel.TELEGRAM].sent[-1].picture is None


def test_it_is_made_beside_the_loop_that_sends(chat: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def noted(picture: Picture) -> bytes | None:
        made.append(threading.current_thread().name)
        return png_of(picture)

    monkeypatch.setattr(outbox, "png_of", noted)
    chat.write("details", channel=Channel.TELEGRAM)
    loop = chat.runtime.edge.run(_thread())
    assert made
    assert made != [loop]


async def _thread() -> str:
    return threading.current_thread().name


def test_without_a_font_for_the_language_the_text_goes_alone(chat: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SAMPLES, "en", NOWHERE)
    chat.write("details", channel=Channel.TELEGRAM)
    assert chat.sent()[-1] == "why_detail"
    assert chat.channels[Channel.TELEGRAM].sent[-1].picture is None


def test_a_drawing_that_cannot_be_made_leaves_the_text() -> None:
    assert png_of(Picture(svg="<svg", locale="en")) is None


def test_a_font_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def render(svg: str) -> bytes:
        asked.append(svg)
        return svg.encode()

    monkeypatch.setattr(picturing, "_render", render)
    assert writes("en")
    assert writes("en")
    assert len(asked) == 3
