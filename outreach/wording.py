"""Turns a Say into the text of one message: finds the words in force for a locale and channel and has them rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from cases.model import Channel
from cases.money import MoneyError
from cases.say import Say
from outreach.fitting import CHOICES, Job, labels, reply
from outreach.fitting import unasked as unasked_text
from outreach.formats import Formats
from outreach.phrases import Phrases, load_phrases
from outreach.sandbox import TemplateRefused, capital, compile_template
from outreach.segments import segments
from outreach.spoken import PhraseMissing, Speaker, sender_values

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
DEFAULT = "default"
LAST_LOCALE = "en"
SHIPPED = 0
SENDER_VARIABLES = frozenset(sender_values("", "", "", ""))
"""Known to every template without the flow naming them."""

Address = tuple[str, str, str]
"""Message key, locale, channel (``default`` for all that have none of their own)."""


class WordingError(Exception):
    """Words that cannot be made. ``line`` is the template's, None where the trouble lies elsewhere."""

    def __init__(self, *, key: str, locale: str, channel: str, what: str, line: int | None = None) -> None:
        place = f"{key} ({locale}, {channel})" + (f", line {line}" if line else "")
        super().__init__(f"{place}: {what}")
        self.key, self.locale, self.channel, self.line, self.what = key, locale, channel, line, what


class StoredTemplate(NamedTuple):
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
class Told:
    """To whom a message is told, and by whom. ``today`` is the borrower's, in ``zone``."""

    locale: str
    channel: Channel
    sender: Sender
    today: date
    zone: ZoneInfo
    currencies_differ: bool = False


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


