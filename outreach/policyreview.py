"""Packs as their reviewers see them: which there are, whether they can be used, what they say, when they are due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from cases.policy.pack import EVERYWHERE, Pack
from outreach.packchecks import rules_of
from outreach.packerrors import PackError
from outreach.policies import SHIPPED, known_packs, load_pack, load_packs, pack_path
from outreach.policyfacts import terms_of
from outreach.policytelling import told, until
from outreach.settings import Settings

SOON = timedelta(days=60)
"""How long before its review date a pack is told to be due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One pack that was checked; ``wrong`` is empty where it can be used, else ``file: key: reason``."""

    what: str
    wrong: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A pack whose review is due: ``days`` until then, below nought once it is past."""

    id: str
    review_by: date
    days: int
    jurisdictions: tuple[str, ...]

    @property
    def past(self) -> bool:
        """Whether the date is over."""
        return self.days < 0


def check(named: Iterable[str], extra_dir: Path | None) -> Iterator[Checked]:
    """Each pack, by name, file or folder; without any, every shipped one and one's own."""
    for name in [*named] or known_packs(extra_dir):
        path = Path(name)
        if path.is_dir():
            files = sorted(path.glob("*.toml"))
            yield from (_checked(file.stem, file.parent, str(file)) for file in files)
            if not files:
                yield Checked(what=name, wrong=f"{name}: folder: no packs (*.toml) in it")
        elif path.suffix == ".toml":
            yield _checked(path.stem, path.parent, name)
        else:
            yield _checked(name, extra_dir, name)


def _checked(name: str, folder: Path | None, what: str) -> Checked:
    try:
        if what.endswith(".toml") and not Path(what).is_file():
            raise PackError(what, "file", "there is no such file")
        _alone(load_packs([name], folder))
    except PackError as error:
        return Checked(what=what, wrong=str(error))
    return Checked(what=what)


def _alone(packs: Iterable[Pack]) -> None:
    """Raises PackError where two packs of a stack have a rule of the same id."""
    owners: dict[str, Pack] = {}
    for pack in packs:
        for rule in rules_of(pack):
            if owners.setdefault(rule.id, pack) is not pack:
                raise PackError(f"{owners[rule.id].id}.toml", rule.id, f"{pack.id} has a rule of this id, too")


def check_places(settings: Settings, extra_dir: Path | None) -> Iterator[Checked]:
    """Each line of ``[policy.packs]``: whether the packs it names are there."""
    for place, names in settings.policy.packs.items():
        for name in names:
            if pack_path(name, extra_dir) is None:
                yield Checked(what=place, wrong=f"policy.packs: {place}: no pack of this name: {name!r}")


def due(settings: Settings, extra_dir: Path | None, on: date) -> list[Due]:
    """Packs past their review date, or near it, on that date; the most urgent first."""
    found = [_due(load_pack(name, extra_dir), settings, on) for name in known_packs(extra_dir)]
    return sorted((each for each in found if each.days <= SOON.days), key=lambda each: (each.days, each.id))


def _due(pack: Pack, settings: Settings, on: date) -> Due:
    places = tuple(place for place, names in settings.policy.packs.items() if pack.id in names)
    return Due(id=pack.id, review_by=pack.review_by, days=(pack.review_by - on).days, jurisdictions=places)


def listed(settings: Settings, extra_dir: Path | None) -> list[dict[str, Any]]:
    """Every pack in a row: where it comes from, how many rules it has, and for which jurisdictions it judges."""
    rows = []
    for pack in (load_pack(name, extra_dir) for name in known_packs(extra_dir)):
        path = pack_path(pack.id, extra_dir)
        rows.append(
            {
                "id": pack.id,
                "jurisdiction": pack.jurisdiction,
                "status": pack.status,
                "rules": len({rule.id for rule in rules_of(pack)}),
                "review_by": pack.review_by.isoformat(),
                "from": "shipped" if path and path.parent == SHIPPED else "own",
                "judges": [place for place, names in settings.policy.packs.items() if pack.id in names],
            }
        )
    return rows


def shown(pack: Pack) -> dict[str, Any]:
    """A pack with each rule in words. A rule that a flag changes comes once for each stretch of time."""
    return {
        "id": pack.id,
        "version": pack.version,
        "jurisdiction": pack.jurisdiction,
        "status": pack.status,
        "review_by": pack.review_by.isoformat(),
        "extends": list(pack.extends),
        "actors": [] if pack.actors == EVERYWHERE else sorted(pack.actors),
        "time": {key: _plain(value) for key, value in asdict(pack.time).items()},
        "inbound_reply": asdict(pack.inbound_reply),
        "rules": [
            {
                "id": rule.id,
                "status": rule.status,
                "confidence": rule.confidence,
                "says": told(rule),
                "from": until(rule)[0] or None,
                "until": until(rule)[1] or None,
                "source": rule.source,
            }
            for rule in rules_of(pack)
        ],
        "terms": terms_of(pack),
    }


def _plain(value: object) -> object:
    if isinstance(value, timedelta):
        return int(value.total_seconds())
    return sorted(value) if isinstance(value, frozenset) else value
