"""Holds that the lender's own systems tell of: bankruptcies, breathing spaces, attorneys, deaths."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Response
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from cases.model import Blocks, Channel, HoldScope, HoldType
from desk.api.body import Body, told_in
from desk.api.doors import TheRuntime, authorize
from desk.api.parameters import known_form
from desk.api.problems import Problem, documented
from desk.api.shapes import HoldAnswer, Moment
from outreach import holding
from outreach.exports import hold_json, placed_json
from outreach.holding import LONGEST_TEXT, PROGRAM, By, HoldTerms
from outreach.refusals import NotFound, Refused

router = APIRouter(tags=["holds"])
Name = Annotated[str, Depends(authorize)]
Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


def _text(value: object) -> object:
    if value is None or isinstance(value, str):
        return value
    raise ValueError("write an instant with its offset, like 2026-11-24T06:00:00Z")


def _utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise ValueError("there is no such instant in UTC") from None


Instant = Annotated[Annotated[AwareDatetime, AfterValidator(_utc)] | None, BeforeValidator(_text)]


class Placing(BaseModel):
    """A hold. What is left out is as usual for its type."""

    model_config = ConfigDict(extra="forbid")

    borrower: Text = Field(description="The borrower's ref")
    type: HoldType
    source: Text = Field(description="Who told it and how")
    scope: HoldScope | None = None
    target: str | None = Field(
        default=None, max_length=LONGEST_TEXT, description="The loan's ref, the channel, or the contact point's address"
    )
    blocks: Blocks | None = None
    from_: Instant = Field(default=None, alias="from", description="Since when it is so, also in the past; else now")
    until: Instant = None
    evidence: Text | None = Field(default=None, description="What proves it, and where that lies")
    ref: Text | None = Field(default=None, description="Your own; sent again it changes nothing")


class Lifting(BaseModel):
    """Why it ends; for a dispute, its outcome."""

    model_config = ConfigDict(extra="forbid")

    why: Text
    borrower: Text | None = Field(default=None, description="Needed where several borrowers have a hold of this ref")


class AstrayAnswer(BaseModel):
    """A message that left while the hold was already so."""

    id: int
    sent_at: Moment
    channel: Channel
    address: str | None
    kind: str
    template: str | None


class PlacedAnswer(BaseModel):
    """A hold that is recorded now."""

    hold: HoldAnswer
    repeated: bool = Field(description="It was there already, and nothing changed")
    cancelled: int = Field(ge=0, description="How many waiting messages it ended")
    should_not_have_gone: list[AstrayAnswer] = Field(
        description="What left since its beginning that it keeps back; a person is told as well"
    )


def _takes(shape: type[BaseModel]) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": shape.model_json_schema()}}}}


@router.post(
    "/holds",
    operation_id="place_hold",
    summary="Say that something blocks contact with a borrower",
    status_code=201,
    response_model=PlacedAnswer,
    responses={
        200: {"model": PlacedAnswer, "description": "It was there already"},
        **documented(400, 401, 404, 413, 415),
    },
    openapi_extra=_takes(Placing),
)
def place_hold(runtime: TheRuntime, response: Response, caller: Name, body: Body) -> dict[str, Any]:
    """What waits and may not go any more is cancelled at once. A beginning in the past is answered with what left."""
    told = told_in(body, Placing)
    terms = HoldTerms(
        type=told.type,
        source=told.source,
        scope=told.scope,
        target=told.target,
        blocks=told.blocks,
        from_at=told.from_,
        until=told.until,
        evidence=told.evidence,
        ref=told.ref,
    )
    try:
        placed = holding.place_hold(runtime, known_form(told.borrower), _by(caller), terms)
    except NotFound:
        raise
    except Refused as error:
        raise Problem(400, "refused", str(error)) from None
    response.status_code = 200 if placed.repeated else 201
    return placed_json(placed, runtime.clock.now())


@router.post(
    "/holds/{ref}/lift",
    operation_id="lift_hold",
    summary="Lift a hold that a program placed",
    response_model=HoldAnswer,
    responses=documented(400, 401, 404, 413, 415),
    openapi_extra=_takes(Lifting),
)
def lift_hold(
    runtime: TheRuntime, caller: Name, ref: Annotated[str, Path(description="The hold's ref")], body: Body
) -> dict[str, Any]:
    """Others stay. What people or the borrower placed is lifted by people, at the desk."""
    told = told_in(body, Lifting)
    try:
        whose = told.borrower or holding.whose(runtime, ref)
        hold = holding.lift_hold(runtime, known_form(whose), _by(caller), ref, told.why)
    except NotFound:
        raise
    except Refused as error:
        raise Problem(400, "refused", str(error)) from None
    return hold_json(hold, runtime.clock.now())


def _by(caller: str) -> By:
    return By(actor=f"api:{caller}", role=PROGRAM)
