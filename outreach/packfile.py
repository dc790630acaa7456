"""One pack from TOML to the gate's values. A mistake is refused with file, key and reason."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any, get_args

import isodate

from cases.policy.decision import Status
from cases.policy.pack import (
    CapRule,
    ChannelBan,
    ConsentRule,
    ContentRule,
    CooldownRule,
    DisclosureRule,
    GapRule,
    HoursRule,
    IdentityRule,
    OptOut,
    OptOutScope,
    Rule,
    StopEffect,
    StopRule,
    ThirdParty,
    ZoneRule,
)

Words = Mapping[str, Mapping[str, tuple[str, ...]]]
"""The phrase lists of ``words.toml``: block id to language to phrases."""


class PackError(Exception):
    """A pack that cannot be used; the text names file, key and reason."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(f"{file}: {key}: {reason}")
        self.file, self.key, self.reason = file, key, reason


Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A key of the file: the field it fills (None: the value is itself fields and values) and how it is read."""

    field: str | None
    convert: Convert


def text(value: Any) -> str:
    """A text that says something."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("needs a text")
    return value


def day(value: Any) -> date:
    """A date, unquoted in TOML."""
    if not isinstance(value, date):
        raise ValueError("needs a date such as 2026-09-01, without quotes")
    return value


def names(value: Any) -> frozenset[str]:
    """A list of names; ``"*"`` stands for all."""
    return frozenset(listed(value))


def listed(value: Any) -> tuple[str, ...]:
    """A list of texts, in order, not empty."""
    if not isinstance(value, list) or not value:
        raise ValueError("needs a list of texts")
    return tuple(text(item) for item in value)


