"""Policy packs and holiday calendars: found, read, checked, and handed to the gate as values."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import cases.policy
from cases.policy.pack import EVERYWHERE, Calendar, Calendars, Pack
from outreach.packcolumns import CALENDARS
from outreach.packfile import PackError, read_pack
from outreach.packvalues import nearest
from outreach.settings import Settings

SHIPPED = Path(cases.policy.__file__).parent / "packs"
BASE, HOUSE = "base", "house"

CALENDAR_YEARS = range(2015, 2046)


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


def packs_for(jurisdiction: str | None, settings: Settings, also: Iterable[str] = ()) -> tuple[Pack, ...]:
    """What judges in live use: the jurisdiction's packs by ``[policy.packs]``, and the operator's ``house`` always.

    ``also`` are packs that bind beside them, those of the creditors concerned.

    Raises PackError, also where the house pack would do anything but tighten.
    """
    policy = settings.policy
    extra = settings.path(policy.packs_dir) if policy.packs_dir else None
    packs = load_packs([*policy.packs.get(jurisdiction or "", ()), *also, HOUSE], extra)
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
    """The holiday calendars that these packs name. The same names give the same object."""
    return _calendars(frozenset(pack.time.calendar for pack in packs if pack.time.calendar))


@lru_cache(maxsize=64)
def _calendars(calendar_names: frozenset[str]) -> Calendars:
    return Calendars({name: _calendar(*CALENDARS[name]) for name in calendar_names})


@lru_cache(maxsize=64)
def _calendar(country: str, subdivision: str | None) -> Calendar:
    import holidays  # costs a tenth of a second, and most packs need no calendar

    days = holidays.country_holidays(country, subdiv=subdivision, years=CALENDAR_YEARS)
    return Calendar(off=frozenset(days), worked=frozenset(days.weekend_workdays))


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
