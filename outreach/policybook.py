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
    """Packs and calendars by jurisdiction and creditors' packs; the lender's own where a borrower's is not known."""

    settings: Settings
    _loaded: dict[tuple[str, tuple[str, ...]], Loaded] = field(default_factory=dict)

    @classmethod
    def load(cls, settings: Settings) -> PolicyBook:
        """Read every pack that the configuration names. Raises PackError."""
        book = cls(settings)
        for jurisdiction in (*settings.policy.packs, settings.lender.jurisdiction):
            book.packs(jurisdiction)
        return book

    def packs(self, jurisdiction: str | None, also: tuple[str, ...] = ()) -> Loaded:
        """The packs of a jurisdiction, ``also`` with these beside them: packs only ever tighten one another.

        ``US-NY`` falls back to ``US`` where it has no packs of its own. Raises PackError where one is missing.
        """
        wanted = jurisdiction or self.settings.lender.jurisdiction
        found = self._loaded.get((wanted, also))
        if found is None:
            named = wanted if wanted in self.settings.policy.packs else wanted.split("-")[0]
            packs = packs_for(named, self.settings, also)
            found = self._loaded[wanted, also] = (packs, load_calendars(packs))
        return found

    def judge(self, request: GateRequest, jurisdiction: str | None, also: tuple[str, ...] = ()) -> GateDecision:
        """The gate's answer under the packs of this jurisdiction, and ``also`` under those of the creditors."""
        packs, calendars = self.packs(jurisdiction, also)
        return judge(request, packs, calendars)
