"""Holds as a table: what each type covers, blocks and lasts, who may lift it, and what it is called to the packs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cases.model import Blocks, Channel, Hold, HoldScope, HoldType, Kind
from cases.policy.stops import HOLDS, VOICE

PERSON, LOAN, POINT, CHANNEL = HoldScope.PERSON, HoldScope.LOAN, HoldScope.CONTACT_POINT, HoldScope.CHANNEL


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRule:
    """What a type of hold is unless somebody says otherwise.

    The first of ``scopes`` is the usual one. ``lasts`` None: until lifted. ``may_lift`` is the least role,
    ``may_answer`` the one that records an outcome which the borrower is told: that ends it as well. ``stops``: it ends
    a promise and every alarm. ``task`` is what people must do about it. ``fact`` is its name in the packs.
    """

    scopes: tuple[HoldScope, ...] = (PERSON,)
    blocks: Blocks = Blocks.DEMANDS
    lasts: timedelta | None = None
    may_lift: str = "supervisor"
    may_answer: str = "supervisor"
    stops: bool = False
    task: str | None = None
    fact: str | None = None


HOLD_RULES: Mapping[HoldType, HoldRule] = {
    HoldType.DECEASED: HoldRule(blocks=Blocks.ALL_BUT_REQUIRED, stops=True, task="deceased", fact="deceased"),
    HoldType.BANKRUPTCY: HoldRule(blocks=Blocks.ALL_BUT_REQUIRED, stops=True, task="bankruptcy", fact="bankruptcy"),
    HoldType.ATTORNEY: HoldRule(blocks=Blocks.ALL_BUT_REQUIRED, stops=True, task="attorney", fact="attorney_known"),
    HoldType.CEASE: HoldRule(blocks=Blocks.ALL_BUT_REQUIRED, stops=True, task="cease", fact="cease_written"),
    HoldType.WRONG_PARTY: HoldRule(scopes=(POINT, PERSON), blocks=Blocks.ALL, task="wrong_person"),
    HoldType.DISPUTE: HoldRule(scopes=(LOAN, PERSON), may_answer="collector", task="dispute", fact="dispute_open"),
    # SI 2020/1311: sixty days; in a mental health crisis as long as it is treated, and thirty days.
    HoldType.BREATHING_SPACE: HoldRule(
        blocks=Blocks.ALL_BUT_REQUIRED, lasts=timedelta(days=60), fact="breathing_space_until"
    ),
    HoldType.COMPLAINT: HoldRule(scopes=(PERSON, LOAN), task="complaint"),
    HoldType.VULNERABLE: HoldRule(blocks=Blocks.ALL_BUT_REQUIRED, stops=True, task="vulnerable"),
    HoldType.CLAIMED_PAID: HoldRule(
        scopes=(PERSON, LOAN), lasts=timedelta(days=7), may_lift="collector", task="check_payment"
    ),
    HoldType.LEDGER_STALE: HoldRule(scopes=(LOAN, PERSON)),
    HoldType.MANUAL: HoldRule(scopes=(PERSON, LOAN, POINT, CHANNEL), may_lift="collector"),
}
"""By type, in the order of precedence: of several that apply the first one speaks, and all of them block."""

ANSWER_WITHIN = timedelta(days=14)
"""By when people shall have answered what awaits an outcome, unless a date was given."""

LIFTS: Mapping[str, frozenset[str]] = {
    "collector": frozenset({"collector"}),
    "supervisor": frozenset({"collector", "supervisor"}),
    "admin": frozenset({"collector", "supervisor", "admin"}),
}
"""Which holds a role may lift, by the hold's ``may_lift``."""

_PLACES = {type_: place for place, type_ in enumerate(HoldType)}


def ordered(holds: Iterable[Hold]) -> list[Hold]:
    """By precedence, the gravest first; of one type the oldest first."""
    return sorted(holds, key=lambda hold: (_PLACES[hold.type], hold.from_at))


def speaking(holds: Iterable[Hold], now: datetime) -> Hold | None:
    """The hold that is named where several apply now."""
    return next((hold for hold in ordered(holds) if hold.live_at(now)), None)


def covers(hold: Hold, *, loans: Sequence[str], channel: str, contact_point_id: int | None) -> bool:
    """Whether a message falls under the hold. One about no loan in particular falls under a hold on any."""
    if hold.scope is HoldScope.LOAN:
        return not loans or hold.target in loans
    if hold.scope is HoldScope.CHANNEL:
        return hold.target == channel
    if hold.scope is HoldScope.CONTACT_POINT:
        return contact_point_id is not None and hold.target == str(contact_point_id)
    return True


def keeps_back(hold: Hold, kind: Kind, *, loans: Sequence[str], channel: str, contact_point_id: int | None) -> bool:
    """Whether the hold keeps such a message from leaving while it blocks, by the table that the gate goes by."""
    if kind not in HOLDS[hold.blocks] or (hold.blocks is Blocks.VOICE and channel not in VOICE):
        return False
    return covers(hold, loans=loans, channel=channel, contact_point_id=contact_point_id)


def facts_of(
    holds: Iterable[Hold], now: datetime, *, loans: Sequence[str], channel: Channel, contact_point_id: int | None
) -> dict[str, object]:
    """What the live holds that cover a message are called in the packs; a name that tells an end has it as value."""
    facts: dict[str, object] = {}
    for hold in holds:
        fact = HOLD_RULES[hold.type].fact
        if fact is None or not hold.live_at(now):
            continue
        if covers(hold, loans=loans, channel=channel.value, contact_point_id=contact_point_id):
            end = hold.until if fact.endswith("_until") else None
            facts[fact] = _later(facts.get(fact), end if end is not None else True)
    return facts


def _later(one: object, other: object) -> object:
    """The later of two ends; a hold without one outlasts the other."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return max(one, other)
    return other if one is None else True
