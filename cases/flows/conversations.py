"""Every kind of conversation, by its name."""

from __future__ import annotations

from cases.flows import (
    asides,
    callback,
    dispute,
    explain,
    handover,
    hardship,
    language,
    menu,
    my_data,
    paid_already,
    pay,
    plan,
    preferences,
    promise,
    proof,
    reason,
    relief,
    settlement,
    specialist,
    stop,
    verify,
    wrong_person,
)
from cases.flows.flow import Flow, Step

FLOWS: dict[str, Flow] = {
    "verify": verify.FLOW,
    "first_contact": wrong_person.FIRST_CONTACT,
    "menu": menu.FLOW,
    "explain": explain.FLOW,
    "pay": pay.FLOW,
    "promise": promise.FLOW,
    "plan": plan.FLOW,
    "settlement": settlement.FLOW,
    "paid": paid_already.FLOW,
    "dispute": dispute.FLOW,
    "proof": proof.FLOW,
    "my_data": my_data.FLOW,
    "reason": reason.FLOW,
    "hardship": hardship.FLOW,
    "relief": relief.FLOW,
    "advice": asides.ADVICE,
    "language": language.FLOW,
    "who": asides.WHO,
    "why_this": asides.WHY_THIS,
    "quiet": preferences.FLOW,
    "goodbye": asides.GOODBYE,
    "pause": asides.PAUSE,
    "handover": handover.FLOW,
    "callback": callback.FLOW,
    "stop": stop.FLOW,
    "cease": stop.CEASE,
    "wrong_person": wrong_person.FLOW,
    "third_person": wrong_person.THIRD,
    "represented": specialist.REPRESENTED,
    "death": specialist.DEATH,
    "distress": specialist.DISTRESS,
}


def step_of(flow: str, step: str) -> Step | None:
    """A place by the names of its conversation and itself; None where there is no such place."""
    return FLOWS[flow].steps.get(step) if flow in FLOWS else None
