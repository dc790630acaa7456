"""Rules by their id: what each says and how binding it is, whichever pack brings it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cases.policy.decision import Fired
from cases.policy.pack import Pack, Rule
from outreach import rulewords
from outreach.packerrors import PackError
from outreach.policies import SHIPPED, load_pack
from outreach.runtime import Runtime

RULE_SECTIONS: Final = (
    "hours",
    "caps",
    "cooldowns",
    "gaps",
    "disclosures",
    "stops",
    "opt_outs",
    "zones",
    "third_parties",
    "identities",
    "consents",
    "bans",
    "content",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One rule that fired. ``status`` is its code, ``binding`` what that is called; ``decides``: the verdict is its."""

    rule: str
    words: str
    status: str
    binding: str
    source: str
    effect: str
    until: datetime | None
    decides: bool


class RuleBook:
    """Rules in words, by id: those of the borrower's packs, then of any pack there is."""

    def __init__(self, runtime: Runtime, jurisdiction: str | None) -> None:
        self._rules: dict[str, Rule] = {}
        self._runtime = runtime
        self._every = False
        self._read(runtime.policies.packs(jurisdiction)[0])

    def words(self, code: str | None) -> str | None:
        """What this rule says; None where no pack has it any more."""
        known = rulewords.of_code(code) if code else None
        rule = self.rule(code) if code and known is None else None
        return rulewords.of_rule(rule) if rule else known

    def status(self, code: str | None) -> str:
        """How binding it is: ``house`` for what no pack brings."""
        rule = self.rule(code) if code and rulewords.of_code(code) is None else None
        return rule.status if rule else "house"

    def reason(self, fired: Fired, *, decides: bool = False) -> Reason:
        """A rule that has just fired, in words."""
        return Reason(
            rule=fired.rule,
            words=self.words(fired.rule) or fired.source,
            status=fired.status,
            binding=rulewords.STATUSES[fired.status],
            source=fired.source,
            effect=fired.effect,
            until=fired.until,
            decides=decides,
        )

    def rule(self, code: str) -> Rule | None:
        """The rule of a pack with this id; None where no pack has it any more."""
        if code not in self._rules and not self._every:
            self._every = True
            self._read(every_pack(self._runtime))
        return self._rules.get(code)

    def _read(self, packs: Iterable[Pack]) -> None:
        for pack in packs:
            for section in RULE_SECTIONS:
                for rule in getattr(pack, section):
                    self._rules.setdefault(rule.id, rule)


def every_pack(runtime: Runtime) -> list[Pack]:
    """Every pack that can be read. One that cannot be used is ``forbear policy check``'s to report."""
    folder = runtime.settings.policy.packs_dir
    extra: Path | None = runtime.settings.path(folder) if folder else None
    found = []
    for name in sorted({path.stem for each in (extra, SHIPPED) if each for path in each.glob("*.toml")}):
        try:
            found.append(load_pack(name, extra))
        except PackError:
            continue
    return found
