"""From the text of one cell to a typed value. Each raises FieldError with what it found and what belongs there."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError

from cases.model import Channel
from cases.money import is_currency
from outreach.importing.problems import FieldError, nearest

LONGEST_TEXT = 500
LARGEST_AMOUNT = Decimal(10) ** 12
ADDRESSED = (Channel.SMS, Channel.WHATSAPP, Channel.VOICE, Channel.EMAIL, Channel.TELEGRAM)
CONTACT_CHANNELS = (*(channel.value for channel in ADDRESSED), "webchat", "voice_ai", "voice_notice", "visit")
CONTACT_UNITS = ("sent", "call_placed", "call_connected", "call_placed_unanswered", "conversation")
OWNERS = ("borrower", "shared", "work")
PLACES = ("home", "mobile", "work", "elsewhere")
ROLES = ("guarantor", "co_borrower", "representative", "reference")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")
_REF = re.compile(r"\S(?:.{0,98}\S)?")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_PAGE = re.compile(r"https?://[^\s<>\"']+")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_HOURS = re.compile(r"([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)")
_JURISDICTION = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,8}){0,2}")


def text(cell: str) -> str:
    """Any text of reasonable length, without control characters."""
    if _CONTROL.search(cell):
        raise FieldError(f"{cell!r} holds control characters")
    if len(cell) > LONGEST_TEXT:
        raise FieldError(f"is {len(cell)} characters long; {LONGEST_TEXT} are allowed")
    return cell


def ref(cell: str) -> str:
    """A reference: up to 100 characters on one line."""
    if not _REF.fullmatch(cell) or _CONTROL.search(cell):
        raise FieldError(f"{cell!r} is no reference; it may have up to 100 characters on one line")
    return cell


def currency(cell: str) -> str:
    """A currency code of ISO 4217."""
    if not is_currency(cell):
        raise FieldError(f"{cell!r} is not a currency code of ISO 4217; write it like EUR")
    return cell


def amount(cell: str) -> Decimal:
    """Zero or more, in major units with a point."""
    value = _decimal(cell, "an amount; write it like 1204.50")
    if value < 0:
        raise FieldError(f"{cell} is negative; amounts are zero or more")
    if value >= LARGEST_AMOUNT:
        raise FieldError(f"{cell} is more than an amount can be")
    return value


def positive_amount(cell: str) -> Decimal:
    """More than zero, in major units with a point."""
    value = amount(cell)
    if not value:
        raise FieldError(f"{cell} is zero; the amount must be more than that")
    return value


def rate(cell: str) -> Decimal:
    """An annual rate in percent, 0 to 10000."""
    value = _decimal(cell, "a rate in percent; write it like 14.07")
    if not 0 <= value <= 10_000:
        raise FieldError(f"{cell} is not a yearly rate in percent between 0 and 10000")
    return value


def _decimal(cell: str, what: str) -> Decimal:
    try:
        value = Decimal(cell) if cell.isascii() and "_" not in cell else None
    except InvalidOperation:
        value = None
    if value is None or not value.is_finite():
        raise FieldError(f"{cell!r} is not {what}")
    return value


def whole(least: int, most: int, cell: str) -> int:
    """A whole number between two bounds."""
    if not re.fullmatch(r"-?[0-9]{1,9}", cell) or not least <= int(cell) <= most:
        raise FieldError(f"{cell!r} is not a whole number between {least} and {most}")
    return int(cell)


def day(cell: str) -> date:
    """A date in ISO form."""
    try:
        found = date.fromisoformat(cell) if re.fullmatch(r"\d{4}-\d\d-\d\d", cell, re.ASCII) else None
    except ValueError:
        found = None
    if found is None or not 1900 <= found.year <= 2200:
        raise FieldError(f"{cell!r} is not a date; write it like 2026-03-31")
    return found


def moment(cell: str) -> datetime:
    """A date, or a date and time, in ISO form; without an offset it is read as UTC. A date alone is its midnight."""
    try:
        found = datetime.fromisoformat(cell) if re.match(r"\d{4}-\d\d-\d\d", cell, re.ASCII) else None
    except ValueError:
        found = None
    if found is None or not 1900 <= found.year <= 2200:
        raise FieldError(f"{cell!r} is not a time; write it like 2026-03-31 or 2026-03-31T14:05:00+02:00")
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def given_at(cell: str) -> datetime:
    """As ``moment``; a date alone is its noon in UTC, which is that date wherever people live."""
    found = moment(cell)
    return found if len(cell) > len("2026-03-31") else found.replace(hour=12)


@cache
def zones(cell: str) -> tuple[str, ...]:
    """One IANA time zone, or several joined by ``|``."""
    found = tuple(dict.fromkeys(zone.strip() for zone in cell.split("|") if zone.strip()))
    for zone in found:
        if zone not in _known_zones():
            raise FieldError(f"{zone!r} is not an IANA time zone{nearest(zone, _known_zones())}")
    return found


@cache
def _known_zones() -> frozenset[str]:
    return frozenset(available_timezones())


@cache
def locale(cell: str) -> str:
    """A language tag such as ``en``, ``zh-Hans`` or ``es-MX``."""
    try:
        found = Locale.parse(cell, sep="-")
    except (ValueError, UnknownLocaleError):
        raise FieldError(f"{cell!r} is not a language; write it like en, es or zh-Hans") from None
    return "-".join(part for part in (found.language, found.script, found.territory) if part)


def jurisdiction(cell: str) -> str:
    """A country of ISO 3166, or a part of one, such as ``US``, ``US-MA`` or ``US-NY-NYC``."""
    if not _JURISDICTION.fullmatch(cell):
        raise FieldError(f"{cell!r} is not a country or part of one; write it like US or US-MA")
    return cell


def email(cell: str) -> str:
    """One e-mail address."""
    if not _EMAIL.fullmatch(cell) or _CONTROL.search(cell):
        raise FieldError(f"{cell!r} is not an e-mail address")
    return cell


def telegram_id(cell: str) -> str:
    """A chat's number."""
    if not re.fullmatch(r"-?[0-9]{1,19}", cell):
        raise FieldError(f"{cell!r} is not a Telegram chat id; it is a number such as 123456789")
    return cell


