"""The operator's own pack may only tighten. What would do anything else is refused when it is read."""

from __future__ import annotations

from cases.policy.pack import EVERYWHERE, Pack, ThirdParty
from outreach.packchecks import rules_of
from outreach.packerrors import PackError

BASE, HOUSE = "base", "house"
_ALLOWED = ThirdParty(id=HOUSE, status="house", source=HOUSE).allowed


def check_tightens(file: str, pack: Pack) -> None:
    """A house pack only adds limits, always and for everybody. Raises PackError for anything else.

    Packs stack so that the strictest wins; what is refused here would pass for more than it is, bind less than it
    seems to, or open something by itself: a zone that is not the borrower's, words that end an opt-out, somebody else
    who is told.
    """
    _check_head(file, pack)
    for rule in rules_of(pack):
        if rule.status != "house":
            raise PackError(file, f"{rule.id}.status", "every rule of the house pack has the status house")
    for key, wrong, why in _loosening(pack):
        if wrong:
            raise PackError(file, key, f"{why}; the house pack may only tighten")


def _check_head(file: str, pack: Pack) -> None:
    if pack.status != "house":
        raise PackError(file, "pack.status", "the house pack has the status house")
    if pack.actors != EVERYWHERE:
        raise PackError(file, "pack.applies_to", "the house pack binds every actor")
    if set(pack.extends) - {BASE}:
        raise PackError(file, "pack.extends", "the house pack judges everywhere; it extends base alone")


def _loosening(pack: Pack) -> list[tuple[str, bool, str]]:
    """Key, whether it is so, and what it would do."""
    return [
        ("pack.on_missing_fact", pack.on_missing_fact != "deny", "a fact that is missing denies"),
        ("time.basis", pack.time.basis == "fixed", "a fixed zone is not the borrower's"),
        ("hours.override", any(rule.lifted_by for rule in pack.hours), "it would lift hours"),
        ("consent.except", any(rule.spared for rule in pack.consents), "it would spare a channel consent"),
        ("opt_out.opt_in", any(rule.opt_in for rule in pack.opt_outs), "it would make words that end an opt-out"),
        ("third_party.allowed", any(not rule.allowed <= _ALLOWED for rule in pack.third_parties), _OPENS),
        ("third_party.only_if", any(rule.only_if for rule in pack.third_parties), _OPENS),
        ("third_party.automated", any(rule.automated for rule in pack.third_parties), _OPENS),
        ("third_party.may_disclose", any(rule.may_disclose for rule in pack.third_parties), _OPENS),
        ("cap.exclude", any(rule.exclude for rule in pack.caps), "it would leave contacts uncounted"),
        ("actors", any(rule.actors != EVERYWHERE for rule in rules_of(pack)), "it would spare some actors"),
        ("lenders", any(rule.lenders != EVERYWHERE for rule in rules_of(pack)), "it would spare some lenders"),
    ]


_OPENS = "it would open something to others"
