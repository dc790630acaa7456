"""The Twilio stand-in behaves for the real twilio client."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from requests.exceptions import ConnectionError as Disconnected
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from emulators import FaultKind, Running
from emulators.twilio.checks import MAGIC_NUMBERS
from emulators.twilio.segments import count_segments
from tests.emulators.conftest import CONFIG, JAMES, NINA

TO = JAMES.phone or ""
US = CONFIG.our_number


def client_at(running: Running, token: str = CONFIG.auth_token) -> Client:
    client = Client(CONFIG.account_sid, token, http_client=TwilioHttpClient(timeout=5, pool_connections=False))
    client.api.base_url = running.twilio_base
    return client


@pytest.fixture
def client(running: Running) -> Client:
    return client_at(running)


def send(client: Client, **changes: Any) -> Any:
    return client.messages.create(**({"to": TO, "from_": US, "body": "Hello"} | changes))


def test_a_message_is_queued_and_then_delivered(client: Client, running: Running) -> None:
    message = send(client)
    assert re.fullmatch(r"SM[0-9a-f]{32}", message.sid)
    assert (message.status, message.direction, message.num_segments) == ("queued", "outbound-api", "1")
    assert running.remote.settle()
    fetched = client.messages(message.sid).fetch()
    assert (fetched.status, fetched.body, fetched.error_code) == ("delivered", "Hello", None)
    assert isinstance(fetched.date_sent, datetime)


def test_a_messaging_service_picks_the_sender_later(client: Client, running: Running) -> None:
    message = send(client, from_=None, messaging_service_sid="MG" + "a" * 32)
    assert (message.status, message.from_, message.num_segments) == ("accepted", None, "0")
    assert running.remote.settle()
    fetched = client.messages(message.sid).fetch()
    assert (fetched.status, fetched.from_, fetched.num_segments) == ("delivered", US, "1")


def test_media_make_it_an_mms(client: Client) -> None:
    message = send(client, body=None, media_url=["https://lender.example/a.png"])
    assert message.sid.startswith("MM")
    assert message.num_media == "1"


def test_the_list_is_newest_first_and_filtered(client: Client, running: Running) -> None:
    running.remote.follow_clock("2026-11-24T10:00:00Z")
    first = send(client, body="first")
    send(client, to=NINA.phone, body="to Nina")
    assert running.remote.settle()
    running.remote.follow_clock("2026-11-25T10:00:00Z")
    last = send(client, body="last")
    assert running.remote.settle()
    assert [one.body for one in client.messages.list()] == ["last", "to Nina", "first"]
    assert [one.sid for one in client.messages.list(to=TO)] == [last.sid, first.sid]
    assert [one.sid for one in client.messages.list(date_sent=date(2026, 11, 25))] == [last.sid]
    before = datetime(2026, 11, 24, 23, 0, tzinfo=UTC)
    assert len(client.messages.list(date_sent_before=before)) == 2
    assert [one.sid for one in client.messages.list(date_sent_after=date(2026, 11, 25))] == [last.sid]


def test_the_list_comes_in_pages(client: Client) -> None:
    for number in range(5):
        send(client, body=str(number))
    assert [one.body for one in client.messages.list(page_size=2)] == ["4", "3", "2", "1", "0"]


def test_the_account_can_be_fetched(client: Client) -> None:
    account = client.api.accounts(CONFIG.account_sid).fetch()
    assert (account.sid, account.status) == (CONFIG.account_sid, "active")


REFUSALS: dict[str, tuple[dict[str, Any], int, int]] = {
    "no number": ({"to": "James"}, 21211, 400),
    "a number without its country": ({"to": "5550143"}, 21211, 400),
    "no recipient": ({"to": ""}, 21604, 400),
    "no sender": ({"from_": None}, 21603, 400),
    "a sender that is no number": ({"from_": "Alder"}, 21212, 400),
    "somebody else's number": ({"from_": "+12025550999"}, 21606, 400),
    "a WhatsApp sender that is not ours": ({"to": f"whatsapp:{TO}", "from_": "whatsapp:+12025550999"}, 63007, 400),
    "nothing to say": ({"body": None}, 21619, 400),
    "1601 characters": ({"body": "x" * 1601}, 21617, 400),
    "a callback that is no address": ({"status_callback": "somewhere"}, 21609, 400),
    "an unknown template": ({"body": None, "content_sid": "HX" + "0" * 32}, 21655, 400),
    "a messaging service of another form": ({"from_": None, "messaging_service_sid": "MGx"}, 20404, 404),
}
REFUSALS |= {f"the magic number {number}": ({"to": number}, code, 400) for number, code in MAGIC_NUMBERS.items()}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_bad_message_is_refused_with_its_code(client: Client, case: str) -> None:
    changes, code, status = REFUSALS[case]
    with pytest.raises(TwilioRestException) as caught:
        send(client, **changes)
    assert (caught.value.code, caught.value.status) == (code, status)
    assert client.messages.list() == []


@pytest.mark.parametrize(("state", "code"), [("not_mobile", 21614), ("region_off", 21408)])
def test_a_line_can_refuse(client: Client, running: Running, state: str, code: int) -> None:
    running.remote.line(TO, state)
    with pytest.raises(TwilioRestException) as caught:
        send(client)
    assert caught.value.code == code


def test_wrong_credentials_are_refused(running: Running) -> None:
    with pytest.raises(TwilioRestException) as caught:
        send(client_at(running, token="0" * 32))
    assert (caught.value.code, caught.value.status) == (20003, 401)


def test_an_unknown_message_is_not_found(client: Client) -> None:
    with pytest.raises(TwilioRestException) as caught:
        client.messages("SM" + "0" * 32).fetch()
    assert (caught.value.code, caught.value.status) == (20404, 404)


@pytest.mark.parametrize(
    ("kind", "details", "code", "status"),
    [
        (FaultKind.RATE_LIMITED, {}, 20429, 429),
        (FaultKind.SERVER_ERROR, {}, 20500, 500),
        (FaultKind.FORBIDDEN, {}, 21610, 400),
        (FaultKind.REJECTED, {"code": 21408}, 21408, 400),
    ],
)
def test_the_next_calls_can_be_made_to_fail(
    client: Client, running: Running, kind: FaultKind, details: dict[str, Any], code: int, status: int
) -> None:
    running.remote.order_fault("twilio", kind, times=2, only=TO, **details)
    send(client, to=NINA.phone)
    for _ in range(2):
        with pytest.raises(TwilioRestException) as caught:
            send(client)
        assert (caught.value.code, caught.value.status) == (code, status)
    send(client)


@pytest.mark.parametrize(("kind", "kept"), [(FaultKind.TIMEOUT, 0), (FaultKind.DROPPED_AFTER_ACCEPT, 1)])
def test_a_connection_can_break_before_or_after_acceptance(
    client: Client, running: Running, kind: FaultKind, kept: int
) -> None:
    running.remote.order_fault("twilio", kind, seconds=0.05)
    with pytest.raises(Disconnected):
        send(client)
    assert len(client.messages.list()) == kept


def test_an_answer_can_be_late(client: Client, running: Running) -> None:
    running.remote.order_fault("twilio", FaultKind.DELAYED, seconds=0.3)
    before = datetime.now(UTC)
    send(client)
    assert (datetime.now(UTC) - before).total_seconds() >= 0.3


def test_ids_are_the_same_after_a_reset(client: Client, running: Running) -> None:
    first = send(client).sid
    running.remote.reset()
    assert send(client).sid == first


@pytest.mark.parametrize(
    ("body", "segments"),
    [
        ("", 1),
        ("x" * 160, 1),
        ("x" * 161, 2),
        ("x" * 306, 2),
        ("x" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("x" * 152 + "€" + "x" * 152, 3),
        ("ñéü¿¡" * 32, 1),
        ("á" + "x" * 69, 1),
        ("á" + "x" * 70, 2),
        ("ж" * 134, 2),
        ("ж" * 135, 3),
        ("期" * 70, 1),
        ("\N{FACE WITH TEARS OF JOY}" * 35, 1),
        ("x" * 66 + "\N{FACE WITH TEARS OF JOY}" + "x" * 66, 3),
        ("\N{NO-BREAK SPACE}" * 71, 2),
    ],
)
def test_segments_are_counted(body: str, segments: int) -> None:
    assert count_segments(body) == segments
