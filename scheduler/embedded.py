"""The alarm clock of one process: APScheduler with its jobs in memory. Lose it and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from outreach.runtime import Runtime
from scheduler.jobs import JOBS, Job

log = structlog.get_logger(__name__)


class EmbeddedEngine:
    """One thread pool, one timer a job; a job never runs twice at a time, and late runs are made up once."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._scheduler = BackgroundScheduler(timezone=UTC)

    def start(self) -> None:
        """Begin; every job runs at once for the first time."""
        tick = timedelta(seconds=self._runtime.settings.scheduler.tick_seconds)
        for job in JOBS:
            self._scheduler.add_job(
                self._guarded(job),
                "interval",
                seconds=(job.every or tick).total_seconds(),
                id=job.name,
                next_run_time=datetime.now(UTC),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._scheduler.start()

    def stop(self) -> None:
        """End, when what runs is done."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def _guarded(self, job: Job) -> Callable[[], None]:
        def run() -> None:
            try:
                job.run(self._runtime)
            except Exception:
                log.exception("job_failed", job=job.name)

        return run
