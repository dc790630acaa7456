"""Reads ``strategy.toml``; a mistake is refused with file, line and what would be right."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

from cases.buckets import Buckets
from cases.model import Channel
from cases.money import Money, MoneyError, to_minor
from cases.strategy import Ladder, Segment, Step, Strategy

SHIPPED = "strategy.toml"
LADDER_KEYS = {"name"}
STEP_KEYS = {"id", "dpd", "hour", "channels", "template", "tone"}
HARSHEST = 9
SEGMENT_KEYS = {"name", "ladder", "buckets", "languages", "least"}


class StrategyError(ValueError):
    """A mistake in a strategy file, with its line."""


def load_strategy(path: Path | None, known_templates: frozenset[str]) -> Strategy:
    """The strategy of a file, or the shipped one where ``path`` is None. Raises StrategyError."""
    source = path or Path(str(files("cases").joinpath(SHIPPED)))
    try:
        text = source.read_text("utf-8")
        return _Reader(str(source), text, known_templates).strategy(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise StrategyError(f"{source}: not valid TOML: {error}") from None
    except OSError as error:
        raise StrategyError(f"{source}: cannot be read: {error.strerror}") from None


class _Reader:
    """Turns tables into values and says where a mistake stands."""

    def __init__(self, name: str, text: str, known_templates: frozenset[str]) -> None:
        self.name = name
        self.lines = text.splitlines()
        self.templates = known_templates

    def refuse(self, what: str, header: str, index: int, key: str | None = None) -> StrategyError:
        """An error at the line of ``key`` inside the nth table with this header."""
        return StrategyError(f"{self.name}, line {self._line(header, index, key)}: {what}")

    def _line(self, header: str, index: int, key: str | None) -> int:
        seen = -1
        inside = 0
        for number, line in enumerate(self.lines, start=1):
            bare = line.strip()
            if bare.startswith(f"[[{header}]]"):
                seen += 1
                inside = number if seen == index else inside
            elif seen == index and key and bare.partition("=")[0].strip() == key:
                return number
        return inside or 1

    def strategy(self, values: Mapping[str, Any]) -> Strategy:
        """The whole file."""
        for key in values:
            if key not in ("ladder", "segment", "step"):
                near = difflib.get_close_matches(key, ["ladder", "segment", "step"], n=1, cutoff=0.0)[0]
                raise StrategyError(f"{self.name}: [[{key}]] is not known; the nearest is [[{near}]]")
        ladders = self._ladders(values)
        names = [ladder.name for ladder in ladders]
        segments = tuple(self._segment(raw, i, names) for i, raw in enumerate(values.get("segment", [])))
        last = segments[-1] if segments else None
        if last is None or last.buckets or last.languages or last.least:
            raise StrategyError(f"{self.name}: the last [[segment]] must be without conditions, to cover everybody")
        return Strategy(segments=segments, ladders=ladders)

    def _ladders(self, values: Mapping[str, Any]) -> tuple[Ladder, ...]:
        for index, raw in enumerate(values.get("ladder", [])):
            self._keys(raw, LADDER_KEYS, LADDER_KEYS, "ladder", index)
        steps: dict[str, list[Step]] = {raw["name"]: [] for raw in values.get("ladder", [])}
        for index, raw in enumerate(values.get("step", [])):
            ladder = raw.get("ladder")
            if ladder not in steps:
                raise self.refuse(f"there is no [[ladder]] named {ladder!r}", "step", index, "ladder")
            steps[ladder].append(self._step({k: v for k, v in raw.items() if k != "ladder"}, index))
        for ladder, rungs in steps.items():
            if not rungs or len({rung.id for rung in rungs}) != len(rungs):
                raise StrategyError(f"{self.name}: ladder {ladder!r} needs steps, each with an id of its own")
        return tuple(
            Ladder(name=name, steps=tuple(sorted(rungs, key=lambda rung: (rung.dpd, rung.hour))))
            for name, rungs in steps.items()
        )

    def _step(self, raw: Mapping[str, Any], index: int) -> Step:
        self._keys(raw, STEP_KEYS, STEP_KEYS, "step", index)
        if not isinstance(raw["dpd"], int) or not -30 <= raw["dpd"] <= 3650:
            raise self.refuse("dpd is a whole number of days, -30 to 3650", "step", index, "dpd")
        if type(raw["tone"]) is not int or not 0 <= raw["tone"] <= HARSHEST:
            raise self.refuse(f"tone is a whole number, 0 to {HARSHEST}", "step", index, "tone")
        if not isinstance(raw["channels"], list) or not raw["channels"]:
            raise self.refuse("channels is a list that names at least one channel", "step", index, "channels")
        if raw["template"] not in self.templates:
            near = difflib.get_close_matches(raw["template"], sorted(self.templates), n=1, cutoff=0.0)
            hint = f"; the nearest is {near[0]!r}" if near else ""
            raise self.refuse(f"there is no message {raw['template']!r}{hint}", "step", index, "template")
        return Step(
            id=str(raw["id"]),
            dpd=raw["dpd"],
            hour=self._hour(raw["hour"], index),
            channels=tuple(self._channel(each, index) for each in raw["channels"]),
            template=raw["template"],
            tone=raw["tone"],
        )

    def _hour(self, raw: Any, index: int) -> time:
        try:
            return raw if isinstance(raw, time) else time.fromisoformat(str(raw))
        except ValueError:
            raise self.refuse(f"hour {raw!r} is no time; write 10:00", "step", index, "hour") from None

    def _channel(self, raw: Any, index: int) -> Channel:
        try:
            return Channel(raw)
        except ValueError:
            known = ", ".join(channel.value for channel in Channel)
            raise self.refuse(f"{raw!r} is not a channel; known are {known}", "step", index, "channels") from None

    def _segment(self, raw: Mapping[str, Any], index: int, ladders: list[str]) -> Segment:
        self._keys(raw, SEGMENT_KEYS, {"name", "ladder"}, "segment", index)
        if raw["ladder"] not in ladders:
            raise self.refuse(f"there is no [[ladder]] named {raw['ladder']!r}", "segment", index, "ladder")
        known = {name for name, _ in Buckets().bands} | {"GRACE"}
        for bucket in raw.get("buckets", []):
            if bucket not in known:
                raise self.refuse(f"{bucket!r} is not a bucket; known: {sorted(known)}", "segment", index, "buckets")
        return Segment(
            name=str(raw["name"]),
            ladder=raw["ladder"],
            buckets=tuple(raw.get("buckets", ())),
            languages=tuple(raw.get("languages", ())),
            least=self._least(raw.get("least"), index),
        )

    def _least(self, raw: Any, index: int) -> Money | None:
        if raw is None:
            return None
        try:
            amount, currency = str(raw).split()
            return Money(currency=currency, minor=to_minor(Decimal(amount), currency))
        except (ValueError, ArithmeticError, MoneyError):
            raise self.refuse(f'least {raw!r} is no amount; write "500.00 USD"', "segment", index, "least") from None

    def _keys(self, raw: Mapping[str, Any], known: set[str], needed: set[str], header: str, index: int) -> None:
        for key in raw:
            if key not in known:
                near = difflib.get_close_matches(key, sorted(known), n=1, cutoff=0.0)[0]
                raise self.refuse(f"{key!r} is not known; the nearest is {near!r}", header, index, key)
        missing = sorted(needed - raw.keys())
        if missing:
            raise self.refuse(f"{missing[0]} is missing", header, index)
