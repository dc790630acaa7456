"""A text for one borrower on one channel: their language, their officer, their own dates, how old figures are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cases.model import Channel
from cases.money import Money
from cases.say import Choice, Phrase, Say, Value
from outreach.casefile import BorrowerFile
from outreach.creditors import sender_of
from outreach.feeds import stale_of
from outreach.fitting import AS_OF_LINE, CHAT_LINE
from outreach.invitations import chat_link_for
from outreach.runtime import Runtime, zones_of
from outreach.wording import Rendered, Told


def compose(
    runtime: Runtime, file: BorrowerFile, say: Say, *, channel: Channel, unasked: bool, locale: str | None = None
) -> Rendered:
    """The words. An unasked SMS also leads to a chat, where there is room; figures of a stale ledger are dated.

    The terminal shows them as on the channel that it plays.

    Raises WordingError where a template is broken or a value missing.
    """
    channel = runtime.terminal if channel is Channel.CONSOLE else channel
    if unasked and channel is Channel.SMS:
        link = Phrase(key="chat.line", values={"link": chat_link_for(runtime, file)})
        say = replace(say, values={**say.values, CHAT_LINE: link})
    say, told = _dated(runtime, file, say), _told(runtime, file, channel, locale)
    return runtime.words.render(say, told, unasked=unasked)


def labels(
    runtime: Runtime, file: BorrowerFile, choices: tuple[Choice, ...], *, channel: Channel, locale: str | None = None
) -> list[tuple[str, str]]:
    """Ids and words of choices as ``compose`` would show them, without the text above them. Raises WordingError."""
    channel = runtime.terminal if channel is Channel.CONSOLE else channel
    shown = runtime.words.labels(Say(key="menu", choices=choices), _told(runtime, file, channel, locale))
    return [(each.id, each.label) for each in shown]


def _told(runtime: Runtime, file: BorrowerFile, channel: Channel, locale: str | None) -> Told:
    currencies = {loan.currency for loan in file.position.loans if loan.balance_minor}
    return Told(
        locale=locale or file.borrower.locale,
        channel=channel,
        sender=sender_of(runtime, file),
        today=file.today,
        zone=zones_of(file.borrower)[0],
        currencies_differ=len(currencies) > 1,
    )


def _dated(runtime: Runtime, file: BorrowerFile, say: Say) -> Say:
    """While the ledger is stale a text that names figures says as of when, by the oldest of the stale feeds."""
    stale = stale_of(runtime.settings, file.feeds, file.now)
    if not stale or not _figures(say.values.values()):
        return say
    known = [feed.watermark for feed in stale if feed.watermark is not None]
    if len(known) < len(stale):
        return replace(say, values={**say.values, AS_OF_LINE: Phrase(key="as_of.unknown")})
    if "as_of" in say.values:
        return replace(say, values={**say.values, "as_of": min(known)})
    on = min(known).astimezone(zones_of(file.borrower)[0]).date()
    return replace(say, values={**say.values, AS_OF_LINE: Phrase(key="as_of.day", values={"date": on})})


def _figures(values: Iterable[Value]) -> bool:
    """Whether an amount is named, be it deep inside a phrase."""
    return any(
        isinstance(value, Money)
        or (isinstance(value, Phrase) and _figures(value.values.values()))
        or (isinstance(value, tuple) and _figures(value))
        for value in values
    )
