"""A call back: when it suits them, inside the hours in which people answer, told as it will be."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from cases.events import CallbackAsked
from cases.flows.day_times import time_in
from cases.flows.flow import Data, Flow, Go, Step, say, text_in
from cases.flows.turn import FlowContext, Heard
from cases.flows.wishes import day_named
from cases.model import Channel
from cases.say import Phrase, Say

CHOICE = "call_back"
LONGEST = timedelta(days=14)
"""A call is not planned further ahead than this."""
DAY = timedelta(days=1)
PHONES = frozenset({Channel.SMS, Channel.VOICE, Channel.WHATSAPP})
"""Channels whose addresses are phone numbers."""
_CALL = re.compile(
    r"\b(?:call|phone|ring) me\b|\bgive me a (?:call|ring)\b|\bcall ?back\b"
    r"|\bll[aá]m(?:e|a|en)me\b"
    r"|\bme (?:pueden?|podr[ií]an?) llamar\b|\bque me llamen\b|\bdevu[eé]lva(?:n)?me la llamada\b"
    r"|\bперезвон\w*|\b(?:по)?звони(?:те|ть)? мне\b|\bмне позвони\w*|\bнаберите меня\b"
    r"|回个?电|打(?:个)?电话给我|给我(?:回|打)(?:个)?电话",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:n't|\bdont|\bnot|\bnever|\bstop|\bno|\bnunca|\bне|\byou|\bthey|\bkeeps?) "
    r"(?:\w+ ){0,2}(?:call|phone|ring|(?:me )?ll[aá]m|звон|перезван)"
    r"|[别不](?:要|许|用|再)?(?:给我)?(?:回|打)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\+?\d(?:[\s().-]?\d){6,14}")


def wants_call(heard: Heard) -> bool:
    """Whether a call back is asked for, by words or by the choice."""
    text = heard.reading.text
    if heard.choice is not None:
        return heard.choice == CHOICE
    return not heard.reading.rights and bool(_CALL.search(text)) and not _NOT.search(text)


def _enter(context: FlowContext, heard: Heard) -> Go:
    number, wished = _number(heard), _wished(context, heard)
    words = heard.reading.text if heard.choice is None else ""
    known = (*context.points, context.contact)
    if number is None and not any(point.channel in PHONES and not point.bad_at for point in known):
        return Go(to="callback.number", data={"at": wished.isoformat() if wished else "", "words": words})
    return _noted(context, wished, words, number or "")


def _wished(context: FlowContext, heard: Heard) -> datetime | None:
    """The moment they name, on their own clock: the next such one without a day, a day's beginning without a time."""
    day, at = day_named(heard), time_in(heard.reading.text) if heard.choice is None else None
    if day is None and at is None:
        return None
    zone = ZoneInfo(context.borrower.zones[0] if context.borrower.zones else "UTC")
    local = context.now.astimezone(zone)
    wished = datetime.combine(day or local.date(), at or time.min, zone)
    if at is not None and day is None and wished <= context.now:
        wished += DAY
    return wished if context.now - DAY < wished <= context.now + LONGEST else None


def _number(heard: Heard) -> str | None:
    found = _NUMBER.search(heard.reading.text) if heard.choice is None else None
    return found[0] if found else None


def _noted(context: FlowContext, wished: datetime | None, words: str, number: str) -> Go:
    """The task, and when it will be: at the time they name if people answer then, else at the next they do."""
    at = context.desk_at(max(wished, context.now)) if wished else context.person_due_by or context.now
    moved = wished is not None and wished.time() != time.min and at > wished > context.now
    told = say(
        "callback_noted",
        moved_line=Phrase(key="callback.moved", values={"time": wished}) if moved and wished else "",
        when_line=Phrase(key="callback.at" if wished else "callback.by", values={"time": at}),
    )
    event = CallbackAsked(at=at, words=words, number=number)
    return Go(to="callback.noted", says=(told,), events=(event,), quiet=True)


def _ask_number(_context: FlowContext, _data: Data) -> tuple[Say, ...]:
    return (say("callback_number"),)


def _hear_number(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    number = _number(heard)
    if number is None:
        return None
    kept = text_in(data, "at")
    return _noted(context, datetime.fromisoformat(kept) if kept else None, text_in(data, "words"), number)


def _hear_noted(context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    """Another time, as long as nothing else is spoken of."""
    wished = _wished(context, heard) if not heard.reading.amounts else None
    return _noted(context, wished, heard.reading.text, "") if wished else None


FLOW = Flow(
    enter=_enter,
    steps={
        "number": Step(ask=_ask_number, hear=_hear_number, while_waiting=True),
        "noted": Step(ask=_ask_number, hear=_hear_noted, while_waiting=True),
    },
    safe=True,
)
