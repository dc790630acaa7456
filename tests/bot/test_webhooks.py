from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import httpx2
import pytest

from bot import webhooks
from bot.edges import MAX_BODY
from bot.updates import webhook_secret
from cases.model import Channel
from emulators.twilio.signature import sign
from outreach.chat import thread
from outreach.runtime import Runtime
from tests.bot.conftest import CHAT, PHONE, STAND_INS, id_of
from tests.bot.server import serving

BASE = "https://chat.alder.example"
SMS = "/webhooks/twilio/sms"
STATUS = "/webhooks/twilio/status"
TELEGRAM = "/webhooks/telegram"
TEXT = {"From": PHONE, "To": STAND_INS.our_number, "Body": "hello", "MessageSid": "SM1"}
UPDATE = {"update_id": 1, "message": {"message_id": 1, "chat": {"id": CHAT, "type": "private"}, "text": "hello"}}


def signed(path: str, form: Mapping[str, str]) -> dict[str, str]:
    return {"X-Twilio-Signature": sign(BASE + path, form, STAND_INS.auth_token)}


async def test_a_signed_text_is_taken_in_and_answered_with_empty_twiml(
    http: httpx2.AsyncClient, runtime: Runtime
) -> None:
    answer = await http.post(SMS, data=TEXT, headers=signed(SMS, TEXT))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/xml; charset=utf-8")
    assert "<Response/>" in answer.text
    assert thread(runtime, id_of(runtime), channel=Channel.SMS)[0].text == "hello"


async def test_a_repeated_text_is_answered_200_and_counts_once(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    answers = [await http.post(SMS, data=TEXT, headers=signed(SMS, TEXT)) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    said = [line.text for line in thread(runtime, id_of(runtime), channel=Channel.SMS) if line.from_ == "borrower"]
    assert said == ["hello"]


@pytest.mark.parametrize("headers", [{}, {"X-Twilio-Signature": "bm9wZQ=="}])
async def test_a_text_with_a_wrong_signature_changes_nothing(
    http: httpx2.AsyncClient, runtime: Runtime, headers: dict[str, str]
) -> None:
    assert (await http.post(SMS, data=TEXT, headers=headers)).status_code == 403
    assert thread(runtime, id_of(runtime), channel=Channel.SMS) == []


async def test_a_signature_covers_the_query_of_the_public_url(http: httpx2.AsyncClient) -> None:
    path = f"{SMS}?x=1"
    assert (await http.post(path, data=TEXT, headers=signed(path, TEXT))).status_code == 200
    assert (await http.post(path, data=TEXT, headers=signed(SMS, TEXT))).status_code == 403


@pytest.mark.parametrize(
    ("path", "content", "status"),
    [
        (SMS, b"a" * (MAX_BODY + 1), 413),
        (SMS, b"\xff\xfe", 400),
        (SMS, b"Body=%FF", 400),
        (SMS, b"no form", 400),
        (SMS, b"&".join(b"a%d=1" % n for n in range(300)), 400),
        (STATUS, b"", 403),
    ],
)
async def test_a_form_that_is_none_or_empty_is_refused(
    http: httpx2.AsyncClient, path: str, content: bytes, status: int
) -> None:
    assert (await http.post(path, content=content)).status_code == status


def test_a_sender_that_only_listens_when_done_hears_that_it_was_too_much(runtime: Runtime) -> None:
    with serving(runtime) as base, pytest.raises(HTTPError) as refused:
        urlopen(base + SMS, data=b"a" * 2_000_000)
    with refused.value as answer:
        assert answer.code == 413


@pytest.mark.parametrize(
    ("path", "form", "field"),
    [(SMS, {"From": PHONE}, "MessageSid"), (STATUS, {"MessageSid": "SM1", "MessageStatus": "odd"}, "MessageStatus")],
)
async def test_a_signed_form_that_makes_no_sense_says_where(
    http: httpx2.AsyncClient, path: str, form: dict[str, str], field: str
) -> None:
    answer = await http.post(path, data=form, headers=signed(path, form))
    assert (answer.status_code, field in answer.json()["detail"]) == (400, True)


async def test_a_receipt_of_a_message_that_is_not_ours_is_answered_200(
    http: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks, "RECEIPT_WAITS_S", (0.0,))
    form = {"MessageSid": "SM404", "MessageStatus": "delivered"}
    assert (await http.post(STATUS, data=form, headers=signed(STATUS, form))).status_code == 200


async def post_update(http: httpx2.AsyncClient, runtime: Runtime, update: Any) -> httpx2.Response:
    headers = {"X-Telegram-Bot-Api-Secret-Token": webhook_secret(runtime)}
    return await http.post(TELEGRAM, content=json.dumps(update), headers=headers)


async def test_an_update_with_the_secret_is_taken(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    answer = await post_update(http, runtime, UPDATE)
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": "guess"}])
async def test_an_update_without_the_secret_is_not(http: httpx2.AsyncClient, headers: dict[str, str]) -> None:
    assert (await http.post(TELEGRAM, json=UPDATE, headers=headers)).status_code == 403


async def test_a_pressed_button_is_acknowledged_in_the_answer(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    query = {"id": "77", "data": "pay", "message": {"chat": {"id": CHAT, "type": "private"}}}
    answer = await post_update(http, runtime, {"update_id": 2, "callback_query": query})
    assert answer.json() == {"method": "answerCallbackQuery", "callback_query_id": "77"}


ODD = [([], 400), ({"update_id": "x"}, 400), ({"update_id": 3, "poll": {}}, 200)]


@pytest.mark.parametrize(("update", "status"), ODD)
async def test_an_update_that_makes_no_sense_is_400_and_one_not_for_us_200(
    http: httpx2.AsyncClient, runtime: Runtime, update: object, status: int
) -> None:
    assert (await post_update(http, runtime, update)).status_code == status
