"""Handing a chat back to the bot: a typed outcome, what was agreed, what not to mention, perhaps a promise."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Form
from starlette.responses import Response

from cases.custody import CustodyRefused
from cases.machine import IllegalMove
from cases.money import MoneyError, to_minor
from desk.pages.acting import CHANGED
from desk.pages.opened import OpenCase, Opened, nothing
from outreach import casework
from outreach.casework import OUTCOMES, PromiseTerms
from outreach.refusals import Refused

router = APIRouter()
PROMISE: Final = "promise"
Words = Annotated[str, Form(max_length=600)]
Short = Annotated[str, Form(max_length=40)]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandBackForm:
    """What was filled in, and what is wrong with it by field."""

    outcome: str = ""
    agreed: str = ""
    avoid: str = ""
    amount: str = ""
    currency: str = ""
    due_on: str = ""
    errors: dict[str, str] = field(default_factory=dict)


@router.get("/c/{ref}/hand-back", name="hand_back_form")
def hand_back_form(opened: OpenCase) -> Response:
    """The dialog, empty."""
    return _dialog(opened, HandBackForm())


@router.post("/c/{ref}/hand-back", name="hand_back")
def hand_back(
    opened: OpenCase,
    outcome: Short = "",
    agreed: Words = "",
    avoid: Words = "",
    amount: Short = "",
    currency: Short = "",
    due_on: Short = "",
) -> Response:
    """Hand back, or show the dialog again with what is to be mended."""
    errors: dict[str, str] = {}
    if outcome not in OUTCOMES:
        errors["outcome"] = "Choose what the conversation came to."
    promise = _promise(outcome, amount, currency, due_on, errors)
    if not errors:
        login = opened.visit.person.login
        try:
            casework.hand_back(opened.visit.runtime, opened.ref, login, outcome, agreed.strip(), avoid.strip(), promise)
        except (Refused, CustodyRefused, IllegalMove) as refused:
            errors["all"] = str(refused)
        else:
            return nothing(happened=("closed", *CHANGED))
    form = HandBackForm(
        outcome=outcome, agreed=agreed, avoid=avoid, amount=amount, currency=currency, due_on=due_on, errors=errors
    )
    return _dialog(opened, form, status=422)


def _promise(outcome: str, amount: str, currency: str, due_on: str, errors: dict[str, str]) -> PromiseTerms | None:
    """The promise, where the outcome is one; what is wrong goes into ``errors``."""
    if outcome != PROMISE:
        return None
    minor, day = 0, date.min
    try:
        minor = to_minor(amount.strip().replace(",", ""), currency)
    except MoneyError as error:
        errors["amount"] = f"{error}." if amount.strip() else "How much was promised?"
    try:
        day = date.fromisoformat(due_on)
    except ValueError:
        errors["due_on"] = "By which day?"
    return None if errors else PromiseTerms(amount_minor=minor, currency=currency, due_on=day)


def _dialog(opened: Opened, form: HandBackForm, *, status: int = 200) -> Response:
    currencies = list(dict.fromkeys(loan.position.currency for loan in opened.view.loans))
    return opened.part(
        "parts/hand_back.html", status=status, form=form, outcomes=OUTCOMES, currencies=currencies or ["USD"]
    )
