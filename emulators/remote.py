"""The control side from another thread or process: what a person does, what goes wrong, what happened."""

from __future__ import annotations

import base64
from typing import Any

import httpx2

from emulators.faults import FaultKind


class Remote:
    """A small client of `/control`. Each call returns the answer's JSON; a refusal raises ValueError with its words."""

    def __init__(self, base_url: str) -> None:
        self._http = httpx2.Client(base_url=f"{base_url}/control", timeout=200.0, trust_env=False)

    def close(self) -> None:
        self._http.close()

    def state(self) -> dict[str, Any]:
        """Everything: `now`, `faults`, `telegram`, `twilio`."""
        return self._ask("GET", "/state")

    def reset(self) -> None:
        self._ask("POST", "/reset")

    def configure(self, **changes: Any) -> None:
        """Change settings of `EmulatorConfig` by name, such as `sms_webhook_url`."""
        self._ask("PATCH", "/config", changes)

    def settle(self, timeout_s: float = 5.0) -> bool:
        """Wait until webhooks and receipts are through."""
        return bool(self._ask("POST", "/settle", {"timeout_s": timeout_s})["settled"])

    def order_fault(self, provider: str, kind: FaultKind | str, **details: Any) -> dict[str, Any]:
        """Details: times, code, seconds, only."""
        return self._ask("POST", f"/{provider}/faults", {"kind": str(kind)} | details)

    def clear_faults(self, provider: str) -> None:
        self._http.delete(f"/{provider}/faults").raise_for_status()

    def text(self, *, sender: str, body: str, channel: str = "sms", media: tuple[bytes, ...] = ()) -> dict[str, Any]:
        """Somebody texts our number, with pictures if there are any."""
        pictures = [base64.b64encode(content).decode() for content in media]
        order = {"from": sender, "body": body, "channel": channel, "media": pictures}
        return self._ask("POST", "/twilio/text", order)

    def line(self, number: str, state: str) -> dict[str, Any]:
        """What happens to texts for a number: ok, unreachable, unknown, landline, filtered, not_mobile, region_off."""
        return self._ask("POST", "/twilio/line", {"number": number, "state": state})

    def content(self, sid: str, body: str) -> dict[str, Any]:
        """Have a WhatsApp template approved."""
        return self._ask("POST", "/twilio/contents", {"sid": sid, "body": body})

    def start_bot(self, telegram_id: int, payload: str = "", link: str | None = None) -> dict[str, Any]:
        """Somebody opens the bot, by a deep link or its payload, and presses Start."""
        return self._ask("POST", "/telegram/start", {"telegram_id": telegram_id, "payload": payload, "link": link})

    def write(self, telegram_id: int, text: str) -> dict[str, Any]:
        return self._ask("POST", "/telegram/text", {"telegram_id": telegram_id, "text": text})

    def press(self, telegram_id: int, message_id: int, data: str) -> dict[str, Any]:
        """Press the inline button of a message that carries this callback data."""
        order = {"telegram_id": telegram_id, "message_id": message_id, "data": data}
        return self._ask("POST", "/telegram/press", order)

    def send_media(self, telegram_id: int, kind: str, content: bytes = b"", caption: str = "") -> dict[str, Any]:
        """Send voice, sticker, photo or document."""
        order = {"telegram_id": telegram_id, "kind": kind, "caption": caption}
        return self._ask("POST", "/telegram/media", order | {"content": base64.b64encode(content).decode()})

    def block(self, telegram_id: int) -> None:
        self._ask("POST", "/telegram/block", {"telegram_id": telegram_id})

    def unblock(self, telegram_id: int) -> None:
        self._ask("POST", "/telegram/unblock", {"telegram_id": telegram_id})

    def clock(self) -> dict[str, Any]:
        """The product's clock."""
        return self._ask("GET", "/clock")

    def move_clock(self, **move: Any) -> dict[str, Any]:
        """`to="next"`, `to=ISO` or `advance_s=86400`."""
        return self._ask("POST", "/clock", move)

    def follow_clock(self, now: str) -> None:
        """Tell the stand-ins what time it is for the product."""
        self._ask("POST", "/now", {"now": now})

    def _ask(self, method: str, path: str, order: dict[str, Any] | None = None) -> dict[str, Any]:
        response = self._http.request(method, path, json=order)
        if response.is_error:
            raise ValueError(f"{method} {path}: {response.status_code} {response.text}")
        answer: dict[str, Any] = response.json()
        return answer
