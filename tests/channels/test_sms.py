from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from channels._twilio import ERROR_KINDS, STATUSES, error_of, signed_by_twilio
from channels.base import ErrorKind, InvalidWebhook, Outgoing, ReceiptStatus, SendError
from channels.sms import SmsAdapter, parse_inbound, parse_status
from emulators import FaultKind, Running
from emulators.twilio.signature import sign
from tests.channels.conftest import PHONE, Twilio, text_to

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
INBOUND = {"From": PHONE, "To": "+12025550100", "Body": " 1 ", "MessageSid": "SM1", "NumMedia": "0"}
STATUS = {"MessageSid": "SM1", "MessageStatus": "delivered", "To": PHONE}


async def failure(adapter: SmsAdapter, outgoing: Outgoing) -> SendError:
    try:
        with pytest.raises(SendError) as raised:
            await adapter.send(outgoing)
    finally:
        await adapter.close()
    return raised.value


async def test_a_text_reaches_the_phone_and_comes_back_with_its_sid(stand_ins: Running) -> None:
    adapter = SmsAdapter(Twilio(api_base=stand_ins.twilio_base))
    try:
        sid = await adapter.send(text_to(PHONE, "Пишет Ольга Миронова. 1 да, 2 нет"))
        assert await adapter.send(text_to(PHONE, "again")) != sid
    finally:
        await adapter.close()
    first, _ = stand_ins.remote.state()["twilio"]["messages"]
    assert (first["sid"], first["body"]) == (sid, "Пишет Ольга Миронова. 1 да, 2 нет")


@pytest.mark.parametrize(
    ("fault", "kind", "code"),
    [
        ({"kind": FaultKind.REJECTED, "code": 21211}, ErrorKind.BAD_ADDRESS, "21211"),
        ({"kind": FaultKind.REJECTED, "code": 21610}, ErrorKind.STOPPED, "21610"),
        ({"kind": FaultKind.REJECTED, "code": 21408}, ErrorKind.CONFIG, "21408"),
        ({"kind": FaultKind.RATE_LIMITED}, ErrorKind.THROTTLED, "20429"),
        ({"kind": FaultKind.SERVER_ERROR}, ErrorKind.UNKNOWN, "20500"),
        ({"kind": FaultKind.DROPPED_AFTER_ACCEPT}, ErrorKind.UNKNOWN, None),
    ],
)
async def test_each_refusal_has_its_kind(
    stand_ins: Running, fault: dict[str, Any], kind: ErrorKind, code: str | None
) -> None:
    stand_ins.remote.order_fault("twilio", **fault)
    error = await failure(SmsAdapter(Twilio(api_base=stand_ins.twilio_base)), text_to(PHONE))
    assert (error.kind, error.code) == (kind, code)


