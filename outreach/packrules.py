"""The rules of one pack, read row by row from the parsed file."""

from __future__ import annotations

import dataclasses
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import cases.policy
from cases.policy.pack import DETECTED, Rule
from cases.policy.wording import Phrases
from outreach.packcolumns import COMMON, CONTENT, LISTS, SINGLES, STOP, Column, Table
from outreach.packerrors import PackError, converted, known_only, rows, table
from outreach.packvalues import fact, listed, nearest, phrases

WORDS = Path(cases.policy.__file__).parent / "words.toml"
Words = Mapping[str, Mapping[str, tuple[str, ...]]]
"""The phrase lists of the file: block id to language to phrases."""


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
        """The rules by the pack's field. Raises PackError."""
        found: dict[str, list[Rule]] = {}
        for name, kind in LISTS.items():
            for place, row in enumerate(rows(self.file, name, document.get(name, [])), start=1):
                where = f"{name}[{row.get('id', place)}]"
                found.setdefault(kind.field, []).append(self._rule(kind, where, row, None))
        for name, kind in SINGLES.items():
            if name in document:
                row = table(self.file, name, document[name])
                found.setdefault(kind.field, []).append(self._rule(kind, name, row, f"{self.prefix}.{name}"))
        for name, row in table(self.file, "stop", document.get("stop", {})).items():
            found.setdefault("stops", []).append(self._stop(name, row))
        if "content" in document:
            found["content"] = self._content(table(self.file, "content", document["content"]))
        self._once(chain.from_iterable(found.values()))
        return {field: tuple(rules) for field, rules in found.items()}

    def _once(self, rules: chain[Rule]) -> None:
        for id_, times in Counter(rule.id for rule in rules).items():
            if times > 1:
                raise PackError(self.file, id_, f"{times} rules have this id; each needs its own")

    def _stop(self, name: str, row: Any) -> Rule:
        where = f"stop.{name}"
        converted(self.file, where, fact, name)
        return self._rule(STOP, where, table(self.file, where, row), f"{self.prefix}.{where}", fact=name)

    def _content(self, row: dict[str, Any]) -> list[Rule]:
        rest = {key: value for key, value in row.items() if key != "block"}
        if "block" not in row:
            raise PackError(self.file, "content.block", "missing")
        blocks = converted(self.file, "content.block", listed, row["block"])
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

    def _rule(self, kind: Table, where: str, row: Mapping[str, Any], id_: str | None, **more: Any) -> Rule:
        columns = {**COMMON, **kind.columns}
        known_only(self.file, where, row, columns)
        values: dict[str, Any] = {**self.defaults, **kind.fixed, **more}
        if id_ is not None:
            values["id"] = id_
        for key, value in row.items():
            column = columns[key]
            read = converted(self.file, f"{where}.{key}", column.convert, value)
            values.update(read if column.field is None else {column.field: read})
        if values["status"] == "house" and "confidence" not in row:
            values["confidence"] = ""
        self._complete(kind, where, columns, values)
        return kind.rule(**values)

    def _complete(self, kind: Table, where: str, columns: Mapping[str, Column], values: Mapping[str, Any]) -> None:
        keys = {column.field: key for key, column in columns.items()}
        for field in dataclasses.fields(kind.rule):
            required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
            if required and field.name not in values:
                raise PackError(self.file, f"{where}.{keys.get(field.name, field.name)}", "missing")
        if values.get("starts", date.min) >= values.get("ends", date.max):
            raise PackError(self.file, f"{where}.effective_to", "is not after effective_from")
        if values["status"] == "law" and values["confidence"] not in ("VP", "VS"):
            raise PackError(
                self.file, f"{where}.status", "only a fact that was read (confidence VP or VS) may be called law"
            )
