"""Wrong answers count for a time and over all contact points together; only a person takes them back at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cases.events import Event, IdentityConfirmed, IdentityFailed, IdentityUnlocked
from cases.identity import locked_until, wrong_answers

DAY = timedelta(days=1)
START = datetime(2026, 11, 1, tzinfo=UTC)


def wrong(point: int) -> Event:
    return IdentityFailed(contact_point_id=point, tries_left=0)


def log(*events: Event) -> list[tuple[Event, datetime]]:
    return [(event, START + DAY * number) for number, event in enumerate(events)]


def test_wrong_answers_of_all_contact_points_count_together() -> None:
    assert len(wrong_answers(log(wrong(1), wrong(2), wrong(1)), START - DAY)) == 3


def test_what_is_too_long_ago_does_not_count() -> None:
    assert wrong_answers(log(wrong(1), wrong(1)), START) == (START + DAY,)


def test_a_right_answer_makes_up_for_its_own_contact_point_alone() -> None:
    events = log(wrong(1), wrong(2), IdentityConfirmed(contact_point_id=2))
    assert wrong_answers(events, START - DAY) == (START,)


def test_a_person_who_unlocks_takes_all_of_them_back() -> None:
    assert wrong_answers(log(wrong(1), wrong(2), IdentityUnlocked(why="called"), wrong(1)), START - DAY) == (
        START + 3 * DAY,
    )


def test_it_is_locked_until_the_oldest_of_the_last_tries_no_longer_counts() -> None:
    times = tuple(START + DAY * number for number in range(4))
    assert locked_until(times, 3, 30 * DAY) == START + 31 * DAY
    assert locked_until(times[:2], 3, 30 * DAY) is None
