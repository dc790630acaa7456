"""One message from one template: its values filled in, its sender and opt-out line around it, short enough to send."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cases.model import Channel
from cases.say import Say
from outreach.sandbox import Compiled
from outreach.segments import for_sms, segments
from outreach.spoken import IN_ONE_LINE, Speaker

CHOICES = "choices"
CHAT_LINE = "chat_line"
AGAIN_LINE = "again_line"
AS_OF_LINE = "as_of_line"
FRONT_LINE = "front_line"
END_LINE = "end_line"
UNASKED_SEGMENTS = 2
REPLY_SEGMENTS = 3
_BLANKS = re.compile(r" +")
_BLANKS_BEHIND_WIDE = re.compile(r"(?<=[。，？：；）]) +")
WITH_BUTTONS = frozenset({Channel.TELEGRAM, Channel.WHATSAPP, Channel.WEBCHAT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What a text goes without to fit: the chat line, variables that the template marks as optional, long dates."""

    chat: bool = False
    without: frozenset[str] = frozenset()
    short_dates: bool = False


WHOLE = Cut()
CUTS = (
    Cut(chat=True),
    WHOLE,
    Cut(without=frozenset({"link"})),
    Cut(without=frozenset({"link"}), short_dates=True),
    Cut(without=frozenset({"link", "name"}), short_dates=True),
)
"""Tried in this order on an unasked SMS until two segments hold it. Officer, sender and opt-out always stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One message to be made from one template for one channel."""

    say: Say
    compiled: Compiled
    speaker: Speaker
    sender: Mapping[str, str]
    channel: Channel


def reply(job: Job) -> str:
    """The text alone, as an answer to what the borrower just wrote; a long SMS writes its dates short."""
    if job.channel is not Channel.SMS:
        return _text(job, WHOLE)
    text = for_sms(_text(job, WHOLE))
    return text if segments(text).count <= REPLY_SEGMENTS else for_sms(_text(job, Cut(short_dates=True)))


def unasked(job: Job) -> str:
    """Sender in front; on SMS the opt-out line behind, and the first cut that two segments hold, else the shortest."""
    if job.channel is not Channel.SMS:
        return _signed(job, _text(job, WHOLE))
    shortest = ""
    for cut in CUTS:
        if cut.chat and not job.say.values.get(CHAT_LINE):
            continue
        body = for_sms(_with_stop_line(job, _signed(job, _text(job, cut))))
        if segments(body).count <= UNASKED_SEGMENTS:
            return body
        if not shortest or segments(body).count < segments(shortest).count:
            shortest = body
    return shortest


def labels(job: Job) -> list[tuple[str, str]]:
    """The choices' ids and labels, as they stand inside a sentence."""
    sender = job.speaker.spoken_sender(job.say.values, job.sender)
    return [(option.id, job.speaker.phrase(option.label, sender)) for option in job.say.choices]


def tidy(text: str) -> str:
    """Single spaces, none behind full-width punctuation, no blank lines."""
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    if not text.isascii():
        text = _BLANKS_BEHIND_WIDE.sub("", text)
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _text(job: Job, cut: Cut) -> str:
    """The template's own text under a cut, and how old its figures are where that must be said."""
    speaker = job.speaker
    if cut.short_dates:
        speaker = replace(speaker, formats=replace(speaker.formats, short_dates=True))
    values = speaker.spoken(job.say.values, job.sender)
    values.update(dict.fromkeys(cut.without & job.compiled.optional, ""))
    values[CHOICES] = "" if job.channel in WITH_BUTTONS else speaker.numbered([label for _, label in labels(job)])
    text = tidy(job.compiled.render(values))
    if values.get(AGAIN_LINE):
        text = tidy(f"{values[AGAIN_LINE]} {text}")
    if values.get(AS_OF_LINE):
        joint = " " if job.channel in IN_ONE_LINE else "\n"
        text = tidy(f"{_ended(job, text)}{joint}{values[AS_OF_LINE]}")
    if values.get(END_LINE):
        text = tidy(f"{_ended(job, text)} {values[END_LINE]}")
    if values.get(FRONT_LINE):
        text = tidy(f"{values[FRONT_LINE]} {text}")
    return tidy(f"{_ended(job, text)} {values[CHAT_LINE]}") if cut.chat else text


def _signed(job: Job, text: str) -> str:
    return job.speaker.piece("who.line", job.sender) + job.speaker.piece("who.joint", job.sender) + text


def _with_stop_line(job: Job, text: str) -> str:
    return tidy(f"{_ended(job, text)} {job.speaker.piece('stop_line.sms', job.sender)}")


def _ended(job: Job, text: str) -> str:
    """The text with a full stop if it has none; not behind a link, which would swallow it."""
    if text[-1:] in ".?。？" or "/" in text.split()[-1]:
        return text
    return text + job.speaker.piece("listing.sentence_end", job.sender)
