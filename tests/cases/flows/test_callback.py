"""A call back in words or as a choice, in four languages: inside the hours people answer, and told as it will be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from cases.events import CallbackAsked
from cases.flows.callback import wants_call
from cases.flows.day_times import time_in
from cases.flows.turn import Heard
from cases.model import Channel, Custody, CustodyState
from cases.reading import Reading
from tests.cases.flows.script import JAMES, NOW, POINT, Talk, context, identified

OPENS = datetime(2026, 11, 25, 14, tzinfo=UTC)


def opening(at: datetime) -> datetime:
    """People answer from nine to six in New York; the 24th is over."""
    return max(at, OPENS)


@pytest.mark.parametrize(
    "text",
    [
        "call me back",
        "can someone call me tomorrow at 3pm",
        "¿me pueden llamar?",
        "llámeme mañana a las 10",
        "перезвоните мне завтра в 15:00",
        "позвоните мне вечером",
        "给我回个电话",
        "明天下午3点打电话给我",
    ],
)
def test_it_is_heard(text: str) -> None:
    assert wants_call(Heard(reading=Reading(text=text)))


@pytest.mark.parametrize(
    "text",
    [
        "don't call me",
        "you call me every day",
        "no me llame",
        "не звоните мне",
        "别给我打电话",
    ],
)
def test_the_opposite_is_not(text: str) -> None:
    assert not wants_call(Heard(reading=Reading(text=text)))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("tomorrow at 3pm", time(15)),
        ("at 10:30", time(10, 30)),
        ("after 5", time(17)),
        ("in the morning", time(9)),
        ("a las 4 de la tarde", time(16)),
        ("mañana por la tarde", time(14)),
        ("в 15:00", time(15)),
        ("в 3 часа", time(15)),
        ("вечером", time(17)),
        ("明天下午3点半", time(15, 30)),
        ("上午十点", time(10)),
        ("on 12.11.2026", None),
        ("$150", None),
        ("call me", None),
    ],
)
def test_times_of_the_day_are_read(text: str, at: time | None) -> None:
    assert time_in(text) == at


def _asked(talk: Talk) -> CallbackAsked:
    (event,) = talk.turns[-1].events
    assert isinstance(event, CallbackAsked)
    return event


def test_without_a_time_it_is_as_soon_as_people_answer() -> None:
    talk = identified()
    talk.play("call me back // human => callback_noted ! CallbackAsked")
    assert _asked(talk).at == NOW + timedelta(hours=2)
    assert talk.turns[-1].says[-1].values["moved_line"] == ""


def test_a_time_when_nobody_is_there_is_moved_and_said_so_and_another_may_be_named() -> None:
    talk = identified(desk_at=opening, borrower=replace(JAMES, zones=("America/New_York",)))
    talk.play("call me today at 4pm // human => callback_noted ! CallbackAsked")
    said = talk.turns[-1].says[-1].values
    assert (_asked(talk).at, said["moved_line"] == "") == (OPENS, False)
    talk.play("tomorrow at 3pm // other @2026-11-25 => callback_noted ! CallbackAsked")
    assert _asked(talk).at == datetime(2026, 11, 25, 20, tzinfo=UTC)
    assert talk.turns[-1].says[-1].values["moved_line"] == ""


def test_while_a_person_is_awaited_it_is_a_choice_and_the_place_in_line_stays() -> None:
    talk = identified(channel=Channel.WEBCHAT)
    talk.play("""
        person // human     => to_person ! PersonRequested
        are you there? // greeting => awaiting_person
    """)
    assert [each.id for each in talk.turns[-1].says[-1].choices] == ["call_back"]
    talk.play("[call_back] => callback_noted ! CallbackAsked")
    assert talk.context.case.custody.state is CustodyState.QUEUED


def test_with_the_desk_closed_it_is_a_choice_also_before_identity() -> None:
    talk = Talk(context=context(desk_open=False))
    talk.play("""
        person // human  => to_person_closed ! PersonRequested
        [call_back]      => callback_noted ! CallbackAsked
    """)
    assert [each.id for each in talk.turns[0].says[-1].choices] == ["call_back"]


def test_where_no_phone_is_known_the_number_is_asked_for() -> None:
    email = replace(POINT, channel=Channel.WEBCHAT)
    talk = identified(contact=email, points=())
    talk.play("""
        call me back // human          => callback_number
        you can use +1 202 555 0188    => callback_noted ! CallbackAsked
    """)
    assert (_asked(talk).number, _asked(talk).words) == ("+1 202 555 0188", "call me back")


def test_a_colleague_who_has_the_chat_is_not_talked_over() -> None:
    held = replace(context().case, custody=Custody(state=CustodyState.COLLECTOR, holder="dana"))
    Talk(context=context(identified=True, case=held)).play("call me back // human => -")
