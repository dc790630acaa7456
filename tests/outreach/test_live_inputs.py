"""What the gate is told in live use: what a reply answers, whether it is the first word, which amounts nobody owes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cases.events import Claimed
from cases.model import Channel
from channels.base import ErrorKind, SendError
from outreach import replying
from outreach.contacts import contacts, position, traffic_for
from outreach.figures import unknown_amounts
from outreach.outbox import deliver
from outreach.refusals import GateRefused
from outreach.settings import LenderSettings, PolicySettings
from outreach.work import Work
from tests.support.stage import NOW, Stage, staged

LATE = ("2026-11-22", "100.00")
NIGHT = datetime(2026, 11, 24, 23, 0, tzinfo=ZoneInfo("America/New_York"))


MINI_MIRANDA = "This is an attempt to collect a debt and any information obtained will be used for that purpose."


def night_pack(folder: Path) -> PolicySettings:
    """A pack with hours, one reply at night to each message, and nothing else."""
    (folder / "xx-night.toml").write_text(
        """
[pack]
id = "xx-night"
version = "2026.11.0"
jurisdiction = "XX"
status = "house"
review_by = 2027-11-30
extends = ["base"]
source = "a test"

[time]
basis = "debtor_location"

[[hours]]
id = "xx.hours"
days = ["all"]
from = "08:00"
to = "20:00"
channels = ["*"]
outside = "hold"

