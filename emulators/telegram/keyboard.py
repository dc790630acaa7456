"""Buttons under a message, checked as the Bot API checks them."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from emulators.telegram.errors import bad_request

MAX_CALLBACK_BYTES: Final = 64
MAX_BUTTONS: Final = 100
ACTIONS: Final = ("callback_data", "url", "web_app", "login_url", "switch_inline_query", "copy_text", "pay")
OTHER_MARKUPS: Final = ("keyboard", "remove_keyboard", "force_reply")
LINK_SCHEMES: Final = frozenset({"http", "https", "tg"})

Rows = tuple[tuple[dict[str, Any], ...], ...]


def read_markup(markup: Any) -> Rows:
    """The rows of an inline keyboard; empty for no markup and for the other kinds, which are accepted unseen.

    Raises BotApiError with the Bot API's own words: BUTTON_DATA_INVALID for callback data outside 1 to 64 bytes.
    """
    if markup is None:
        return ()
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if any(kind in markup for kind in OTHER_MARKUPS):
        return ()
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be of type Array')
    if sum(len(row) for row in rows) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return tuple(tuple(_checked(button) for button in row) for row in rows if row)


def _checked(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not str(button.get("text", "")).strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not any(action in button for action in ACTIONS):
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button:
        _check_callback_data(button["callback_data"])
    if "url" in button:
        _check_link(button["url"])
    return dict(button)


def _check_callback_data(data: Any) -> None:
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= MAX_CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_link(link: Any) -> None:
    if not isinstance(link, str) or urlsplit(link).scheme not in LINK_SCHEMES or not urlsplit(link).netloc:
        raise bad_request(f"inline keyboard button URL '{link}' is invalid: Wrong HTTP URL")
