"""Where free help is to be had, by country: advice on debt, and a line for people in despair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

UNION = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "HR",
        "CY",
        "CZ",
        "DK",
        "EE",
        "FI",
        "FR",
        "DE",
        "GR",
        "HU",
        "IE",
        "IT",
        "LV",
        "LT",
        "LU",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SK",
        "SI",
        "ES",
        "SE",
    ]
)
"""The member states of the European Union."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signpost:
    """One public institution. ``name`` may be empty where the number alone is known. ``always``: free, at any hour.

    ``confidence``: VP where the institution's own page was read, VS where others' pages say so, M from memory.
    """

    name: str
    where: str
    source: str
    confidence: str
    checked_on: date
    always: bool = False

    @property
    def called(self) -> str:
        """Name and number as they are read."""
        return f"{self.name}, {self.where}" if self.name else self.where


@dataclass(frozen=True, slots=True, kw_only=True)
class Signposts:
    """By country in two letters. A country that is not named has none, and nothing is said of it."""

    advice: Mapping[str, Signpost] = field(default_factory=dict)
    crisis: Mapping[str, Signpost] = field(default_factory=dict)

    def advice_in(self, jurisdiction: str | None) -> Signpost | None:
        """Free advice where somebody lives."""
        return self.advice.get(country_of(jurisdiction))

    def crisis_in(self, jurisdiction: str | None) -> Signpost | None:
        """The line for people in despair where somebody lives; in the Union its own number where there is none."""
        country = country_of(jurisdiction)
        return self.crisis.get(country) or (self.crisis.get("EU") if country in UNION else None)


def country_of(jurisdiction: str | None) -> str:
    """The country of a jurisdiction: ``US`` of ``us-NY``; empty where none is known."""
    return (jurisdiction or "").upper()[:2]
