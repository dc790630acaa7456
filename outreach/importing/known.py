"""The names that rows may use of what lies outside the portfolio: policy packs, and the facts that packs name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cases.policy.pack import Pack
from outreach.policies import SHIPPED, load_pack
from outreach.settings import Settings

ALWAYS = frozenset({"agreed_hours", "agreed_days", "dpd_over_15"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Packs by name, and the facts that any of them asks for."""

    packs: frozenset[str]
    facts: frozenset[str]


def known_to(settings: Settings) -> Known:
    """The shipped packs and the operator's own, with their facts. Raises PackError for a pack that is no good."""
    own = settings.path(settings.policy.packs_dir) if settings.policy.packs_dir else None
    return _known(own, tuple(sorted(path.stat().st_mtime_ns for path in own.glob("*.toml"))) if own else ())


@cache
def _known(own: Path | None, _modified: tuple[int, ...]) -> Known:
    folders = [folder for folder in (own, SHIPPED) if folder is not None]
    names = frozenset(path.stem for folder in folders for path in folder.glob("*.toml"))
    packs = [load_pack(name, own) for name in sorted(names)]
    return Known(packs=names, facts=frozenset(ALWAYS.union(*(facts_of(pack) for pack in packs))))


def facts_of(pack: Pack) -> frozenset[str]:
    """Every fact that a rule of the pack asks for."""
    named: Iterable[str | None] = (
        *(rule.fact for rule in pack.stops),
        *(fact for rule in pack.hours for fact in rule.lifted_by),
        *(rule.only_if for rule in pack.third_parties),
        *(rule.when for rule in pack.bans),
        *(rule.when for rule in pack.disclosures),
    )
    return frozenset(fact for fact in named if fact is not None)
