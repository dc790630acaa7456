"""What admins do with the words: open, check, preview, save as a new version, go back to an old one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row
from sqlalchemy.exc import IntegrityError

from cases.model import Channel
from outreach import examples
from outreach.runtime import Runtime
from outreach.sandbox import Problem, check_template
from outreach.segments import Segments, segments
from outreach.wordbook import CHANNELS, SOURCE, UNASKED, Place, places_of, source_body
from outreach.wording import DEFAULT, SHIPPED, Address, RenderedChoice, Told, WordingError, Words
from storage import wordings

APPROVED: Final = "approved"
PREVIEWED: Final = (Channel.SMS, Channel.TELEGRAM, Channel.WEBCHAT)


class TemplatingRefused(Exception):
    """A version that cannot be saved; ``problems`` say where and why, as far as they have a place."""

    def __init__(self, what: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(what)
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a template. Version 0 came with the program and has no author."""

    version: int
    state: str
    body: str
    author: str | None = None
    at: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTemplate:
    """A template as its editor needs it. ``found``: whose words are in force here, its own or a fallback's."""

    address: Address
    found: Address
    current: Version
    source: Version
    variables: Mapping[str, str]
    chain: tuple[Address, ...]
    places: Mapping[str, tuple[Place, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A message as it would arrive on one channel; ``failed`` says why it cannot be made."""

    channel: Channel
    text: str = ""
    choices: tuple[RenderedChoice, ...] = ()
    segments: Segments | None = None
    failed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A draft checked and shown with an invented example."""

    problems: tuple[Problem, ...]
    shown: tuple[Shown, ...]


def open_template(runtime: Runtime, address: Address) -> OpenTemplate:
    """One template. Raises TemplatingRefused for a key, locale or channel that is not known."""
    key, locale, channel = address
    words = runtime.words
    if key not in words.keys or locale not in words.locales or channel not in CHANNELS:
        raise TemplatingRefused("There is no such template.")
    chain = words.chain(key, locale, channel)
    with runtime.db.reading() as connection:
        found = next((each for each in chain if words.current(*each)), address)
        current = _in_force(connection, words, found)
        source = _in_force(connection, words, (key, SOURCE, found[2]))
    return OpenTemplate(
        address=address,
        found=found,
        current=current,
        source=source if source.body else Version(version=SHIPPED, state=APPROVED, body=source_body(words, key)),
        variables=_variables(words, key, locale),
        chain=chain,
        places=places_of(words, key),
    )


def _in_force(connection: Connection, words: Words, address: Address) -> Version:
    stored = words.current(*address)
    if stored is None:
        return Version(version=SHIPPED, state=APPROVED, body="")
    rows = wordings.history(connection, address)
    row = next((row for row in rows if row.version == stored.version), None)
    if row is None:
        return Version(version=stored.version, state=APPROVED, body=stored.body)
    return _version(row)


def _variables(words: Words, key: str, locale: str) -> dict[str, str]:
    """Each variable with an example of what it becomes on Telegram in this locale."""
    shown: dict[str, str] = {}
    for name in sorted(words.variables(key)):
        draft = words.with_overlay({(key, locale, DEFAULT): (SHIPPED, f"{{{{ {name} }}}}")})
        shown[name] = _made(draft, key, locale, Channel.TELEGRAM, unasked=False).text
    return shown


def preview(runtime: Runtime, address: Address, body: str) -> Preview:
    """What is wrong with a draft, and how it would look. The preview never hides a fault."""
    key, locale, channel = address
    problems = tuple(check_template(body, runtime.words.variables(key)))
    draft = runtime.words.with_overlay({address: (SHIPPED, body)})
    channels = PREVIEWED if channel == DEFAULT else (Channel(channel),)
    shown = tuple(_made(draft, key, locale, each, unasked=key in UNASKED) for each in channels)
    return Preview(problems=problems, shown=shown)


def _made(words: Words, key: str, locale: str, channel: Channel, *, unasked: bool) -> Shown:
    setting = examples.SETTINGS.get(locale) or examples.SETTINGS[SOURCE]
    try:
        rendered = words.render(
            examples.example(key, locale if locale in examples.SETTINGS else SOURCE),
            Told(locale=locale, channel=channel, sender=setting.sender, today=examples.TODAY, zone=ZoneInfo("UTC")),
            unasked=unasked,
        )
    except WordingError as error:
        return Shown(channel=channel, failed=error.what)
    counted = segments(rendered.body) if channel is Channel.SMS else None
    return Shown(channel=channel, text=rendered.body, choices=rendered.choices, segments=counted)


def save(runtime: Runtime, address: Address, body: str, *, author: str, reason: str, base: int, now: datetime) -> int:
    """A new approved version; its number. ``base`` is the version the author began from.

    Raises TemplatingRefused where something is wrong with it, or somebody saved another version meanwhile.
    """
    opened = open_template(runtime, address)
    body = body.replace("\r\n", "\n").strip()
    problems = check_template(body, runtime.words.variables(address[0]))
    if problems:
        raise TemplatingRefused("There are mistakes in it; nothing was saved.", problems)
    if not body:
        raise TemplatingRefused("A message cannot be empty.")
    if not reason.strip():
        raise TemplatingRefused("Say why: the reason stays with the version.")
    failed = next((each.failed for each in preview(runtime, address, body).shown if each.failed), None)
    if failed:
        raise TemplatingRefused(f"It cannot be made with the example: {failed}")
    if opened.found == address and opened.current.version != base:
        raise TemplatingRefused(
            f"{opened.current.author or 'Somebody'} saved version {opened.current.version} meanwhile. "
            "Your text is still here: compare, then save again."
        )
    try:
        with runtime.db.writing() as connection:
            version = wordings.add(
                connection, address, body, author=author, reason=reason.strip(), now=now, state=APPROVED
            )
    except IntegrityError:
        raise TemplatingRefused("Somebody saved a version at the same moment. Try again.") from None
    runtime.reload_words()
    return version


def versions(runtime: Runtime, address: Address) -> list[Version]:
    """All versions of one template, newest first, the shipped one last."""
    with runtime.db.reading() as connection:
        found = [_version(row) for row in wordings.history(connection, address)]
    shipped = runtime.words.original(*address)
    return [*found, Version(version=SHIPPED, state="shipped", body=shipped.body)] if shipped else found


def restore(runtime: Runtime, address: Address, version: int, *, author: str, now: datetime) -> int:
    """Go back: the body of an old version as the newest one. Raises TemplatingRefused where there is none."""
    all_versions = versions(runtime, address)
    old = next((each for each in all_versions if each.version == version), None)
    if old is None:
        raise TemplatingRefused(f"There is no version {version}.")
    reason = f"Back to version {version}" if version else "Back to the shipped words"
    return save(runtime, address, old.body, author=author, reason=reason, base=all_versions[0].version, now=now)


def _version(row: Row[Any]) -> Version:
    return Version(version=row.version, state=row.state, body=row.body, author=row.author, at=row.at, reason=row.reason)
