"""Holds at the desk: place one with its evidence, see them all, lift one with a reason; unlock identity."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form
from starlette.responses import Response

from cases.holds import HOLD_RULES
from cases.model import Blocks, HoldScope, HoldType
from desk.labels import CHANNELS
from desk.looks import masked, moment
from desk.pages.opened import OpenCase, Opened, nothing
from desk.talk import Notice
from outreach import identity
from outreach.holding import By, HoldTerms, Placed, lift_hold, place_hold
from outreach.refusals import NotFound, Refused

router = APIRouter()
Words = Annotated[str, Form(max_length=600)]
Short = Annotated[str, Form(max_length=200)]
CHANGED: Final = ("case", "thread", "queue")


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldForm:
    """What was filled in, and what is wrong with it by field."""

    type: str = ""
    covers: str = "person:"
    blocks: str = ""
    from_at: str = ""
    until: str = ""
    source: str = ""
    evidence: str = ""
    errors: dict[str, str] = field(default_factory=dict)


@router.get("/c/{ref}/hold", name="hold_form")
def hold_form(opened: OpenCase) -> Response:
    """The dialog, empty."""
    return _dialog(opened, HoldForm())


@router.post("/c/{ref}/hold", name="place_hold")
def place(
    opened: OpenCase,
    type_: Annotated[str, Form(alias="type", max_length=40)] = "",
    covers: Short = "person:",
    blocks: Short = "",
    from_at: Short = "",
    until: Short = "",
    source: Words = "",
    evidence: Words = "",
) -> Response:
    """Record it, or show the dialog again with what is to be mended. What should not have gone is listed."""
    errors: dict[str, str] = {}
    if type_ not in set(HoldType):
        errors["type"] = "Choose what kind of reason it is."
    scope, _, target = covers.partition(":")
    begins, ends = _moment(from_at, opened.there, "from_at", errors), _moment(until, opened.there, "until", errors)
    form = HoldForm(
        type=type_,
        covers=covers,
        blocks=blocks,
        from_at=from_at,
        until=until,
        source=source,
        evidence=evidence,
        errors=errors,
    )
    if errors or scope not in set(HoldScope):
        return _dialog(opened, form, status=422)
    terms = HoldTerms(
        type=HoldType(type_),
        source=source,
        scope=HoldScope(scope),
        target=target or None,
        blocks=Blocks(blocks) if blocks in set(Blocks) else None,
        from_at=begins,
        until=ends,
        evidence=evidence or None,
    )
    try:
        placed = place_hold(opened.visit.runtime, opened.ref, _by(opened), terms)
    except Refused as refused:
        errors["all"] = str(refused)
        return _dialog(opened, form, status=422)
    return _done(opened, placed)


def _done(opened: Opened, placed: Placed) -> Response:
    if not placed.astray:
        return nothing(happened=("closed", *CHANGED))
    return opened.renewed().part("parts/hold_astray.html", happened=CHANGED, placed=placed)


@router.get("/c/{ref}/holds/{hold_ref}/lift", name="lift_form")
def lift_form(opened: OpenCase, hold_ref: str) -> Response:
    """The dialog that asks why."""
    return _lifting(opened, hold_ref, "", "")


@router.post("/c/{ref}/holds/{hold_ref}/lift", name="lift_hold")
def lift(opened: OpenCase, hold_ref: str, why: Words = "") -> Response:
    """One hold ends; others stay."""
    try:
        lift_hold(opened.visit.runtime, opened.ref, _by(opened), hold_ref, why)
    except Refused as refused:
        return _lifting(opened, hold_ref, why, str(refused))
    return nothing(happened=("closed", *CHANGED))


@router.post("/c/{ref}/identity", name="unlock_identity")
def unlock_identity(opened: OpenCase, why: Words = "") -> Response:
    """Identity may be checked again after too many wrong answers."""
    try:
        identity.unlock(opened.visit.runtime, opened.ref, f"user:{opened.visit.person.login}", why)
    except Refused as refused:
        return opened.part("parts/notice.html", status=409, notice=Notice(strong=str(refused), icon="alert-circle"))
    return nothing(happened=CHANGED)


def _lifting(opened: Opened, hold_ref: str, why: str, error: str) -> Response:
    hold = next((each for each in opened.view.case.holds if each.ref == hold_ref), None)
    gone = error or ("" if hold is not None else str(NotFound("This hold is not there any more.")))
    return opened.part("parts/hold_lift.html", status=409 if gone else 200, hold=hold, why=why, error=gone)


def _by(opened: Opened) -> By:
    person = opened.visit.person
    return By(actor=f"user:{person.login}", role=person.role.value)


def _moment(text: str, zone: ZoneInfo, name: str, errors: dict[str, str]) -> datetime | None:
    """A moment where the borrower is; what is wrong goes into ``errors``."""
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        errors[name] = "Write a date and a time."
        return None


def _covers(opened: Opened) -> list[tuple[str, str]]:
    """All that a hold may be on, as the form sends it and as people read it."""
    loans = [(f"loan:{loan.position.ref}", f"Loan {loan.position.ref}") for loan in opened.view.loans]
    points = [
        (f"contact_point:{point.id}", f"{CHANNELS[point.channel]} {masked(point.address)}")
        for point in opened.view.points
    ]
    channels = dict.fromkeys(point.channel for point in opened.view.points)
    all_of = [(f"channel:{channel}", f"{CHANNELS[channel]}, every address") for channel in channels]
    return [("person:", "The person, everything"), *loans, *points, *all_of]


def _dialog(opened: Opened, form: HoldForm, *, status: int = 200) -> Response:
    return opened.part(
        "parts/hold.html",
        status=status,
        form=form,
        types=list(HoldType),
        rules=HOLD_RULES,
        covers=_covers(opened),
        blocks=list(Blocks),
        here=moment(opened.view.now, opened.there),
    )
