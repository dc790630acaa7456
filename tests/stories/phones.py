"""What stands on a borrower's devices: texts as they arrived at the stand-ins and in the web chat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx2

from tests.stories.cast import Borrower
from tests.stories.program import Program

GONE = 410
PHOTO = b"\xff\xd8\xff\xe0 an invented receipt"
UNREADABLE = {"(sends a sticker)": "sticker", "(sends a voice note)": "voice"}
"""What a phone sends on Telegram that holds no words."""

LINK = re.compile(r"https?://\S+?(?=[.,;)]?(?:\s|$))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """One text on one channel (SMS, TG, WEB), with its buttons as (what is pressed, label)."""

    channel: str
    text: str
    at: datetime | None
    by: str = "Bot"
    buttons: tuple[tuple[str, str], ...] = ()
    message_id: int = 0

    def line(self, text_of: str | None = None) -> str:
        """As stories write it; several lines are joined by a slash."""
        shown = " / ".join(part for part in (text_of or self.text).splitlines() if part.strip())
        return " ".join([f"{self.channel} {self.by}: {shown}", *(f"[{label}]" for _, label in self.buttons)])


@dataclass(kw_only=True)
class Phones:
    """The devices of one borrower. `news` gives what arrived since it was last asked."""

    program: Program
    borrower: Borrower
    http: httpx2.Client
    token: str | None = None
    seen: dict[str, int] = field(default_factory=lambda: {"SMS": 0, "TG": 0, "WEB": 0})
    all: list[Arrived] = field(default_factory=list)

    def news(self) -> list[Arrived]:
        """Texts that arrived meanwhile: SMS, then Telegram, then web chat. An expired chat shows nothing more."""
        state = self.program.stand_ins.remote.state()
        fresh = [
            *self._fresh("SMS", list(self._sms(state["twilio"]["messages"]))),
            *self._fresh("TG", list(self._telegram(state["telegram"]["chats"]))),
            *self._web(),
        ]
        self.all += fresh
        return fresh

    def _fresh(self, channel: str, arrived: list[Arrived]) -> list[Arrived]:
        fresh = arrived[self.seen[channel] :]
        self.seen[channel] = len(arrived)
        return fresh

    def _sms(self, messages: list[dict[str, Any]]) -> Iterator[Arrived]:
        for each in messages:
            if each["to"] == self.borrower.phone and each["status"] == "delivered":
                by = "Carrier" if each["by"] == "carrier" else "Bot"
                at = parsedate_to_datetime(each["date_created"])
                yield Arrived(channel="SMS", text=each["body"], at=at, by=by)

    def _telegram(self, chats: list[dict[str, Any]]) -> Iterator[Arrived]:
        for chat in chats:
            if chat["telegram_id"] == self.borrower.telegram_id:
                yield from (_from_telegram(each) for each in chat["messages"] if each["from_bot"])

    def _web(self) -> Iterator[Arrived]:
        if self.token is None:
            return
        answer = self.http.get(f"/chat/{self.token}/messages", params={"after": self.seen["WEB"]})
        if answer.status_code == GONE:
            self.token = None
            return
        for each in answer.raise_for_status().json():
            self.seen["WEB"] = each["id"]
            if each["from"] != "borrower":
                buttons = tuple((choice["id"], choice["label"]) for choice in each["choices"])
                yield Arrived(channel="WEB", text=each["text"], at=None, buttons=buttons)

    def link(self, host: str) -> str:
        """The newest address to this host that was sent."""
        found: list[str] = [link for each in self.all for link in LINK.findall(each.text) if link.startswith(host)]
        assert found, f"no text holds a link to {host}"
        return found[-1]

    def offering(self, channel: str, label: str) -> tuple[Arrived, str]:
        """The newest text with this button, and what pressing it sends."""
        for each in reversed(self.all):
            for data, shown in each.buttons:
                if each.channel == channel and shown == label:
                    return each, data
        raise AssertionError(f"no text on {channel} offers [{label}]")


def _from_telegram(message: dict[str, Any]) -> Arrived:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = tuple((button["callback_data"], button["text"]) for row in rows for button in row)
    at = datetime.fromtimestamp(message["date"]).astimezone()
    text = f"(picture) {message['caption']}" if "photo" in message else message["text"]
    return Arrived(channel="TG", text=text, at=at, buttons=buttons, message_id=message["message_id"])
