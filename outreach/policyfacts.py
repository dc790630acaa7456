"""The table of facts behind the packs: what each regulation says, how well it is known, and which rule holds it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import cases.policy
from cases.policy.decision import Status
from cases.policy.pack import InboundReply, Pack, TimeBasis
from outreach.packchecks import rules_of
from outreach.packerrors import PackError, converted, known_only, rows
from outreach.packvalues import Convert, listed, some_of, text

FACTS = Path(cases.policy.__file__).parent / "facts.toml"
_COLUMNS: dict[str, Convert] = {
    "section": text,
    "row": text,
    "place": text,
    "rule": text,
    "confidence": lambda value: some_of("VP", "VS", "M")(value) if value else frozenset(),
    "source": text,
    "rules": listed,
    "omitted": text,
    "beyond": text,
}
_NEEDED = tuple(_COLUMNS)[:6]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One row: what ``place`` says, in ``rule``'s few words. Either ``rules`` hold it or ``omitted`` says why none do.

    ``rules`` are ids of rules, or settings and terms of a pack as ``pack.table.key``. ``beyond`` is a part that they do
    not hold, and why.
    """

    section: str
    row: str
    place: str
    rule: str
    confidence: frozenset[str]
    source: str
    rules: tuple[str, ...] = ()
    omitted: str = ""
    beyond: str = ""


@lru_cache(maxsize=4)
def load_facts(path: Path = FACTS) -> tuple[Fact, ...]:
    """Every row in its order. Raises PackError."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(_fact(path.name, row) for row in rows(path.name, "fact", document["fact"]))


def _fact(file: str, row: dict[str, Any]) -> Fact:
    where = f"fact[{row.get('section', '?')} {row.get('row', '?')}]"
    known_only(file, where, row, _COLUMNS)
    for key in _NEEDED:
        if key not in row:
            raise PackError(file, f"{where}.{key}", "missing")
    if ("rules" in row) is ("omitted" in row):
        raise PackError(file, where, "needs rules, or omitted with the reason, and not both")
    values = {key: converted(file, f"{where}.{key}", _COLUMNS[key], value) for key, value in row.items()}
    return Fact(**values)


def provisions(packs: Iterable[Pack]) -> dict[str, Status | None]:
    """All that a fact may name: rules with their status; settings and terms of a pack with None."""
    found: dict[str, Status | None] = {}
    for pack in packs:
        found |= {rule.id: rule.status for rule in rules_of(pack)}
        found |= dict.fromkeys(settings_of(pack))
        found |= dict.fromkeys(terms_of(pack))
    return found


def settings_of(pack: Pack) -> tuple[str, ...]:
    """How a pack takes time and replies, and whom it binds, as ids."""
    of_time = (f"time.{field.name}" for field in fields(TimeBasis))
    of_replies = (f"inbound_reply.{field.name}" for field in fields(InboundReply))
    return tuple(f"{pack.id}.{name}" for name in ("pack.actors", *of_time, *of_replies))


def terms_of(pack: Pack) -> dict[str, object]:
    """What a pack says beyond single messages, by id."""
    return {
        f"{pack.id}.{table}.{name}": value
        for table, terms in pack.terms.items()
        if isinstance(terms, dict)
        for name, value in terms.items()
        if name != "source"
    }


def left_out() -> str:
    """The facts that are in no pack, and why, as a table for the docs."""
    lines = ["| section | where | fact | why it is in no pack |", "|---|---|---|---|"]
    lines += [
        f"| {fact.section} | {fact.place} | {fact.rule} | {fact.omitted or f'in part: {fact.beyond}'} |"
        for fact in load_facts()
        if fact.omitted or fact.beyond
    ]
    return "\n".join(lines)
