"""How fresh the ledger is, and what shall not leave: feeds and kill switches for programs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Path, Query
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from desk.api.body import Body, MaybeBody, told_in
from desk.api.doors import TheRuntime, authorize
from desk.api.parameters import LARGEST_ID
from desk.api.problems import Problem, documented
from desk.api.shapes import Moment
from outreach import feeds, switches
from outreach.controls import feed_json, switch_json
from outreach.refusals import NotFound, Refused
from outreach.settings import FEED_NAME

router = APIRouter(tags=["controls"])
Name = Annotated[str, Depends(authorize)]


def _text(value: object) -> object:
    if value is None or isinstance(value, str):
        return value
    raise ValueError("write an instant with its offset, like 2026-11-24T06:00:00Z")


def _utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise ValueError("there is no such instant in UTC") from None


class Told(BaseModel):
    """A body that names nothing else."""

    model_config = ConfigDict(extra="forbid")


class Watermark(Told):
    """How far a feed is complete; now, where nothing is said."""

    watermark: Annotated[Annotated[AwareDatetime, AfterValidator(_utc)] | None, BeforeValidator(_text)] = None


class Throwing(Told):
    """What shall not leave, and why."""

    scope: Literal["all", "channel", "template", "strategy", "jurisdiction"]
    target: str | None = Field(default=None, description="What is meant by the scope; null for all")
    why: str = Field(min_length=1, max_length=switches.LONGEST_WHY)


class Lifting(Told):
    """Why it goes on."""

    why: str = Field(min_length=1, max_length=switches.LONGEST_WHY)


class FeedAnswer(BaseModel):
    """A feed of payments. Demands wait while one is stale."""

    name: str
    watermark: Moment | None = Field(description="Complete up to here; null where it was never told")
    told_at: Moment | None
    told_by: str | None
    stale_hours: int | None = Field(description="Null where it is not declared: then it never goes stale")
    stale: bool
    stale_since: Moment | None


class FeedsAnswer(BaseModel):
    """All feeds."""

    feeds: list[FeedAnswer]


class SwitchAnswer(BaseModel):
    """A kill switch, thrown or lifted."""

    id: int
    scope: str
    target: str | None
    why: str
    thrown_by: str
    thrown_at: Moment
    lifted_at: Moment | None
    lifted_by: str | None
    lift_why: str | None


class SwitchesAnswer(BaseModel):
    """Kill switches."""

    switches: list[SwitchAnswer]


FeedName = Annotated[str, Path(pattern=FEED_NAME, description="As under [feeds.NAME]")]
SwitchId = Annotated[int, Path(ge=1, le=LARGEST_ID)]
Everything = Annotated[bool, Query(alias="all", description="Those that were lifted, too; the newest first")]


def _takes(shape: type[BaseModel], *, required: bool = True) -> dict[str, Any]:
    content = {"application/json": {"schema": shape.model_json_schema()}}
    return {"requestBody": {"required": required, "content": content}}


def _refused(error: Refused) -> Problem:
    return Problem(400, "refused", str(error))


ANSWERS: Final = documented(400, 401, 404, 413, 415)


@router.get(
    "/feeds",
    operation_id="list_feeds",
    summary="Feeds of payments and how fresh they are",
    response_model=FeedsAnswer,
    responses=documented(401),
)
def list_feeds(runtime: TheRuntime) -> dict[str, Any]:
    """Those that are declared, and those that ever said something."""
    return {"feeds": [feed_json(feed) for feed in feeds.standings(runtime)]}


@router.post(
    "/feeds/{name}/watermark",
    operation_id="mark_feed",
    summary="Say up to which moment a feed is complete",
    response_model=FeedAnswer,
    responses=documented(400, 401, 413, 415),
    openapi_extra=_takes(Watermark, required=False),
)
def mark_feed(runtime: TheRuntime, caller: Name, name: FeedName, body: MaybeBody) -> dict[str, Any]:
    """Without a body: up to now. It never moves backwards; the answer is what is kept."""
    at = told_in(body, Watermark).watermark if body else None
    try:
        return feed_json(feeds.mark(runtime, name, at=at, by=f"api:{caller}"))
    except Refused as error:
        raise _refused(error) from None


@router.get(
    "/switches",
    operation_id="list_switches",
    summary="What is switched off",
    response_model=SwitchesAnswer,
    responses=documented(400, 401),
)
def list_switches(runtime: TheRuntime, everything: Everything = False) -> dict[str, Any]:
    """Kill switches that hold now, the oldest first."""
    found = switches.history(runtime) if everything else switches.thrown(runtime)
    return {"switches": [switch_json(switch) for switch in found]}


@router.post(
    "/switches",
    operation_id="throw_switch",
    summary="Keep something from leaving",
    status_code=201,
    response_model=SwitchAnswer,
    responses=documented(400, 401, 413, 415),
    openapi_extra=_takes(Throwing),
)
def throw_switch(runtime: TheRuntime, caller: Name, body: Body) -> dict[str, Any]:
    """At once, also for what waits already. Nothing is lost: it is asked again when the switch is lifted."""
    told = told_in(body, Throwing)
    try:
        return switch_json(switches.throw(runtime, f"api:{caller}", told.scope, told.target, told.why))
    except Refused as error:
        raise _refused(error) from None


@router.post(
    "/switches/{switch_id}/lift",
    operation_id="lift_switch",
    summary="Let it leave again",
    response_model=SwitchAnswer,
    responses=ANSWERS,
    openapi_extra=_takes(Lifting),
)
def lift_switch(runtime: TheRuntime, caller: Name, switch_id: SwitchId, body: Body) -> dict[str, Any]:
    """What it held is asked again: replies at once, the rest one by one."""
    told = told_in(body, Lifting)
    try:
        return switch_json(switches.lift(runtime, f"api:{caller}", switch_id, told.why))
    except NotFound:
        raise
    except Refused as error:
        raise _refused(error) from None
