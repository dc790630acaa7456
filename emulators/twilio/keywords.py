"""STOP, START and HELP at the carrier: the whole message is one keyword, in any case.

Source: https://help.twilio.com/articles/223134027, "Twilio support for opt-out keywords". YES opts in only
somebody who had opted out: otherwise it is an ordinary answer.
"""

from __future__ import annotations

from typing import Final

STOP: Final = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"})
START: Final = frozenset({"START", "UNSTOP"})
HELP: Final = frozenset({"HELP", "INFO"})

REPLIES: Final = {
    "STOP": "You have been unsubscribed. No more messages will come from this number. Reply START to resubscribe.",
    "START": "You are subscribed again and will get messages from this number. Reply STOP to unsubscribe.",
    "HELP": "Reply STOP to unsubscribe. Message and data rates may apply.",
}
"""What the carrier itself answers, whatever the product does."""


def opt_out_type(body: str, opted_out: bool) -> str | None:
    """STOP, START or HELP when the text is such a keyword, else None."""
    word = body.strip().upper()
    if word in STOP:
        return "STOP"
    if word in START or (word == "YES" and opted_out):
        return "START"
    return "HELP" if word in HELP else None
