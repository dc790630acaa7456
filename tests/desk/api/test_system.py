"""Health, readiness and figures, for whoever watches over the installation."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text
from starlette.testclient import TestClient

from cli.web import create_app
from outreach import health
from scheduler.jobs import JOBS
from storage import meta
from tests.desk.api.conftest import Lender


@pytest.fixture
def watcher(lender: Lender) -> Lender:
    """Nobody gave the watcher a token."""
    lender.bring()
    del lender.http.headers["Authorization"]
    return lender


def gauges(watcher: Lender) -> dict[str, float]:
    families = text_string_to_metric_families(watcher.http.get("/metrics").text)
    return {
        ".".join((sample.name, *sorted(sample.labels.values()))): sample.value
        for family in families
        for sample in family.samples
    }


def not_ready(watcher: Lender) -> dict[str, str]:
    answer = watcher.http.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (503, False)
    return {check["name"]: check["reason"] for check in answer.json()["checks"] if not check["ok"]}


def test_a_process_that_answers_is_alive(watcher: Lender) -> None:
    assert watcher.http.get("/healthz").json() == {"status": "alive"}


def test_it_is_ready_while_database_schema_and_scheduler_are_well(watcher: Lender) -> None:
    health.note_turn(watcher.runtime)
    answer = watcher.http.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (200, True)
    assert [check["name"] for check in answer.json()["checks"]] == ["database", "schema", "scheduler"]


def test_a_turn_of_the_scheduler_is_noted(watcher: Lender) -> None:
    (job,) = (job for job in JOBS if job.name == "turn")
    job.run(watcher.runtime)
    found = health.standing(watcher.runtime)
    assert found is not None
    assert found.last_turn is not None
    assert datetime.now(UTC) - found.last_turn < timedelta(minutes=1)


def test_it_is_ready_where_no_scheduler_ever_ran(watcher: Lender) -> None:
    assert watcher.http.get("/readyz").status_code == 200


def test_it_is_not_ready_when_the_scheduler_stands_still(watcher: Lender) -> None:
    with watcher.runtime.db.writing() as connection:
        meta.put(connection, health.LAST_TURN, (datetime.now(UTC) - timedelta(minutes=6)).isoformat())
    assert "start: forbear worker" in not_ready(watcher)["scheduler"]


@pytest.mark.parametrize(("revision", "says"), [("9999", "newer"), (None, "empty")])
def test_it_is_not_ready_on_a_schema_that_is_not_its_own(watcher: Lender, revision: str | None, says: str) -> None:
    with watcher.runtime.db.writing() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
        if revision:
            connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": revision})
    assert not_ready(watcher) == {"schema": f"the schema is {says}; run: forbear migrate"}


def test_it_is_alive_and_not_ready_while_the_database_does_not_answer(watcher: Lender) -> None:
    lose_the_database(watcher)
    assert watcher.http.get("/healthz").status_code == 200
    assert "does not answer" in not_ready(watcher)["database"]
    assert gauges(watcher)["forbear_database_up"] == 0


def lose_the_database(watcher: Lender) -> None:
    watcher.runtime.db.close()
    home = watcher.runtime.settings.home
    home.rename(home.with_name("gone"))


def test_what_waits_is_counted_when_it_is_asked_for(watcher: Lender) -> None:
    before = gauges(watcher)
    assert before["forbear_database_up"] == 1
    assert before["forbear_due_fires"] == 1
    assert before["forbear_waiting_messages.queued"] == 0
    assert before["forbear_queued_cases"] == 0
    watcher.wait(0.01)
    assert gauges(watcher)["forbear_due_fires"] == 0
    with watcher.runtime.db.writing() as connection:
        connection.execute(text("UPDATE cases SET custody = 'queued'"))
        connection.execute(text("UPDATE messages SET state = 'held'"))
    after = gauges(watcher)
    assert after["forbear_queued_cases"] == 1
    assert after["forbear_waiting_messages.held"] == after["forbear_due_messages"] == 1


def test_what_was_counted_and_the_last_turn_are_told_besides(watcher: Lender) -> None:
    health.note_turn(watcher.runtime)
    watcher.get("/messages")
    told = gauges(watcher)
    assert told["forbear_refused_requests_total.api.unauthorized"] >= 1
    assert abs(told["forbear_scheduler_last_turn_seconds"] - datetime.now(UTC).timestamp()) < 60


def test_no_name_of_a_figure_stands_twice(watcher: Lender) -> None:
    names = re.findall(r"^# TYPE (\S+)", watcher.http.get("/metrics").text, re.MULTILINE)
    assert len(names) == len(set(names))


def test_the_description_is_also_where_programs_look_first(lender: Lender) -> None:
    found = TestClient(create_app(lender.runtime)).get("/openapi.json")
    assert found.url.path == "/api/v1/openapi.json"
    assert found.json()["openapi"].startswith("3.")
