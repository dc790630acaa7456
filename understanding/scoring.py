"""How well messages were read, against what they should have been read as."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cases.reading import PROTECTED, Intent, Reading
from understanding.lines import Gold, Line
from understanding.outside import shown

IDLE = frozenset(
    {Intent.OTHER, Intent.UNSURE, Intent.GREETING, Intent.THANKS, Intent.GOODBYE, Intent.REPEAT}
)  # fmt: skip
"""Intents that start nothing: whatever else an unrelated message is read as, is acted on."""


@dataclass(slots=True)
class Tally:
    """Counts while the lines go by; ``figures`` is what they come to."""

    read: int = 0
    pairs: dict[str, Counter[tuple[Intent, Intent]]] = field(default_factory=dict)
    protected: Counter[tuple[Intent, bool]] = field(default_factory=Counter)
    innocent: Counter[bool] = field(default_factory=Counter)
    amounts: Counter[bool] = field(default_factory=Counter)
    dates: Counter[bool] = field(default_factory=Counter)

    def add(self, line: Line, reading: Reading) -> None:
        """Count one message."""
        gold = line.gold
        self.read += 1
        if gold.intent is not None:
            self.pairs.setdefault(line.locale, Counter())[gold.intent, shown(reading.intent)] += 1
        rights = _rights_of(gold)
        if rights is not None:
            self.protected.update((right, right in reading.rights | reading.doubts) for right in rights)
            if not rights:
                self.innocent[bool((reading.rights | reading.doubts) & PROTECTED)] += 1
        if gold.amounts is not None:
            self.amounts[list(gold.amounts) == [amount.minor for amount in reading.amounts]] += 1
        if gold.dates is not None:
            self.dates[list(gold.dates) == [found.on for found in reading.dates]] += 1

    def figures(self) -> dict[str, Any]:
        """Everything as one value; a figure without any line to count is None."""
        together = sum(self.pairs.values(), Counter[tuple[Intent, Intent]]())
        unrelated = {read: count for (gold, read), count in together.items() if gold is Intent.OTHER}
        acted = sum(count for read, count in unrelated.items() if read not in IDLE)
        return {
            "messages": self.read,
            "accuracy": _accuracy(together),
            "macro_f1": {locale: macro_f1(pairs) for locale, pairs in sorted(self.pairs.items())},
            "accuracies": {locale: _accuracy(pairs) for locale, pairs in sorted(self.pairs.items())},
            "recall": {right.value: self._recall(right) for right in Intent if right in PROTECTED},
            "false_rights": _share(self.innocent[True], self.innocent.total()),
            "other_acted_on": _share(acted, sum(unrelated.values())),
            "amounts_exact": _share(self.amounts[True], self.amounts.total()),
            "dates_exact": _share(self.dates[True], self.dates.total()),
            "f1": {gold.value: _round(one) for gold, one in f1_of_each(together).items()},
            "confusion": _confusion(together),
        }

    def _recall(self, right: Intent) -> float | None:
        heard = self.protected[right, True]
        return _share(heard, heard + self.protected[right, False])


def tally(read: Iterable[tuple[Line, Reading]]) -> Tally:
    """All lines counted."""
    counted = Tally()
    for line, reading in read:
        counted.add(line, reading)
    return counted


def f1_of_each(pairs: Mapping[tuple[Intent, Intent], int]) -> dict[Intent, float]:
    """F1 of every intent that should have been read, or was, by (gold, read) and how often."""
    should, was = Counter[Intent](), Counter[Intent]()
    for (gold, read), count in pairs.items():
        should[gold] += count
        was[read] += count
    known = [intent for intent in Intent if should[intent]]
    return {intent: 2 * pairs.get((intent, intent), 0) / (should[intent] + was[intent]) for intent in known}


def macro_f1(pairs: Mapping[tuple[Intent, Intent], int]) -> float | None:
    """The mean F1 over the intents that should have been read."""
    each = f1_of_each(pairs)
    return _round(sum(each.values()) / len(each)) if each else None


def told(figures: Mapping[str, Any]) -> Sequence[str]:
    """The figures as lines for people."""
    rows = [
        ("messages", figures["messages"]),
        ("accuracy", figures["accuracy"]),
        *((f"macro-F1 {locale}", value) for locale, value in figures["macro_f1"].items()),
        *((f"recall of {right}", value) for right, value in figures["recall"].items()),
        ("rights heard where there are none", figures["false_rights"]),
        ("other acted on", figures["other_acted_on"]),
        ("amounts exact", figures["amounts_exact"]),
        ("dates exact", figures["dates_exact"]),
    ]
    lines = [f"{name:<36}{'-' if value is None else value}" for name, value in rows]
    wrong = [f"{gold} read as {', '.join(f'{n} {c}' for n, c in read.items())}" for gold, read in _mistaken(figures)]
    return [*lines, *(["", "Mistaken:", *wrong] if wrong else [])]


def _mistaken(figures: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, int]]]:
    for gold, read in figures["confusion"].items():
        wrong = {name: count for name, count in read.items() if name != gold}
        if wrong:
            yield gold, wrong


def _rights_of(gold: Gold) -> frozenset[Intent] | None:
    """The protected intents that must be heard: those named, with the intent itself where it is one."""
    if gold.intent is None:
        return gold.rights
    own = frozenset({gold.intent} & PROTECTED)
    return own | gold.rights if gold.rights is not None else own


def _confusion(pairs: Mapping[tuple[Intent, Intent], int]) -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for (gold, read), count in sorted(pairs.items(), key=lambda pair: (pair[0][0], -pair[1], pair[0][1])):
        table.setdefault(gold.value, {})[read.value] = count
    return table


def _accuracy(pairs: Mapping[tuple[Intent, Intent], int]) -> float | None:
    return _share(sum(count for (gold, read), count in pairs.items() if gold is read), sum(pairs.values()))


def _share(part: int, whole: int) -> float | None:
    return _round(part / whole) if whole else None


def _round(value: float) -> float:
    return round(value, 4)