[inbound_reply]
outside_hours = "one_reply_same_medium"
"""
    )
    return PolicySettings(packs_dir=str(folder), packs={"US": ["xx-night"]})


def at_night(stage: Stage) -> Stage:
    stage.borrower(LATE, telegram_id="500143")
    stage.do("DELETE FROM fires")
    stage.clock.set(NIGHT)
    return stage


@pytest.fixture
def quiet(tmp_path: Path) -> Iterator[Stage]:
    """A lender who answers each message once at night."""
    with staged(tmp_path, policy=night_pack(tmp_path)) as stage:
        yield at_night(stage)


@pytest.fixture
def agency(tmp_path: Path) -> Iterator[Stage]:
    """A collection agency in the United States: Regulation F binds it."""
    lender = LenderSettings(name="Alder", full_name="Alder Finance Ltd", phone="+1 800 555 0142", actor="third_party")
    with staged(tmp_path, lender=lender) as stage:
        yield at_night(stage)


def states(stage: Stage) -> list[str]:
    return [str(row["state"]) for row in stage.out()]


def at_the_desk(stage: Stage, words: str) -> None:
    replying.reply(stage.runtime, "B-1", "ana", words, channel=Channel.TELEGRAM)


def test_at_night_one_reply_goes_and_a_second_waits(agency: Stage) -> None:
    agency.happen(Claimed(login="ana", lease_until=NIGHT + timedelta(days=1)))
    agency.write("hello", channel=Channel.TELEGRAM)
    at_the_desk(agency, f"{MINI_MIRANDA} How can I help?")
    agency.clock.set(NIGHT + timedelta(minutes=5))
    with pytest.raises(GateRefused) as refused:
        at_the_desk(agency, f"{MINI_MIRANDA} Are you there?")
    assert refused.value.decision.decision == "hold"
    assert refused.value.decision.until == datetime(2026, 11, 25, 8, 0, tzinfo=NIGHT.tzinfo)


def test_at_night_each_message_of_the_borrower_gets_its_answer(quiet: Stage) -> None:
    for minute in range(3):
        quiet.clock.set(NIGHT + timedelta(minutes=minute))
        quiet.write("hello", channel=Channel.TELEGRAM)
    answered = [row for row in quiet.out() if row["state"] == "sent"]
    assert len(answered) >= 3


def test_two_texts_of_one_turn_are_one_answer(quiet: Stage) -> None:
    quiet.write("hello", channel=Channel.TELEGRAM)
    ((first_id, asked, at),) = quiet.rows(
        "SELECT id, in_reply_to, planned_at FROM messages WHERE direction = 'out' ORDER BY id LIMIT 1"
    )
    assert asked is not None
    copied = (
        "contact_point_id, borrower_id, case_id, loans, channel, address, direction, actor, kind, template, locale,"
    )
    copied += " body, choices, discloses, planned_at, say, in_reply_to, attempts"
    for state, moment in (("same turn", at), ("later turn", "2026-11-25T04:10:00.000000Z")):
        quiet.do(
            f"INSERT INTO messages ({copied}, state, dedupe) SELECT {copied.replace('planned_at', repr(moment))}, "
            f"'queued', '{state}' FROM messages WHERE id = {first_id}"
        )
    quiet.clock.set(NIGHT + timedelta(minutes=5))
    deliver(quiet.runtime)
    found = dict(quiet.rows("SELECT dedupe, state FROM messages WHERE dedupe LIKE '%turn'"))
    assert found == {"same turn": "sent", "later turn": "held"}


def test_a_late_answer_to_one_message_does_not_use_up_that_of_the_next(quiet: Stage) -> None:
    quiet.channels[Channel.TELEGRAM].orders.append(SendError(ErrorKind.THROTTLED, "busy", after=timedelta(minutes=2)))
    quiet.write("hello", channel=Channel.TELEGRAM)
    quiet.clock.set(NIGHT + timedelta(minutes=1))
    quiet.write("hello", channel=Channel.TELEGRAM)
    quiet.clock.set(NIGHT + timedelta(minutes=10))
    deliver(quiet.runtime)
    assert set(states(quiet)) == {"sent"}


def words(stage: Stage) -> Work:
    with stage.runtime.db.reading() as connection:
        return Work(connection, stage.runtime, stage.case_id(), stage.clock.now())


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("Please pay $50.00 today.", ("$50.00",)),
        ("Please pay 250 by Friday.", ("250",)),
        ("$100.00 is late.", ()),
        ("You owe $180.00 in all, $80.00 of it on December 5.", ()),
        ("Call 202-555-0143, 1 pay, 2 later.", ()),
    ],
)
def test_amounts_that_nobody_owes_are_found_in_typed_words(stage: Stage, text: str, strange: tuple[str, ...]) -> None:
    stage.borrower(LATE, ("2026-12-05", "80.00"))
    work = words(stage)
    assert unknown_amounts(work.file, work.case, text, "en", None) == strange


def test_an_unasked_text_with_an_amount_that_nobody_owes_is_refused_to_the_collector(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(Claimed(login="ana", lease_until=NOW + timedelta(days=1)))
    wrong = replying.check(stage.runtime, "B-1", "ana", "Please pay $50.00 today.")
    right = replying.check(stage.runtime, "B-1", "ana", "$100.00 is late. What happened?")
    assert (wrong.decision.decision, right.decision.decision) == ("deny", "allow")
    assert "house.content" in str(wrong.decision.rule)


def test_the_first_word_is_the_first_on_that_loan(stage: Stage) -> None:
    stage.borrower(LATE)

    def now(*loans: str) -> str:
        with stage.runtime.db.reading() as connection:
            file = Work(connection, stage.runtime, stage.case_id(), NOW).file
            return position(traffic_for(connection, file, NOW, point=None, answer=None), loans)

    assert now("L-1") == "initial"
    stage.turn()
    assert (now("L-1"), now("L-2"), now("L-1", "L-2")) == ("subsequent", "initial", "initial")


def test_a_text_about_two_loans_counts_for_each_of_them(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.borrower(LATE, loan="L-2")
    stage.turn()
    with stage.runtime.db.reading() as connection:
        file = Work(connection, stage.runtime, stage.case_id(), NOW).file
        for loan in ("L-1", "L-2"):
            traffic = traffic_for(connection, file, NOW, point=None, answer=None)
            assert [each.loan for each in contacts(traffic, file, NOW, loan=loan)] == [loan]