def channels(cell: str) -> frozenset[Channel]:
    """Channels joined by ``|``; ``none`` says that there is none."""
    names = [name.strip() for name in cell.split("|") if name.strip()]
    for name in names:
        if name not in {*ADDRESSED, "none"}:
            raise FieldError(f"{name!r} is not one of {', '.join(ADDRESSED)} or none{nearest(name, ADDRESSED)}")
    return frozenset(Channel(name) for name in names if name != "none")


def one_of(allowed: tuple[str, ...], cell: str) -> str:
    """One of a few words."""
    if cell not in allowed:
        raise FieldError(f"{cell!r} is not one of {', '.join(allowed)}{nearest(cell, allowed)}")
    return cell


def last4(cell: str) -> str:
    """The last four letters or digits of an identity document."""
    if not re.fullmatch(r"[0-9A-Za-z]{4}", cell):
        raise FieldError("must be the last four letters or digits of the document, and no more")
    return cell


def web_page(cell: str) -> str:
    """The address of a page."""
    if not _PAGE.fullmatch(text(cell)):
        raise FieldError(f"{cell!r} is not a page's address; write it like https://pay.lender.example")
    return cell


def names(cell: str) -> tuple[str, ...]:
    """Names of policy packs joined by ``|``; ``none`` says that there is none."""
    found = tuple(dict.fromkeys(name.strip() for name in cell.split("|") if name.strip()))
    for name in found:
        if not _NAME.fullmatch(name):
            raise FieldError(f"{name!r} is not a pack's name; write it like us-federal")
    return tuple(name for name in found if name != "none")


def hours(cell: str) -> tuple[str, ...]:
    """Spans of the day joined by ``|``, such as ``18:00-20:30``; ``none`` says that none are agreed."""
    found = tuple(span.strip() for span in cell.split("|") if span.strip())
    for span in found:
        if span != "none" and not _HOURS.fullmatch(span):
            raise FieldError(f"{span!r} are no hours; write them like 18:00-20:30")
    return tuple(span for span in found if span != "none")


def facts(cell: str) -> dict[str, object]:
    """Facts that hold, joined by ``;`` (``minor;in_hospital``), or as a JSON object where they have values.

    ``none`` says that none hold.
    """
    if cell.startswith("{"):
        try:
            found = json.loads(text(cell))
        except ValueError as error:
            raise FieldError(f"is no JSON object ({error}); write it like minor;in_hospital") from None
        return dict(found)
    told = dict.fromkeys((name.strip() for name in text(cell).split(";") if name.strip()), True)
    return {name: value for name, value in told.items() if name != "none"}
