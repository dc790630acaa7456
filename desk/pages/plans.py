"""Plans at the desk: grant or refuse what was asked, look what is possible, offer a plan or a settlement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Form
from starlette.responses import Response

from cases.custody import CustodyRefused
from cases.money import Money, MoneyError, plain, to_minor
from cases.plans import Ask, OfferKind, Solution
from cases.plans.telling import reason, why
from desk.pages.opened import OpenCase, Opened, nothing
from desk.talk import Notice
from outreach import planwork
from outreach.refusals import GateRefused, Refused

router = APIRouter()
Short = Annotated[str, Form(max_length=40)]
CHANGED: Final = ("case", "thread", "queue")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanForm:
    """What was filled in, what is possible for it as (parts, settlement, words), and what is wrong by field."""

    each: str = ""
    parts: str = ""
    down: str = ""
    first_on: str = ""
    pay_day: str = ""
    settle: str = ""
    offers: tuple[tuple[int, str, str], ...] = ()
    refused: tuple[str, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)


@router.post("/c/{ref}/plan/grant", name="plan_grant")
def grant(opened: OpenCase) -> Response:
    """Agree to what was asked."""
    return _done(opened, lambda: planwork.grant(opened.visit.runtime, opened.ref, opened.visit.person))


@router.post("/c/{ref}/plan/refuse", name="plan_refuse")
def refuse(opened: OpenCase, reason: Annotated[str, Form(max_length=300)] = "") -> Response:
    """Refuse it; the borrower reads why, and the nearest that can be."""
    return _done(opened, lambda: planwork.refuse(opened.visit.runtime, opened.ref, opened.visit.person, reason))


@router.get("/c/{ref}/plan", name="plan_form")
def plan_form(opened: OpenCase) -> Response:
    """The dialog, with what may be offered unasked."""
    return _dialog(opened, _looked(opened, PlanForm(), Ask()))


@router.post("/c/{ref}/plan", name="plan_offer")
def plan_offer(
    opened: OpenCase,
    each: Short = "",
    parts: Short = "",
    down: Short = "",
    first_on: Short = "",
    pay_day: Short = "",
    settle: Short = "",
    take: Short = "",
) -> Response:
    """Look what is possible; with ``take`` (a number of parts, or ``settle``) offer that in one click."""
    form = PlanForm(each=each, parts=parts, down=down, first_on=first_on, pay_day=pay_day, settle=settle)
    ask = _ask(opened, form)
    if form.errors:
        return _dialog(opened, form, status=422)
    if not take:
        return _dialog(opened, _looked(opened, form, ask))
    several = int(take) if take.isdecimal() else None
    try:
        planwork.offer(opened.visit.runtime, opened.ref, opened.visit.person, ask, parts=several)
    except (Refused, CustodyRefused, GateRefused) as refused:
        form.errors["all"] = refusal_words(refused)
        return _dialog(opened, _looked(opened, form, ask), status=409)
    return nothing(happened=("closed", *CHANGED))


def _done(opened: Opened, act: Callable[[], None]) -> Response:
    try:
        act()
    except (Refused, CustodyRefused, GateRefused) as refused:
        notice = Notice(strong=refusal_words(refused), icon="alert-circle")
        return opened.part("parts/notice.html", status=409, notice=notice)
    return nothing(happened=CHANGED)


def refusal_words(refused: Exception) -> str:
    """Why something was not done, for the person who wanted it."""
    if isinstance(refused, GateRefused):
        return f"Not sent: {refused.decision.rule}."
    return str(refused)


def _currency(opened: Opened) -> str:
    arrears = opened.view.position.arrears
    return arrears[0].currency if arrears else "USD"


def _ask(opened: Opened, form: PlanForm) -> Ask:
    """The ask of a form; what cannot be read goes into ``form.errors``."""
    currency = _currency(opened)
    return Ask(
        each_minor=_minor(form, "each", currency),
        parts=_number(form, "parts"),
        down_minor=_minor(form, "down", currency),
        first_on=_day(form),
        pay_day=_number(form, "pay_day"),
        settle_minor=_minor(form, "settle", currency),
    )


def _minor(form: PlanForm, name: str, currency: str) -> int | None:
    given = str(getattr(form, name)).strip().replace(",", "")
    try:
        return to_minor(given, currency) if given else None
    except MoneyError as error:
        form.errors[name] = f"{error}."
        return None


def _number(form: PlanForm, name: str) -> int | None:
    given = str(getattr(form, name)).strip()
    if given and not given.isdecimal():
        form.errors[name] = "A whole number, please."
    return int(given) if given.isdecimal() else None


def _day(form: PlanForm) -> date | None:
    try:
        return date.fromisoformat(form.first_on) if form.first_on else None
    except ValueError:
        form.errors["first_on"] = "A date, please."
        return None


def _looked(opened: Opened, form: PlanForm, ask: Ask) -> PlanForm:
    """The form with what this person may offer for it."""
    try:
        found = planwork.possible(opened.visit.runtime, opened.ref, opened.visit.person, ask)
    except Refused as refused:
        form.errors["all"] = str(refused)
        found = None
    return PlanForm(
        each=form.each,
        parts=form.parts,
        down=form.down,
        first_on=form.first_on,
        pay_day=form.pay_day,
        settle=form.settle or _opening(found),
        offers=_offers(opened, found),
        refused=tuple(reason(each) for each in found.refused) if found else (),
        errors=form.errors,
    )


def _offers(opened: Opened, found: Solution | None) -> tuple[tuple[int, str, str], ...]:
    if found is None:
        return ()
    balance = opened.view.position.arrears[0].minor
    policy = opened.visit.runtime.plans
    return tuple(
        (len(each.parts), each.kind.value, f"{why(each, balance, policy)} From {each.first_on} to {each.last_on}.")
        for each in found.offers
        if each.kind is not OfferKind.PROMISE
    )


def _opening(found: Solution | None) -> str:
    """The sum of the settlement that may be offered unasked, for the field."""
    settled = next((each for each in found.offers if each.kind is OfferKind.SETTLEMENT), None) if found else None
    return plain(Money(currency=settled.currency, minor=settled.total_minor)) if settled else ""


def _dialog(opened: Opened, form: PlanForm, *, status: int = 200) -> Response:
    return opened.part("parts/plan.html", status=status, form=form, currency=_currency(opened))
