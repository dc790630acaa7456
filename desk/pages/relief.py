"""Relief at the desk: grant it, make it longer or other than it is, or end it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Form
from starlette.responses import Response

from cases.custody import CustodyRefused
from cases.money import MoneyError, to_minor
from desk.pages.acting import refused_by_gate
from desk.pages.opened import OpenCase, Opened, nothing
from outreach import reliefwork
from outreach.refusals import GateRefused, Refused
from outreach.reliefwork import ReliefTerms

router = APIRouter()
Short = Annotated[str, Form(max_length=40)]
CHANGED: Final = ("case", "thread", "queue")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefForm:
    """What was filled in, and what is wrong with it by field."""

    until: str = ""
    each: str = ""
    why: str = ""
    errors: dict[str, str] = field(default_factory=dict)


@router.get("/c/{ref}/relief", name="relief_form")
def relief_form(opened: OpenCase) -> Response:
    """The dialog, with what stands now."""
    return _dialog(opened, ReliefForm())


@router.post("/c/{ref}/relief", name="relief_grant")
def relief_grant(opened: OpenCase, until: Short = "", each: Short = "") -> Response:
    """Grant a pause to a day, or smaller payments of an amount; the borrower is told at once."""
    form = ReliefForm(until=until.strip(), each=each.strip())
    terms = ReliefTerms(until=_day(form), each_minor=_minor(opened, form))
    if form.errors:
        return _dialog(opened, form, status=422)
    try:
        reliefwork.grant(opened.visit.runtime, opened.ref, opened.visit.person, terms)
    except GateRefused as refused:
        notice = refused_by_gate(opened, refused)
        form.errors["all"] = f"{notice.strong} {notice.rest}"
    except (Refused, CustodyRefused) as refused:
        form.errors["all"] = str(refused)
    else:
        return nothing(happened=("closed", *CHANGED))
    return _dialog(opened, form, status=409)


@router.post("/c/{ref}/relief/end", name="relief_end")
def relief_end(opened: OpenCase, why: Annotated[str, Form(max_length=600)] = "") -> Response:
    """It ends now; the reason is kept."""
    try:
        reliefwork.end(opened.visit.runtime, opened.ref, opened.visit.person, why)
    except Refused as refused:
        return _dialog(opened, ReliefForm(why=why, errors={"why": str(refused)}), status=409)
    return nothing(happened=("closed", *CHANGED))


def _day(form: ReliefForm) -> date | None:
    try:
        return date.fromisoformat(form.until) if form.until else None
    except ValueError:
        form.errors["until"] = "Write a date."
        return None


def _minor(opened: Opened, form: ReliefForm) -> int | None:
    if form.each and form.until:
        form.errors["each"] = "Either a pause to a day or smaller payments."
    try:
        return to_minor(form.each.replace(",", ""), _currency(opened)) if form.each else None
    except MoneyError as error:
        form.errors["each"] = f"{error}."
        return None


def _currency(opened: Opened) -> str:
    arrears = opened.view.position.arrears
    return arrears[0].currency if arrears else ""


def _dialog(opened: Opened, form: ReliefForm, *, status: int = 200) -> Response:
    runtime = opened.visit.runtime
    return opened.part(
        "parts/relief.html",
        status=status,
        form=form,
        relief=opened.view.case.relief,
        rights=runtime.relief.rights(opened.visit.person.role),
        policy=runtime.relief,
        rules=reliefwork.rules_for(runtime, opened.view.borrower.jurisdiction or ""),
        currency=_currency(opened),
    )
