"""The treatment table and ``decide``: a case and a fact give the new case and the orders that follow.

The table is the whole truth about treatments; the diagram in ``docs/states.md`` is printed from it. Events that the
table does not name leave the treatment as it is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from transitions import Machine, MachineError

from cases.consequences import CONSEQUENCES
from cases.effects import Decision
from cases.events import Event
from cases.model import Case, Treatment

LATE = "outreach engaged promised plan_offered plan_active hardship_review forbearance disputed unreachable"
TALKING = "outreach engaged unreachable"

TABLE: tuple[tuple[str, str, str], ...] = (
    # event, from, to
    ("DueSoon", "idle", "pre_due"),
    ("FellLate", "idle pre_due cured", "outreach"),
    ("BorrowerWrote", "outreach unreachable", "engaged"),
    ("PromiseMade", f"{TALKING} promised plan_offered hardship_review", "promised"),
    ("PromiseCancelled", "promised", "engaged"),
    ("PromiseKept", "promised", "engaged"),
    ("PromiseBroken", "promised", "outreach"),
    ("PlanOffered", f"{TALKING} promised plan_offered hardship_review", "plan_offered"),
    ("PlanAccepted", "plan_offered", "plan_active"),
    ("PlanDeclined", "plan_offered", "engaged"),
    ("PlanKept", "plan_active", "engaged"),
    ("PlanBroken", "plan_active", "outreach"),
    ("HardshipReported", f"{TALKING} promised plan_offered plan_active", "hardship_review"),
    ("ForbearanceGranted", "engaged hardship_review forbearance", "forbearance"),
    ("HardshipReviewed", "hardship_review forbearance", "outreach"),
    ("DisputeOpened", f"idle pre_due {LATE} cured", "disputed"),
    ("DisputeAnswered", "disputed", "outreach"),
    ("BecameUnreachable", "outreach engaged", "unreachable"),
    ("BecameReachable", "unreachable", "outreach"),
    ("ReferredOut", LATE, "referred"),
    # Arrears back to zero end every treatment but those a person must end.
    ("ArrearsCleared", f"pre_due {LATE} referred", "cured"),
    ("WatchEnded", "cured", "idle"),
    ("CaseClosed", f"idle pre_due {LATE} cured referred", "closed"),
    # Terminal: left by these two only.
    ("Reopened", "closed", "outreach"),
    ("PaymentReversed", "closed", "outreach"),
)

STRICT = frozenset({"PromiseMade", "PlanOffered", "PlanAccepted", "ForbearanceGranted", "ReferredOut", "Reopened"})
"""Events that are refused where the table has no row; all others are facts whatever the treatment."""


class IllegalMove(Exception):
    """An event that this treatment does not allow; the text names both."""


class _Slot:
    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


def _build() -> Machine:
    rows = [{"trigger": event, "source": sources.split(), "dest": to} for event, sources, to in TABLE]
    states = [treatment.value for treatment in Treatment]
    return Machine(model=None, states=states, transitions=rows, initial="idle", auto_transitions=False, send_event=True)


MACHINE = _build()


def move(treatment: Treatment, event: Event) -> Treatment:
    """The treatment after an event. Raises IllegalMove where a strict event has no row."""
    name = type(event).__name__
    if name not in MACHINE.events:
        return treatment
    slot = _Slot(treatment.value)
    try:
        MACHINE.events[name].trigger(slot)
    except MachineError:
        if name in STRICT:
            raise IllegalMove(f"{name} is not possible while the case is {treatment.value}") from None
        return treatment
    return Treatment(slot.state)


def decide(case: Case, event: Event, now: datetime) -> Decision:
    """What a fact makes of a case. Raises IllegalMove; changes nothing itself."""
    moved = replace(case, treatment=move(case.treatment, event))
    consequence = CONSEQUENCES.get(type(event))
    return consequence(moved, event, now) if consequence else Decision(case=moved)


def replay(borrower_ref: str, log: tuple[tuple[Event, datetime], ...]) -> Case:
    """The case that a log of facts makes, from nothing."""
    case = Case(borrower_ref=borrower_ref)
    for event, at in log:
        case = decide(case, event, at).case
    return case


def diagram() -> str:
    """The table as a Mermaid state diagram, in the table's order."""
    lines = ["stateDiagram-v2", "    [*] --> idle"]
    for event, sources, to in TABLE:
        lines += [f"    {source} --> {to}: {event}" for source in sources.split()]
    lines.append("    closed --> [*]")
    return "\n".join(lines)
