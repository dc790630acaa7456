"""Policy packs and holiday calendars: found, read, checked, and handed to the gate as values."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import cases.policy
from cases.policy.pack import Calendar, Calendars, Pack
from outreach.packcolumns import CALENDARS
from outreach.packerrors import PackError
from outreach.packfile import read_pack
from outreach.packhouse import BASE, HOUSE
from outreach.packvalues import nearest
from outreach.settings import Settings

SHIPPED = Path(cases.policy.__file__).parent / "packs"

CALENDAR_YEARS = range(2015, 2046)


def load_packs(pack_names: Iterable[str], extra_dir: Path | None = None) -> tuple[Pack, ...]:
    """The packs of these names, then what they extend, each once; ``base`` always and last.

    ``extra_dir`` is looked through first. The same unchanged files give the same objects.
    Raises PackError for a name that does not exist and for a pack that cannot be used.
    """
    names = [*pack_names]
    found = {name: load_pack(name, extra_dir) for name in names}
    wanted: list[tuple[Pack, tuple[str, ...]]] = [(found[name], (name,)) for name in found]
    for pack, line in wanted:
        for name in pack.extends:
            if name in line:
                raise PackError(f"{pack.id}.toml", "pack.extends", f"goes round: {' > '.join((*line, name))}")
            if name not in found:
                found[name] = _extended(pack, name, extra_dir)
            wanted.append((found[name], (*line, name)))
    base = found.pop(BASE, None) or load_pack(BASE)
    return (*found.values(), base)


def _extended(pack: Pack, name: str, extra_dir: Path | None) -> Pack:
    if pack_path(name, extra_dir) is None:
        known = known_packs(extra_dir)
        raise PackError(f"{pack.id}.toml", "pack.extends", f"no pack of this name: {name!r}{nearest(name, known)}")
    return load_pack(name, extra_dir)


def load_pack(name: str, extra_dir: Path | None = None) -> Pack:
    """One pack, without what it extends. Raises PackError."""
    path = pack_path(name, extra_dir)
    if path is None:
        raise PackError(name, "pack", f"no pack of this name{nearest(name, known_packs(extra_dir))}")
    return read_file(path)


def pack_path(name: str, extra_dir: Path | None = None) -> Path | None:
    """Where a pack of this name lies: in ``extra_dir``, else among those shipped. ``base`` cannot be replaced."""
    for folder in (extra_dir, SHIPPED):
        if folder is not None and (path := folder / f"{name}.toml").is_file():
            if name == BASE and folder != SHIPPED:
                raise PackError(str(path), "pack", "base holds what is true everywhere; it cannot be replaced")
            return path
    return None


def known_packs(extra_dir: Path | None = None) -> tuple[str, ...]:
    """The names of all packs, shipped and one's own, in order."""
    folders = [folder for folder in (extra_dir, SHIPPED) if folder is not None]
    return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.toml")}))


def packs_folder(settings: Settings) -> Path | None:
    """The folder of the operator's own packs. Raises PackError where there is no such folder."""
    if not settings.policy.packs_dir:
        return None
    folder = settings.path(settings.policy.packs_dir)
    if not folder.is_dir():
        raise PackError(str(folder), "policy.packs_dir", "there is no such folder")
    return folder


def packs_for(jurisdiction: str | None, settings: Settings, also: Iterable[str] = ()) -> tuple[Pack, ...]:
    """What judges in live use: the jurisdiction's packs by ``[policy.packs]``, and the operator's ``house`` always.

    ``also`` are packs that bind beside them, those of the creditors concerned.

    Raises PackError, also where the house pack would do anything but tighten.
    """
    policy = settings.policy
    return load_packs([*policy.packs.get(jurisdiction or "", ()), *also, HOUSE], packs_folder(settings))


def load_calendars(packs: Iterable[Pack]) -> Calendars:
    """The holiday calendars that these packs name. The same names give the same object."""
    return _calendars(frozenset(pack.time.calendar for pack in packs if pack.time.calendar))


@lru_cache(maxsize=64)
def _calendars(calendar_names: frozenset[str]) -> Calendars:
    return Calendars({name: country_calendar(*CALENDARS[name]) for name in calendar_names})


@lru_cache(maxsize=64)
def country_calendar(country: str, subdivision: str | None) -> Calendar:
    """The days off of a country, or of one of its subdivisions, by the library ``holidays``."""
    import holidays  # costs a tenth of a second, and most packs need no calendar

    days = holidays.country_holidays(country, subdiv=subdivision, years=CALENDAR_YEARS)
    return Calendar(off=frozenset(days), worked=frozenset(days.weekend_workdays))


def read_file(path: Path) -> Pack:
    """The pack of a file; the same object until the file changes. Raises PackError."""
    return _read(path, path.stat().st_mtime_ns)


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