class Words:
    """All words, shipped and stored. Nothing in it changes: an overlay of new versions makes new Words."""

    def __init__(
        self,
        shipped: Mapping[Address, StoredTemplate],
        phrases: Mapping[str, Phrases],
        overlay: Mapping[Address, StoredTemplate],
    ) -> None:
        self._shipped, self._phrases = shipped, phrases
        self._templates = {**shipped, **overlay}
        self.locales = tuple(sorted({locale for _, locale, _ in self._templates}))
        self.keys = tuple(sorted({key for key, _, _ in shipped}))
        self._found: dict[Address, Address] = {}
        self._chains: dict[str, tuple[str, ...]] = {}

    @classmethod
    def shipped(cls, folder: Path = TEMPLATES) -> Words:
        """The words that come with the program, read from ``messages`` and ``phrases`` in the folder."""
        return cls(dict(_messages(folder / "messages")), load_phrases(folder / "phrases"), {})

    def with_overlay(self, overlay: Mapping[Address, tuple[int, str]]) -> Words:
        """These words with stored versions (number, body) in place of the shipped ones; an earlier overlay goes."""
        stored = {address: StoredTemplate(*version) for address, version in overlay.items()}
        return Words(self._shipped, self._phrases, stored)

    def original(self, key: str, locale: str, channel: str = DEFAULT) -> StoredTemplate | None:
        """The shipped words at exactly this address."""
        return self._shipped.get((key, locale, channel))

    def current(self, key: str, locale: str, channel: str = DEFAULT) -> StoredTemplate | None:
        """The words in force at exactly this address."""
        return self._templates.get((key, locale, channel))

    def variables(self, key: str) -> frozenset[str]:
        """What a template of this key may use: what its shipped words use, the sender's values and the choices."""
        bodies = [stored.body for (name, _, _), stored in self._shipped.items() if name == key]
        used = (set(compile_template(body).names) for body in bodies)
        return frozenset({CHOICES, *SENDER_VARIABLES}.union(*used))

    def chain(self, key: str, locale: str, channel: str) -> tuple[Address, ...]:
        """Where words are looked for, in order: each locale with the channel's own words before the default ones."""
        channels = dict.fromkeys((channel, DEFAULT))
        return tuple((key, name, own) for name in self._locale_chain(locale) for own in channels)

    def render(self, say: Say, told: Told, *, unasked: bool) -> Rendered:
        """The message as it leaves. Raises WordingError."""
        address = self._find(say.key, told.locale, told.channel)
        stored = self._templates[address]
        with _named(address):
            job = self._job(say, address, told)
            body = unasked_text(job) if unasked else reply(job)
            choices = _choices(job)
        return Rendered(
            body=body,
            key=say.key,
            locale=address[1],
            channel=address[2],
            template_version=stored.version,
            choices=choices,
            segments=segments(body).count if told.channel is Channel.SMS else None,
        )

    def labels(self, say: Say, told: Told) -> tuple[RenderedChoice, ...]:
        """The choices alone of a message as it leaves. Raises WordingError."""
        address = self._find(say.key, told.locale, told.channel)
        with _named(address):
            return _choices(self._job(say, address, told))

    def _job(self, say: Say, address: Address, told: Told) -> Job:
        found = address[1]
        formats = Formats(
            locale=_reader(told.locale, found),
            channel=told.channel,
            today=told.today,
            zone=told.zone,
            codes=told.currencies_differ,
        )
        sender = told.sender
        return Job(
            say=say,
            compiled=compile_template(self._templates[address].body),
            speaker=Speaker(phrases=self._phrases_for(found), formats=formats),
            sender=sender_values(sender.lender, sender.full_name, sender.phone, sender.officer),
            channel=told.channel,
        )

    def speaker(
        self, *, locale: str, channel: Channel, today: date, zone: ZoneInfo, currencies_differ: bool = False
    ) -> Speaker:
        """What speaks single phrases, amounts and dates to a reader of this locale, outside any message."""
        formats = Formats(locale=locale, channel=channel, today=today, zone=zone, codes=currencies_differ)
        return Speaker(phrases=self._phrases_for(locale), formats=formats)

    def _find(self, key: str, locale: str, channel: str) -> Address:
        asked = key, locale, channel
        if asked in self._found:
            return self._found[asked]
        for address in self.chain(key, locale, channel):
            if address in self._templates:
                self._found[asked] = address
                return address
        raise WordingError(key=key, locale=locale, channel=channel, what="there are no words for this key")

    def _locale_chain(self, locale: str) -> tuple[str, ...]:
        """The locale, its shorter forms, the locale we have in that language, then English."""
        if locale not in self._chains:
            self._chains[locale] = self._made_chain(locale)
        return self._chains[locale]

    def _made_chain(self, locale: str) -> tuple[str, ...]:
        parts = locale.replace("_", "-").split("-")
        shorter = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
        kin = [known for known in self.locales if known.split("-")[0] == parts[0]]
        return tuple(dict.fromkeys([*shorter, *kin, LAST_LOCALE]))

    def _phrases_for(self, locale: str) -> tuple[Phrases, ...]:
        return tuple(self._phrases[name] for name in self._locale_chain(locale) if name in self._phrases)


def _choices(job: Job) -> tuple[RenderedChoice, ...]:
    return tuple(RenderedChoice(id=id_, label=capital(label)) for id_, label in labels(job))


@contextmanager
def _named(address: Address) -> Iterator[None]:
    """What goes wrong with words is told with their address."""
    key, locale, channel = address
    try:
        yield
    except TemplateRefused as refused:
        raise WordingError(key=key, locale=locale, channel=channel, line=refused.line, what=refused.what) from refused
    except (PhraseMissing, MoneyError, ValueError) as error:
        raise WordingError(key=key, locale=locale, channel=channel, what=str(error)) from error


def _messages(folder: Path) -> Iterator[tuple[Address, StoredTemplate]]:
    for path in sorted(folder.glob("*/*/*.txt")):
        address = (path.parent.name, path.parent.parent.name, path.stem)
        yield address, StoredTemplate(version=SHIPPED, body=path.read_text(encoding="utf-8").strip())


def _reader(asked: str, found: str) -> str:
    """The borrower's own locale where the words are in its language, so that the region's habits stay."""
    normal = asked.replace("_", "-")
    return normal if normal.split("-")[0] == found.split("-")[0] else found
