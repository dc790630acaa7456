"""How fresh the ledger is: watermarks, demands that wait for them, replies that say as of when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cases.events import PlanAccepted, PlanOffered, PromiseMade
from cases.model import Channel, Plan, PlanPart, PlanState, PromiseState
from outreach import feeds
from outreach.outbox import deliver
from outreach.refusals import Refused
from outreach.settings import FeedSettings
from tests.support.stage import NOW, Stage, staged

LATE = ("2026-11-22", "100.00")
HOUR = timedelta(hours=1)


@pytest.fixture
def fed(tmp_path: Path) -> Iterator[Stage]:
    """A lender who declares one feed, with somebody who is late."""
    with staged(tmp_path, feeds={"core": FeedSettings(stale_hours=30)}) as made:
        yield made


def mark(stage: Stage, at: datetime | None = None, name: str = "core") -> feeds.FeedStanding:
    return feeds.mark(stage.runtime, name, at=at, by="test")


def test_a_declared_feed_that_never_spoke_is_stale(fed: Stage) -> None:
    (feed,) = feeds.standings(fed.runtime)
    assert (feed.name, feed.watermark, feed.stale, feed.since) == ("core", None, True, None)


@pytest.mark.parametrize(("hours", "stale"), [(29, False), (30, False), (30.01, True)])
def test_a_feed_goes_stale_after_its_hours(fed: Stage, hours: float, stale: bool) -> None:
    feed = mark(fed, NOW - HOUR * hours)
    assert (feed.stale, feed.since) == (stale, NOW - HOUR * hours + HOUR * 30 if stale else None)


def test_a_feed_that_nobody_declared_is_kept_and_never_stale(fed: Stage) -> None:
    mark(fed)
    feed = mark(fed, NOW - timedelta(days=400), name="cards")
    assert (feed.watermark, feed.stale_hours, feed.stale) == (NOW - timedelta(days=400), None, False)


def test_a_watermark_never_moves_backwards(fed: Stage) -> None:
    mark(fed, NOW - HOUR)
    fed.clock.set(NOW + HOUR)
    feed = mark(fed, NOW - 2 * HOUR)
    assert (feed.watermark, feed.told_at) == (NOW - HOUR, NOW)


@pytest.mark.parametrize(
    ("name", "at", "words"),
    [
        ("core", NOW + HOUR, "future"),
        ("core", datetime(533, 1, 1, tzinfo=UTC), "before 1970"),
        ("", None, "no name"),
        ("a b", None, "no name"),
        ("x" * 65, None, "no name"),
    ],
)
def test_what_no_feed_can_say_is_refused(fed: Stage, name: str, at: datetime | None, words: str) -> None:
    with pytest.raises(Refused, match=words):
        mark(fed, at, name=name)
    assert fed.rows("SELECT count(*) FROM feeds") == [(0,)]


def test_demands_wait_for_the_ledger_and_leave_soon_after_it_came(fed: Stage) -> None:
    fed.borrower(LATE)
    fed.turn()
    (text,) = fed.out()
    assert (text["state"], text["decision"]["rule"]) == ("held", "base.ledger_stale")
    fed.until(NOW + 2 * HOUR)
    mark(fed)
    fed.turn()
    assert fed.said() == [("overdue_1", "sent")]


def test_demands_wait_again_once_the_ledger_is_late(fed: Stage) -> None:
    mark(fed)
    fed.borrower(("2026-11-26", "100.00"))
    fed.until(NOW + timedelta(days=3))
    assert fed.said() == [("due_soon", "sent"), ("overdue_1", "held")]


def test_what_the_ledger_held_is_skipped_if_the_money_is_there(fed: Stage) -> None:
    fed.borrower(LATE)
    fed.turn()
    fed.pay("100.00")
    mark(fed)
    fed.turn()
    assert ("overdue_1", "skipped") in fed.said()


def test_many_held_demands_leave_one_by_one(fed: Stage) -> None:
    for number in range(5):
        fed.borrower(LATE, ref=f"B-{number}", loan=f"L-{number}", phone=f"+1202555{number:04}")
    fed.turn()
    mark(fed)
    sent = []
    for _ in range(5):
        sent.append(deliver(fed.runtime).sent)
        fed.clock.set(fed.clock.now() + timedelta(seconds=1))
    assert sent == [1, 1, 1, 1, 1]


def test_one_stale_feed_of_two_is_enough(tmp_path: Path) -> None:
    two = {"core": FeedSettings(), "cards": FeedSettings()}
    with staged(tmp_path, feeds=two) as stage:
        stage.borrower(LATE)
        stage.turn()
        mark(stage)
        stage.turn()
        assert stage.said() == [("overdue_1", "held")]
        mark(stage, name="cards")
        stage.turn()
        assert stage.said() == [("overdue_1", "sent")]


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", "Figures as of Mon, Nov 23; a newer payment may not show yet."),
        ("es", "Datos hasta el lunes 23 de noviembre; un pago más reciente puede no verse todavía."),
        ("ru", "Данные на 23 ноября (пн); более новый платёж мог ещё не отразиться."),
        ("zh-Hans", "以上数据截至11月23日（周一），之后的还款可能还没显示。"),
    ],
)
def test_a_reply_with_figures_says_as_of_when(fed: Stage, locale: str, words: str) -> None:
    mark(fed, NOW - 31 * HOUR)
    fed.borrower(LATE, locale=locale)
    fed.write("why")
    texts = [each.text for each in fed.channels[Channel.SMS].sent]
    assert any(words in text for text in texts), texts


def test_a_reply_says_so_only_while_the_ledger_is_stale_and_only_with_figures(fed: Stage) -> None:
    mark(fed, NOW - 31 * HOUR)
    fed.borrower(LATE)
    fed.write("I want to talk to a person")
    mark(fed)
    fed.write("why")
    assert not any("as of" in each.text for each in fed.channels[Channel.SMS].sent)


def test_details_are_as_of_the_watermark(fed: Stage) -> None:
    mark(fed, NOW - 31 * HOUR)
    fed.borrower(LATE)
    fed.write("why")
    fed.write("details")
    text = fed.channels[Channel.SMS].sent[-1].text
    assert text.startswith("As of Mon, Nov 23, 3:00 AM"), text


def test_a_ledger_that_never_spoke_says_so_without_a_date(fed: Stage) -> None:
    fed.borrower(LATE)
    fed.write("why")
    assert "A recent payment may not show in these figures yet." in fed.channels[Channel.SMS].sent[-1].text


def test_a_promise_is_broken_only_by_a_fresh_ledger(fed: Stage) -> None:
    mark(fed)
    fed.borrower(LATE)
    fed.happen(PromiseMade(ref="pr", amount_minor=10_000, currency="USD", due_on=date(2026, 11, 26)))
    fed.until(NOW + timedelta(days=6))
    assert fed.case().promises[0].state is PromiseState.OPEN
    mark(fed)
    fed.until(fed.clock.now() + HOUR)
    assert fed.case().promises[0].state is PromiseState.BROKEN


def test_a_part_is_missed_only_by_a_fresh_ledger(fed: Stage) -> None:
    mark(fed)
    fed.borrower(LATE)
    part = PlanPart(number=1, due_on=date(2026, 11, 27), amount_minor=10_000)
    plan = Plan(ref="pl", currency="USD", total_minor=10_000, parts=(part,), offered_at=NOW)
    fed.happen(PlanOffered(plan=plan), PlanAccepted(ref="pl", terms_hash="abc"))
    fed.until(NOW + timedelta(days=9))
    assert (fed.case().plans[0].state, "plan_part_missed" in fed.sent()) == (PlanState.ACTIVE, False)
    mark(fed)
    fed.until(fed.clock.now() + HOUR)
    assert "plan_part_missed" in fed.sent()


def test_money_somebody_says_they_paid_is_not_missing_before_the_ledger_is_fresh(fed: Stage) -> None:
    mark(fed)
    fed.borrower(LATE)
    fed.write("I have already paid it yesterday")
    fed.until(NOW + timedelta(days=9))
    assert "paid_not_found" not in [key for key, _ in fed.said()]
    mark(fed)
    fed.until(fed.clock.now() + HOUR)
    assert "paid_not_found" in [key for key, _ in fed.said()]
