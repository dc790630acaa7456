"""``relief.toml`` and ``signposts.toml`` to values: the shipped files, and over them what the lender's own say."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from cases.hardship import QUESTIONS, ReliefKind
from cases.relief import ReliefPolicy, ReliefRights, ReliefRule
from cases.signposts import Signpost, Signposts
from outreach.packvalues import listed, nearest, one_of, text
from outreach.planvalues import amounts, share, table, whole, word

Columns = Mapping[str, tuple[str, Callable[[Any], Any]]]
"""Keys of a table: the field that each fills, and how it is read."""
SURE = one_of("VP", "VS", "M")


def _yes(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("needs true or false")
    return value


def _day_of_month(value: Any) -> int:
    day = whole(1)(value)
    if day > 31:
        raise ValueError("needs a day of the month, 1 to 31")
    return day


def _questions(value: Any) -> tuple[str, ...]:
    found = tuple(listed(value))
    unknown = next((each for each in found if each not in QUESTIONS), None)
    if unknown is not None:
        raise ValueError(f"{unknown!r} is no question{nearest(unknown, QUESTIONS)}")
    if "income" not in found or len(set(found)) < len(found):
        raise ValueError("needs income and no question twice")
    return found


def _kinds(value: Any) -> tuple[ReliefKind, ...]:
    return tuple(word(ReliefKind)(each) for each in listed(value)) if value != [] else ()


def _day(value: Any) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError("needs a date such as 2026-11-23")
    return value


TABLES: Mapping[str, Columns] = {
    "questions": {"ask": ("questions", _questions), "keep_days": ("keep_days", whole(1))},
    "pause": {"days": ("pause_days", whole(1))},
    "reduced": {
        "parts": ("parts", whole(2)),
        "share_of_left": ("share_of_left", share),
        "day": ("day", _day_of_month),
        "first_after_days": ("first_after_days", whole(1)),
        "grace_days": ("grace_days", whole(0)),
        "least": ("least_minor", amounts),
    },
    "cost": {"frozen": ("frozen", _yes)},
    "review": {"notice_days": ("notice_days", whole(1)), "wait_days": ("wait_days", whole(1))},
}
ROLE: Columns = {
    "kinds": ("kinds", _kinds),
    "longest_days": ("longest_days", whole(0)),
    "per_year": ("per_year", whole(0)),
}
RULE: Columns = {name: (name, text) for name in ("jurisdiction", "says", "source")} | {
    "confidence": ("confidence", SURE)
}
SIGNPOST: Columns = {
    **{name: (name, text) for name in ("name", "where", "source")},
    "always": ("always", _yes),
    "confidence": ("confidence", SURE),
    "checked_on": ("checked_on", _day),
}
ROLES = ("bot", "collector", "supervisor")
NEEDED = ("where", "source", "confidence", "checked_on")


class ReliefPolicyError(ValueError):
    """A file that cannot be used; the text names file, key and reason."""


def load_relief(path: Path | None = None) -> ReliefPolicy:
    """The shipped policy, and over it what the file says, table by table and role by role. Raises ReliefPolicyError."""
    shipped, own = _shipped("relief.toml"), _read(path) if path else {}
    at = str(path or "relief.toml")
    _known(at, "", own, (*TABLES, "role", "rule"))
    fields: dict[str, Any] = {}
    for name, columns in TABLES.items():
        merged = {**shipped[name], **_value(at, name, table, own.get(name, {}))}
        fields |= _fields(at, name, merged, columns)
    roles = {**shipped["role"], **_value(at, "role", table, own.get("role", {}))}
    _known(at, "role", roles, ROLES)
    rights = {name: ReliefRights(**_fields(at, f"role.{name}", each, ROLE)) for name, each in roles.items()}
    rules = [_fields(at, f"rule[{n}]", each, RULE) for n, each in enumerate(_rows(at, shipped, own), start=1)]
    return ReliefPolicy(**fields, roles=rights, rules=tuple(ReliefRule(**each) for each in rules))


def _rows(at: str, shipped: Mapping[str, Any], own: Mapping[str, Any]) -> list[Any]:
    """Rules of law: those of the lender's file are added to those shipped, and each is whole."""
    rows = own.get("rule", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) and set(RULE) <= set(row) for row in rows):
        raise ReliefPolicyError(f"{at}: rule: needs tables, each written [[rule]], with {', '.join(RULE)}")
    return [*shipped["rule"], *rows]


def load_signposts(path: Path | None = None) -> Signposts:
    """The shipped signposts, and over them those of the file, country by country. Raises ReliefPolicyError."""
    shipped, own = _shipped("signposts.toml"), _read(path) if path else {}
    at = str(path or "signposts.toml")
    _known(at, "", own, ("advice", "crisis"))
    found = {
        kind: {
            country: _signpost(at, f"{kind}.{country}", raw)
            for country, raw in {**shipped[kind], **_value(at, kind, table, own.get(kind, {}))}.items()
        }
        for kind in ("advice", "crisis")
    }
    return Signposts(advice=found["advice"], crisis=found["crisis"])


def _signpost(at: str, where: str, raw: Any) -> Signpost:
    fields = {"name": "", **_fields(at, where, raw, SIGNPOST)}
    missing = next((name for name in NEEDED if name not in fields), None)
    if missing is not None:
        raise ReliefPolicyError(f"{at}: {where}.{missing}: is missing")
    return Signpost(**fields)


def _shipped(name: str) -> dict[str, Any]:
    return _read(Path(str(files("cases").joinpath(name))))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReliefPolicyError(f"{path}: file: not valid TOML: {error}") from None
    except OSError as error:
        raise ReliefPolicyError(f"{path}: file: cannot be read: {error.strerror}") from None


def _fields(at: str, where: str, raw: Any, columns: Columns) -> dict[str, Any]:
    given = _value(at, where, table, raw)
    _known(at, where, given, tuple(columns))
    return {columns[key][0]: _value(at, f"{where}.{key}", columns[key][1], each) for key, each in given.items()}


def _known(at: str, where: str, given: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in given:
        if key not in known:
            place = f"{where}.{key}" if where else key
            raise ReliefPolicyError(f"{at}: {place}: unknown key{nearest(key, known)}")


def _value(at: str, where: str, convert: Callable[[Any], Any], value: Any) -> Any:
    try:
        return convert(value)
    except (TypeError, ValueError) as error:
        raise ReliefPolicyError(f"{at}: {where}: {error}") from None
