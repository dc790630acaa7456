"""`/control`: state, reset, configuration, faults, and waiting until all is quiet."""

from __future__ import annotations

import dataclasses
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, NonNegativeFloat, PositiveInt

from emulators.dependencies import TheWorld
from emulators.faults import PROVIDERS, Fault, FaultKind
from emulators.refusal import ControlError

router = APIRouter()


class Order(BaseModel):
    """A fault: see `emulators.faults.Fault`."""

    kind: FaultKind
    times: PositiveInt = 1
    code: int | None = None
    seconds: NonNegativeFloat = 1.0
    only: str | None = None


class Patience(BaseModel):
    timeout_s: NonNegativeFloat = 5.0


@router.get("/state")
async def state(world: TheWorld) -> dict[str, Any]:
    return world.snapshot()


@router.post("/reset")
async def reset(world: TheWorld) -> dict[str, Any]:
    world.reset()
    return world.snapshot()


@router.patch("/config")
async def configure(changes: dict[str, Any], world: TheWorld) -> dict[str, Any]:
    """Change settings by name, `people` included. Answers with the names that changed, never with a secret."""
    try:
        world.configure(changes)
    except ValueError as error:
        raise ControlError(422, str(error)) from error
    return {"changed": sorted(changes)}


@router.post("/settle")
async def settle(patience: Patience, world: TheWorld) -> dict[str, Any]:
    """Wait until every webhook, receipt and retry is through; `settled` is false when time ran out."""
    return {"settled": await world.stage.background.settle(patience.timeout_s)}


@router.get("/{provider}/faults")
async def list_faults(provider: str, world: TheWorld) -> list[dict[str, Any]]:
    _check(provider)
    return [dataclasses.asdict(fault) for fault in world.stage.faults.ordered if fault.provider == provider]


@router.post("/{provider}/faults")
async def order_fault(provider: str, order: Order, world: TheWorld) -> dict[str, Any]:
    _check(provider)
    fault = Fault(provider=provider, **order.model_dump())
    world.stage.faults.order(fault)
    return dataclasses.asdict(fault)


@router.delete("/{provider}/faults")
async def clear_faults(provider: str, world: TheWorld) -> list[dict[str, Any]]:
    _check(provider)
    world.stage.faults.clear(provider)
    return []


def _check(provider: str) -> None:
    if provider not in PROVIDERS:
        raise ControlError(404, f"unknown provider {provider!r}; known are {', '.join(PROVIDERS)}")
