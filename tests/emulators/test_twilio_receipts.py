"""Status callbacks: signed so that Twilio's own validator accepts them, in order or as ordered otherwise."""

from __future__ import annotations

import pytest
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from emulators import FaultKind, Running
from tests.emulators.conftest import CONFIG, JAMES
from tests.emulators.receiver import Answer, Got, Receiver
from tests.emulators.test_twilio_client import client_at, send

TO = JAMES.phone or ""


@pytest.fixture
def client(running: Running) -> Client:
    return client_at(running)


def is_signed(receiver: Receiver, got: Got) -> bool:
    validator = RequestValidator(CONFIG.auth_token)
    return bool(validator.validate(receiver.url + got.path, got.form, got.headers["x-twilio-signature"]))


def statuses(receiver: Receiver) -> list[str]:
    return [got.form["MessageStatus"] for got in receiver.got]


def test_sent_and_delivered_are_told_and_signed(client: Client, running: Running, receiver: Receiver) -> None:
    message = send(client, status_callback=f"{receiver.url}/status?case=1&x=y")
    assert running.remote.settle()
    assert statuses(receiver) == ["sent", "delivered"]
    assert all(is_signed(receiver, got) for got in receiver.got)
    form = receiver.got[0].form
    assert (form["MessageSid"], form["SmsSid"], form["To"]) == (message.sid, message.sid, TO)
    assert (form["AccountSid"], form["From"]) == (CONFIG.account_sid, CONFIG.our_number)


def test_a_changed_receipt_is_no_longer_signed(client: Client, running: Running, receiver: Receiver) -> None:
    send(client, status_callback=f"{receiver.url}/status")
    assert running.remote.settle()
    got = receiver.got[0]
    validator = RequestValidator(CONFIG.auth_token)
    changed = got.form | {"MessageStatus": "delivered"}
    assert not validator.validate(receiver.url + got.path, changed, got.headers["x-twilio-signature"])


@pytest.mark.parametrize(
    ("state", "code"), [("unreachable", 30003), ("unknown", 30005), ("landline", 30006), ("filtered", 30007)]
)
def test_a_line_that_gets_nothing_is_told(
    client: Client, running: Running, receiver: Receiver, state: str, code: int
) -> None:
    running.remote.line(TO, state)
    message = send(client, status_callback=receiver.url)
    assert running.remote.settle()
    assert statuses(receiver) == ["sent", "undelivered"]
    assert receiver.got[-1].form["ErrorCode"] == str(code)
    fetched = client.messages(message.sid).fetch()
    assert (fetched.status, fetched.error_code) == ("undelivered", code)


def test_a_delivery_can_be_made_to_fail_with_any_code(client: Client, running: Running, receiver: Receiver) -> None:
    running.remote.order_fault("twilio", FaultKind.DELIVERY_FAILURE, code=30004)
    send(client, status_callback=receiver.url)
    assert running.remote.settle()
    assert receiver.got[-1].form["ErrorCode"] == "30004"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (FaultKind.RECEIPTS_OUT_OF_ORDER, ["delivered", "sent"]),
        (FaultKind.RECEIPTS_DUPLICATED, ["sent", "sent", "delivered", "delivered"]),
        (FaultKind.RECEIPTS_DELAYED, ["sent", "delivered"]),
        (FaultKind.RECEIPTS_LOST, []),
    ],
)
def test_receipts_can_go_astray(
    client: Client, running: Running, receiver: Receiver, kind: FaultKind, expected: list[str]
) -> None:
    running.remote.order_fault("twilio", kind, seconds=0.05)
    message = send(client, status_callback=receiver.url)
    assert running.remote.settle()
    assert statuses(receiver) == expected
    assert client.messages(message.sid).fetch().status == "delivered"


def test_a_receipt_is_repeated_once_after_a_failure(client: Client, running: Running, receiver: Receiver) -> None:
    receiver.answers = [Answer(status=503)]
    send(client, status_callback=receiver.url)
    assert running.remote.settle()
    assert statuses(receiver) == ["sent", "sent", "delivered"]
    tokens = [got.headers["i-twilio-idempotency-token"] for got in receiver.got]
    assert tokens[0] == tokens[1] != tokens[2]


def test_whatsapp_needs_a_template_outside_its_window(client: Client, running: Running, receiver: Receiver) -> None:
    running.remote.content("HX" + "1" * 32, "Hello {{1}}, a message waits.")
    whatsapp = {"to": f"whatsapp:{TO}", "from_": f"whatsapp:{CONFIG.our_number}", "status_callback": receiver.url}
    send(client, **whatsapp)
    assert running.remote.settle()
    assert (statuses(receiver), receiver.got[-1].form["ErrorCode"]) == (["failed"], "63016")
    template = send(client, **whatsapp, body=None, content_sid="HX" + "1" * 32, content_variables='{"1": "James"}')
    assert template.body == "Hello James, a message waits."
    running.remote.text(sender=TO, body="hi", channel="whatsapp")
    free = send(client, **whatsapp)
    assert running.remote.settle()
    assert {client.messages(sid).fetch().status for sid in (template.sid, free.sid)} == {"delivered"}
    running.remote.follow_clock("2099-01-01T00:00:00Z")
    late = send(client, **whatsapp)
    assert running.remote.settle()
    assert client.messages(late.sid).fetch().error_code == 63016
