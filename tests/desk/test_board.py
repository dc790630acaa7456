"""The board counts what is there, block by block."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desk.curve import curve_of
from desk.pages.board import BLOCKS
from outreach import board
from outreach.daylight import Moment, day_of
from tests.support.office import NOW, Office


def answer_one_of_two(office: Office) -> None:
    """Two call for somebody; one is answered after five minutes, the other waits past its time."""
    office.writes("hello", "B-1")
    office.writes("hello", "B-3")
    office.passes(timedelta(minutes=5))
    mara = office.browser("mara")
    mara.post("/desk/c/B-1/claim")
    mara.post("/desk/c/B-1/reply", data={"text": "Good morning", "channel": "webchat"})
    office.passes(timedelta(minutes=26))


def test_the_figures_say_who_waits_and_how_fast_others_were_answered(office: Office) -> None:
    answer_one_of_two(office)
    figures = board.figures_of(office.runtime)
    assert figures.custody == {"queued": 1, "collector": 1, "bot": 1}
    assert (figures.late, figures.where) == (1, ("general", "zh-Hans"))
    answers = figures.answers
    assert (answers.calls, answers.counted, answers.in_time, answers.share) == (2, 2, 1, 0.5)
    assert answers.half == answers.most == timedelta(minutes=5)
    page = office.browser("devin").get("/desk/board").text
    assert "1 past the time to answer" in page
    assert "31:00" in page
    assert "1 of 2 chats" in page


def test_queues_stand_apart_by_skill_and_language(office: Office) -> None:
    answer_one_of_two(office)
    lines = {line.locale: line for line in board.queues_of(office.runtime)}
    assert (lines["zh-Hans"].waiting, lines["zh-Hans"].late, lines["zh-Hans"].answers.share) == (1, 1, 0.0)
    assert (lines["en"].waiting, lines["en"].answers.share) == (0, 1.0)


def test_a_call_whose_time_still_runs_is_in_no_share(office: Office) -> None:
    office.writes("hello")
    office.passes(timedelta(minutes=1))
    answers = board.figures_of(office.runtime).answers
    assert (answers.calls, answers.counted, answers.share, answers.half) == (1, 0, None, None)


def test_people_stand_with_their_load_and_what_waits_with_them(office: Office) -> None:
    office.writes("hello", "B-1")
    mara = office.browser("mara")
    mara.post("/desk/c/B-1/claim")
    mara.post("/desk/c/B-1/reply", data={"text": "Good morning", "channel": "webchat"})
    line = next(each for each in board.people_of(office.runtime) if each.colleague.login == "mara")
    assert (line.colleague.chats, line.replies, line.waits_since) == (1, 1, None)
    assert line.chats == (("B-1", "James Cole"),)
    office.passes(timedelta(minutes=3))
    office.writes("and now?", "B-1", person=False)
    again = next(each for each in board.people_of(office.runtime) if each.colleague.login == "mara")
    assert again.waits_since == NOW + timedelta(minutes=3)
    assert 'hx-get="/desk/c/B-1/give"' in office.browser("devin").get("/desk/board/people").text


def test_waiting_through_the_day_rises_with_a_call_and_falls_with_its_answer(office: Office) -> None:
    office.clock.set(NOW - timedelta(minutes=50))
    office.writes("hello", "B-1")
    office.clock.set(NOW - timedelta(minutes=10))
    office.browser("mara").post("/desk/c/B-1/claim")
    office.browser("mara").post("/desk/c/B-1/reply", data={"text": "Good morning", "channel": "webchat"})
    office.clock.set(NOW)
    moments = {each.at: (each.waiting, each.late) for each in day_of(office.runtime)}
    assert moments[NOW - timedelta(minutes=60)] == (0, 0)
    assert moments[NOW - timedelta(minutes=30)] == (1, 0)
    assert moments[NOW] == (0, 0)


def test_a_curve_reaches_from_the_floor_to_its_highest_line() -> None:
    moments = [Moment(at=NOW, waiting=0, late=0), Moment(at=NOW + timedelta(hours=1), waiting=8, late=4)]
    curve = curve_of(moments, "UTC")
    assert curve.waiting == "M30.0 128.0L806.0 8.0"
    assert [number for _, number in curve.grid] == [0, 2, 4, 6, 8]
    assert curve.since == "15:00"


def test_kept_promises_are_a_share_of_those_that_came_to_an_end(office: Office) -> None:
    with office.runtime.db.writing() as connection:
        for number, state in enumerate(("kept", "kept", "broken", "open")):
            connection.exec_driver_sql(
                "INSERT INTO promises (case_id, ref, amount_minor, currency, due_on, made_at, state, paid_minor) "
                f"SELECT min(id), 'p{number}', 100, 'USD', '2026-11-20', '2026-11-01T00:00:00.000000Z', '{state}', 0 "
                "FROM cases"
            )
    figures = board.figures_of(office.runtime)
    assert figures.promises == {"kept": 2, "broken": 1, "open": 1}
    assert figures.kept_share == 2 / 3
    assert board.stopped_of(office.runtime).held == []


def test_a_pack_past_its_review_is_on_the_board_and_one_in_time_is_not(office: Office) -> None:
    assert board.past_review(office.runtime) == ()
    office.clock.set(datetime(2027, 2, 1, 15, 0, tzinfo=UTC))
    assert [due.id for due in board.past_review(office.runtime)] == ["us-federal"]
    page = office.browser("devin").get("/desk/board").text
    assert "Policy packs past their review date" in page
    assert "review by 2027-01-31" in page


@pytest.mark.parametrize("block", BLOCKS)
def test_each_block_of_the_page_is_fetched_alone(office: Office, block: str) -> None:
    devin = office.browser("devin")
    assert f'hx-get="/desk/board/{block}"' in devin.get("/desk/board").text
    part = devin.get(f"/desk/board/{block}")
    assert (part.status_code, "<html" in part.text) == (200, False)
    assert devin.get("/desk/board/nothing").status_code == 404
