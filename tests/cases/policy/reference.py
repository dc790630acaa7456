"""The caps once more, slowly and from their words alone: every date and every contact looked at, nothing shared."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from cases.policy.pack import CapRule
from cases.policy.request import Contact, GateRequest

MEANS = {
    "sent": {"sent"},
    "call_placed": {"call_placed", "call_placed_unanswered", "call_connected", "conversation"},
    "call_placed_unanswered": {"call_placed_unanswered"},
    "call_connected": {"call_connected", "conversation"},
    "conversation": {"conversation"},
}
ABOUT = {"debt": "loan", "address": "address", "institution": "creditor"}


def is_full(cap: CapRule, request: GateRequest, zone: str, day: date) -> bool:
    """Whether nothing more may go on that date."""
    counted = [local_date(contact.at, zone) for contact in request.history if counts(cap, contact, request)]
    windows = {"rolling": [rolling(cap, day)], "calendar": [calendar(cap, day)]}
    windows["both"] = windows["rolling"] + windows["calendar"]
    return any(sum(when in dates for when in counted) >= cap.max for dates in windows[cap.align])


def counts(cap: CapRule, contact: Contact, request: GateRequest) -> bool:
    """Whether this contact is one of those the cap counts for this message."""
    if "reply" in contact.units or cap.exclude & contact.units:
        return False
    if "*" not in cap.channels and contact.channel not in cap.channels:
        return False
    if cap.unit != "contact_or_attempt" and not MEANS[cap.unit] & contact.units:
        return False
    if contact.shared and "address" not in cap.per:
        return False
    for per, name in ABOUT.items():
        ours, theirs = getattr(request, name), getattr(contact, name)
        if per in cap.per and ours is not None and theirs is not None and ours != theirs:
            return False
    return True


def local_date(at: datetime, zone: str) -> date:
    """The date on the wall there."""
    return at.astimezone(ZoneInfo(zone)).date()


def rolling(cap: CapRule, day: date) -> set[date]:
    """So many dates that end with this one."""
    length = {"day": 1, "week": 7, "month": 30}[cap.window] * cap.n
    return {day - timedelta(days=back) for back in range(length)}


def calendar(cap: CapRule, day: date) -> set[date]:
    """This day, week from Monday or month, and those just before it where there are several."""
    dates = {day - timedelta(days=back) for back in range(-31, 400)}
    if cap.window == "day":
        return {each for each in dates if 0 <= (day - each).days < cap.n}
    if cap.window == "week":
        monday = day - timedelta(days=day.weekday())
        return {each for each in dates if -cap.n < (each - timedelta(days=each.weekday()) - monday).days // 7 <= 0}
    return {each for each in dates if -cap.n < (each.year - day.year) * 12 + each.month - day.month <= 0}
