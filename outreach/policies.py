"""Policy packs and holiday calendars: found, read, checked, and handed to the gate as values."""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import cases.policy
from cases.policy.pack import EVERYWHERE, Calendar, Calendars, InboundReply, Pack, TimeBasis
from cases.policy.zones import zone_named
from outreach.packfile import (
    LISTS,
    SINGLES,
    STATUSES,
    Column,
    PackError,
    RuleReader,
    Words,
    count,
    dated,
    day,
    duration,
    flag,
    known_only,
    listed,
    names,
    nearest,
    one_of,
    phrases,
    text,
    weekdays,
)
from outreach.settings import Settings

SHIPPED = Path(cases.policy.__file__).parent / "packs"
WORDS = SHIPPED.parent / "words.toml"
BASE, HOUSE = "base", "house"

CALENDARS: Mapping[str, tuple[str, str | None]] = {
    "ru-production-calendar": ("RU", None),
    "id-national": ("ID", None),
    "br-al": ("BR", "AL"),
}
"""Calendars that packs may name: country and subdivision in the library ``holidays``."""
CALENDAR_YEARS = range(2015, 2046)

_PACK = {
    "id": Column("id", text),
    "version": Column("version", text),
    "jurisdiction": Column("jurisdiction", text),
    "status": Column("status", one_of(*STATUSES)),
    "review_by": Column("review_by", day),
    "extends": Column("extends", listed),
    "on_missing_fact": Column("on_missing_fact", one_of("deny", "hold")),
}
_PACK_ELSEWHERE = frozenset({"prefix", "source", "confidence", "effective_from", "effective_to", "applies_to"})
_TIME = {
    "basis": Column("basis", one_of("debtor_location", "debtor_address", "fixed")),
    "zone": Column("zone", text),
    "on_conflict": Column("on_conflict", one_of("intersect", "deny")),
    "send_margin": Column("send_margin", duration),
}
_HOLIDAYS = {"calendar": Column("calendar", one_of(*CALENDARS)), "weekend": Column("weekend", weekdays)}
_INBOUND = {
    "counts_to_caps": Column("counts_to_caps", flag),
    "outside_hours": Column("outside_hours", one_of("allow", "one_reply_same_medium", "deny")),
}
_TERMS = frozenset({"obligation", "forbearance", "privacy", "retention"})
_TABLES = frozenset({"pack", "time", "holidays", "inbound_reply", "stop", "content", "flag"}) | _TERMS
_FLAG_PATH = re.compile(r"(?P<table>\w+)(?:\[(?P<id>[^\]]+)\])?\.(?P<key>[\w.]+)")


def load_packs(pack_names: Iterable[str], extra_dir: Path | None = None) -> tuple[Pack, ...]:
    """The packs of these names, then what they extend, each once; ``base`` always and last.

    ``extra_dir`` is looked through first. The same unchanged files give the same objects.
    Raises PackError for a name that does not exist and for a pack that cannot be used.
    """
    wanted, found = [*pack_names], dict[str, Pack]()
    while wanted:
        name = wanted.pop(0)
        if name not in found:
            found[name] = load_pack(name, extra_dir)
            wanted += found[name].extends
    base = found.pop(BASE, None) or load_pack(BASE, extra_dir)
    return (*found.values(), base)


def load_pack(name: str, extra_dir: Path | None = None) -> Pack:
    """One pack, without what it extends. Raises PackError."""
    folders = [folder for folder in (extra_dir, SHIPPED) if folder is not None]
    for folder in folders:
        path = folder / f"{name}.toml"
        if path.is_file():
            return _read(path, path.stat().st_mtime_ns)
    known = {path.stem for folder in folders for path in folder.glob("*.toml")}
    raise PackError(name, "pack", f"no pack of this name{nearest(name, known)}")


def packs_for(jurisdiction: str | None, settings: Settings) -> tuple[Pack, ...]:
    """What judges in live use: the jurisdiction's packs by ``[policy.packs]``, and the operator's ``house`` always.

    Raises PackError, also where the house pack would do anything but tighten.
    """
    policy = settings.policy
    extra = Path(policy.packs_dir) if policy.packs_dir else None
    packs = load_packs([*policy.packs.get(jurisdiction or "", ()), HOUSE], extra)
    for pack in packs:
        if pack.id == HOUSE:
            check_tightens(pack)
    return packs


