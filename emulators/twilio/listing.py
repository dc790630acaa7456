"""The list of messages: newest first, by pages, filtered by To, From and DateSent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request

from emulators.twilio.errors import TwilioError
from emulators.twilio.model import API_VERSION, SmsMessage, message_resource
from emulators.twilio.server import TwilioServer

DEFAULT_PAGE: Final = 50
LARGEST_PAGE: Final = 1000

FILTERS: Final[dict[str, Callable[[SmsMessage, str], bool]]] = {
    "To": lambda message, value: message.recipient == value,
    "From": lambda message, value: message.sender == value,
    "DateSent": lambda message, value: _sent_on(message) == _day(value),
    "DateSent<": lambda message, value: _sent_on(message) <= _day(value),
    "DateSent>": lambda message, value: _sent_on(message) >= _day(value),
}


def page_of(server: TwilioServer, request: Request) -> dict[str, Any]:
    """One page in the 2010 API's envelope. Raises TwilioError (20001) for a page or date that is none."""
    query = request.query_params
    wanted = [(FILTERS[name], value) for name, value in query.items() if name in FILTERS and value]
    found = [
        message
        for message in sorted(server.messages.values(), key=lambda message: -message.place)
        if all(keep(message, value) for keep, value in wanted)
    ]
    page, size = _number(query.get("Page"), 0), min(_number(query.get("PageSize"), DEFAULT_PAGE), LARGEST_PAGE)
    start = page * max(size, 1)
    shown = found[start : start + max(size, 1)]
    account = server.stage.config.account_sid
    path = f"/{API_VERSION}/Accounts/{account}/Messages.json"

    def uri(number: int) -> str:
        named = {name: value for name, value in query.items() if name not in {"Page", "PageSize", "PageToken"}}
        return f"{path}?{urlencode(named | {'PageSize': size, 'Page': number})}"

    return {
        "messages": [message_resource(message, account) for message in shown],
        "page": page,
        "page_size": size,
        "start": start,
        "end": start + max(len(shown) - 1, 0),
        "uri": uri(page),
        "first_page_uri": uri(0),
        "next_page_uri": uri(page + 1) if start + len(shown) < len(found) else None,
        "previous_page_uri": uri(page - 1) if page else None,
    }


def _sent_on(message: SmsMessage) -> date:
    return (message.sent_at or message.at).date()


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise TwilioError(20001) from None


def _number(value: str | None, default: int) -> int:
    if value is None:
        return default
    if not value.isdigit():
        raise TwilioError(20001)
    return int(value)
