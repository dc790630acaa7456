"""What a pack says from which date on: its own dates, and flags that change a rule on a day."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from cases.policy.pack import Rule
from outreach.packcolumns import COMMON, LISTS, SINGLES
from outreach.packerrors import PackError, converted, known_only, rows, table
from outreach.packrules import RuleReader
from outreach.packvalues import day, text

_PATH = re.compile(r"(?P<table>\w+)(?:\[(?P<id>[^\]]+)\])?\.(?P<key>[\w.]+)")
_CHANGED = frozenset({*LISTS, *SINGLES, "stop", "content"})
_KEYS = frozenset({"id", "from", "set", "source"})


def dated_rules(file: str, document: Mapping[str, Any], reader: RuleReader) -> dict[str, Any]:
    """The rules by the pack's field, those that a flag changes in one row for each stretch. Raises PackError."""
    versions = [(date.min, reader.all(document))]
    current = document
    for row in _flags(file, document):
        current = _flagged(file, current, row)
        versions.append((row["from"], reader.all(current)))
    starts, ends = _span(file, document)
    fields = dict.fromkeys(field for _, rules in versions for field in rules)
    return {
        field: tuple(
            replace(rule, starts=max(rule.starts, starts), ends=min(rule.ends, ends))
            for rule in dated([(since, rules.get(field, ())) for since, rules in versions])
        )
        for field in fields
    }


def _span(file: str, document: Mapping[str, Any]) -> tuple[date, date]:
    dates = {"effective_from": date.min, "effective_to": date.max}
    for key in dates & document["pack"].keys():
        dates[key] = converted(file, f"pack.{key}", COMMON[key].convert, document["pack"][key])
    if dates["effective_from"] >= dates["effective_to"]:
        raise PackError(file, "pack.effective_to", "is not after effective_from")
    return dates["effective_from"], dates["effective_to"]


def dated(versions: list[tuple[date, tuple[Rule, ...]]]) -> tuple[Rule, ...]:
    """Rules as they stand from each date on, made one list in which a rule that changes has a row for each stretch."""
    found: list[Rule] = []
    for place, (starts, rules) in enumerate(versions):
        ends = versions[place + 1][0] if place + 1 < len(versions) else date.max
        for rule in rules:
            previous = next((i for i, row in enumerate(found) if _continues(row, rule, starts)), None)
            if previous is None:
                found.append(replace(rule, starts=max(rule.starts, starts), ends=min(rule.ends, ends)))
            else:
                found[previous] = replace(found[previous], ends=min(rule.ends, ends))
    return tuple(row for row in found if row.starts < row.ends)


def _continues(row: Rule, rule: Rule, starts: date) -> bool:
    return row.ends == starts and replace(rule, starts=row.starts, ends=row.ends) == row


def _flags(file: str, document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The flags by their date, each complete."""
    flags = rows(file, "flag", document.get("flag", []))
    for place, row in enumerate(flags, start=1):
        where = f"flag[{row.get('id', place)}]"
        known_only(file, where, row, _KEYS)
        for key, convert in (("id", text), ("from", day), ("source", text)):
            if key not in row:
                raise PackError(file, f"{where}.{key}", "missing")
            converted(file, f"{where}.{key}", convert, row[key])
        if not table(file, f"{where}.set", row.get("set", {})):
            raise PackError(file, f"{where}.set", "changes nothing")
    return sorted(flags, key=lambda row: row["from"])


def _flagged(file: str, document: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """The document as it reads once a flag is on: ``table.key`` or ``table[rule id].key``, each to its value."""
    changed = copy.deepcopy(dict(document))
    for path, value in row["set"].items():
        match = _PATH.fullmatch(path)
        target = _target(changed, match) if match else None
        if match is None or target is None:
            raise PackError(file, f"flag[{row['id']}].set", f"nothing at {path!r}")
        if match["table"] not in _CHANGED:
            raise PackError(file, f"flag[{row['id']}].set", f"{path!r} is no rule; a flag changes rules only")
        target[match["key"].split(".")[-1]] = value
    return changed


def _target(document: Mapping[str, Any], match: re.Match[str]) -> dict[str, Any] | None:
    """The table that holds the key, where it is there."""
    found: Any = document.get(match["table"])
    if match["id"] and isinstance(found, list):
        found = next((each for each in found if each.get("id") == match["id"]), None)
    for part in match["key"].split(".")[:-1]:
        found = found.get(part) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else None