async def test_a_timeout_may_have_gone_out(stand_ins: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("channels._twilio.TIMEOUT_S", 0.1)
    stand_ins.remote.order_fault("twilio", FaultKind.DELAYED, seconds=0.5)
    error = await failure(SmsAdapter(Twilio(api_base=stand_ins.twilio_base)), text_to(PHONE))
    assert error.kind is ErrorKind.UNKNOWN


async def test_a_server_that_is_not_there_took_nothing() -> None:
    assert (await failure(SmsAdapter(Twilio()), text_to(PHONE))).kind is ErrorKind.RETRY


async def test_wrong_credentials_are_ours_to_mend(stand_ins: Running) -> None:
    error = await failure(SmsAdapter(Twilio(api_base=stand_ins.twilio_base, auth_token="wrong")), text_to(PHONE))
    assert (error.kind, error.code) == (ErrorKind.CONFIG, "20003")


async def test_it_is_off_while_a_setting_is_missing_and_says_which() -> None:
    adapter = SmsAdapter(Twilio(from_number="", auth_token=""))
    assert not adapter.on
    assert adapter.missing == ("twilio.auth_token", "twilio.from_number")
    assert "twilio.auth_token" in (await failure(adapter, text_to(PHONE))).what


async def test_a_text_beyond_twilios_limit_is_not_tried() -> None:
    assert (await failure(SmsAdapter(Twilio()), text_to(PHONE, "x" * 1601))).kind is ErrorKind.CONFIG


def test_a_throttled_text_says_how_long_to_wait() -> None:
    assert error_of(30001, None, "queue overflow").after == timedelta(seconds=5)
    assert error_of(None, 429, "slow down").kind is ErrorKind.THROTTLED


def test_every_error_kind_that_twilio_can_mean_is_in_the_table() -> None:
    assert set(ERROR_KINDS.values()) | {ErrorKind.CONFIG} == set(ErrorKind)


def test_a_persons_text_becomes_an_inbound() -> None:
    inbound = parse_inbound(INBOUND, NOW)
    assert (inbound.address, inbound.external_id, inbound.text, inbound.unreadable) == (PHONE, "SM1", "1", False)


def test_a_picture_without_words_is_unreadable_and_with_words_is_read() -> None:
    picture = INBOUND | {"Body": "", "NumMedia": "1"}
    assert parse_inbound(picture, NOW).unreadable
    assert parse_inbound(picture | {"Body": "paid"}, NOW).text == "paid"


@pytest.mark.parametrize("field", ["From", "MessageSid"])
def test_an_inbound_form_without_a_field_says_which(field: str) -> None:
    with pytest.raises(InvalidWebhook, match=field):
        parse_inbound({name: value for name, value in INBOUND.items() if name != field}, NOW)


@pytest.mark.parametrize(("named", "status"), STATUSES.items())
def test_each_status_becomes_a_receipt(named: str, status: ReceiptStatus) -> None:
    receipt = parse_status(STATUS | {"MessageStatus": named}, NOW)
    assert (receipt.provider_id, receipt.status) == ("SM1", status)
    assert (receipt.error is not None) == (status is ReceiptStatus.FAILED)


def test_a_failed_receipt_carries_its_code_and_kind() -> None:
    failed = {"MessageStatus": "undelivered", "ErrorCode": "30005", "ErrorMessage": "Unknown destination handset"}
    receipt = parse_status(STATUS | failed, NOW)
    assert receipt.error is not None
    assert (receipt.code, receipt.error.kind) == ("30005", ErrorKind.BAD_ADDRESS)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"MessageStatus": "teleported"}, "MessageStatus"),
        ({"MessageSid": ""}, "MessageSid"),
        ({"MessageStatus": "failed", "ErrorCode": "many"}, "ErrorCode"),
    ],
)
def test_a_status_form_that_makes_no_sense_says_where(changes: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidWebhook, match=field):
        parse_status(STATUS | changes, NOW)


URL = "https://chat.alder.example/webhooks/twilio/sms"


def test_a_signature_counts_for_its_url_its_form_and_its_token_only() -> None:
    signature = {"x-twilio-signature": sign(URL, INBOUND, "token")}
    assert signed_by_twilio("token", URL, INBOUND, signature)
    assert not signed_by_twilio("token", URL + "?x=1", INBOUND, signature)
    assert not signed_by_twilio("token", URL, INBOUND | {"Body": "2"}, signature)
    assert not signed_by_twilio("other", URL, INBOUND, signature)
    assert not signed_by_twilio("token", URL, INBOUND, {})


def test_a_sha256_signature_counts_where_the_header_names_it() -> None:
    from twilio.request_validator import RequestValidator

    signature = RequestValidator("token").compute_signature(URL, INBOUND, "HMAC_SHA256")
    named = {"x-twilio-webhooks-signature-settings": "key=k,algorithm=HMAC_SHA256"}
    assert signed_by_twilio("token", URL, INBOUND, {"x-twilio-signature": signature} | named)
    assert not signed_by_twilio("token", URL, INBOUND, {"x-twilio-signature": signature})


def test_nothing_counts_as_signed_while_there_is_no_token() -> None:
    assert not signed_by_twilio("", URL, INBOUND, {"x-twilio-signature": sign(URL, INBOUND, "")})
