"""Identity is locked for a borrower, not for a channel; it opens by time or by a person, and the log says who."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.model import Channel, CustodyState
from outreach import casework, identity
from outreach.refusals import NotFound, Refused
from tests.support.stage import Stage

LATE = ("2026-11-22", "100.00")


@pytest.fixture
def stranger(stage: Stage) -> Stage:
    """Somebody whom nobody has confirmed, with two channels."""
    stage.borrower(LATE, verified="", telegram_id="500143")
    return stage


def guess(stage: Stage, *years: str, channel: Channel = Channel.SMS) -> None:
    for year in years:
        stage.write(year, channel=channel)


def test_tries_are_used_up_over_channels_together(stranger: Stage) -> None:
    stranger.write("hello")
    guess(stranger, "1960", "1961")
    stranger.write("hello", channel=Channel.TELEGRAM)
    guess(stranger, "1962", channel=Channel.TELEGRAM)
    assert stranger.sent()[-1] == "verify_locked"
    assert stranger.case().custody.state is CustodyState.QUEUED
    guess(stranger, "1987")
    assert all(point.confirmed_at is None for point in stranger.view().points)


def test_it_opens_again_when_the_wrong_answers_no_longer_count(stranger: Stage) -> None:
    stranger.write("hello")
    guess(stranger, "1960", "1961", "1962")
    locked = stranger.view().identity_locked_until
    assert locked == stranger.clock.now() + timedelta(days=30)
    _talks_to_a_person(stranger)
    guess(stranger, "1987")
    assert stranger.sent()[-1] == "verify_locked"
    _talks_to_a_person(stranger)
    stranger.clock.set(locked + timedelta(minutes=1))
    stranger.write("hello")
    guess(stranger, "1987")
    assert stranger.sent()[-1] == "hello"
    assert stranger.view().identity_locked_until is None


def test_a_person_unlocks_with_a_reason_that_the_log_keeps(stranger: Stage) -> None:
    stranger.write("hello")
    guess(stranger, "1960", "1961", "1962")
    with pytest.raises(Refused, match="why"):
        identity.unlock(stranger.runtime, "B-1", "user:mara", " ")
    identity.unlock(stranger.runtime, "B-1", "user:mara", "Knows the contract number, called back")
    assert stranger.rows("SELECT actor FROM case_events WHERE type = 'IdentityUnlocked'") == [("user:mara",)]
    _talks_to_a_person(stranger)
    stranger.write("hello")
    guess(stranger, "1987")
    assert stranger.sent()[-1] == "hello"
    assert stranger.replayed() == stranger.case()


def test_what_is_not_locked_cannot_be_unlocked(stranger: Stage) -> None:
    with pytest.raises(Refused, match="not locked"):
        identity.unlock(stranger.runtime, "B-1", "user:mara", "why not")
    with pytest.raises(NotFound):
        identity.unlock(stranger.runtime, "B-9", "user:mara", "who")


def test_a_confirmed_contact_point_stays_so_for_a_time_and_is_asked_again_then(stage: Stage) -> None:
    stage.borrower(LATE, verified="")
    stage.write("hello")
    guess(stage, "1987")
    stage.clock.set(stage.clock.now() + timedelta(days=179))
    stage.write("why")
    assert stage.sent()[-1] == "why_short"
    stage.clock.set(stage.clock.now() + timedelta(days=1))
    stage.write("why")
    assert stage.sent()[-1].startswith("verify_")


def test_whom_no_fact_is_known_of_is_led_to_a_person(stage: Stage) -> None:
    stage.borrower(LATE, verified="", birth_date="")
    stage.write("why am I late")
    assert stage.sent()[-1] == "to_person"
    assert stage.case().custody.state is CustodyState.QUEUED


def _talks_to_a_person(stage: Stage) -> None:
    """A collector takes the chat and gives it back to the bot."""
    casework.claim(stage.runtime, "B-1", "mara")
    casework.hand_back(stage.runtime, "B-1", "mara", "information", "")
