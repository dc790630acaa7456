"""A person texts our number: the signed webhook, keywords at the carrier, TwiML, retries, alerts."""

from __future__ import annotations

from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException

from emulators import FaultKind, Running
from emulators.twilio.keywords import opt_out_type
from emulators.twilio.twiml import TwimlError, messages_of
from tests.emulators.conftest import CONFIG, JAMES
from tests.emulators.receiver import Answer, Receiver
from tests.emulators.test_twilio_client import client_at, send
from tests.emulators.test_twilio_receipts import is_signed

FROM = JAMES.phone or ""


def twiml(inner: str) -> Answer:
    return Answer(status=200, body=f"<?xml version='1.0'?><Response>{inner}</Response>", content_type="text/xml")


@pytest.fixture
def hooked(running: Running, receiver: Receiver) -> Receiver:
    running.remote.configure(sms_webhook_url=f"{receiver.url}/sms")
    return receiver


def texts(running: Running, by: str) -> list[str]:
    return [message["body"] for message in running.remote.state()["twilio"]["messages"] if message["by"] == by]


def alerts(running: Running) -> list[int]:
    return [alert["code"] for alert in running.remote.state()["twilio"]["alerts"]]


def test_a_text_reaches_the_webhook_signed(running: Running, hooked: Receiver) -> None:
    sid = running.remote.text(sender=FROM, body="ну да, это я")["message"]["sid"]
    assert running.remote.settle()
    [got] = hooked.got
    assert is_signed(hooked, got)
    expected = {"MessageSid": sid, "SmsSid": sid, "From": FROM, "To": CONFIG.our_number, "Body": "ну да, это я"}
    assert got.form.items() >= expected.items()
    assert (got.form["NumMedia"], got.form["NumSegments"], got.form["SmsStatus"]) == ("0", "1", "received")
    assert "OptOutType" not in got.form


def test_whatsapp_names_its_channel_and_the_profile(running: Running, hooked: Receiver) -> None:
    running.remote.text(sender=FROM, body="hi", channel="whatsapp")
    assert running.remote.settle()
    form = hooked.got[0].form
    assert (form["From"], form["ProfileName"], form["WaId"]) == (f"whatsapp:{FROM}", "James Cole", FROM[1:])


def test_stop_is_heard_at_the_carrier_and_still_delivered(running: Running, hooked: Receiver) -> None:
    client = client_at(running)
    running.remote.text(sender=FROM, body=" Stop ")
    assert running.remote.settle()
    assert hooked.got[0].form["OptOutType"] == "STOP"
    assert len(texts(running, "carrier")) == 1
    with pytest.raises(TwilioRestException) as caught:
        send(client)
    assert caught.value.code == 21610
    running.remote.text(sender=FROM, body="START")
    assert running.remote.settle()
    assert hooked.got[1].form["OptOutType"] == "START"
    send(client)


def test_the_carriers_own_answer_can_be_turned_off(running: Running, hooked: Receiver) -> None:
    running.remote.configure(opt_out_replies=False)
    running.remote.text(sender=FROM, body="STOP")
    assert running.remote.settle()
    assert texts(running, "carrier") == []


@pytest.mark.parametrize(
    ("body", "opted_out", "expected"),
    [
        ("STOP", False, "STOP"),
        ("unsubscribe", False, "STOP"),
        ("STOP please", False, None),
        ("start", True, "START"),
        ("yes", False, None),
        ("Yes", True, "START"),
        ("HELP", False, "HELP"),
        ("1", True, None),
    ],
)
def test_a_keyword_is_the_whole_message(body: str, opted_out: bool, expected: str | None) -> None:
    assert opt_out_type(body, opted_out) == expected


@pytest.mark.parametrize(
    ("answers", "posts", "codes"),
    [
        ([Answer(status=500)], 2, [11200]),
        ([Answer(status=502), Answer(status=502)], 2, [11200, 11200]),
        ([Answer(status=403)], 1, [11200]),
        ([Answer(status=200, body="hello", content_type="text/html")], 1, [12300]),
        ([Answer(status=200, body="<Response>", content_type="text/xml")], 1, [12100]),
        ([Answer(status=200, body="<Reply/>", content_type="text/xml")], 1, [12200]),
        ([Answer(status=204)], 1, []),
        ([twiml("")], 1, []),
    ],
)
def test_a_failing_webhook_is_tried_once_more_and_noted(
    running: Running, hooked: Receiver, answers: list[Answer], posts: int, codes: list[int]
) -> None:
    hooked.answers = answers
    running.remote.text(sender=FROM, body="1")
    assert running.remote.settle()
    assert len(hooked.got) == posts
    assert alerts(running) == codes


def test_twiml_is_sent_back_to_the_person(running: Running, hooked: Receiver) -> None:
    hooked.answers = [twiml("<Message>First &amp; foremost</Message><Message><Body>Second</Body></Message>")]
    running.remote.text(sender=FROM, body="1")
    assert running.remote.settle()
    assert texts(running, "twiml") == ["First & foremost", "Second"]


def test_twiml_for_somebody_who_opted_out_is_not_sent(running: Running, hooked: Receiver) -> None:
    hooked.answers = [twiml("<Message>One more thing</Message>")]
    running.remote.text(sender=FROM, body="STOP")
    assert running.remote.settle()
    assert texts(running, "twiml") == []
    assert alerts(running) == [21610]


def test_a_document_type_in_twiml_is_refused() -> None:
    with pytest.raises(TwimlError, match="document type"):
        messages_of('<!DOCTYPE x [<!ENTITY a "b">]><Response/>')


def test_a_webhook_can_come_twice_with_the_same_sid(running: Running, hooked: Receiver) -> None:
    running.remote.order_fault("twilio", FaultKind.DUPLICATE_WEBHOOK)
    running.remote.text(sender=FROM, body="1")
    assert running.remote.settle()
    assert len({got.form["MessageSid"] for got in hooked.got}) == 1
    assert len(hooked.got) == 2


def test_without_a_webhook_the_text_is_kept_and_noted(running: Running) -> None:
    running.remote.text(sender=FROM, body="1")
    assert running.remote.settle()
    assert texts(running, "person") == ["1"]
    assert alerts(running) == [11200]


@pytest.mark.parametrize("order", [{"sender": "James", "body": "1"}, {"sender": FROM, "body": " "}])
def test_a_text_that_no_phone_could_send_is_refused(running: Running, order: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="422"):
        running.remote.text(**order)