def flag(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise ValueError("needs true or false")
    return value


def count(value: Any) -> int:
    """A whole number above nought."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("needs a whole number above 0")
    return value


def duration(value: Any) -> timedelta:
    """A duration such as ``PT4H``."""
    try:
        parsed = isodate.parse_duration(text(value))
    except isodate.ISO8601Error as error:
        raise ValueError("needs a duration such as PT4H") from error
    if not isinstance(parsed, timedelta):
        raise ValueError("needs a duration in days, hours or minutes")
    return parsed


def clock(value: Any) -> time:
    """A time of day such as ``08:00``; ``24:00`` is the end of the day."""
    return time.max if value == "24:00" else time.fromisoformat(text(value))


def one_of(*choices: str) -> Convert:
    """One of these words."""

    def convert(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"{value!r} is none of {', '.join(choices)}{nearest(str(value), choices)}")
        return str(value)

    return convert


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekdays(value: Any) -> frozenset[int]:
    """Days of the week as numbers, Monday being 0; ``all`` stands for seven."""
    if value == ["all"]:
        return frozenset(range(7))
    return frozenset(WEEKDAYS.index(one_of(*WEEKDAYS)(item)) for item in listed(value))


def phrases(value: Any) -> dict[str, tuple[str, ...]]:
    """Lists of phrases by language."""
    if not isinstance(value, dict) or not value:
        raise ValueError("needs a table of languages")
    return {language: listed(items) for language, items in value.items()}


def window(value: Any) -> dict[str, Any]:
    """``{ n, unit, align }`` of a cap."""
    if not isinstance(value, dict) or set(value) != {"n", "unit", "align"}:
        raise ValueError("needs { n = …, unit = …, align = … }")
    unit = one_of("day", "week", "month")(value["unit"])
    align = one_of("rolling", "calendar", "both")(value["align"])
    return {"n": count(value["n"]), "window": unit, "align": align}


VOICE = frozenset({"voice", "voice_ai"})
TRIGGERS = {"voice_conversation": {"trigger_channels": VOICE, "trigger_unit": "conversation"}}


def trigger(value: Any) -> dict[str, Any]:
    """What starts a cooldown."""
    return dict(TRIGGERS[one_of(*TRIGGERS)(value)])


STATUSES = get_args(Status)
COMMON = {
    "id": Column("id", text),
    "status": Column("status", one_of(*STATUSES)),
    "source": Column("source", text),
    "confidence": Column("confidence", one_of("VP", "VS", "M")),
    "effective_from": Column("starts", day),
    "effective_to": Column("ends", day),
    "actors": Column("actors", names),
    "lenders": Column("lenders", names),
}
CHANNELS = {"channels": Column("channels", names)}
MARGINS = one_of("hold", "deny")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file: the pack's field it fills, the rule it makes, and its keys beside the common ones."""

    field: str
    rule: type[Rule]
    columns: Mapping[str, Column]
    fixed: Mapping[str, Any] = dataclasses.field(default_factory=dict)


LISTS = {
    "hours": Table(
        "hours",
        HoursRule,
        {
            **CHANNELS,
            "days": Column("days", weekdays),
            "day_class": Column("day_class", one_of("any", "workday", "weekend_or_holiday", "not_holiday")),
            "from": Column("opens", clock),
            "to": Column("closes", clock),
            "outside": Column("outside", MARGINS),
            "override": Column("lifted_by", listed),
        },
    ),
    "narrow": Table("hours", HoursRule, CHANNELS, {"opens": time(0), "closes": time.max, "requested": True}),
    "cap": Table(
        "caps",
        CapRule,
        {
            **CHANNELS,
            "unit": Column("unit", text),
            "per": Column("per", names),
            "max": Column("max", count),
            "window": Column(None, window),
            "exclude": Column("exclude", names),
            "over": Column("over", MARGINS),
        },
    ),
    "cooldown": Table(
        "cooldowns",
        CooldownRule,
        {
            **CHANNELS,
            "trigger": Column(None, trigger),
            "per": Column("per", names),
            "days": Column("days", count),
            "counting": Column("counting", one_of("day_of_event_is_day_1", "full_hours")),
        },
    ),
    "min_gap": Table(
        "gaps", GapRule, {**CHANNELS, "gap": Column("gap", duration), "max_per_day": Column("max_per_day", count)}
    ),
    "disclosure": Table(
        "disclosures",
        DisclosureRule,
        {
            **CHANNELS,
            "position": Column(
                "position", one_of("initial", "subsequent", "every", "session_start", "call_start", "reply")
            ),
            "when": Column("when", text),
            "match": Column("match", one_of("any", "all", "first_required")),
            "replies": Column("replies", flag),
            "phrases": Column("phrases", phrases),
        },
    ),
    "consent": Table("consents", ConsentRule, {**CHANNELS, "except": Column("spared", names)}),
    "channel": Table(
        "bans", ChannelBan, {**CHANNELS, "providers": Column("providers", names), "when": Column("when", text)}
    ),
    "zone": Table("zones", ZoneRule, {}),
}
"""Tables written ``[[name]]``."""

SINGLES = {
    "opt_out": Table(
        "opt_outs",
        OptOut,
        {
            "scope": Column("scope", one_of(*get_args(OptOutScope))),
            "keywords": Column("keywords", phrases),
            "opt_in": Column("opt_in", listed),
        },
    ),
    "third_party": Table(
        "third_parties",
        ThirdParty,
        {
            "allowed": Column("allowed", names),
            "only_if": Column("only_if", text),
            "automated": Column("automated", flag),
            "may_disclose": Column("may_disclose", flag),
        },
    ),
    "identity": Table("identities", IdentityRule, {}),
}
"""Tables written ``[name]``, at most once in a pack."""

STOP = Table("stops", StopRule, {"effect": Column("effect", one_of(*get_args(StopEffect)))})
CONTENT = Table("content", ContentRule, {})


def nearest(name: str, known: Any) -> str:
    """``; did you mean …?`` where something known is near."""
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def known_only(file: str, where: str, given: Mapping[str, Any], known: Any) -> None:
    """Raises PackError for the first key that is not known, naming the nearest that is."""
    for key in given:
        if key not in known:
            raise PackError(file, f"{where}.{key}" if where else key, f"unknown key{nearest(key, known)}")


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
        if not isinstance(rows, list):
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
            if block not in self.words:
                raise PackError(self.file, "content.block", f"no such list: {block!r}{nearest(block, self.words)}")
        return [
            self._rule(CONTENT, "content", rest, f"{self.prefix}.content.{block}", phrases=self.words[block])
            for block in blocks
        ]

    def _convert(self, where: str, convert: Convert, value: Any) -> Any:
        try:
            return convert(value)
        except ValueError as error:
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
