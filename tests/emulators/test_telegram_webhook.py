"""Updates by webhook: in order, with the secret, again until they are taken."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from emulators import FaultKind, Running
from tests.emulators.conftest import CONFIG, NINA
from tests.emulators.receiver import Answer, Receiver

CHAT = NINA.telegram_id or 0


def call(http: httpx2.Client, method: str, **params: Any) -> Any:
    response = http.post(f"/telegram/bot{CONFIG.bot_token}/{method}", json=params)
    return response.json()


@pytest.fixture
def hooked(http: httpx2.Client, receiver: Receiver) -> Receiver:
    assert call(http, "setWebhook", url=f"{receiver.url}/hook", secret_token="s3cret_-")["result"] is True
    return receiver


def test_an_update_is_posted_with_the_secret(hooked: Receiver, running: Running) -> None:
    running.remote.write(CHAT, "hello")
    assert running.remote.settle()
    [got] = hooked.got
    assert got.path == "/hook"
    assert got.headers["x-telegram-bot-api-secret-token"] == "s3cret_-"
    assert got.json["message"]["text"] == "hello"


def test_a_refused_update_comes_again_before_the_next_one(
    hooked: Receiver, running: Running, http: httpx2.Client
) -> None:
    hooked.answers = [Answer(status=500), Answer(status=404)]
    running.remote.write(CHAT, "one")
    running.remote.write(CHAT, "two")
    assert running.remote.settle()
    assert [got.json["message"]["text"] for got in hooked.got] == ["one", "one", "one", "two"]
    info = call(http, "getWebhookInfo")["result"]
    assert info["pending_update_count"] == 0
    assert info["last_error_message"].startswith("Wrong response from the webhook: 404")


def test_an_update_can_be_delivered_twice(hooked: Receiver, running: Running) -> None:
    running.remote.order_fault("telegram", FaultKind.DUPLICATE_WEBHOOK)
    running.remote.write(CHAT, "once")
    running.remote.write(CHAT, "next")
    assert running.remote.settle()
    assert [got.json["message"]["text"] for got in hooked.got] == ["once", "once", "next"]
    assert hooked.got[0].json["update_id"] == hooked.got[1].json["update_id"]


def test_updates_from_before_the_webhook_are_delivered_or_dropped(
    running: Running, receiver: Receiver, http: httpx2.Client
) -> None:
    running.remote.write(CHAT, "kept")
    call(http, "setWebhook", url=receiver.url)
    assert running.remote.settle()
    call(http, "deleteWebhook")
    running.remote.write(CHAT, "dropped")
    call(http, "setWebhook", url=receiver.url, drop_pending_updates=True)
    assert running.remote.settle()
    assert [got.json["message"]["text"] for got in receiver.got] == ["kept"]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "http://lender.example/hook"}, "An HTTPS URL must be provided"),
        ({"url": "https://lender.example/hook", "secret_token": "no spaces"}, "unallowed characters"),
    ],
)
def test_a_bad_webhook_is_refused(http: httpx2.Client, params: dict[str, str], words: str) -> None:
    answer = call(http, "setWebhook", **params)
    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert words in answer["description"]
