from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from channels.base import Attached, InvalidWebhook
from channels.telegram_updates import TelegramUpdate, parse_update

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
CHAT = {"id": 500143, "type": "private", "first_name": "James"}


def written(**message: Any) -> dict[str, Any]:
    return {"update_id": 10, "message": {"message_id": 3, "date": 1, "chat": CHAT, "from": {"id": 500143}} | message}


def pressed(**query: Any) -> dict[str, Any]:
    return {"update_id": 11, "callback_query": {"id": "77", "from": {"id": 500143}, "message": {"chat": CHAT}} | query}


def parsed(update: dict[str, Any]) -> TelegramUpdate:
    found = parse_update(update, NOW, "42")
    assert found is not None
    return found


def test_a_message_is_its_text_under_the_bots_update_id() -> None:
    inbound = parsed(written(text=" ok i get paid the 4th ")).inbound
    assert (inbound.address, inbound.external_id, inbound.text) == ("500143", "42:10", "ok i get paid the 4th")


def test_a_pressed_button_is_a_choice_to_be_acknowledged() -> None:
    update = parsed(pressed(data="promise"))
    assert (update.inbound.choice, update.inbound.text, update.callback_id) == ("promise", None, "77")


@pytest.mark.parametrize(
    ("text", "payload"),
    [("/start abc_-9", "abc_-9"), ("/start", ""), ("/start@alder_bot x", "x"), ("/starting", None), ("start", None)],
)
def test_start_opens_the_chat_with_its_payload(text: str, payload: str | None) -> None:
    update = parsed(written(text=text))
    assert update.start == payload
    assert (update.inbound.opened, update.inbound.text) == ((True, None) if payload is not None else (False, text))


def test_a_photo_is_named_by_its_largest_size_and_a_document_by_its_name() -> None:
    sizes = [{"file_id": "small", "width": 90}, {"file_id": "large", "width": 1280, "file_size": 900}]
    photo = parsed(written(photo=sizes, caption="see")).inbound
    assert photo.attached == (Attached(source="large", name="photo.jpg", size=900),)
    assert (photo.text, photo.unreadable) == ("see", False)
    document = parsed(written(document={"file_id": "d", "file_name": "../../x.pdf"})).inbound
    assert (document.attached[0].name, document.text, document.unreadable) == ("../../x.pdf", None, False)


@pytest.mark.parametrize("shape", [{"photo": "x"}, {"photo": []}, {"photo": [{"width": 3}]}, {"document": {}}])
def test_a_photo_of_another_shape_is_unreadable(shape: dict[str, object]) -> None:
    assert parsed(written(**shape)).inbound.unreadable


@pytest.mark.parametrize("kind", ["voice", "sticker"])
def test_what_has_no_words_is_unreadable(kind: str) -> None:
    assert parsed(written(**{kind: {"file_id": "f"}})).inbound.unreadable


def test_a_photo_with_words_is_read() -> None:
    inbound = parsed(written(photo=[], caption="paid today")).inbound
    assert (inbound.text, inbound.unreadable) == ("paid today", False)


@pytest.mark.parametrize(
    "update",
    [
        written(text="hi", chat={"id": -5, "type": "group"}),
        pressed(data="pay", message={"chat": {"id": -5, "type": "supergroup"}}),
        pressed(game_short_name="chess"),
        {"update_id": 1, "edited_message": {}},
        {"update_id": 1, "my_chat_member": {}},
    ],
)
def test_what_others_would_read_and_what_says_nothing_is_left_alone(update: dict[str, Any]) -> None:
    assert parse_update(update, NOW, "42") is None


@pytest.mark.parametrize(
    ("update", "field"),
    [
        ({}, "update_id"),
        ({"update_id": "10"}, "update_id"),
        ({"update_id": True}, "update_id"),
        ({"update_id": 1, "message": 5}, "message"),
        ({"update_id": 1, "message": {}}, "chat"),
        ({"update_id": 1, "message": {"chat": {"id": "x", "type": "private"}}}, "id"),
    ],
)
def test_an_update_that_makes_no_sense_says_where(update: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidWebhook, match=field):
        parse_update(update, NOW, "42")


@pytest.mark.parametrize("text", ["/menu", "/help", "/menu@alder_bot"])
def test_a_command_that_any_bot_knows_opens_the_menu(text: str) -> None:
    update = parsed(written(text=text))
    assert (update.inbound.choice, update.inbound.text, update.start) == ("menu", None, None)
