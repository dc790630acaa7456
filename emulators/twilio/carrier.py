"""From queued to delivered: carry a message to its phone and report by signed status callbacks."""

from __future__ import annotations

import asyncio
from typing import Final

from emulators.faults import Fault, FaultKind, Point
from emulators.twilio.errors import DELIVERY_ERRORS
from emulators.twilio.hooks import post_signed
from emulators.twilio.model import API_VERSION, WHATSAPP, SmsMessage
from emulators.twilio.server import UNDELIVERED_LINES, TwilioServer

DEFAULT_FAILURE: Final = 30008


def send_off(server: TwilioServer, message: SmsMessage) -> None:
    """Begin carrying a message that was taken."""
    server.stage.background.spawn(carry(server, message.sid), f"carry {message.sid}")


async def carry(server: TwilioServer, sid: str) -> None:
    """The message's way: sent, then delivered (read as well on WhatsApp) or its failure, each with a receipt."""
    message = server.messages[sid]
    fault = server.stage.faults.take("twilio", Point.DELIVERY, message.recipient)
    failure = _failure(server, message, fault)
    await asyncio.sleep(server.stage.config.receipt_delay_s)
    steps: list[SmsMessage] = []
    if failure != 63016:
        steps.append(server.change(sid, status="sent", sent_at=server.stage.clock.now()))
    steps.append(_arrive(server, sid) if failure is None else _fail(server, sid, failure))
    await report(server, steps, fault)


def _failure(server: TwilioServer, message: SmsMessage, fault: Fault | None) -> int | None:
    """The code this message ends with, or None when it will arrive."""
    if fault and fault.kind is FaultKind.DELIVERY_FAILURE:
        return fault.code or DEFAULT_FAILURE
    freeform = message.recipient.startswith(WHATSAPP) and message.content_sid is None
    if freeform and not server.in_whatsapp_window(message.recipient):
        return 63016
    return UNDELIVERED_LINES.get(server.line(message.recipient))


def _arrive(server: TwilioServer, sid: str) -> SmsMessage:
    return server.change(sid, status="delivered", arrived=server.stage.next_place())


def _fail(server: TwilioServer, sid: str, code: int) -> SmsMessage:
    status, words = DELIVERY_ERRORS.get(code, ("failed", "Unknown error"))
    return server.change(sid, status=status, error_code=code, error_message=words)


async def report(server: TwilioServer, steps: list[SmsMessage], fault: Fault | None) -> None:
    """Tell the product of each step, in order unless a fault was ordered for the receipts."""
    kind = fault.kind if fault else None
    if kind is FaultKind.RECEIPTS_LOST:
        return
    if fault and kind is FaultKind.RECEIPTS_DELAYED:
        await asyncio.sleep(fault.seconds)
    in_order = steps[::-1] if kind is FaultKind.RECEIPTS_OUT_OF_ORDER else steps
    times = 2 if kind is FaultKind.RECEIPTS_DUPLICATED else 1
    for step in in_order:
        for _ in range(times):
            if step.status_callback:
                await post_signed(server, step.status_callback, receipt_params(server, step))
        await asyncio.sleep(server.stage.config.receipt_delay_s)


def receipt_params(server: TwilioServer, message: SmsMessage) -> dict[str, str]:
    """The form of a status callback."""
    params = {
        "AccountSid": server.stage.config.account_sid,
        "ApiVersion": API_VERSION,
        "From": message.sender,
        "MessageSid": message.sid,
        "MessageStatus": message.status,
        "SmsSid": message.sid,
        "SmsStatus": message.status,
        "To": message.recipient,
    }
    if message.messaging_service_sid:
        params["MessagingServiceSid"] = message.messaging_service_sid
    if message.error_code is not None:
        params |= {"ErrorCode": str(message.error_code), "ErrorMessage": message.error_message or ""}
    return params
