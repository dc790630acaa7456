"""The sample's clock, moved from the page of phones. It exists in sample mode only."""

from __future__ import annotations

import hmac
import threading
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated, Any

from fastapi import FastAPI, Header, HTTPException
from pydantic import BaseModel, ConfigDict, Field

from outreach.runtime import Runtime
from outreach.simulation import next_reminder, simulate

PATH = "/sample/clock"
STEP = timedelta(seconds=60)
FARTHEST = timedelta(days=92)


class Move(BaseModel):
    """Where to: ``{"to": "next"}``, ``{"to": ISO}`` or ``{"advance_s": 86400}``."""

    model_config = ConfigDict(extra="forbid")
    to: str | None = None
    advance_s: float | None = Field(default=None, gt=0)


def clock_secret(runtime: Runtime) -> str:
    """What the page of phones must show; made from the installation's own secret."""
    return hmac.new(runtime.secret, b"sample clock", sha256).hexdigest()


def mount_sample_clock(app: FastAPI, runtime: Runtime) -> None:
    """Add ``GET`` and ``POST /sample/clock``. ``app.state.before_turn`` is told of every step on the way."""
    moving = threading.Lock()
    secret = clock_secret(runtime)
    app.state.before_turn = _nobody

    def allowed(authorization: Annotated[str, Header()] = "") -> None:
        if not hmac.compare_digest(authorization.encode(), f"Bearer {secret}".encode()):
            raise HTTPException(401, "the sample's clock needs its secret")

    def read(authorization: Annotated[str, Header()] = "") -> dict[str, Any]:
        allowed(authorization)
        due = next_reminder(runtime)
        return {
            "now": runtime.clock.now().isoformat(),
            "next_fire": due.isoformat() if due else None,
            "sample": True,
        }

    def move(wish: Move, authorization: Annotated[str, Header()] = "") -> dict[str, Any]:
        allowed(authorization)
        with moving:
            now = runtime.clock.now()
            counts = simulate(runtime, now, _target(runtime, wish, now), STEP, app.state.before_turn)
        return {"now": runtime.clock.now().isoformat(), "counts": counts.as_dict()}

    app.add_api_route(PATH, read, methods=["GET"], include_in_schema=False)
    app.add_api_route(PATH, move, methods=["POST"], include_in_schema=False)


def _nobody(_at: datetime) -> None:
    """Nobody wants to know."""


def _target(runtime: Runtime, wish: Move, now: datetime) -> datetime:
    if wish.advance_s is not None:
        target = now + timedelta(seconds=wish.advance_s)
    elif wish.to == "next":
        # One step more, since alarms are looked at on the grid of steps.
        target = max(now, next_reminder(runtime) or now) + STEP
    else:
        target = _instant(wish.to)
    if not now <= target <= now + FARTHEST:
        raise HTTPException(422, "the clock only goes forward, and at most 92 days at once")
    return target


def _instant(text: str | None) -> datetime:
    try:
        at = datetime.fromisoformat(text or "")
    except ValueError:
        raise HTTPException(422, 'say where to: {"to": "next"}, {"to": ISO} or {"advance_s": 86400}') from None
    if at.tzinfo is None:
        raise HTTPException(422, "an instant needs its offset, like 2026-11-24T10:00:00+00:00")
    return at
