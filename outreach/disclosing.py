"""Sentences that a pack wants in a text: where the words lack them, they are put there, and the gate is asked again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from cases.model import Case
from cases.policy.decision import GateDecision
from cases.policy.pack import DisclosureRule
from cases.say import Say, Value
from outreach import gatekeeping
from outreach.casefile import BorrowerFile
from outreach.contacts import UNASKED
from outreach.creditors import packs_of, speakers
from outreach.fitting import END_LINE, FRONT_LINE
from outreach.gatekeeping import Draft
from outreach.rendering import compose
from outreach.runtime import Runtime


def ask_with_disclosures(
    connection: Connection,
    runtime: Runtime,
    file: BorrowerFile,
    case: Case,
    draft: Draft,
    now: datetime,
    *,
    locale: str | None = None,
) -> tuple[str, GateDecision]:
    """The text as it may leave, and the gate's answer to it. ``locale``: as the draft's own words were asked for.

    Only a draft made from a Say gets sentences; which ones is decided anew each time, so they are kept with no row.
    """
    decision, text = gatekeeping.ask(connection, runtime, file, case, draft, now), draft.text or ""
    lines = _lines(_missing(runtime, file, decision), draft.locale)
    if draft.say is None or not lines:
        return text, decision
    say = Say(key=draft.say.key, values={**draft.say.values, **lines}, choices=draft.say.choices)
    unasked = draft.kind in UNASKED
    text = compose(runtime, file, say, channel=draft.channel, unasked=unasked, locale=locale).body
    return text, gatekeeping.ask(connection, runtime, file, case, replace(draft, text=text), now)


def _missing(runtime: Runtime, file: BorrowerFile, decision: GateDecision) -> list[DisclosureRule]:
    """The rules that objected because words of theirs are not there, and that say which."""
    fired = {each.rule for each in decision.fired}
    packs = runtime.policies.packs(file.borrower.jurisdiction, packs_of(speakers(runtime, file)))[0]
    return [rule for pack in packs for rule in pack.disclosures if rule.id in fired and rule.say]


def _lines(rules: Iterable[DisclosureRule], locale: str) -> dict[str, Value]:
    """What every text must say goes behind it, everything else in front: by place, the sentences in this language."""
    found: dict[str, list[str]] = {}
    for rule in rules:
        place = END_LINE if rule.position == "every" else FRONT_LINE
        found.setdefault(place, []).append(rule.say.get(locale) or next(iter(rule.say.values())))
    return {place: " ".join(dict.fromkeys(sentences)) for place, sentences in found.items()}
