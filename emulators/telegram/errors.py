"""How the Bot API refuses: `{"ok": false, "error_code": 400, "description": "...", "parameters": {...}}`."""

from __future__ import annotations

from typing import Any, Final

from emulators.faults import Fault, FaultKind


class BotApiError(Exception):
    """A call that the Bot API turns down. `parameters` may hold `retry_after` in seconds."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(reason: str) -> BotApiError:
    return BotApiError(400, f"Bad Request: {reason}")


def conflict(reason: str) -> BotApiError:
    return BotApiError(409, f"Conflict: {reason}")


def blocked() -> BotApiError:
    return BotApiError(403, "Forbidden: bot was blocked by the user")


def unauthorized() -> BotApiError:
    return BotApiError(401, "Unauthorized")


def not_found() -> BotApiError:
    return BotApiError(404, "Not Found")


def too_many(retry_after_s: int) -> BotApiError:
    return BotApiError(429, f"Too Many Requests: retry after {retry_after_s}", {"retry_after": retry_after_s})


_PHRASES: Final = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}


def ordered_refusal(fault: Fault) -> BotApiError:
    """What a fault on a call looks like in this provider's words."""
    if fault.kind is FaultKind.RATE_LIMITED:
        return too_many(max(1, round(fault.seconds)))
    if fault.kind is FaultKind.FORBIDDEN:
        return blocked()
    if fault.kind is FaultKind.REJECTED:
        code = fault.code or 400
        return BotApiError(code, f"{_PHRASES.get(code, 'Error')}: refused by order")
    return BotApiError(500, "Internal Server Error")
