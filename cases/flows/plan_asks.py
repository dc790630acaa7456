"""What a borrower asks for when they pay in parts: read off a text, and kept in mind from turn to turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from cases.flows.facts import main_arrears
from cases.flows.flow import Data, day_in, number_in, say, text_in
from cases.flows.turn import FlowContext, Heard
from cases.flows.wishes import amount_answered, day_named, parts_in
from cases.plans import END_OF_MONTH, Ask, Cadence
from cases.say import Say, Value

_DOWN = re.compile(
    r"\b(?:now|today|at once|up ?front|right away|first|down)\b"
    r"|\b(?:ahora|hoy|ya mismo|de entrada|enganche|primero|al inicio)\b"
    r"|\b(?:сейчас|сегодня|сразу|сперва|сначала|первый взнос|первым)\b"
    r"|现在|今天|马上|首付|先[付还交给]",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:a|per|each|every) (?:month|week|fortnight|two weeks)\b|\b(?:month|week)ly\b"
    r"|\b(?:al|por|cada) (?:mes|semana|quincena)\b|\b(?:mensual|semanal|quincenal)\w*"
    r"|\b(?:в|каждый|каждую|раз в) (?:месяц|недел\w+|две недели)\b|\b(?:ежемесячно|еженедельно)\b"
    r"|每个?月|每周|每星期|每两周|一个月|一周",
    re.IGNORECASE,
)
_WEEKLY = re.compile(
    r"\b(?:(?:a|per|each|every) week|weekly)\b|\b(?:(?:a la|por|cada) semana|semanal\w*)\b"
    r"|\b(?:(?:в|каждую) неделю|еженедельно)\b|每个?(?:周|星期)|一周",
    re.IGNORECASE,
)
_FORTNIGHTLY = re.compile(
    r"\bfortnight|\bevery (?:two|2|other) weeks?\b|\bquincena|\bcada dos semanas\b|раз в две недели|каждые две недели"
    r"|每(?:两|2)个?(?:周|星期)",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:start|begin|from|first)\w*|\b(?:desde|a partir|empez|empiez|primer)\w*|\b(?:начин|начн|перв)\w*|\bс \d"
    r"|从|开始|起|第一期|首期",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"[,，;；。]|\b(?:and|then|y|luego|después|и|потом|затем)\b|然后|之后|以后|再", re.IGNORECASE)
DAY = timedelta(days=1)


def plan_question(now_line: Value = "") -> Say:
    """How much each month and when pay day is, with what is owed now in front or not."""
    return say("plan_ask", now_line=now_line)


def ask_of(data: Data) -> Ask:
    """What was asked for so far."""
    pay_day, cadence = number_in(data, "pay_day"), text_in(data, "cadence")
    return Ask(
        each_minor=_more_than_nought(data, "each"),
        parts=_more_than_nought(data, "count"),
        down_minor=_more_than_nought(data, "down"),
        first_on=day_in(data, "first_on"),
        pay_day=pay_day if 1 <= pay_day <= END_OF_MONTH else None,
        cadence=Cadence(cadence) if cadence in set(Cadence) else None,
        settle_minor=_more_than_nought(data, "settle"),
    )


def _more_than_nought(data: Data, key: str) -> int | None:
    return max(0, number_in(data, key)) or None


def kept_ask(ask: Ask) -> dict[str, str | int]:
    """An ask as a conversation, a task or the log keeps it."""
    named = {
        "each": ask.each_minor,
        "count": ask.parts,
        "down": ask.down_minor,
        "first_on": ask.first_on.isoformat() if ask.first_on else None,
        "pay_day": ask.pay_day,
        "cadence": ask.cadence.value if ask.cadence else None,
        "settle": ask.settle_minor,
    }
    return {name: value for name, value in named.items() if value is not None}


def asked_in(context: FlowContext, data: Data, heard: Heard) -> Ask | None:
    """What a text asks for, over what was asked before; None where it names no amount, count or day.

    A pay day and a first payment named before stay; an amount or a count takes the place of both.
    """
    if heard.choice is not None:
        return None
    before, parts = ask_of(data), parts_in(heard)
    down, each = _amounts(context, heard) if not parts or len(heard.reading.amounts) > 1 else (None, None)
    on = _coming(context, heard)
    if parts is None and down is None and each is None and on is None:
        return None
    pending = before.each_minor is None and before.parts is None
    ask = replace(before, down_minor=down or (before.down_minor if pending or on else None))
    if each is not None or parts is not None:
        several = max(2, parts) if parts else None
        ask = replace(ask, each_minor=each, parts=several, cadence=_cadence(heard) or ask.cadence)
    return _dated(context, ask, heard, on)


def _dated(context: FlowContext, ask: Ask, heard: Heard, on: date | None) -> Ask:
    """A day is pay day, and with words of beginning also the first part's; money that comes now comes tomorrow."""
    if on is None:
        soon = ask.down_minor and day_named(heard) == context.today
        return replace(ask, first_on=context.today + DAY) if soon else ask
    first = on if _FIRST.search(heard.reading.text) else ask.first_on
    return replace(ask, pay_day=on.day, first_on=first)


def _coming(context: FlowContext, heard: Heard) -> date | None:
    """The last day named that is still to come."""
    return next((read.on for read in reversed(heard.reading.dates) if read.on > context.today), None)


def _cadence(heard: Heard) -> Cadence | None:
    if _FORTNIGHTLY.search(heard.reading.text):
        return Cadence.FORTNIGHTLY
    return Cadence.WEEKLY if _WEEKLY.search(heard.reading.text) else None


def _amounts(context: FlowContext, heard: Heard) -> tuple[int | None, int | None]:
    """What is paid at first and what at a time. Of several amounts without such words the last counts: "not 40, 30"."""
    total = main_arrears(context)
    if total is None:
        return None, None
    down: int | None = None
    each: int | None = None
    for minor, words in _told(total.currency, heard):
        if _DOWN.search(words) and not _EACH.search(words):
            down = minor
        else:
            each = minor
    if down is None and each is None:
        answered = amount_answered(context, heard)
        each = answered.minor if answered and answered.currency == total.currency and answered.minor > 0 else None
    return down, each


def _told(currency: str, heard: Heard) -> Iterator[tuple[int, str]]:
    """Each amount with the words it stands among."""
    text, start = heard.reading.text, 0
    breaks = [found.span() for found in _PAUSE.finditer(text)]
    for read in heard.reading.amounts:
        at = max(start, text.find(read.text, start))
        start = at + len(read.text)
        left = max((end for _, end in breaks if end <= at), default=0)
        right = min((begin for begin, _ in breaks if begin >= start), default=len(text))
        if read.currency == currency and read.minor > 0:
            yield read.minor, text[left:right]