def check_tightens(pack: Pack) -> None:
    """A house pack only adds limits. Raises PackError for what would lift one, or pass for law."""
    file = f"{pack.id}.toml"
    rules = (*pack.hours, *pack.caps, *pack.cooldowns, *pack.gaps, *pack.disclosures, *pack.stops, *pack.bans)
    if pack.status != "house" or any(rule.status != "house" for rule in rules):
        raise PackError(file, "status", "every rule of the house pack has the status house")
    if any(rule.lifted_by for rule in pack.hours):
        raise PackError(file, "hours.override", "a house pack may only tighten; it lifts no hours")
    if any(rule.may_disclose or rule.automated for rule in pack.third_parties):
        raise PackError(file, "third_party", "a house pack may only tighten; it opens nothing to third parties")
    if pack.actors != EVERYWHERE:
        raise PackError(file, "pack.applies_to", "the house pack binds every actor")


def load_calendars(packs: Iterable[Pack]) -> Calendars:
    """The holiday calendars that these packs name."""
    return _calendars(frozenset(pack.time.calendar for pack in packs if pack.time.calendar))


@lru_cache(maxsize=64)
def _calendars(calendar_names: frozenset[str]) -> Calendars:
    return Calendars({name: _calendar(*CALENDARS[name]) for name in calendar_names})


@lru_cache(maxsize=64)
def _calendar(country: str, subdivision: str | None) -> Calendar:
    import holidays  # costs a tenth of a second, and most packs need no calendar

    days = holidays.country_holidays(country, subdiv=subdivision, years=CALENDAR_YEARS)
    return Calendar(off=frozenset(days), worked=frozenset(days.weekend_workdays))


@lru_cache(maxsize=1)
def load_words() -> tuple[tuple[str, ...], Words]:
    """The words that speak of a debt, in all languages, and the lists of phrases that packs may block."""
    document = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    discloses = tuple(word for words in phrases(document["discloses"]).values() for word in words)
    return discloses, {name: phrases(table) for name, table in document["block"].items()}


@lru_cache(maxsize=256)
def _read(path: Path, _modified: int) -> Pack:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(path.name, "file", f"not TOML: {error}") from error
    pack = read_pack(path.name, document)
    if pack.id != path.stem:
        raise PackError(path.name, "pack.id", f"is {pack.id!r}; it must be the file's name, {path.stem!r}")
    return pack


def read_pack(file: str, document: Mapping[str, Any]) -> Pack:
    """A pack from a parsed document. Raises PackError."""
    known_only(file, "", document, _TABLES | set(LISTS) | set(SINGLES))
    head = _table(document, "pack", file)
    known_only(file, "pack", head, _PACK.keys() | _PACK_ELSEWHERE)
    values = _values(file, "pack", head, _PACK)
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
        inbound_reply=InboundReply(**_section(file, document, "inbound_reply", _INBOUND)),
        terms={name: document[name] for name in sorted(_TERMS & document.keys())},
        **_rules(file, document, reader),
    )


def _rules(file: str, document: Mapping[str, Any], reader: RuleReader) -> dict[str, Any]:
    """The rules, with those that a dated flag changes in one row for each stretch, inside the pack's own dates."""
    versions = [(date.min, reader.all(document))]
    current = document
    for row in sorted(document.get("flag", []), key=lambda row: str(row.get("from"))):
        current = _flagged(file, current, row)
        versions.append((_values(file, "flag", {"from": row.get("from")}, {"from": Column("from", day)})["from"],
                         reader.all(current)))
    head = _table(document, "pack", file)
    starts, ends = head.get("effective_from", date.min), head.get("effective_to", date.max)
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
    known_only(file, "time", document.get("time", {}), _TIME.keys())
    time = TimeBasis(
        **_section(file, document, "time", _TIME), **_section(file, document, "holidays", _HOLIDAYS)
    )
    if (time.basis == "fixed") is (time.zone is None):
        raise PackError(file, "time.zone", "needed with basis = \"fixed\", and only then")
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
            except ValueError as error:
                raise PackError(file, f"{where}.{key}", str(error)) from error
    return values
