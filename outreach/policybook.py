"""Which packs judge a borrower in live use, loaded once: those of their jurisdiction, and the house pack always."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from cases.model import Creditor
from cases.policy.decision import GateDecision
from cases.policy.gate import judge
from cases.policy.pack import Calendars, Pack
from cases.policy.request import GateRequest
from outreach.policies import load_calendars, packs_for
from outreach.settings import Settings

Loaded = tuple[tuple[Pack, ...], Calendars]

UNION = frozenset(
    {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"}
    | {"IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"}
)
"""Members of the European Union: without a line of their own they are judged by that of ``EU``."""


def place_of(jurisdiction: str, named: Container[str]) -> str | None:
    """The line of ``[policy.packs]`` that judges a jurisdiction; None where there is none, and the house alone judges.

    ``US-NY-NYC`` falls back to ``US-NY``, then ``US``; a member of the Union then to ``EU``.
    """
    parts = jurisdiction.split("-")
    wider = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    if parts[0] in UNION:
        wider.append("EU")
    return next((place for place in wider if place in named), None)


@dataclass(frozen=True, slots=True)
class PolicyBook:
    """Packs and calendars by jurisdiction and creditors' packs; the lender's own where a borrower's is not known."""

    settings: Settings
    _loaded: dict[tuple[str, tuple[str, ...]], Loaded] = field(default_factory=dict)

    @classmethod
    def load(cls, settings: Settings, creditors: Iterable[Creditor] = ()) -> PolicyBook:
        """Read every pack that the configuration or a creditor names. Raises PackError."""
        book = cls(settings)
        for creditor in creditors:
            book.packs(None, creditor.packs)
        for jurisdiction in (*settings.policy.packs, settings.lender.jurisdiction):
            book.packs(jurisdiction)
        return book

    def packs(self, jurisdiction: str | None, also: tuple[str, ...] = ()) -> Loaded:
        """The packs of a jurisdiction, ``also`` with these beside them: packs only ever tighten one another.

        A place without packs of its own falls back as ``place_of`` says. Raises PackError where a pack is missing.
        """
        wanted = jurisdiction or self.settings.lender.jurisdiction
        found = self._loaded.get((wanted, also))
        if found is None:
            packs = packs_for(place_of(wanted, self.settings.policy.packs), self.settings, also)
            found = self._loaded[wanted, also] = (packs, load_calendars(packs))
        return found

    def judge(self, request: GateRequest, jurisdiction: str | None, also: tuple[str, ...] = ()) -> GateDecision:
        """The gate's answer under the packs of this jurisdiction, and ``also`` under those of the creditors."""
        packs, calendars = self.packs(jurisdiction, also)
        return judge(request, packs, calendars)
