"""What receipts say of contact points: counted once a message, the better one preferred, the failed one left."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from cases.model import Channel, ContactPoint, Treatment
from channels.base import ErrorKind, ReceiptStatus, SendError
from outreach.receipts import record_receipt
from tests.support.stage import NOW, Stage, receipt

LATE = ("2026-11-22", "100.00")
BAD = SendError(ErrorKind.BAD_ADDRESS, "the line is a landline", code="30006")


def point(stage: Stage, channel: Channel = Channel.SMS) -> ContactPoint:
    return next(each for each in stage.view().points if each.channel is channel)


STATUSES = (ReceiptStatus.SENT, ReceiptStatus.DELIVERED, ReceiptStatus.READ)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_message_counts_once_in_whatever_order_its_receipts_come(stage: Stage, order: tuple[int, ...]) -> None:
    stage.borrower(LATE)
    stage.turn()
    for number in (*order, *order):
        at = NOW + timedelta(minutes=number)
        record_receipt(stage.runtime, receipt(stage.channels[Channel.SMS], 0, STATUSES[number], at=at))
    found = point(stage)
    assert (found.delivered, found.failed, found.delivered_at) == (1, 0, NOW + timedelta(minutes=2))


def test_a_failure_counts_once_and_leaves_the_point(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.turn()
    for _ in range(2):
        report = receipt(stage.channels[Channel.SMS], 0, ReceiptStatus.FAILED, error=BAD)
        record_receipt(stage.runtime, report)
    found = point(stage)
    assert (found.delivered, found.failed, found.bad_reason) == (0, 1, "bounced")
    assert stage.case().treatment is Treatment.UNREACHABLE
    assert stage.tasks() == ["unreachable"]
    assert stage.replayed() == stage.case()


def test_the_step_that_failed_is_said_on_the_next_channel_after_a_cool_off(stage: Stage) -> None:
    stage.borrower(LATE, telegram_id="500143")
    stage.turn()
    record_receipt(stage.runtime, receipt(stage.channels[Channel.SMS], 0, ReceiptStatus.FAILED, error=BAD))
    stage.days(0.9)
    assert stage.channels[Channel.TELEGRAM].sent == []
    stage.days(1.1)
    assert len(stage.channels[Channel.TELEGRAM].sent) == 1
    assert stage.out()[-1]["template"].startswith("overdue_1")
    stage.days(0.3)
    assert len(stage.channels[Channel.TELEGRAM].sent) == 1


def test_a_point_where_texts_arrive_goes_before_one_where_they_fail(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.borrower(phone="+12025550177")
    older, newer = sorted(stage.view().points, key=lambda each: each.id)
    stage.do(f"UPDATE contact_points SET failed_count = 3 WHERE id = {newer.id}")
    stage.do(f"UPDATE contact_points SET delivered_count = 3 WHERE id = {older.id}")
    stage.do("UPDATE contact_points SET confirmed_at = '2026-11-01 00:00:00', consented_at = '2026-11-01 00:00:00'")
    stage.turn()
    assert [row["address"] for row in stage.out()] == [older.address]
