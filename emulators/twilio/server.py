"""One Twilio account: its messages, who opted out, what each line does, alerts for its owner."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final

from emulators.stage import Stage
from emulators.twilio.model import WHATSAPP, SmsMessage

WHATSAPP_WINDOW: Final = timedelta(hours=24)


class Line(StrEnum):
    """What happens to texts for a number."""

    OK = "ok"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"
    LANDLINE = "landline"
    FILTERED = "filtered"
    NOT_MOBILE = "not_mobile"
    REGION_OFF = "region_off"


REFUSED_LINES: Final = {Line.NOT_MOBILE: 21614, Line.REGION_OFF: 21408}
UNDELIVERED_LINES: Final = {Line.UNREACHABLE: 30003, Line.UNKNOWN: 30005, Line.LANDLINE: 30006, Line.FILTERED: 30007}


class TwilioServer:
    """State of the account. Methods change it and tell the feed."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.opened_at = stage.clock.now()
        self.messages: dict[str, SmsMessage] = {}
        self.opted_out: set[str] = set()
        self.lines: dict[str, Line] = {}
        self.contents: dict[str, str] = {}
        self.media: dict[str, bytes] = {}
        self.alerts: list[dict[str, Any]] = []
        self.callbacks: list[dict[str, Any]] = []
        self.calls: list[dict[str, Any]] = []

    def add(
        self,
        *,
        sender: str,
        recipient: str,
        body: str,
        direction: str,
        by: str,
        status: str,
        media_urls: tuple[str, ...] = (),
        **more: Any,
    ) -> SmsMessage:
        """A new message with its SID: SM, or MM when media come along."""
        now = self.stage.clock.now()
        message = SmsMessage(
            sid=self.stage.ids.sid("MM" if media_urls else "SM"),
            place=self.stage.next_place(),
            at=now,
            updated_at=now,
            sender=sender,
            recipient=recipient,
            body=body,
            direction=direction,
            by=by,
            status=status,
            media_urls=media_urls,
            **more,
        )
        self.messages[message.sid] = message
        return message

    def change(self, sid: str, **changes: Any) -> SmsMessage:
        changed = dataclasses.replace(self.messages[sid], updated_at=self.stage.clock.now(), **changes)
        self.messages[sid] = changed
        self.tell(changed.phone)
        return changed

    def line(self, address: str) -> Line:
        return self.lines.get(address.removeprefix(WHATSAPP), Line.OK)

    def in_whatsapp_window(self, address: str) -> bool:
        """Has this person written on WhatsApp in the last 24 hours?"""
        since = self.stage.clock.now() - WHATSAPP_WINDOW
        return any(one.inbound and one.sender == address and one.at > since for one in self.messages.values())

    def alert(self, code: int, words: str) -> None:
        """What Twilio would show in the account's debugger."""
        self.alerts.append({"code": code, "message": words, "at": self.stage.clock.now().isoformat()})

    def tell(self, phone: str) -> None:
        self.stage.feed.publish("twilio", phone=phone)
