"""Kill switches: what is thrown keeps texts from leaving, replies too, until somebody lifts it. Nothing is lost by it.

Live ones are read with a borrower's file, so in each transaction anew: a switch thrown by one process holds what
another one claims next, whatever was queued before.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import structlog
from sqlalchemy import Connection

from cases.model import Channel
from outreach.live import DESK
from outreach.refusals import NotFound, Refused
from outreach.releasing import release
from outreach.runtime import Runtime
from storage import switches
from storage.switches import Switch

log = structlog.get_logger(__name__)

SWITCHED_OFF: Final = "base.switched_off"
"""The gate's rule that holds texts for a switch."""
ALL: Final = "all"
LONGEST_WHY: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a candidate is, as far as a switch may name it.

    ``strategy`` holds its segment, ladder and step; it is empty for what no ladder sends.
    """

    channel: str
    template: str | None
    strategy: frozenset[str]
    jurisdiction: str


def _within(jurisdiction: str, target: str) -> bool:
    """``US`` reaches into ``US-NY``."""
    return jurisdiction == target or jurisdiction.startswith(f"{target}-")


BITES: Final[Mapping[str, Callable[[Aim, str], bool]]] = {
    ALL: lambda _aim, _target: True,
    "channel": lambda aim, target: aim.channel == target,
    "template": lambda aim, target: aim.template == target,
    "strategy": lambda aim, target: target in aim.strategy,
    "jurisdiction": lambda aim, target: _within(aim.jurisdiction, target),
}
"""By scope: whether a switch with this target holds a candidate."""


def biting(live: Sequence[Switch], aim: Aim) -> tuple[str, ...]:
    """Why this candidate does not leave: a line for each switch that bites it."""
    return tuple(in_words(switch) for switch in live if BITES[switch.scope](aim, switch.target or ""))


def in_words(switch: Switch) -> str:
    """A switch in words, for people of the lender."""
    what = "everything" if switch.scope == ALL else f"{switch.scope} {switch.target}"
    return f"{what} is switched off by {switch.thrown_by.partition(':')[2] or switch.thrown_by}: {switch.why}"


def _channels(_connection: Connection, _runtime: Runtime) -> set[str]:
    return {channel.value for channel in Channel}


def _templates(_connection: Connection, runtime: Runtime) -> set[str]:
    return set(runtime.words.keys)


def _strategies(_connection: Connection, runtime: Runtime) -> set[str]:
    segments = {segment.name for segment in runtime.strategy.segments}
    steps = {step.id for ladder in runtime.strategy.ladders for step in ladder.steps}
    return segments | {ladder.name for ladder in runtime.strategy.ladders} | steps


def _jurisdictions(connection: Connection, runtime: Runtime) -> set[str]:
    settings = runtime.settings
    known = {*settings.policy.packs, settings.lender.jurisdiction, *switches.jurisdictions(connection)}
    return known | {each.split("-")[0] for each in known}


TARGETS: Final[Mapping[str, Callable[[Connection, Runtime], set[str]]]] = {
    "channel": _channels,
    "template": _templates,
    "strategy": _strategies,
    "jurisdiction": _jurisdictions,
}
"""By scope: what may be named."""


def targets(runtime: Runtime) -> dict[str, list[str]]:
    """Everything that can be switched off apart, by scope."""
    with runtime.db.reading() as connection:
        return {scope: sorted(known(connection, runtime)) for scope, known in TARGETS.items()}


def throw(runtime: Runtime, actor: str, scope: str, target: str | None, why: str) -> Switch:
    """Switch something off. ``actor`` as ``user:LOGIN``, ``api:NAME``, ``cli:NAME``.

    Raises Refused without a reason, for what is not known (the nearest is named) and for what is off already.
    """
    reason = _reason(why, "Say why it is switched off: who lifts it wants to know.")
    with runtime.db.writing() as connection:
        name = _target(connection, runtime, scope, target)
        for live in switches.live(connection):
            if (live.scope, live.target) == (scope, name):
                raise Refused(f"That is off already, by switch {live.id}: {live.why}")
        now = runtime.clock.now()
        switch = switches.add(connection, scope=scope, target=name, why=reason, thrown_by=actor, thrown_at=now)
    log.warning("switch_thrown", switch=switch.id, scope=scope, target=name, by=actor, why=reason)
    runtime.live.publish(DESK, {"type": "alert"})
    return switch


def _reason(why: str, missing: str) -> str:
    reason = " ".join(why.split())
    if not reason:
        raise Refused(missing)
    if len(reason) > LONGEST_WHY:
        raise Refused(f"The reason is longer than {LONGEST_WHY} characters.")
    if not reason.isprintable():
        raise Refused("The reason holds characters that cannot be shown.")
    return reason


def _target(connection: Connection, runtime: Runtime, scope: str, target: str | None) -> str | None:
    if scope == ALL:
        if target:
            raise Refused("Everything has no target.")
        return None
    if scope not in TARGETS:
        raise Refused(f"{scope!r} is none of {', '.join(BITES)}.")
    known = {each.casefold(): each for each in TARGETS[scope](connection, runtime)}
    wanted = (target or "").strip().casefold()
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, sorted(known), n=1, cutoff=0.0)
    raise Refused(f"There is no {scope} {target!r}." + (f" The nearest is {known[near[0]]!r}." if near else ""))


def lift(runtime: Runtime, actor: str, switch_id: int, why: str) -> Switch:
    """Switch it on again. What it held is asked once more: replies at once, the rest spread over time.

    Raises NotFound for one that is not known, Refused without a reason or where it was lifted before.
    """
    reason = _reason(why, "Say why it is switched on again.")
    with runtime.db.writing() as connection:
        if switches.get(connection, switch_id) is None:
            raise NotFound(f"There is no switch {switch_id}.")
        now = runtime.clock.now()
        lifted = switches.lift(connection, switch_id, by=actor, at=now, why=reason)
        if lifted is None:
            raise Refused(f"Switch {switch_id} was lifted already.")
    released = release(runtime, SWITCHED_OFF, now)
    log.warning("switch_lifted", switch=switch_id, by=actor, why=reason, asked=released)
    runtime.live.publish(DESK, {"type": "alert"})
    return lifted


def thrown(runtime: Runtime) -> tuple[Switch, ...]:
    """Those that hold now, oldest first."""
    with runtime.db.reading() as connection:
        return switches.live(connection)


def history(runtime: Runtime) -> tuple[Switch, ...]:
    """All of them, the newest first."""
    with runtime.db.reading() as connection:
        return switches.every(connection)
