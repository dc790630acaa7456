"""Faults to order: what goes wrong in the next calls, webhooks and deliveries.

A fault belongs to a provider, is used up `times` times, and may be narrowed to one subject: a Bot API method
(`sendMessage`), or for Twilio the number written to. A fault on a call that names no method leaves
`getUpdates` alone, because a long poll would use it up before the message of interest.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from emulators.connections import Connections

PROVIDERS: Final = ("telegram", "twilio")
NEVER_BY_CHANCE: Final = frozenset({"getUpdates"})


class Point(StrEnum):
    """Where a fault strikes."""

    CALL = "call"
    WEBHOOK = "webhook"
    DELIVERY = "delivery"


class FaultKind(StrEnum):
    """What goes wrong. The value is what `/control/{provider}/faults` takes as `kind`."""

    RATE_LIMITED = "rate_limited"
    FORBIDDEN = "forbidden"
    SERVER_ERROR = "server_error"
    REJECTED = "rejected"
    TIMEOUT = "timeout"
    DROPPED_AFTER_ACCEPT = "dropped_after_accept"
    DELAYED = "delayed"
    DUPLICATE_WEBHOOK = "duplicate_webhook"
    DELAYED_WEBHOOK = "delayed_webhook"
    DELIVERY_FAILURE = "delivery_failure"
    RECEIPTS_OUT_OF_ORDER = "receipts_out_of_order"
    RECEIPTS_DUPLICATED = "receipts_duplicated"
    RECEIPTS_DELAYED = "receipts_delayed"
    RECEIPTS_LOST = "receipts_lost"


POINTS: Final[dict[FaultKind, Point]] = {
    FaultKind.RATE_LIMITED: Point.CALL,
    FaultKind.FORBIDDEN: Point.CALL,
    FaultKind.SERVER_ERROR: Point.CALL,
    FaultKind.REJECTED: Point.CALL,
    FaultKind.TIMEOUT: Point.CALL,
    FaultKind.DROPPED_AFTER_ACCEPT: Point.CALL,
    FaultKind.DELAYED: Point.CALL,
    FaultKind.DUPLICATE_WEBHOOK: Point.WEBHOOK,
    FaultKind.DELAYED_WEBHOOK: Point.WEBHOOK,
    FaultKind.DELIVERY_FAILURE: Point.DELIVERY,
    FaultKind.RECEIPTS_OUT_OF_ORDER: Point.DELIVERY,
    FaultKind.RECEIPTS_DUPLICATED: Point.DELIVERY,
    FaultKind.RECEIPTS_DELAYED: Point.DELIVERY,
    FaultKind.RECEIPTS_LOST: Point.DELIVERY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One order. `code` is the provider's error code (rejected, delivery_failure); `seconds` a wait or retry-after."""

    provider: str
    kind: FaultKind
    times: int = 1
    code: int | None = None
    seconds: float = 1.0
    only: str | None = None

    def strikes(self, provider: str, point: Point, subject: str) -> bool:
        if (provider, point) != (self.provider, POINTS[self.kind]):
            return False
        return subject == self.only if self.only else subject not in NEVER_BY_CHANCE


class Faults:
    """The queue of orders, first come first served."""

    def __init__(self) -> None:
        self.ordered: list[Fault] = []

    def order(self, fault: Fault) -> None:
        self.ordered.append(fault)

    def take(self, provider: str, point: Point, subject: str) -> Fault | None:
        """The fault that strikes here, used up once; None when all goes well."""
        for position, fault in enumerate(self.ordered):
            if fault.strikes(provider, point, subject):
                left = dataclasses.replace(fault, times=fault.times - 1)
                self.ordered[position : position + 1] = [left] if left.times > 0 else []
                return fault
        return None

    def clear(self, provider: str) -> None:
        self.ordered = [fault for fault in self.ordered if fault.provider != provider]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request at a provider's door: how to answer it, and how this provider words a refusal."""

    request: Request
    answer: Callable[[], Awaitable[Response]]
    refuse: Callable[[Fault], Response]


async def answered(call: Call, fault: Fault | None, connections: Connections) -> Response:
    """The provider's answer with the fault worked in; a cut connection still needs a return value."""
    match fault.kind if fault else None:
        case None:
            return await call.answer()
        case FaultKind.DELAYED if fault:
            await asyncio.sleep(fault.seconds)
            return await call.answer()
        case FaultKind.DROPPED_AFTER_ACCEPT:
            await call.answer()
        case FaultKind.TIMEOUT if fault:
            await asyncio.sleep(fault.seconds)
        case _ if fault:
            return call.refuse(fault)
    await connections.drop(call.request)
    return Response(status_code=503)
