"""One pack from TOML to the gate's values. A mistake is refused with file, key and reason."""

from __future__ import annotations

import copy
import dataclasses
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import cases.policy
from cases.policy.pack import DETECTED, EVERYWHERE, InboundReply, Pack, Rule, TimeBasis
from cases.policy.wording import Phrases
from cases.policy.zones import zone_named
from outreach.packcolumns import (
    COMMON,
    CONTENT,
    HEAD,
    HEAD_ELSEWHERE,
    HOLIDAYS,
    INBOUND,
    LISTS,
    SINGLES,
    STOP,
    TABLES,
    TERMS,
    TIME,
    Column,
    Table,
)
from outreach.packvalues import Convert, day, listed, names, nearest, phrases

WORDS = Path(cases.policy.__file__).parent / "words.toml"
Words = Mapping[str, Mapping[str, tuple[str, ...]]]
"""The phrase lists of the file: block id to language to phrases."""


class PackError(Exception):
    """A pack that cannot be used; the text names file, key and reason."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(f"{file}: {key}: {reason}")
        self.file, self.key, self.reason = file, key, reason


def known_only(file: str, where: str, given: Mapping[str, Any], known: Any) -> None:
    """Raises PackError for the first key that is not known, naming the nearest that is."""
    for key in given:
        if key not in known:
            raise PackError(file, f"{where}.{key}" if where else key, f"unknown key{nearest(key, known)}")


@lru_cache(maxsize=1)
def load_words() -> tuple[Phrases, Words]:
    """The words that speak of a debt, in all languages, and the lists of phrases that packs may block."""
    document = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    discloses = [word for words in phrases(document["discloses"]).values() for word in words]
    return Phrases.of(discloses), {name: phrases(table) for name, table in document["block"].items()}


@dataclass(frozen=True, slots=True)
class RuleReader:
    """Reads the rules of one file. ``defaults`` are the pack's status, source and confidence."""

    file: str
    prefix: str
    defaults: Mapping[str, Any]
    words: Words

    def all(self, document: Mapping[str, Any]) -> dict[str, tuple[Rule, ...]]:
        """The rules by the pack's field."""
        found: dict[str, list[Rule]] = {}
        for name, table in LISTS.items():
            for place, row in enumerate(self._rows(document, name), start=1):
                where = f"{name}[{row.get('id', place)}]"
                found.setdefault(table.field, []).append(self._rule(table, where, row, None))
        for name, table in SINGLES.items():
            if name in document:
                rule = self._rule(table, name, self._one(document[name], name), f"{self.prefix}.{name}")
                found.setdefault(table.field, []).append(rule)
        for fact, row in self._one(document.get("stop", {}), "stop").items():
            where, id_ = f"stop.{fact}", f"{self.prefix}.stop.{fact}"
            found.setdefault("stops", []).append(self._rule(STOP, where, self._one(row, where), id_, fact=fact))
        if "content" in document:
            found["content"] = self._content(self._one(document["content"], "content"))
        return {field: tuple(rules) for field, rules in found.items()}

    def _rows(self, document: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
        rows = document.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise PackError(self.file, name, f"write it as [[{name}]]")
        return rows

    def _one(self, value: Any, where: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise PackError(self.file, where, f"write it as [{where}]")
        return value

    def _content(self, row: dict[str, Any]) -> list[Rule]:
        rest = {key: value for key, value in row.items() if key != "block"}
        blocks = self._convert("content.block", listed, row.get("block", []))
        for block in blocks:
            if block not in self.words and block not in DETECTED:
                known = (*self.words, *DETECTED)
                raise PackError(self.file, "content.block", f"no such list: {block!r}{nearest(block, known)}")
        return [
            self._rule(CONTENT, "content", rest, f"{self.prefix}.content.{block}", **self._blocked(block))
            for block in blocks
        ]

    def _blocked(self, block: str) -> Mapping[str, Any]:
        return {"detects": block} if block in DETECTED else {"phrases": self.words[block]}

    def _convert(self, where: str, convert: Convert, value: Any) -> Any:
        try:
            return convert(value)
        except (TypeError, ValueError) as error:
            raise PackError(self.file, where, str(error)) from error

    def _rule(self, table: Table, where: str, row: Mapping[str, Any], id_: str | None, **more: Any) -> Rule:
        columns = {**COMMON, **table.columns}
        known_only(self.file, where, row, columns)
        values: dict[str, Any] = {**self.defaults, **table.fixed, **more}
        if id_ is not None:
            values["id"] = id_
        for key, value in row.items():
            column = columns[key]
            read = self._convert(f"{where}.{key}", column.convert, value)
            values.update(read if column.field is None else {column.field: read})
        if values["status"] == "house" and "confidence" not in row:
            values["confidence"] = ""
        self._complete(table, where, columns, values)
        return table.rule(**values)

    def _complete(self, table: Table, where: str, columns: Mapping[str, Column], values: Mapping[str, Any]) -> None:
        keys = {column.field: key for key, column in columns.items()}
        for field in dataclasses.fields(table.rule):
            required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
            if required and field.name not in values:
                raise PackError(self.file, f"{where}.{keys.get(field.name, field.name)}", "missing")
        if values["status"] == "law" and values["confidence"] not in ("VP", "VS"):
            raise PackError(
                self.file, f"{where}.status", "only a fact that was read (confidence VP or VS) may be called law"
            )


def dated(versions: list[tuple[date, tuple[Rule, ...]]]) -> tuple[Rule, ...]:
    """Rules as they stand from each date on, made one list in which a rule that changes has a row for each stretch."""
    rows: list[Rule] = []
    for place, (starts, rules) in enumerate(versions):
        ends = versions[place + 1][0] if place + 1 < len(versions) else date.max
        for rule in rules:
            previous = next((i for i, row in enumerate(rows) if _continues(row, rule, starts)), None)
            if previous is None:
                rows.append(replace(rule, starts=max(rule.starts, starts), ends=min(rule.ends, ends)))
            else:
                rows[previous] = replace(rows[previous], ends=min(rule.ends, ends))
    return tuple(rows)


def _continues(row: Rule, rule: Rule, starts: date) -> bool:
    return row.ends == starts and replace(rule, starts=row.starts, ends=row.ends) == row


SPAN = {key: COMMON[key] for key in ("effective_from", "effective_to")}
_FLAG_PATH = re.compile(r"(?P<table>\w+)(?:\[(?P<id>[^\]]+)\])?\.(?P<key>[\w.]+)")


def read_pack(file: str, document: Mapping[str, Any]) -> Pack:
    """A pack from a parsed document. Raises PackError."""
    known_only(file, "", document, TABLES)
    head = _table(document, "pack", file)
    known_only(file, "pack", head, HEAD.keys() | HEAD_ELSEWHERE)
    values = _values(file, "pack", head, HEAD)
    for key in ("id", "version", "jurisdiction", "status", "review_by"):
        if key not in values:
            raise PackError(file, f"pack.{key}", "missing")
    reader = RuleReader(
        file=file,
        prefix=str(head.get("prefix") or values["id"].split("-")[0]),
        defaults={
            "status": values["status"],
            "source": head.get("source") or values["id"],
            "confidence": head.get("confidence", ""),
        },
        words=load_words()[1],
    )
    return Pack(
        **values,
        actors=_actors(file, head),
        time=_time(file, document),
        inbound_reply=InboundReply(**_section(file, document, "inbound_reply", INBOUND)),
        terms={name: document[name] for name in sorted(TERMS & document.keys())},
        **_rules(file, document, reader),
    )


def _rules(file: str, document: Mapping[str, Any], reader: RuleReader) -> dict[str, Any]:
    """The rules, with those that a dated flag changes in one row for each stretch, inside the pack's own dates."""
    versions = [(date.min, reader.all(document))]
    current, column = document, {"from": Column("from", day)}
    for row in sorted(document.get("flag", []), key=lambda row: str(row.get("from"))):
        current = _flagged(file, current, row)
        since = _values(file, f"flag[{row.get('id', '?')}]", row, column)["from"]
        versions.append((since, reader.all(current)))
    span = _values(file, "pack", _table(document, "pack", file), SPAN)
    starts, ends = span.get("starts", date.min), span.get("ends", date.max)
    fields = dict.fromkeys(field for _, rules in versions for field in rules)
    return {
        field: tuple(
            replace(rule, starts=max(rule.starts, starts), ends=min(rule.ends, ends))
            for rule in dated([(since, rules.get(field, ())) for since, rules in versions])
        )
        for field in fields
    }


def _flagged(file: str, document: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """The document as it reads once a flag is on: ``table.key`` or ``table[rule id].key``, each to its value."""
    where = f"flag[{row.get('id', '?')}]"
    known_only(file, where, row, {"id", "from", "set", "source"})
    if "from" not in row:
        raise PackError(file, f"{where}.from", "missing")
    changed = copy.deepcopy(dict(document))
    for path, value in row.get("set", {}).items():
        match = _FLAG_PATH.fullmatch(path)
        table = changed.get(match["table"]) if match else None
        if match and match["id"] and isinstance(table, list):
            table = next((each for each in table if each.get("id") == match["id"]), None)
        if match is None or not isinstance(table, dict):
            raise PackError(file, f"{where}.set", f"nothing at {path!r}")
        *outer, last = match["key"].split(".")
        for part in outer:
            table = table.get(part, {})
        table[last] = value
    return changed


def _time(file: str, document: Mapping[str, Any]) -> TimeBasis:
    known_only(file, "time", document.get("time", {}), TIME.keys())
    time = TimeBasis(**_section(file, document, "time", TIME), **_section(file, document, "holidays", HOLIDAYS))
    if (time.basis == "fixed") is (time.zone is None):
        raise PackError(file, "time.zone", 'needed with basis = "fixed", and only then')
    if time.zone is not None and zone_named(time.zone) is None:
        raise PackError(file, "time.zone", f"no such zone: {time.zone!r}")
    return time


def _actors(file: str, head: Mapping[str, Any]) -> frozenset[str]:
    applies = head.get("applies_to", {})
    known_only(file, "pack.applies_to", applies, {"actor"})
    return names(applies["actor"]) if "actor" in applies else EVERYWHERE


def _section(file: str, document: Mapping[str, Any], name: str, columns: Mapping[str, Column]) -> dict[str, Any]:
    row = _table(document, name, file) if name in document else {}
    known_only(file, name, row, columns.keys())
    return _values(file, name, row, columns)


def _table(document: Mapping[str, Any], name: str, file: str) -> dict[str, Any]:
    table = document.get(name)
    if not isinstance(table, dict):
        raise PackError(file, name, f"needs a table [{name}]")
    return table


def _values(file: str, where: str, row: Mapping[str, Any], columns: Mapping[str, Column]) -> dict[str, Any]:
    values = {}
    for key, column in columns.items():
        if key in row:
            try:
                values[str(column.field)] = column.convert(row[key])
            except (TypeError, ValueError) as error:
                raise PackError(file, f"{where}.{key}", str(error)) from error
    return values
