"""``plans.toml`` to the values of ``cases.plans``: the shipped file, and over it what a file of the lender's says."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from cases.plans import NO_DAYS_OFF, Authority, ClosedDays, Growth, PlanPolicy, PromiseLimits, TermLimit
from cases.policy.pack import Calendar
from outreach.packvalues import listed, nearest, one_of, text, weekdays
from outreach.planvalues import amounts, cadences, calendars, parts_by_cadence, share, shares, table, whole, word
from outreach.policies import country_calendar

SHIPPED = "plans.toml"
Columns = Mapping[str, tuple[str, Callable[[Any], Any]]]
"""Keys of a table: the field that each fills, and how it is read."""

TABLES: Mapping[str, Columns] = {
    "parts": {
        "cadences": ("cadences", cadences),
        "least_share": ("least_share", share),
        "first_after_days": ("first_after_days", whole(1)),
        "first_within_days": ("first_within_days", whole(1)),
        "least": ("least_minor", amounts),
    },
    "dates": {
        "closed_days": ("closed_days", word(ClosedDays)),
        "weekend": ("weekend", weekdays),
        "calendars": ("calendars", calendars),
    },
    "cost": {name: (name, word(Growth)) for name in ("interest", "fees", "promised", "disputed")},
    "keeping": {
        "grace_days": ("grace_days", whole(0)),
        "skips": ("skips", whole(0)),
        "redates": ("redates", whole(0)),
    },
    "settlement": {"within_days": ("settlement_days", whole(1))},
}
"""The tables whose keys are fields of the policy itself."""
PROMISE: Columns = {
    "within_days": ("within_days", whole(1)),
    "least_share": ("least_share", share),
    "grace_days": ("grace_days", whole(0)),
    "most_broken": ("most_broken", whole(1)),
}
ROLE: Columns = {
    "most_parts": ("most_parts", parts_by_cadence),
    "longest_months": ("longest_months", whole(1)),
    "plans_per_case": ("plans_per_case", whole(0)),
    "plans_per_year": ("plans_per_year", whole(0)),
    "waive_fees": ("waive_fees", shares),
    "waive_interest": ("waive_interest", shares),
    "settle": ("settle", shares),
    "settle_opening": ("settle_opening", shares),
}
LIMIT: Columns = {
    "jurisdiction": ("jurisdiction", text),
    "products": ("products", listed),
    "longest_months": ("longest_months", whole(1)),
    "source": ("source", text),
    "confidence": ("confidence", one_of("VP", "VS", "M")),
}
ROLES = ("bot", "collector", "supervisor")
KNOWN = (*TABLES, "down_payment", "promise", "role", "limit")


class PlanPolicyError(ValueError):
    """A file that cannot be used; the text names file, key and reason."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(f"{file}: {key}: {reason}")
        self.file, self.key, self.reason = file, key, reason


def load_plan_policy(path: Path | None = None) -> PlanPolicy:
    """The shipped policy, and over it what the file says, key by key; its limits by law are added to those shipped.

    Raises PlanPolicyError.
    """
    shipped = Path(str(files("cases").joinpath(SHIPPED)))
    document = _read(shipped)
    reader = _Reader(str(path) if path else SHIPPED)
    if path is not None:
        own = _read(path)
        reader.policy(own)
        document = _over(document, own)
    return reader.checked(reader.policy(document))


def plan_calendar(policy: PlanPolicy, jurisdiction: str) -> Calendar:
    """The days off that the policy minds in this jurisdiction; none where it keeps every date or names no calendar."""
    place = policy.calendar_of(jurisdiction) if policy.closed_days is not ClosedDays.KEEP else None
    if place is None:
        return NO_DAYS_OFF
    country, _, subdivision = place.partition("-")
    return country_calendar(country, subdivision or None)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PlanPolicyError(str(path), "file", f"not valid TOML: {error}") from None
    except OSError as error:
        raise PlanPolicyError(str(path), "file", f"cannot be read: {error.strerror}") from None


def _over(shipped: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """One document over another: tables key by key, lists of tables one after the other, all else replaced."""
    merged = dict(shipped)
    for key, value in own.items():
        under = merged.get(key)
        if isinstance(value, dict) and isinstance(under, dict):
            merged[key] = _over(under, value)
        elif key == "limit":
            merged[key] = [*(under or ()), *value]
        else:
            merged[key] = value
    return merged


class _Reader:
    """Turns tables into values and says where a mistake stands."""

    def __init__(self, file: str) -> None:
        self.file = file

    def policy(self, document: Mapping[str, Any]) -> PlanPolicy:
        """The whole file."""
        self._known("", document, KNOWN)
        fields: dict[str, Any] = {}
        for name, columns in TABLES.items():
            fields |= self._fields(name, document.get(name, {}), columns)
        if "down_payment" in document:
            fields["down_payment"] = self._value("down_payment", shares, document["down_payment"])
        promise = self._fields("promise", document.get("promise", {}), PROMISE)
        return PlanPolicy(**fields, promise=PromiseLimits(**promise), **self._lists(document))

    def _lists(self, document: Mapping[str, Any]) -> dict[str, Any]:
        roles = self._value("role", table, document.get("role", {}))
        self._known("role", roles, ROLES)
        found: dict[str, Any] = {}
        if roles:
            rights = {name: self._fields(f"role.{name}", each, ROLE) for name, each in roles.items()}
            found["roles"] = {name: Authority(**fields) for name, fields in rights.items()}
        rows = document.get("limit", [])
        if not isinstance(rows, list):
            raise PlanPolicyError(self.file, "limit", "needs tables, each written [[limit]]")
        found["limits"] = tuple(self._limit(f"limit[{place}]", row) for place, row in enumerate(rows, start=1))
        return found

    def _limit(self, where: str, row: Any) -> TermLimit:
        fields = self._fields(where, row, LIMIT)
        for key in ("jurisdiction", "longest_months", "source"):
            if key not in fields:
                raise PlanPolicyError(self.file, f"{where}.{key}", "is missing")
        return TermLimit(**fields)

    def _fields(self, where: str, raw: Any, columns: Columns) -> dict[str, Any]:
        given = self._value(where, table, raw)
        self._known(where, given, columns)
        return {columns[key][0]: self._value(f"{where}.{key}", columns[key][1], each) for key, each in given.items()}

    def _known(self, where: str, given: Mapping[str, Any], known: Any) -> None:
        for key in given:
            if key not in known:
                place = f"{where}.{key}" if where else key
                raise PlanPolicyError(self.file, place, f"unknown key{nearest(key, known)}")

    def _value(self, where: str, convert: Callable[[Any], Any], value: Any) -> Any:
        try:
            return convert(value)
        except (TypeError, ValueError) as error:
            raise PlanPolicyError(self.file, where, str(error)) from None

    def checked(self, policy: PlanPolicy) -> PlanPolicy:
        """Refuses what is wrong only of two keys together."""
        if policy.first_after_days > policy.first_within_days:
            raise PlanPolicyError(self.file, "parts.first_after_days", "must not be later than first_within_days")
        if policy.promise.least_share == 0:
            raise PlanPolicyError(self.file, "promise.least_share", "must be more than nought")
        for name, rights in policy.roles.items():
            for bucket, opening in rights.settle_opening.items():
                if opening > rights.settle.get(bucket, 0):
                    raise PlanPolicyError(
                        self.file, f"role.{name}.settle_opening.{bucket}", "is more than settle allows"
                    )
        return policy
