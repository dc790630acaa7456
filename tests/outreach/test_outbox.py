"""The queue of texts: asked once more, in order, never sent twice, whatever a provider says or whoever dies."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.events import OptedOut, PersonRequested
from cases.model import Channel
from channels.base import ErrorKind, Receipt, ReceiptStatus, SendError
from outreach import outbox, preparing
from outreach.receipts import record_receipt
from outreach.rendering import compose as honest
from outreach.wording import WordingError
from tests.support.stage import NOW, Stage, receipt

LATE = ("2026-11-22", "100.00")


def error(kind: ErrorKind, **more: timedelta) -> SendError:
    return SendError(kind, "the provider said no", code="30001", **more)


def state(stage: Stage, number: int = 0) -> str:
    return str(stage.out()[number]["state"])


@pytest.mark.parametrize(
    ("kind", "ends"),
    [
        (ErrorKind.BAD_ADDRESS, "failed"),
        (ErrorKind.STOPPED, "failed"),
        (ErrorKind.CONFIG, "failed"),
        (ErrorKind.UNKNOWN, "unknown"),
        (ErrorKind.RETRY, "queued"),
        (ErrorKind.THROTTLED, "queued"),
    ],
)
def test_each_error_ends_as_it_should(stage: Stage, kind: ErrorKind, ends: str) -> None:
    stage.channels[Channel.SMS].orders.append(error(kind))
    stage.borrower(LATE)
    stage.turn()
    assert state(stage) == ends


@pytest.mark.parametrize(("kind", "tries"), [(ErrorKind.RETRY, 5), (ErrorKind.THROTTLED, 50)])
def test_what_may_be_tried_again_is_tried_so_often(stage: Stage, kind: ErrorKind, tries: int) -> None:
    channel = stage.channels[Channel.SMS]
    channel.orders.extend([error(kind, after=timedelta(seconds=1))] * 60)
    stage.borrower(LATE)
    for _ in range(60):
        stage.clock.set(stage.clock.now() + timedelta(seconds=2))
        outbox.deliver(stage.runtime)
        stage.turn()
    assert state(stage) == "failed"
    assert 60 - len(channel.orders) == tries


def test_a_throttled_text_waits_as_long_as_the_provider_says(stage: Stage) -> None:
    stage.channels[Channel.SMS].orders.append(error(ErrorKind.THROTTLED, after=timedelta(minutes=7)))
    stage.borrower(LATE)
    stage.turn()
    stage.until(NOW + timedelta(minutes=6))
    assert state(stage) == "queued"
    stage.until(NOW + timedelta(minutes=7))
    assert state(stage) == "sent"


def test_a_text_put_off_past_the_evening_waits_for_the_morning(stage: Stage) -> None:
    stage.channels[Channel.SMS].orders.append(error(ErrorKind.THROTTLED, after=timedelta(hours=12)))
    stage.borrower(LATE)
    stage.turn()
    stage.until("2026-11-25T07:59")
    assert state(stage) == "held"
    stage.until("2026-11-25T08:00")
    assert state(stage) == "sent"


@pytest.mark.parametrize(
    ("kind", "mark", "times"), [(ErrorKind.BAD_ADDRESS, "bad", 3), (ErrorKind.STOPPED, "opted_out", 2)]
)
def test_a_contact_point_that_does_not_work_is_left_and_the_next_one_tried(
    stage: Stage, kind: ErrorKind, mark: str, times: int
) -> None:
    stage.channels[Channel.SMS].orders.append(error(kind))
    stage.borrower(LATE, telegram_id="500143")
    stage.turn()
    stage.days(10)
    sms = next(point for point in stage.view().points if point.channel is Channel.SMS)
    assert (sms.bad_at if mark == "bad" else sms.opted_out_at) is not None
    assert [row["channel"] for row in stage.out() if row["state"] == "sent"] == ["telegram"] * times


def test_an_exception_in_a_channel_is_never_repeated(stage: Stage) -> None:
    stage.channels[Channel.SMS].orders.append(RuntimeError("lost connection"))
    stage.borrower(LATE)
    stage.turn()
    stage.days(2)
    assert state(stage) == "unknown"
    assert stage.channels[Channel.SMS].sent == []


class Killed(BaseException):
    """The process dies here."""


@pytest.mark.parametrize("where", ["after_claim", "before_send", "after_send"])
def test_whoever_dies_at_whatever_line_nothing_is_sent_twice(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    stage.borrower(LATE)

    def die(*_args: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        places = {"after_claim": "_deliver_batch", "before_send": "_send_all", "after_send": "_keep"}
        patch.setattr(outbox, places[where], die)
        with pytest.raises(Killed):
            stage.turn()
    stage.until(NOW + timedelta(hours=1))
    sent = len(stage.channels[Channel.SMS].sent)
    assert (state(stage), sent) == {
        "after_claim": ("sent", 1),
        "before_send": ("unknown", 0),
        "after_send": ("unknown", 1),
    }[where]


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (RuntimeError("a bug"), "internal"),
        (WordingError(key="overdue_1", locale="en", channel="sms", what="a broken template"), "template"),
    ],
)
def test_a_row_that_cannot_be_prepared_fails_alone(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, broken: Exception, code: str
) -> None:
    stage.borrower(LATE)
    stage.borrower(LATE, ref="B-2", loan="L-2", phone="+12025550144")

    def compose(runtime: object, file: object, *args: object, **more: object) -> object:
        if getattr(file, "borrower_id", None) == 1:
            raise broken
        return honest(runtime, file, *args, **more)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(preparing, "compose", compose)
    stage.turn()
    assert (state(stage), stage.sent("B-2")) == ("failed", ["overdue_1"])
    assert stage.out()[0]["failure"]["code"] == code


def test_what_was_cancelled_between_claim_and_send_stays(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.borrower(LATE)
    point = stage.view().points[0]
    honest = outbox._prepare_together

    def late(*args: object) -> object:
        stage.happen(OptedOut(contact_point_id=point.id, channel="sms"))
        return honest(*args)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(outbox, "_prepare_together", late)
    stage.turn()
    assert state(stage) == "skipped"
    assert stage.out()[0]["decision"]["decision"] == "skip"
    assert stage.channels[Channel.SMS].sent == []


def test_texts_to_one_address_leave_in_order_and_wait_for_each_other(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.turn()
    channel = stage.channels[Channel.SMS]
    channel.orders.append(error(ErrorKind.THROTTLED, after=timedelta(seconds=30)))
    stage.write("why do you write to me")
    stage.write("I want to pay")
    stage.until(stage.clock.now() + timedelta(minutes=2))
    ids = [outgoing.message_id for outgoing in channel.sent]
    assert ids == sorted(ids)
    assert {row["state"] for row in stage.out()} == {"sent"}


def test_a_contact_that_failed_before_any_provider_fills_no_cap(stage: Stage) -> None:
    stage.channels[Channel.SMS].on = False
    stage.borrower(LATE)
    stage.turn()
    assert state(stage) == "failed"
    stage.channels[Channel.SMS].on = True
    stage.pay("10.00")
    stage.bring("instalments", {"loan_ref": "L-1", "number": "2", "due_on": "2026-11-23", "principal": "5.00"})
    stage.days(0.2)
    assert stage.rows("SELECT count(*) FROM messages WHERE state = 'failed' AND sent_at IS NOT NULL") == [(0,)]


def test_a_text_held_for_days_counts_on_the_day_it_leaves(stage: Stage) -> None:
    stage.borrower(LATE, as_of=date(2026, 11, 24))
    stage.do("UPDATE messages SET planned_at = '2026-11-01T00:00:00.000000Z'")
    stage.turn()
    (sent_at,) = stage.rows("SELECT sent_at FROM messages WHERE state = 'sent'")[0]
    assert sent_at.startswith("2026-11-24")


# Receipts.


ORDERS = [
    (ReceiptStatus.SENT, ReceiptStatus.DELIVERED, ReceiptStatus.READ),
    (ReceiptStatus.READ, ReceiptStatus.SENT, ReceiptStatus.DELIVERED),
    (ReceiptStatus.DELIVERED, ReceiptStatus.READ, ReceiptStatus.SENT, ReceiptStatus.READ, ReceiptStatus.SENT),
]


@pytest.mark.parametrize("order", ORDERS)
def test_receipts_in_any_order_end_in_the_same_state(stage: Stage, order: tuple[ReceiptStatus, ...]) -> None:
    stage.borrower(LATE)
    stage.turn()
    for status in order:
        assert record_receipt(stage.runtime, receipt(stage.channels[Channel.SMS], 0, status))
    assert state(stage) == "read"
    assert stage.rows("SELECT count(*) FROM receipts") == [(3,)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (1, 0, 1)])
def test_a_failure_is_the_last_word_in_any_order(stage: Stage, order: tuple[int, ...]) -> None:
    stage.borrower(LATE)
    stage.turn()
    channel = stage.channels[Channel.SMS]
    both = (
        receipt(channel, 0, ReceiptStatus.DELIVERED),
        receipt(channel, 0, ReceiptStatus.FAILED, error=error(ErrorKind.BAD_ADDRESS)),
    )
    for number in order:
        record_receipt(stage.runtime, both[number])
    assert state(stage) == "failed"
    assert stage.view().points[0].bad_reason == "bounced"


def delivered(provider_id: str) -> Receipt:
    return Receipt(channel=Channel.SMS, provider_id=provider_id, status=ReceiptStatus.DELIVERED, at=NOW)


def test_a_receipt_that_comes_before_our_own_answer_is_kept(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.borrower(LATE)
    honest = outbox._prepare_together

    def hasty(*args: object) -> object:
        ready = honest(*args)  # type: ignore[arg-type]  # passed on as they came
        for each in ready:
            assert not record_receipt(stage.runtime, delivered(f"sms-{each.outgoing.message_id}"))
        return ready

    monkeypatch.setattr(outbox, "_prepare_together", hasty)
    stage.turn()
    assert state(stage) == "delivered"
    assert stage.rows("SELECT count(*) FROM webhooks") == [(0,)]


def test_a_receipt_of_nobodys_text_is_forgotten_after_a_while(stage: Stage) -> None:
    stage.borrower(("2026-12-10", "5.00"))
    stage.borrower(LATE, ref="B-2", loan="L-2", phone="+12025550144", as_of=date(2026, 11, 26))
    assert not record_receipt(stage.runtime, delivered("SM-none"))
    stage.days(3)
    assert stage.rows("SELECT count(*) FROM webhooks") == [(0,)]


def test_a_demand_planned_before_a_person_was_called_does_not_leave(stage: Stage) -> None:
    stage.borrower(LATE, as_of=date(2026, 11, 25))
    stage.clock.set(datetime(2026, 11, 25, 5, tzinfo=UTC))
    stage.turn()
    assert state(stage) == "held"
    stage.happen(PersonRequested(skill="general", priority=1, reason="asked"))
    stage.until("2026-11-25T12:00")
    assert stage.said() == [("overdue_1", "denied")]
    assert stage.out()[0]["decision"]["rule"] == "base.custody"
