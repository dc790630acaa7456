"""What relief the lender lets each role grant, and what comes of it for somebody: the values of ``relief.toml``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import floor

from cases.hardship import QUESTIONS, Relief, ReliefKind, ReliefPart
from cases.money import Money, exponent, plain
from cases.months import add_months, month_day
from cases.signposts import UNION

BOT = "bot"
YEAR = timedelta(days=365)
SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefRights:
    """What one role may grant alone: which kinds, for how many days at most, how often in a year."""

    kinds: tuple[ReliefKind, ...] = ()
    longest_days: int = 0
    per_year: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefRule:
    """A rule of law or of a regulator about relief in one place, as people at the desk are told it."""

    jurisdiction: str
    says: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefPolicy:
    """The lender's limits. ``share_of_left`` is how much of what is left over a month a smaller payment may take."""

    questions: tuple[str, ...] = tuple(each for each in QUESTIONS if each != "debts")
    keep_days: int = 30
    pause_days: int = 60
    parts: int = 3
    share_of_left: Fraction = Fraction(3, 4)
    day: int = 15
    first_after_days: int = 7
    least_minor: Mapping[str, int] = field(default_factory=dict)
    frozen: bool = True
    notice_days: int = 7
    wait_days: int = 14
    grace_days: int = 3
    roles: Mapping[str, ReliefRights] = field(default_factory=dict)
    rules: tuple[ReliefRule, ...] = ()

    def rights(self, role: str) -> ReliefRights:
        """What a role may grant; nothing where the file does not name it."""
        return self.roles.get(role, ReliefRights())

    def least(self, currency: str) -> int:
        """The smallest payment worth asking for, in minor units; one major unit where the file names none."""
        return self.least_minor.get(currency, 10 ** exponent(currency))

    def rules_of(self, jurisdiction: str) -> tuple[ReliefRule, ...]:
        """What holds in this place, and in the wider place that it lies in."""
        place = jurisdiction.upper()
        places = {place, place[:2], "EU" if place[:2] in UNION else place}
        return tuple(rule for rule in self.rules if rule.jurisdiction in places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What relief is measured by: what is late, what is left over a month, what was granted before."""

    owed: Money
    left_minor: int
    today: date
    now: datetime
    before: Sequence[Relief] = ()


def choices(policy: ReliefPolicy, role: str, at: Standing, ref: str) -> tuple[Relief, ...]:
    """What this role may offer alone, a pause first; empty where the policy grants it nothing, or nothing any more."""
    rights = policy.rights(role)
    year = [each for each in at.before if each.granted_at is not None and each.granted_at > at.now - YEAR]
    if len(year) >= rights.per_year:
        return ()
    made = {ReliefKind.PAUSE: _pause(policy, at, ref), ReliefKind.REDUCED: _reduced(policy, at, ref)}
    found = (made[kind] for kind in rights.kinds)
    latest = at.today + timedelta(days=rights.longest_days)
    return tuple(each for each in found if each is not None and each.until <= latest)


class ReliefRefusedError(ValueError):
    """What a role may not grant, with the limit that stops it."""


def granted(
    policy: ReliefPolicy, role: str, at: Standing, ref: str, *, until: date | None, each_minor: int | None
) -> Relief:
    """Relief as a person words it: smaller payments of ``each_minor``, else a pause to this day, else the usual one.

    Raises ReliefRefusedError.
    """
    rights = policy.rights(role)
    kind = ReliefKind.REDUCED if each_minor is not None else ReliefKind.PAUSE
    if kind not in rights.kinds:
        raise ReliefRefusedError(f"a {role} may not grant this")
    year = [each for each in at.before if each.granted_at is not None and each.granted_at > at.now - YEAR]
    if len(year) >= rights.per_year:
        raise ReliefRefusedError(
            f"a {role} may grant relief {rights.per_year} times a year, and {len(year)} were granted"
        )
    made = _pause(policy, at, ref, until) if each_minor is None else _parts(policy, at, ref, each_minor)
    latest = at.today + timedelta(days=rights.longest_days)
    if not at.today < made.until <= latest:
        raise ReliefRefusedError(f"a {role} may grant it to a day after today and up to {latest}")
    return made


def _pause(policy: ReliefPolicy, at: Standing, ref: str, until: date | None = None) -> Relief:
    until = until or at.today + timedelta(days=policy.pause_days)
    return _relief(policy, at, ref, ReliefKind.PAUSE, until, ())


def _reduced(policy: ReliefPolicy, at: Standing, ref: str) -> Relief | None:
    """Equal payments out of what is left over, whole major units each; None where too little is, or all is paid."""
    unit = 10 ** exponent(at.owed.currency)
    amount = floor(Fraction(at.left_minor) * policy.share_of_left / unit) * unit
    if amount < policy.least(at.owed.currency) or amount * policy.parts >= at.owed.minor:
        return None
    return _parts(policy, at, ref, amount)


def _parts(policy: ReliefPolicy, at: Standing, ref: str, amount: int) -> Relief:
    """Payments of this much each on the policy's days. Raises ReliefRefusedError where they are none, or pay it all."""
    least = policy.least(at.owed.currency)
    if amount < least or amount * policy.parts >= at.owed.minor:
        raise ReliefRefusedError(
            f"{policy.parts} payments of at least {plain(Money(currency=at.owed.currency, minor=least))} must leave"
            f" something of the {plain(at.owed)} {at.owed.currency}; to pay all of it in parts is a plan"
        )
    days = dates(policy, at.today)
    parts = tuple(ReliefPart(number=n, due_on=day, amount_minor=amount) for n, day in enumerate(days, start=1))
    return _relief(policy, at, ref, ReliefKind.REDUCED, days[-1], parts)


def dates(policy: ReliefPolicy, today: date) -> tuple[date, ...]:
    """The days of the smaller payments: each month on the policy's day, the first not too soon."""
    first = month_day(today.year, today.month, policy.day)
    if first < today + timedelta(days=policy.first_after_days):
        first = add_months(first, 1, day=policy.day)
    return tuple(add_months(first, ahead, day=policy.day) for ahead in range(policy.parts))


def _relief(
    policy: ReliefPolicy, at: Standing, ref: str, kind: ReliefKind, until: date, parts: tuple[ReliefPart, ...]
) -> Relief:
    made = Relief(
        ref=ref,
        kind=kind,
        currency=at.owed.currency,
        owed_minor=at.owed.minor,
        until=until,
        review_on=working_day(until),
        frozen=policy.frozen,
        terms_hash="",
        parts=parts,
    )
    return with_hash(made)


def working_day(day: date) -> date:
    """The day itself, or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= SATURDAY else day


def with_hash(relief: Relief) -> Relief:
    """The same with the SHA-256, in hex, of its terms."""
    return replace(relief, terms_hash=hashlib.sha256(terms_of(relief).encode()).hexdigest())


def terms_of(relief: Relief) -> str:
    """What was agreed, as canonical JSON: amounts in minor units, days in ISO 8601."""
    terms = {
        "ref": relief.ref,
        "kind": relief.kind.value,
        "currency": relief.currency,
        "owed_minor": relief.owed_minor,
        "parts": [[part.number, part.due_on.isoformat(), part.amount_minor] for part in relief.parts],
        "until": relief.until.isoformat(),
        "review_on": relief.review_on.isoformat(),
        "frozen": relief.frozen,
    }
    return json.dumps(terms, sort_keys=True, separators=(",", ":"))
