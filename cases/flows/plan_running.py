"""A plan that is kept: its next part, another day for it, or its place after the last; read back, an explicit yes."""

from __future__ import annotations

import re
from datetime import date

from cases.events import PlanPartMoved, PlanPartSkipped
from cases.flows.facts import active_plan
from cases.flows.flow import Data, Go, day_in, done, number_in, pressed, say, text_in
from cases.flows.plan_asks import plan_question
from cases.flows.plan_person import terms_link
from cases.flows.plan_terms import circumstances, terms_hash, terms_text
from cases.flows.turn import FlowContext, Heard
from cases.flows.wishes import day_named
from cases.model import Plan, PlanKind, PlanPart
from cases.money import Money
from cases.plans.changes import days_for, end_for
from cases.promises import with_part_moved, with_part_skipped
from cases.reading import Intent
from cases.say import Choice, Phrase, Say, Value, choice

_SKIP = re.compile(
    r"\bskip\w*|\bmiss (?:a|one|this)\b|\bsalt(?:ar|o)\w*|\bomit\w*|пропус\w+|跳过|先不还|这期不还", re.IGNORECASE
)


def ask_standing(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    """The plan is on, and its next part."""
    standing = active_plan(context)
    if standing is None:
        return (plan_question(),)
    plan, part = standing
    changes = (choice("change"),) if _days(context, plan, part) or _end(context, plan) else ()
    choices = (choice("pay"), *changes, choice("help"), choice("person"))
    return (say("plan_standing", choices, amount=_left(plan, part), date=part.due_on),)


def hear_standing(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    """A wish for another day or to leave one out."""
    return Go(to="plan.change") if pressed(heard, "change") else hear_change(context, data, heard)


def ask_change(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    """Which day, and whether the part may go behind the last."""
    standing = active_plan(context)
    if standing is None:
        return (plan_question(),)
    plan, part = standing
    days = _days(context, plan, part)
    if days is None:
        return (_none_left(context, plan),)
    return (say("plan_change", _choices(context, plan), amount=_left(plan, part), date=part.due_on, latest=days[1]),)


def hear_change(context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    """A day, or the wish to skip; a day that cannot be is told with the days that can."""
    standing, on = active_plan(context), day_named(heard)
    if standing is None:
        return None
    plan, part = standing
    if pressed(heard, "skip_part") or (heard.choice is None and _SKIP.search(heard.reading.text)):
        end = _end(context, plan)
        if end is None:
            return Go(to="plan.change", says=(_none_left(context, plan),), quiet=True)
        return Go(to="plan.change_check", data=_kept("skip", part, end))
    if heard.choice is not None or on is None:
        return None
    days = _days(context, plan, part)
    if days is None:
        return Go(to="plan.change", says=(_none_left(context, plan),), quiet=True)
    if days[0] <= on <= days[1]:
        return Go(to="plan.change_check", data=_kept("move", part, on))
    return Go(to="plan.change", says=(_not_then(context, plan, on, days),), quiet=True)


def _kept(how: str, part: PlanPart, on: date) -> Data:
    return {"how": how, "number": part.number, "on": on.isoformat()}


def ask_check(context: FlowContext, data: Data) -> tuple[Say, ...]:
    """What changes and that all else stays, read back."""
    standing, on = active_plan(context), day_in(data, "on")
    if standing is None or on is None:
        return ask_standing(context, data)
    plan, part = standing
    values: dict[str, Value] = {
        "amount": Money(currency=plan.currency, minor=part.amount_minor),
        "date": part.due_on,
        "new": on,
    }
    what = Phrase(key=f"change.{text_in(data, 'how')}", values=values)
    return (say("plan_change_check", what=what, total=Money(currency=plan.currency, minor=plan.total_minor)),)


def hear_check(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    """The yes counts where the part and the days are still as they were read back."""
    text = heard.choice is None
    if pressed(heard, "yes", "agree") or (text and heard.reading.intent is Intent.YES):
        return _agreed(context, data)
    if pressed(heard, "change", "no") or (text and heard.reading.intent is Intent.NO):
        return Go(to="plan.change")
    return hear_change(context, data, heard)


def _agreed(context: FlowContext, data: Data) -> Go:
    standing, on = active_plan(context), day_in(data, "on")
    if standing is None or on is None or standing[1].number != number_in(data, "number"):
        return Go(to="plan")
    plan, part = standing
    days, skips = _days(context, plan, part), text_in(data, "how") == "skip"
    if on != _end(context, plan) if skips else not (days and days[0] <= on <= days[1]):
        return Go(to="plan.change")
    changed = (with_part_skipped if skips else with_part_moved)(plan, part.number, on)
    terms = terms_text(changed)
    fact = (PlanPartSkipped if skips else PlanPartMoved)(
        ref=plan.ref, number=part.number, due_on=on, terms_hash=terms_hash(terms), terms=terms
    )
    coming = next(each for each in changed.parts if each.left_minor)
    told = say("plan_changed", amount=_left(plan, coming), date=coming.due_on, link=terms_link(context, plan))
    return done(told, events=(fact,))


def _left(plan: Plan, part: PlanPart) -> Money:
    return Money(currency=plan.currency, minor=part.left_minor)


def _days(context: FlowContext, plan: Plan, part: PlanPart) -> tuple[date, date] | None:
    return days_for(plan, part, circumstances(context, plan.currency), context.rules.plans)


def _end(context: FlowContext, plan: Plan) -> date | None:
    return end_for(plan, circumstances(context, plan.currency), context.rules.plans)


def _choices(context: FlowContext, plan: Plan) -> tuple[Choice, ...]:
    skips = (choice("skip_part"),) if _end(context, plan) else ()
    return (*skips, choice("person"))


def _not_then(context: FlowContext, plan: Plan, on: date, days: tuple[date, date]) -> Say:
    limit = Phrase(key="limit.part_days", values={"first": days[0], "last": days[1]})
    asked = Phrase(key="asked.date", values={"date": on})
    return say("plan_change_limit", _choices(context, plan), asked=asked, limit=limit)


def _none_left(context: FlowContext, plan: Plan) -> Say:
    """What the policy leaves of changes is used up, or no day is left: a person may know more."""
    policy = context.rules.plans
    used = plan.kind is not PlanKind.SETTLEMENT
    limit = Phrase(key="limit.plan_changes", values={"n": policy.redates + policy.skips if used else 0})
    return say("plan_change_limit", (choice("pay"), choice("person")), asked=Phrase(key="asked.change"), limit=limit)
