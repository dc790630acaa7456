"""Which reminder, when: segments pick a ladder, a ladder is rungs by DPD with an hour of the borrower's own day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cases.model import Case, Channel
from cases.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One rung: ``dpd`` days after the due date (negative: before it), at ``hour`` local; ``tone`` never jumps."""

    id: str
    dpd: int
    hour: time
    channels: tuple[Channel, ...]
    template: str
    tone: int

    @property
    def courtesy(self) -> bool:
        """Whether it comes before anything is late."""
        return self.dpd <= 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Rungs in the order of their DPD."""

    name: str
    steps: tuple[Step, ...]

    def find(self, step_id: str | None) -> Step | None:
        """The rung with this id."""
        return next((step for step in self.steps if step.id == step_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Who climbs a ladder. Empty conditions hold for everybody; the amount is of one currency, in minor units."""

    name: str
    ladder: str
    buckets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    least: Money | None = None

    def covers(self, bucket: str, language: str, arrears: tuple[Money, ...]) -> bool:
        """Whether a borrower is in this segment."""
        least = self.least
        enough = least is None or any(a.currency == least.currency and a.minor >= least.minor for a in arrears)
        return enough and (not self.buckets or bucket in self.buckets) and self._speaks(language)

    def _speaks(self, language: str) -> bool:
        return not self.languages or language in self.languages


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """Segments in order of precedence and the ladders they name. The last segment covers everybody."""

    segments: tuple[Segment, ...]
    ladders: tuple[Ladder, ...]

    def segment_for(self, bucket: str, language: str, arrears: tuple[Money, ...]) -> Segment:
        """The first segment that covers the borrower."""
        return next(each for each in self.segments if each.covers(bucket, language, arrears))

    def ladder_for(self, bucket: str, language: str, arrears: tuple[Money, ...]) -> Ladder:
        """The ladder of that segment."""
        segment = self.segment_for(bucket, language, arrears)
        return next(each for each in self.ladders if each.name == segment.ladder)

    def taken(self, step_id: str | None, ladder: Ladder) -> Step | None:
        """The rung last taken, looked for in the borrower's ladder, then in those they may have climbed before."""
        found = (each.find(step_id) for each in (ladder, *self.ladders))
        return next((step for step in found if step is not None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueStep:
    """A rung and the instant it is due."""

    step: Step
    at: datetime


def local_instant(on: date, hour: time, zones: tuple[str, ...]) -> datetime:
    """That hour of that day where the borrower is; with several candidate zones, when it has come in all of them."""
    return max(datetime.combine(on, hour, ZoneInfo(zone)) for zone in zones or ("UTC",))


def _due(steps: tuple[Step, ...], anchor: date, zones: tuple[str, ...]) -> tuple[DueStep, ...]:
    return tuple(DueStep(step=s, at=local_instant(anchor + timedelta(days=s.dpd), s.hour, zones)) for s in steps)


def newest(ladder: Ladder, anchor: date, zones: tuple[str, ...], now: datetime, *, late: bool) -> Step | None:
    """The newest rung reached by ``now``: of the courtesies before the date, or of the rungs after it."""
    rungs = tuple(step for step in ladder.steps if step.courtesy is not late)
    reached = [due.step for due in _due(rungs, anchor, zones) if due.at <= now]
    return reached[-1] if reached else None


def before(ladder: Ladder, step: Step) -> Step:
    """One step back: the newest rung of a milder tone; the first rung where there is none."""
    rungs = [each for each in ladder.steps if not each.courtesy]
    milder = [each for each in rungs if each.dpd < step.dpd and each.tone < step.tone]
    return (milder or rungs)[-1 if milder else 0]


def coming(ladder: Ladder, anchor: date, zones: tuple[str, ...], now: datetime) -> DueStep | None:
    """The first rung still ahead of ``now``, counted from this due date."""
    return next((due for due in _due(ladder.steps, anchor, zones) if due.at > now), None)


def permitted(ladder: Ladder, case: Case, last: Step | None, step: Step, now: datetime) -> Step | None:
    """The rung that may be taken: at most one tone above the ``last`` one taken, none harsher while calm is due.

    None where no rung reached so far has a fitting tone.
    """
    if last is None or step.courtesy:
        return step
    calm = case.calm_until is not None and now < case.calm_until
    most = last.tone if calm else last.tone + 1
    fitting = [s for s in ladder.steps if not s.courtesy and s.dpd <= step.dpd and s.tone <= most]
    return fitting[-1] if fitting else None
