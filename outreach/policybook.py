"""Which packs judge a borrower in live use, loaded once: those of their jurisdiction, and the house pack always."""

from __future__ import annotations

from dataclasses import dataclass, field

from cases.policy.decision import GateDecision
from cases.policy.gate import judge
from cases.policy.pack import Calendars, Pack
from cases.policy.request import GateRequest
from outreach.policies import load_calendars, packs_for
from outreach.settings import Settings

Loaded = tuple[tuple[Pack, ...], Calendars]


@dataclass(frozen=True, slots=True)
class PolicyBook:
    """Packs and calendars by jurisdiction; the lender's own where a borrower's is not known."""

    settings: Settings
    _loaded: dict[str, Loaded] = field(default_factory=dict)

    @classmethod
    def load(cls, settings: Settings) -> PolicyBook:
        """Read every pack that the configuration names. Raises PackError."""
        book = cls(settings)
        for jurisdiction in (*settings.policy.packs, settings.lender.jurisdiction):
            book.packs(jurisdiction)
        return book

    def packs(self, jurisdiction: str | None) -> Loaded:
        """The packs of a jurisdiction. ``US-NY`` falls back to ``US`` where it has no packs of its own."""
        wanted = jurisdiction or self.settings.lender.jurisdiction
        found = self._loaded.get(wanted)
        if found is None:
            named = wanted if wanted in self.settings.policy.packs else wanted.split("-")[0]
            packs = packs_for(named, self.settings)
            found = self._loaded[wanted] = (packs, load_calendars(packs))
        return found

    def judge(self, request: GateRequest, jurisdiction: str | None) -> GateDecision:
        """The gate's answer under the packs of this jurisdiction."""
        packs, calendars = self.packs(jurisdiction)
        return judge(request, packs, calendars)
