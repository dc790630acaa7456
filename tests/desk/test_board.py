"""The board counts what is there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from outreach.board import board_of
from tests.support.office import Office


def test_the_board_counts_who_waits_who_answers_and_what_left(office: Office) -> None:
    office.writes("hello", "B-1")
    office.writes("hello", "B-2")
    mara = office.browser("mara")
    mara.post("/desk/c/B-1/claim")
    mara.post("/desk/c/B-1/reply", data={"text": "Good morning", "channel": "webchat"})
    office.passes(timedelta(minutes=31))
    board = board_of(office.runtime)
    assert board.custody == {"queued": 1, "collector": 1, "bot": 1}
    assert [(line.waiting, line.late) for line in board.queues] == [(1, 1)]
    assert {person.login: (person.chats, person.replies) for person in board.people} == {
        "mara": (1, 1),
        "ilse": (0, 0),
        "devin": (0, 0),
    }
    assert board.left == 1
    page = office.browser("devin").get("/desk/board").text
    assert "1 past the time to answer" in page
    assert "31:00" in page


def test_kept_promises_are_a_share_of_those_that_came_to_an_end(office: Office) -> None:
    with office.runtime.db.writing() as connection:
        for number, state in enumerate(("kept", "kept", "broken", "open")):
            connection.exec_driver_sql(
                "INSERT INTO promises (case_id, ref, amount_minor, currency, due_on, made_at, state, paid_minor) "
                f"SELECT min(id), 'p{number}', 100, 'USD', '2026-11-20', '2026-11-01T00:00:00.000000Z', '{state}', 0 "
                "FROM cases"
            )
    board = board_of(office.runtime)
    assert board.promises == {"kept": 2, "broken": 1, "open": 1}
    assert board.kept_share == 2 / 3
    assert board.held == []


def test_a_pack_past_its_review_is_on_the_board_and_one_in_time_is_not(office: Office) -> None:
    assert board_of(office.runtime).reviews == ()
    office.clock.set(datetime(2027, 2, 1, 15, 0, tzinfo=UTC))
    assert [due.id for due in board_of(office.runtime).reviews] == ["us-federal"]
    page = office.browser("devin").get("/desk/board").text
    assert "Policy packs past their review date" in page
    assert "review by 2027-01-31" in page
