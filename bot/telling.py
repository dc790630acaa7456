"""Hours, days, languages and channels as the reader of a borrower's page writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from babel import Locale
from babel.dates import format_date, format_time, get_day_names, get_timezone_location

from bot.words import words_for
from cases.flows.menus import LANGUAGES
from cases.flows.preferences import LONGEST_QUIET
from cases.model import Channel
from cases.money import Money
from outreach.awaiting import awaited
from outreach.chat import ChatLine
from outreach.runtime import Runtime
from outreach.sandbox import capital
from outreach.spoken import Speaker
from outreach.visitors import Visitor
from outreach.wishing import PLACES, Choices

HOURS: Final = range(7, 23)
"""Whole hours on offer; none earlier or later is asked for."""


PAUSES: Final = (3, 7, 14)
"""Days of quiet that are offered by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The waiting block: the wait in large figures where it is known, its grounds, when it was worked out, hours."""

    big: str
    line: str
    at: str
    hours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An offer to choose: the id and label of the answer that takes it, its amount in large figures, all of it.

    ``total`` and ``last`` (its last day) stand below where they are known.
    """

    choice: str
    label: str
    big: str
    line: str
    total: str = ""
    last: str = ""


def locale_of(visitor: Visitor) -> Locale:
    """The locale whose words the page really has."""
    return Locale.parse(words_for(visitor.locale)[0], sep="-")


def day_and_time(at: datetime, locale: Locale) -> str:
    """``Nov 24, 2026, 5:10 PM`` in a zone the moment already has."""
    return f"{format_date(at, 'medium', locale=locale)}, {format_time(at, 'short', locale=locale)}"


def languages(runtime: Runtime, visitor: Visitor, locales: Iterable[str]) -> list[tuple[str, str]]:
    """Locales that can be chosen, each with its own name for itself."""
    speaker = speaker_for(runtime, visitor)
    return [(name, speaker.piece(f"choice.{word}", {})) for name, word in LANGUAGES.items() if name in locales]


def channel_names(runtime: Runtime, visitor: Visitor) -> dict[Channel, str]:
    """What each channel is called."""
    speaker = speaker_for(runtime, visitor)
    return {channel: capital(speaker.piece(f"channel.{channel.value}", {})) for channel in PLACES}


def speaker_for(runtime: Runtime, visitor: Visitor) -> Speaker:
    """What makes text of values for this reader."""
    today = runtime.clock.now().astimezone(visitor.zone).date()
    return runtime.words.speaker(locale=visitor.locale, channel=Channel.WEBCHAT, today=today, zone=visitor.zone)


def clocks(visitor: Visitor, chosen: Sequence[str]) -> list[tuple[str, str]]:
    """Hours of the day on offer, and those that stand: ``18:00`` with how the reader writes it."""
    offered = sorted({*(f"{hour:02}:00" for hour in HOURS), *chosen})
    locale = locale_of(visitor)
    return [(each, format_time(time.fromisoformat(each), "short", locale=locale)) for each in offered]


def weekdays(visitor: Visitor) -> list[tuple[int, str]]:
    """Days of the week from Monday, 0, each with its short name."""
    names = get_day_names("abbreviated", "stand-alone", locale_of(visitor))
    return [(number, capital(names[number])) for number in range(7)]


def pauses(runtime: Runtime, visitor: Visitor, found: Choices) -> dict[str, object]:
    """The days until which a pause is offered, the first and the last that can be named, and the one that stands."""
    speaker, longest = speaker_for(runtime, visitor), LONGEST_QUIET.days
    days = [found.today + timedelta(days=number) for number in PAUSES if number <= longest]
    return {
        "pauses": [(day.isoformat(), speaker.text(day, {})) for day in days],
        "first_day": (found.today + timedelta(days=1)).isoformat(),
        "last_day": (found.today + LONGEST_QUIET).isoformat(),
        "longest": longest,
        "quiet_until": speaker.text(found.quiet_until, {}) if found.quiet_until else "",
    }


def cards(runtime: Runtime, visitor: Visitor, line: ChatLine) -> tuple[Card, ...]:
    """What a line offers, each with the answer that takes it: its choices begin with them, in the same order."""
    speaker = speaker_for(runtime, visitor)
    return tuple(
        Card(
            choice=id_,
            label=label,
            big=speaker.text(amount, {}) if isinstance(amount := offer.values.get("amount"), Money) else "",
            line=capital(speaker.phrase(offer, {})),
            total=speaker.text(offer.values["total"], {}) if "total" in offer.values else "",
            last=speaker.text(offer.values["last_on"], {}) if "last_on" in offer.values else "",
        )
        for offer, (id_, label) in zip(line.offers, line.choices, strict=False)
    )


def leads_to(runtime: Runtime, visitor: Visitor, line: ChatLine) -> tuple[str, str] | None:
    """The label of the button under a line that opens a page, and the address."""
    if line.opens is None:
        return None
    name, address = line.opens
    return capital(speaker_for(runtime, visitor).piece(f"choice.{name}", {})), address


def waiting(runtime: Runtime, visitor: Visitor) -> Waiting | None:
    """The wait of a visitor who waits for a person."""
    found = awaited(runtime, visitor.borrower_id) if visitor.waits else None
    if found is None:
        return None
    locale, (_, words) = locale_of(visitor), words_for(visitor.locale)
    opens, closes = (format_time(each, "short", locale=locale) for each in (found.opens, found.closes))
    return Waiting(
        big=words["about"].format(length=found.length) if found.length else "",
        line=found.line,
        at=format_time(found.at.astimezone(visitor.zone), "short", locale=locale),
        hours=words["desk_hours"].format(
            days=_days(found.days, locale, words["comma"]),
            opens=opens,
            closes=closes,
            city=get_timezone_location(found.zone, locale=locale, return_city=True),
        ),
    )


def _days(days: Sequence[int], locale: Locale, comma: str) -> str:
    """Days of the week, as a run where they are one."""
    names = get_day_names("abbreviated", "stand-alone", locale)
    run = len(days) > 2 and days[-1] - days[0] == len(days) - 1
    return f"{names[days[0]]}–{names[days[-1]]}" if run else comma.join(names[day] for day in days)
