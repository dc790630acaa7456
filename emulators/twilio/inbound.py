"""A person texts our number: keywords at the carrier, then the product's webhook, then its TwiML."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import httpx2

from emulators.faults import FaultKind, Point
from emulators.refusal import ControlError
from emulators.twilio import carrier, keywords
from emulators.twilio.checks import E164
from emulators.twilio.hooks import post_signed
from emulators.twilio.model import API_VERSION, WHATSAPP, SmsMessage
from emulators.twilio.segments import count_segments
from emulators.twilio.server import TwilioServer
from emulators.twilio.twiml import TwimlError, messages_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Texted:
    """What came in, and the keyword the carrier saw in it."""

    message: SmsMessage
    opt_out_type: str | None


def text_in(
    server: TwilioServer, sender: str, body: str, *, channel: str = "sms", media_urls: tuple[str, ...] = ()
) -> Texted:
    """Take a person's text and start bringing it to the product. `sender` is E.164, without a channel prefix."""
    if not E164.fullmatch(sender):
        raise ControlError(422, f"{sender!r} is no phone number in international form, such as +12025550143")
    if not body.strip() and not media_urls:
        raise ControlError(422, "an empty message cannot be sent")
    prefix = WHATSAPP if channel == "whatsapp" else ""
    message = server.add(
        sender=prefix + sender,
        recipient=prefix + server.stage.config.our_number,
        body=body,
        direction="inbound",
        by="person",
        status="received",
        media_urls=media_urls,
    )
    server.tell(sender)
    texted = Texted(message=message, opt_out_type=_heed_keyword(server, message))
    server.stage.background.spawn(_bring(server, texted), f"inbound {message.sid}")
    return texted


def _heed_keyword(server: TwilioServer, message: SmsMessage) -> str | None:
    found = keywords.opt_out_type(message.body, message.sender in server.opted_out)
    if found == "STOP":
        server.opted_out.add(message.sender)
    if found == "START":
        server.opted_out.discard(message.sender)
    if found and server.stage.config.opt_out_replies:
        _reply(server, message, keywords.REPLIES[found], by="carrier")
    return found


async def _bring(server: TwilioServer, texted: Texted) -> None:
    url = server.stage.config.sms_webhook_url
    if url is None:
        server.alert(11200, "no webhook address is configured for inbound messages")
        return
    fault = server.stage.faults.take("twilio", Point.WEBHOOK, texted.message.sender)
    if fault and fault.kind is FaultKind.DELAYED_WEBHOOK:
        await asyncio.sleep(fault.seconds)
    times = 2 if fault and fault.kind is FaultKind.DUPLICATE_WEBHOOK else 1
    for _ in range(times):
        response = await post_signed(server, url, inbound_params(server, texted))
        if response is not None:
            _follow(server, texted.message, response)


def _follow(server: TwilioServer, message: SmsMessage, response: httpx2.Response) -> None:
    """Send what the TwiML says; an error or an answer of another kind becomes an alert."""
    if not response.is_success:
        server.alert(11200, f"HTTP retrieval failure: the webhook answered {response.status_code}")
        return
    if not response.text.strip():
        return
    if "xml" not in response.headers.get("content-type", ""):
        server.alert(12300, f"Invalid Content-Type: {response.headers.get('content-type', 'none')}")
        return
    try:
        texts = messages_of(response.text)
    except TwimlError as error:
        server.alert(error.code, str(error))
        return
    for text in texts:
        if message.sender in server.opted_out:
            server.alert(21610, "Attempt to send to unsubscribed recipient")
        else:
            _reply(server, message, text, by="twiml")


def _reply(server: TwilioServer, to: SmsMessage, body: str, by: str) -> None:
    answer = server.add(
        sender=to.recipient, recipient=to.sender, body=body, direction="outbound-reply", by=by, status="queued"
    )
    carrier.send_off(server, answer)


def inbound_params(server: TwilioServer, texted: Texted) -> dict[str, str]:
    """The form of the inbound webhook."""
    message = texted.message
    params = {
        "AccountSid": server.stage.config.account_sid,
        "ApiVersion": API_VERSION,
        "Body": message.body,
        "From": message.sender,
        "MessageSid": message.sid,
        "NumMedia": str(len(message.media_urls)),
        "NumSegments": str(count_segments(message.body)),
        "SmsMessageSid": message.sid,
        "SmsSid": message.sid,
        "SmsStatus": "received",
        "To": message.recipient,
    }
    for number, url in enumerate(message.media_urls):
        params |= {f"MediaUrl{number}": url, f"MediaContentType{number}": "image/jpeg"}
    if message.channel == "whatsapp":
        person = server.stage.person_with_phone(message.phone)
        params |= {"WaId": message.phone.lstrip("+"), "ProfileName": person.name if person else message.phone}
    if texted.opt_out_type:
        params["OptOutType"] = texted.opt_out_type
    return params
