"""One pack from TOML to the gate's values. A mistake is refused with file, key and reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.policy.pack import EVERYWHERE, InboundReply, Pack, TimeBasis
from cases.policy.zones import zone_named
from outreach.packchecks import check_sense
from outreach.packcolumns import APPLIES, COMMON, HEAD, HOLIDAYS, INBOUND, TABLES, TERMS, TIME, Column
from outreach.packdates import dated_rules
from outreach.packerrors import PackError, converted, known_only, table
from outreach.packhouse import HOUSE, check_tightens
from outreach.packrules import RuleReader, load_words
from outreach.packvalues import text

_ELSEWHERE = frozenset({"prefix", "source", "confidence", "effective_from", "effective_to", "applies_to"})
_NEEDED = ("id", "version", "jurisdiction", "status", "review_by")


def read_pack(file: str, document: Mapping[str, Any]) -> Pack:
    """A pack from a parsed document. Raises PackError."""
    known_only(file, "", document, TABLES)
    if "pack" not in document:
        raise PackError(file, "pack", "needs a table [pack]")
    head = table(file, "pack", document["pack"])
    known_only(file, "pack", head, HEAD.keys() | _ELSEWHERE)
    values = _values(file, "pack", head, HEAD)
    for key in _NEEDED:
        if key not in values:
            raise PackError(file, f"pack.{key}", "missing")
    pack = Pack(
        **values,
        actors=_actors(file, head),
        time=_time(file, document),
        inbound_reply=InboundReply(**_section(file, document, "inbound_reply", INBOUND)),
        terms={name: table(file, name, document[name]) for name in sorted(TERMS & document.keys())},
        **dated_rules(file, document, _reader(file, head, values)),
    )
    check_sense(file, pack)
    if pack.id == HOUSE:
        check_tightens(file, pack)
    return pack


def _reader(file: str, head: Mapping[str, Any], values: Mapping[str, Any]) -> RuleReader:
    own = _values(file, "pack", head, {"source": COMMON["source"], "confidence": COMMON["confidence"]})
    prefix = converted(file, "pack.prefix", text, head["prefix"]) if "prefix" in head else values["id"].split("-")[0]
    defaults = {"status": values["status"], "source": values["id"], "confidence": "", **own}
    return RuleReader(file=file, prefix=prefix, defaults=defaults, words=load_words()[1])


def _time(file: str, document: Mapping[str, Any]) -> TimeBasis:
    time = TimeBasis(**_section(file, document, "time", TIME), **_section(file, document, "holidays", HOLIDAYS))
    if (time.basis == "fixed") is (time.zone is None):
        raise PackError(file, "time.zone", 'needed with basis = "fixed", and only then')
    if time.zone is not None and zone_named(time.zone) is None:
        raise PackError(file, "time.zone", f"no such zone: {time.zone!r}")
    return time


def _actors(file: str, head: Mapping[str, Any]) -> frozenset[str]:
    applies = table(file, "pack.applies_to", head.get("applies_to", {}))
    known_only(file, "pack.applies_to", applies, APPLIES)
    found: frozenset[str] = _values(file, "pack.applies_to", applies, APPLIES).get("actors", EVERYWHERE)
    return found


def _section(file: str, document: Mapping[str, Any], name: str, columns: Mapping[str, Column]) -> dict[str, Any]:
    row = table(file, name, document.get(name, {}))
    known_only(file, name, row, columns)
    return _values(file, name, row, columns)


def _values(file: str, where: str, row: Mapping[str, Any], columns: Mapping[str, Column]) -> dict[str, Any]:
    return {
        str(column.field): converted(file, f"{where}.{key}", column.convert, row[key])
        for key, column in columns.items()
        if key in row
    }
