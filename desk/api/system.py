"""Whether all is well, for whoever watches over the installation. No token: none of it is about anybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from fastapi import APIRouter, Response
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from pydantic import BaseModel

from outreach import health
from outreach.health import Standing
from outreach.runtime import Runtime

NO_STORE: Final = {"Cache-Control": "no-store"}


class Alive(BaseModel):
    """The process answers."""

    status: Literal["alive"] = "alive"


class CheckAnswer(BaseModel):
    """One thing that must be so."""

    name: str
    ok: bool
    reason: str | None


class Ready(BaseModel):
    """Whether work can be done here."""

    ready: bool
    checks: list[CheckAnswer]


def system_router(runtime: Runtime) -> APIRouter:
    """``/healthz``, ``/readyz`` and ``/metrics`` of one runtime."""
    router = APIRouter(tags=["system"])

    @router.get("/healthz", response_model=Alive)
    def healthz() -> Alive:
        """The process is alive; nothing else is asked."""
        return Alive()

    @router.get("/readyz", response_model=Ready, responses={503: {"model": Ready, "description": "Not now, and why"}})
    def readyz(response: Response) -> Ready:
        """The database answers, its schema is this program's, and the scheduler, if one ever ran, still runs."""
        checks = health.readiness(runtime)
        response.headers.update(NO_STORE)
        response.status_code = 200 if all(check.ok for check in checks) else 503
        told = [CheckAnswer(name=check.name, ok=check.ok, reason=check.reason) for check in checks]
        return Ready(ready=response.status_code == 200, checks=told)

    @router.get("/metrics", response_class=Response)
    def metrics() -> Response:
        """Prometheus: what this process has counted, and what waits in the database right now."""
        return Response(_figures(runtime), media_type=CONTENT_TYPE_LATEST, headers=NO_STORE)

    return router


def _figures(runtime: Runtime) -> bytes:
    now = CollectorRegistry()
    now.register(_Standing(health.standing(runtime)))
    return generate_latest(REGISTRY) + generate_latest(now)


class _Standing(Collector):
    """The gauges of one look at the database."""

    def __init__(self, standing: Standing | None) -> None:
        self._standing = standing

    def collect(self) -> Iterator[GaugeMetricFamily]:
        standing = self._standing
        yield _gauge("forbear_database_up", "1 while the database answers", float(standing is not None))
        if standing is None:
            return
        waiting = GaugeMetricFamily("forbear_waiting_messages", "Texts that have not left yet", labels=["state"])
        waiting.add_metric(["queued"], standing.queued_messages)
        waiting.add_metric(["held"], standing.held_messages)
        yield waiting
        yield _gauge("forbear_due_messages", "Texts that could leave now", standing.due_messages)
        yield _gauge("forbear_due_fires", "Alarms that should have rung by now", standing.due_fires)
        yield _gauge("forbear_queued_cases", "Borrowers who wait for a person", standing.queued_cases)
        yield _gauge("forbear_switches_thrown", "Kill switches that keep texts from leaving", standing.switches)
        yield _gauge("forbear_stale_feeds", "Feeds of payments for which demands wait", standing.stale_feeds)
        if standing.last_turn is not None:
            moment = standing.last_turn.timestamp()
            yield _gauge("forbear_scheduler_last_turn_seconds", "When the scheduler last went through it all", moment)


def _gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, about, value=value)
