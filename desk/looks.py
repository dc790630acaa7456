"""How values look on a page: the template environment, its filters, and what every page may use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from cases.money import Money, exponent, to_major
from desk import labels, oversight
from desk.roles import may
from desk.rooms import ACTIONS, ROOMS
from desk.tongue import TONGUES, region, say, say_many, tongue, translated, translated_many
from outreach import approvals
from outreach.controls import alerts_of
from outreach.people import SAMPLE_USERS
from outreach.runtime import Runtime
from outreach.segments import Segments

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "desk"
_WRITTEN = {
    "en_GB": {"day": "EEE d MMM", "short": "d MMM y", "moment": "EEE d MMM, HH:mm", "brief": "d MMM"},
    "zh_Hans_CN": {"day": "M月d日EEE", "short": "y年M月d日", "moment": "M月d日EEE HH:mm", "brief": "M月d日"},
}
"""How dates are written, by the locale of the reader's language."""

SIGNS = {"RUB": "₽", "KZT": "₸"}
"""Signs that English leaves out and every collector knows."""


def render(runtime: Runtime, template: str, values: Mapping[str, Any]) -> str:
    """A template of ``templates/desk``, everything in it escaped."""
    settings = runtime.settings
    port = settings.sample.emulators_port
    shared = {
        "lender": settings.lender,
        "zone": ZoneInfo(settings.desk.zone),
        "sample": f"http://127.0.0.1:{port}" if settings.sample.enabled else None,
        "sample_users": SAMPLE_USERS if settings.sample.enabled else (),
        # Asked only where a page shows it, and once a page.
        "alerts": cache(partial(alerts_of, runtime)),
        "decisions": cache(partial(approvals.count, runtime)),
    }
    return environment().get_template(template).render({**shared, **values})


@cache
def environment() -> Environment:
    """The desk's templates."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    install = made.install_gettext_callables  # type: ignore[attr-defined]  # the extension adds it
    install(translated, translated_many, newstyle=False)
    made.globals |= {
        "labels": labels,
        "oversight": oversight,
        "may": may,
        "seconds": seconds,
        "_": say,
        "say_many": say_many,
    }
    made.globals |= {"tongue": tongue, "tongues": TONGUES, "rooms": ROOMS, "actions": ACTIONS}
    made.filters |= {
        "money": money,
        "bare": bare,
        "minor": minor,
        "day": day,
        "clock": clock,
        "moment": moment,
        "short": short,
        "brief": brief,
        "since": since,
        "lasting": lasting,
        "initials": initials,
        "masked": masked,
        "human": human,
        "camel": camel,
        "bcp47": bcp47,
        "per_segment": per_segment,
        "addressed": urlencode,
        "queue_name": lambda skill: say(labels.SKILLS.get(skill) or skill),
        "channel_name": lambda channel: labels.CHANNELS.get(channel, channel),
        "narrowed": narrowed,
    }
    return made


def money(amount: Money) -> str:
    """An amount with its currency, as English writes it."""
    value, pattern = to_major(amount.minor, amount.currency), f"¤{_digits(amount.currency)}"
    shown = format_currency(value, amount.currency, pattern, locale="en_US", currency_digits=False)
    return shown.replace(amount.currency, SIGNS.get(amount.currency, f"{amount.currency} ")).replace("CN¥", "¥")


def minor(value: int, currency: str) -> str:
    """Minor units with their currency."""
    return money(Money(currency=currency, minor=value))


def bare(value: int, currency: str) -> str:
    """Minor units as a number alone, with the decimals of the currency."""
    return format_decimal(to_major(value, currency), _digits(currency), locale="en_US")


def _digits(currency: str) -> str:
    decimals = exponent(currency)
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def day(value: date | datetime, zone: ZoneInfo | None = None) -> str:
    """``Fri 4 Dec``, with the year where it is far off."""
    on = value.astimezone(zone).date() if isinstance(value, datetime) and zone else value
    return _written(on, "day")


def short(value: date | datetime, zone: ZoneInfo | None = None) -> str:
    """``4 Dec 2026``."""
    on = value.astimezone(zone).date() if isinstance(value, datetime) and zone else value
    return _written(on, "short")


def _written(on: date, how: str) -> str:
    return format_date(on, _WRITTEN[region()][how], locale=region())


def clock(value: datetime, zone: ZoneInfo) -> str:
    """``19:42`` in that zone."""
    return value.astimezone(zone).strftime("%H:%M")


def moment(value: datetime, zone: ZoneInfo) -> str:
    """``Tue 24 Nov, 12:10`` in that zone."""
    return format_datetime(value.astimezone(zone), _WRITTEN[region()]["moment"], locale=region())


def brief(value: datetime, zone: ZoneInfo) -> str:
    """``4 Dec``."""
    return _written(value.astimezone(zone).date(), "brief")


def since(value: str, zone: ZoneInfo) -> str:
    """A moment that a decision kept as text."""
    return moment(datetime.fromisoformat(value), zone)


def lasting(span: timedelta | None) -> str:
    """How long something took: ``4:38``, ``1:02 h``, ``3 d``."""
    if span is None:
        return ""
    whole = max(0, int(span.total_seconds()))
    minutes, second = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}:{second:02d}"
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d} h" if hours < 24 else f"{hours // 24} d"


def seconds(span: timedelta) -> int:
    """Whole seconds, at least none."""
    return max(0, int(span.total_seconds()))


def initials(name: str) -> str:
    """``ML`` of Mara Lind."""
    words = name.split()
    return "".join(word[0] for word in (words if len(words) < 2 else [words[0], words[-1]])).upper()


def masked(address: str) -> str:
    """An address of which nobody can write or call, but which its owner's clerk can tell from another."""
    if "@" in address:
        user, _, host = address.partition("@")
        return f"{user[:1]}•••@•••.{host.rpartition('.')[2]}"
    if len(address) > 6:
        return f"{address[:3]} ••• {address[-4:]}"
    return "•••" + address[-2:]


def human(code: str) -> str:
    """A code as words, where no label is kept for it."""
    words = code.replace("_", " ").replace(".", " ").strip()
    return words[:1].upper() + words[1:]


def camel(name: str) -> str:
    """``hold placed`` of HoldPlaced, where no label is kept for it."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def bcp47(locale: str) -> str:
    """A locale as the ``lang`` attribute wants it."""
    return locale.replace("_", "-")


def narrowed(asked: Mapping[str, str], name: str, value: str) -> str:
    """The part of an address that asks for this and for ``value`` under ``name``; what is empty is left out."""
    return urlencode({key: found for key, found in {**asked, name: value}.items() if found})


def per_segment(counted: Segments) -> int:
    """Units that one segment of this text holds."""
    alone = {"GSM-7": 160, "UCS-2": 70}[counted.encoding]
    return alone if counted.count == 1 else alone - (7 if counted.encoding == "GSM-7" else 3)
