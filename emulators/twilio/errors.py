"""Twilio's error codes, as used here. Source: https://www.twilio.com/docs/api/errors."""

from __future__ import annotations

from typing import Any, Final

from emulators.faults import Fault, FaultKind

API_ERRORS: Final[dict[int, tuple[int, str]]] = {
    20001: (400, "Bad request"),
    20003: (401, "Authenticate"),
    20404: (404, "The requested resource {subject} was not found"),
    20429: (429, "Too Many Requests"),
    20500: (500, "Internal Server Error"),
    21211: (400, "Invalid 'To' Phone Number: {subject}"),
    21212: (400, "Invalid 'From' Number: {subject}"),
    21408: (
        400,
        "Permission to send an SMS has not been enabled for the region indicated by the 'To' number: {subject}",
    ),
    21603: (400, "A 'From' phone number is required."),
    21604: (400, "A 'To' phone number is required."),
    21606: (400, "The 'From' phone number {subject} is not a valid message-capable Twilio number for this destination"),
    21609: (400, "Invalid 'StatusCallback' URL: {subject}"),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21612: (400, "The 'To' phone number: {subject}, is not currently reachable using the 'From' phone number"),
    21614: (400, "To number: {subject}, is not a mobile number"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit"),
    21619: (400, "A text message body or media urls must be specified."),
    21655: (400, "The ContentSid {subject} is invalid."),
    21656: (400, "The ContentVariables parameter is invalid."),
    63007: (400, "Twilio could not find a Channel with the specified From address"),
}
"""Answered at once: code to HTTP status and words."""

DELIVERY_ERRORS: Final[dict[int, tuple[str, str]]] = {
    30003: ("undelivered", "Unreachable destination handset"),
    30004: ("undelivered", "Message blocked"),
    30005: ("undelivered", "Unknown destination handset"),
    30006: ("undelivered", "Landline or unreachable carrier"),
    30007: ("undelivered", "Message filtered"),
    30008: ("undelivered", "Unknown error"),
    63016: ("failed", "Failed to send freeform message because you are outside the allowed window"),
}
"""Told later by receipt: code to final status and words."""


class TwilioError(Exception):
    """A request that the API turns down. `subject` is the number or path it is about."""

    def __init__(self, code: int, subject: str = "") -> None:
        super().__init__(code)
        self.code = code
        status, words = API_ERRORS.get(code, (400, "Rejected by order"))
        self.status = status
        self.message = words.format(subject=subject)

    def body(self) -> dict[str, Any]:
        more = f"https://www.twilio.com/docs/errors/{self.code}"
        return {"code": self.code, "message": self.message, "more_info": more, "status": self.status}


_CODE_OF_FAULT: Final = {FaultKind.RATE_LIMITED: 20429, FaultKind.FORBIDDEN: 21610, FaultKind.SERVER_ERROR: 20500}


def ordered_rejection(fault: Fault) -> TwilioError:
    """What a fault on a call looks like in this provider's words."""
    return TwilioError(fault.code or _CODE_OF_FAULT.get(fault.kind, 20001))
