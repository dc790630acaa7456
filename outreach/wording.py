"""Turns a Say into the text of one message: finds the words, makes the values text, adds sender and opt-out line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from cases.model import Channel
from cases.money import MoneyError
from cases.say import Say
from outreach.formats import Formats
from outreach.phrases import Phrases, load_phrases
from outreach.sandbox import Compiled, TemplateRefused, capital, compile_template
from outreach.segments import for_sms, segments
from outreach.spoken import CHOICES, PhraseMissing, Speaker, sender_values

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
DEFAULT = "default"
LAST_LOCALE = "en"
SHIPPED = 0
UNASKED_SEGMENTS = 2
CHAT_LINE = "chat_line"
WITH_BUTTONS = frozenset({Channel.TELEGRAM, Channel.WHATSAPP, Channel.WEBCHAT})


class WordingError(Exception):
    """Words that cannot be made. ``line`` is the template's, None where it has none."""

    def __init__(self, *, key: str, locale: str, channel: str, what: str, line: int | None = None) -> None:
        place = f"{key} ({locale}, {channel})" + (f", line {line}" if line else "")
        super().__init__(f"{place}: {what}")
        self.key, self.locale, self.channel, self.line, self.what = key, locale, channel, line, what


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTemplate:
    """One version of a message's words. Version 0 is the shipped one."""

    version: int
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who writes. ``full_name`` is the registered name that some laws want in front; ``officer`` the person known."""

    lender: str
    full_name: str
    phone: str
    officer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedChoice:
    """An answer on offer, its label ready for a button."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A text ready to send. ``locale`` and ``channel`` are those of the words found; ``segments`` for SMS alone."""

    body: str
    key: str
    locale: str
    channel: str
    template_version: int
    choices: tuple[RenderedChoice, ...]
    segments: int | None


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
"""Tried in this order on an unasked SMS until two segments hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """One message to be made from one template."""

    say: Say
    compiled: Compiled
    speaker: Speaker
    sender: Mapping[str, str]
    channel: Channel


class Words:
    """All words, shipped and stored, read once. Nothing in it changes: new versions make new Words.

    ``overlay`` holds the stored versions in force by key, locale and channel (``default`` or a channel's name).
    """

    def __init__(
        self, folder: Path = TEMPLATES, overlay: Mapping[tuple[str, str, str], StoredTemplate] | None = None
    ) -> None:
        self._phrases = load_phrases(folder / "phrases")
        self._shipped = dict(_messages(folder / "messages"))
        self._templates = {**self._shipped, **(overlay or {})}
        self.locales = tuple(sorted({locale for _, locale, _ in self._templates}))
        self.keys = tuple(sorted({key for key, _, _ in self._templates}))

    def shipped(self, key: str, locale: str, channel: str = DEFAULT) -> StoredTemplate | None:
        """The words that came with the program, without any fallback."""
        return self._shipped.get((key, locale, channel))

    def current(self, key: str, locale: str, channel: str = DEFAULT) -> StoredTemplate | None:
        """The words in force, without any fallback."""
        return self._templates.get((key, locale, channel))

    def variables(self, key: str) -> frozenset[str]:
        """What a template of this key may use: what its shipped words use, the sender's values and the choices."""
        bodies = [stored.body for (name, _, _), stored in self._shipped.items() if name == key]
        used = (set(compile_template(body).names) for body in bodies)
        return frozenset({CHOICES, *SENDER_VARIABLES}.union(*used))

    def chain(self, key: str, locale: str, channel: str) -> tuple[tuple[str, str, str], ...]:
        """Where words are looked for, in order: each locale with the channel's own words before the default ones."""
        channels = dict.fromkeys((channel, DEFAULT))
        return tuple((key, name, own) for name in self._locale_chain(locale) for own in channels)

    def render(
        self,
        say: Say,
        *,
        locale: str,
        channel: Channel,
        unasked: bool,
        sender: Sender,
        today: date,
        zone: ZoneInfo,
        currencies_differ: bool = False,
    ) -> Rendered:
        """The message as it leaves. ``today`` is the borrower's, in ``zone``. Raises WordingError."""
        key, found, own = self._find(say.key, locale, channel)
        stored = self._templates[key, found, own]
        formats = Formats(
            locale=_reader(locale, found), channel=channel, today=today, zone=zone, codes=currencies_differ
        )
        try:
            job = _Job(
                say=say,
                compiled=compile_template(stored.body),
                speaker=Speaker(phrases=self._phrases_for(found), formats=formats),
                sender=sender_values(sender.lender, sender.full_name, sender.phone, sender.officer),
                channel=channel,
            )
            body = _unasked(job) if unasked else _reply(job)
            choices = tuple(RenderedChoice(id=id_, label=capital(label)) for id_, label in _labels(job))
        except TemplateRefused as refused:
            raise WordingError(key=key, locale=found, channel=own, line=refused.line, what=refused.what) from refused
        except (PhraseMissing, MoneyError, ValueError) as error:
            raise WordingError(key=key, locale=found, channel=own, what=str(error)) from error
        return Rendered(
            body=body,
            key=key,
            locale=found,
            channel=own,
            template_version=stored.version,
            choices=choices,
            segments=segments(body).count if channel is Channel.SMS else None,
        )

    def _find(self, key: str, locale: str, channel: str) -> tuple[str, str, str]:
        for place in self.chain(key, locale, channel):
            if place in self._templates:
                return place
        raise WordingError(key=key, locale=locale, channel=channel, what="there are no words for this key")

    def _locale_chain(self, locale: str) -> tuple[str, ...]:
        """The locale, its shorter forms, the locale we have in that language, then English."""
        parts = locale.replace("_", "-").split("-")
        shorter = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
        kin = [known for known in self.locales if known.split("-")[0] == parts[0]]
        return tuple(dict.fromkeys([*shorter, *kin, LAST_LOCALE]))

    def _phrases_for(self, locale: str) -> tuple[Phrases, ...]:
        return tuple(self._phrases[name] for name in self._locale_chain(locale) if name in self._phrases)


SENDER_VARIABLES = frozenset(sender_values("", "", "", ""))
"""Known to every template without the flow naming them."""


def _messages(folder: Path) -> Iterator[tuple[tuple[str, str, str], StoredTemplate]]:
    for path in sorted(folder.glob("*/*/*.txt")):
        place = (path.parent.name, path.parent.parent.name, path.stem)
        yield place, StoredTemplate(version=SHIPPED, body=path.read_text(encoding="utf-8").strip())


def _reader(asked: str, found: str) -> str:
    """The borrower's own locale where the words are in its language, so that the region's habits stay."""
    normal = asked.replace("_", "-")
    return normal if normal.split("-")[0] == found.split("-")[0] else found


def _reply(job: _Job) -> str:
    text = _text(job, WHOLE)
    return for_sms(text) if job.channel is Channel.SMS else text


def _unasked(job: _Job) -> str:
    """Sender in front; on SMS the opt-out line behind, and the first cut that two segments hold, else the shortest."""
    if job.channel is not Channel.SMS:
        return _signed(job, _text(job, WHOLE))
    bodies = [for_sms(_stop_line(job, _signed(job, _text(job, cut)))) for cut in _cuts(job)]
    counts = [segments(body).count for body in bodies]
    fitting = (body for body, count in zip(bodies, counts, strict=True) if count <= UNASKED_SEGMENTS)
    return next(fitting, bodies[counts.index(min(counts))])


def _cuts(job: _Job) -> tuple[Cut, ...]:
    return tuple(cut for cut in CUTS if not cut.chat or job.say.values.get(CHAT_LINE))


def _text(job: _Job, cut: Cut) -> str:
    """The template's own text under a cut, with single spaces and no blank lines."""
    speaker = replace(job.speaker, formats=replace(job.speaker.formats, short_dates=cut.short_dates))
    values = speaker.spoken(job.say.values, job.sender)
    values.update(dict.fromkeys(cut.without & job.compiled.optional, ""))
    values[CHOICES] = "" if job.channel in WITH_BUTTONS else speaker.numbered([label for _, label in _labels(job)])
    text = tidy(job.compiled.render(values))
    return tidy(f"{_ended(job, text)} {values[CHAT_LINE]}") if cut.chat else text


def _labels(job: _Job) -> list[tuple[str, str]]:
    sender = job.speaker.spoken_sender(job.say.values, job.sender)
    return [(option.id, job.speaker.phrase(option.label, sender)) for option in job.say.choices]


def _signed(job: _Job, text: str) -> str:
    return job.speaker.piece("who.line", job.sender) + job.speaker.piece("who.joint", job.sender) + text


def _stop_line(job: _Job, text: str) -> str:
    return tidy(f"{_ended(job, text)} {job.speaker.piece('stop_line.sms', job.sender)}")


def _ended(job: _Job, text: str) -> str:
    """The text with a full stop if it has none; not behind a link, which would swallow it."""
    if text[-1:] in ".?。？" or "/" in text.split()[-1]:
        return text
    return text + job.speaker.piece("listing.sentence_end", job.sender)


def tidy(text: str) -> str:
    """Single spaces, none behind full-width punctuation, no blank lines."""
    lines = (re.sub(r"(?<=[。，？：；）]) +", "", re.sub(r" +", " ", line)).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)
