"""`/control/clock`: the product's clock, reached through the stand-ins' own address.

The product answers at `clock_url`, and is shown `Authorization: Bearer {clock_secret}`::

    GET   -> {"now": ISO, "next_fire": ISO or null, "sample": true}
    POST  {"to": "next"} | {"to": ISO} | {"advance_s": 86400}
          -> {"now": ISO, "counts": {"fired", "planned", "held", "denied", "sent", "failed"}}

The stand-ins' own time follows, so that a message is stamped with the hour the story has reached. A product that
moves through a long stretch in one call may say where it is on the way: POST `/control/now` {"now": ISO}.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final, Literal

import httpx2
from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, PositiveInt, model_validator

from emulators.dependencies import TheWorld
from emulators.refusal import ControlError
from emulators.world import World

MOVE_TIMEOUT_S: Final = 180.0
WORDS: Final = {
    "fired": "due",
    "planned": "planned",
    "sent": "sent",
    "held": "held for later",
    "denied": "refused by the gate",
    "failed": "failed",
}

router = APIRouter()


class Move(BaseModel):
    """One of the two: `to` is "next" or an instant with its offset, `advance_s` whole seconds."""

    to: Literal["next"] | AwareDatetime | None = None
    advance_s: PositiveInt | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Move:
        if (self.to is None) == (self.advance_s is None):
            raise ValueError("give either to or advance_s")
        return self


class Now(BaseModel):
    now: AwareDatetime


@router.get("/clock")
async def read_clock(world: TheWorld) -> dict[str, Any]:
    """The product's time and its next fire; `configured` is false where no clock address was given."""
    if world.stage.config.clock_url is None:
        return {"configured": False, "now": world.stage.clock.now().isoformat(), "next_fire": None, "sample": True}
    return {"configured": True} | await _ask(world, "GET")


@router.post("/clock")
async def move_clock(move: Move, world: TheWorld) -> dict[str, Any]:
    """Move the product's clock. Adds `summary`, the counts as one line for a person."""
    if move.to == "next" and (next_fire := (await _ask(world, "GET")).get("next_fire")):
        world.stage.clock.set(_instant(next_fire))
    answer = await _ask(world, "POST", move.model_dump(mode="json", exclude_none=True))
    world.stage.feed.publish("clock", now=answer.get("now"))
    return answer | {"summary": in_words(answer.get("counts") or {})}


@router.post("/now")
async def follow_clock(told: Now, world: TheWorld) -> dict[str, Any]:
    """The product says what time it is for it."""
    world.stage.clock.set(told.now)
    world.stage.feed.publish("clock", now=told.now.isoformat())
    return {"now": world.stage.clock.now().isoformat()}


def in_words(counts: dict[str, int]) -> str:
    """The counts of a move, most telling first; what is zero is left out."""
    told = [f"{counts[name]} {word}" for name, word in WORDS.items() if counts.get(name)]
    return ", ".join(told) if told else "Nothing was due"


async def _ask(world: World, method: str, order: dict[str, Any] | None = None) -> dict[str, Any]:
    """The product's answer, its `now` taken over. Raises ControlError with one line where it cannot be had."""
    config = world.stage.config
    if config.clock_url is None:
        raise ControlError(409, "no clock address is configured")
    headers = {"Authorization": f"Bearer {config.clock_secret}"} if config.clock_secret else {}
    try:
        http = world.stage.http
        response = await http.request(method, config.clock_url, json=order, headers=headers, timeout=MOVE_TIMEOUT_S)
        answer = response.json() if response.is_success else None
    except (httpx2.HTTPError, ValueError) as error:
        raise ControlError(502, f"the product's clock cannot be reached: {type(error).__name__}") from error
    if not isinstance(answer, dict) or "now" not in answer:
        raise ControlError(502, f"the product's clock answered {response.status_code}: {response.text[:200]}")
    world.stage.clock.set(_instant(answer["now"]))
    return answer


def _instant(text: str) -> datetime:
    """An ISO instant; without an offset it is UTC."""
    try:
        instant = datetime.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise ControlError(502, f"the product's clock told no time: {text!r}") from error
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
