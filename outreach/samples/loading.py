"""Loading the sample: its four weeks are lived through in a scratch database, whose rows then move in at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from cases.custody import CustodyRefused
from cases.machine import IllegalMove
from cases.strategy import local_instant
from outreach.importing.rows import ImportKind
from outreach.invented import SAMPLE_MARK, holds_sample
from outreach.live import Live
from outreach.people import SAMPLE_USERS, PeopleError, add_user
from outreach.refusals import Refused
from outreach.runtime import Runtime
from outreach.samples.acts import Act
from outreach.samples.adapters import recording_channels
from outreach.samples.casting import HISTORY, cast
from outreach.samples.portfolio import OPENING, Row, files_for
from outreach.samples.stage import Player, SampleError, Stage
from outreach.samples.stories import STORIES
from storage import meta
from storage.scratch import any_borrowers, move_in, scratch

EIGHT: Final = time(8)
TOLD: Final = ("borrowers", "loans", "payments", "messages", "promises", "plans", "holds", "tasks")
OCCUPIED: Final = "The database has borrowers already; the sample goes into an empty one only."


@dataclass(frozen=True, slots=True, kw_only=True)
class LenderSends:
    """A row that comes after the first day."""

    kind: ImportKind
    row: Row

    def play(self, stage: Stage, _player: Player) -> None:
        """One import."""
        stage.take_in(self.kind, [self.row])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    at: datetime
    player: Player
    act: Act


def load_sample(runtime: Runtime, seed: int | None = None) -> dict[str, int]:
    """Fill an empty database with the invented portfolio and its history up to now; how much of what.

    ``seed`` None takes the one of the settings. Raises Refused where there are borrowers already; whatever goes wrong,
    nothing of the portfolio is left half-written.
    """
    if not is_empty(runtime):
        raise Refused(OCCUPIED)
    now = runtime.clock.now().replace(microsecond=0)
    chosen = runtime.settings.sample.seed if seed is None else seed
    players = cast(now, chosen, runtime.strategy)
    with TemporaryDirectory(prefix="forbear-sample-") as folder, closing(scratch(Path(folder))) as database:
        own = replace(runtime, db=database, channels=recording_channels(), live=Live())
        stage = Stage(own, now - HISTORY, now)
        _live_through(stage, players, Random(chosen))  # noqa: S311  # invented amounts, no secrets
        _add_users(runtime, now)
        with database.reading() as source, runtime.db.writing() as target:
            if any_borrowers(target):
                raise Refused(OCCUPIED)
            counts = move_in(source, target)
            meta.put(target, SAMPLE_MARK, f"{now.isoformat()}, seed {chosen}")
    return {name: counts[name] for name in TOLD}


def _live_through(stage: Stage, players: Sequence[Player], random: Random) -> None:
    """Four weeks: the first day's files, then every scene at its moment, and time in between."""
    files = files_for(players, stage.now.date(), random)
    for kind in OPENING:
        stage.take_in(kind, files.opening[kind])
    scenes = [scene for player in players for scene in _scenes(player, stage.end)]
    for on, player, row in files.later:
        act = LenderSends(kind=ImportKind.CHARGES, row=row)
        scenes.append(_Scene(at=local_instant(on, EIGHT, player.zones), player=player, act=act))
    for scene in sorted(scenes, key=lambda scene: scene.at):
        if scene.at <= stage.end:
            stage.until(scene.at)
            _play(stage, scene)
    stage.until(stage.end)
    stage.deliver_receipts()


def _play(stage: Stage, scene: _Scene) -> None:
    try:
        scene.act.play(stage, scene.player)
    except (Refused, CustodyRefused, IllegalMove) as error:
        role = scene.player.role
        raise SampleError(f"{scene.player.ref} ({role.story}), {scene.at}, {scene.act}: {error}") from error


def _scenes(player: Player, end: datetime) -> Iterator[_Scene]:
    for beat in STORIES[player.role.story]:
        on = player.first_day + timedelta(days=beat.day)
        at = end - timedelta(minutes=player.role.waits)
        if not beat.at_last:
            at = local_instant(on, time.fromisoformat(beat.at), player.zones)
        yield _Scene(at=at + timedelta(minutes=beat.later), player=player, act=beat.act)


def _add_users(runtime: Runtime, now: datetime) -> None:
    for user in SAMPLE_USERS:
        with suppress(PeopleError):  # they are there already
            add_user(runtime, user.login, user.name, user.role, user.password, now=now)


def is_empty(runtime: Runtime) -> bool:
    """Whether the database holds no borrower yet."""
    with runtime.db.reading() as connection:
        return not any_borrowers(connection)


def is_sample(runtime: Runtime) -> bool:
    """Whether what the database holds began as the sample."""
    return holds_sample(runtime.db)
