"""The invented portfolio: everything is in it, it was really lived through, and it is the same every time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, select

from cases.ledger import DEFAULT_BUCKETS
from cases.machine import replay
from cases.model import CustodyState, PlanState, PromiseState, Treatment
from outreach import samples
from outreach.casefile import BorrowerFile, open_files
from outreach.clock import SetClock
from outreach.people import SAMPLE_USERS, all_people
from outreach.refusals import Refused
from outreach.runtime import Runtime, build_runtime
from outreach.settings import DatabaseSettings, Settings
from storage import caselog, schema
from storage.scratch import move_in
from storage.session import Database
from storage.tables import borrowers, charges, contact_points, fires, loans, messages, parties, payments

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
NIGHT = datetime(2027, 7, 4, 3, 20, tzinfo=UTC)
"""A Sunday in another season, when most of the four countries sleep."""

LINK = re.compile(r"/chat/[\w-]+(/terms/\w+)?")


@contextmanager
def installed(folder: Path, now: datetime) -> Iterator[Runtime]:
    """A migrated, empty database with its runtime."""
    settings = Settings(database=DatabaseSettings(url=f"sqlite:///{folder / 'forbear.db'}"))
    database = Database(settings.database_url)
    schema.migrate(database)
    database.close()
    runtime = build_runtime(settings, clock=SetClock(now))
    try:
        yield runtime
    finally:
        runtime.close()


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runtime]:
    with installed(tmp_path_factory.mktemp("sample"), NOW) as runtime:
        samples.load_sample(runtime)
        yield runtime


def rows_of(runtime: Runtime, table: Any) -> list[Row[Any]]:
    with runtime.db.reading() as connection:
        return list(connection.execute(select(table).order_by(table.c.id)))


def files_of(runtime: Runtime) -> list[BorrowerFile]:
    with runtime.db.reading() as connection:
        ids = list(connection.execute(select(borrowers.c.id)).scalars())
        return open_files(connection, ids, runtime.clock.now(), lock=False)


def said(runtime: Runtime) -> list[tuple[Any, ...]]:
    """Every message as far as it does not depend on the installation's secret."""
    return [
        (
            row.borrower_id,
            row.channel,
            row.direction,
            row.state,
            row.template,
            row.decision_rule,
            row.planned_at,
            row.sent_at,
            LINK.sub("/chat/", row.body or ""),
        )
        for row in rows_of(runtime, messages)
    ]


def test_sixty_borrowers_live_in_four_countries_and_speak_four_languages(runtime: Runtime) -> None:
    people = rows_of(runtime, borrowers)
    assert len(people) == 60
    assert {person.jurisdiction for person in people} == {"US", "MX", "CN", "RU"}
    assert {person.locale for person in people} == {"en", "es", "zh-Hans", "ru"}
    assert {(person.jurisdiction, person.locale) for person in people} >= {("US", "es")}
    assert len({person.name for person in people}) == 60


def test_every_bucket_treatment_and_custody_is_there(runtime: Runtime) -> None:
    files = files_of(runtime)
    assert {file.position.bucket for file in files} == {name for name, _ in DEFAULT_BUCKETS.bands}
    assert {file.case.treatment for file in files} == set(Treatment)
    assert {file.case.custody.state for file in files} == set(CustodyState)


def test_people_wait_with_several_skills_and_for_unlike_times(runtime: Runtime) -> None:
    waiting = [f for f in files_of(runtime) if f.case.custody.state is CustodyState.QUEUED]
    assert {file.case.custody.skill for file in waiting} >= {"general", "identity", "hardship", "distress"}
    assert any(file.case.plan_asked for file in files_of(runtime))
    assert {file.borrower.locale for file in waiting} == {"en", "es", "zh-Hans", "ru"}
    since = [file.case.custody.queued_at for file in waiting]
    assert max(since) - min(since) > timedelta(days=2)  # type: ignore[type-var, operator]  # who waits has since when


def test_promises_and_plans_came_to_all_kinds_of_ends(runtime: Runtime) -> None:
    cases = [file.case for file in files_of(runtime)]
    promises = {promise.state for case in cases for promise in case.promises}
    assert promises >= {PromiseState.OPEN, PromiseState.KEPT, PromiseState.PARTLY_KEPT, PromiseState.BROKEN}
    assert {plan.state for case in cases for plan in case.plans} >= {
        PlanState.OFFERED,
        PlanState.ACTIVE,
        PlanState.BROKEN,
    }


def test_the_ledger_has_every_kind_of_row(runtime: Runtime) -> None:
    owners = Counter(loan.borrower_id for loan in rows_of(runtime, loans))
    currencies = {
        owner: {loan.currency for loan in rows_of(runtime, loans) if loan.borrower_id == owner} for owner in owners
    }
    points = rows_of(runtime, contact_points)
    assert sum(count > 1 for count in owners.values()) >= 3
    assert any(len(found) > 1 for found in currencies.values())
    assert any(payment.reverses for payment in rows_of(runtime, payments))
    assert any(loan.credit_minor for file in files_of(runtime) for loan in file.position.loans)
    assert rows_of(runtime, charges)
    assert {party.role for party in rows_of(runtime, parties)} == {"guarantor", "representative"}
    assert any(point.opted_out_at for point in points)
    assert {point.bad_reason for point in points} >= {"wrong_person", "bounced"}
    assert any(point.channel == "sms" and not point.confirmed_at for point in points)
    assert len({loan.officer for loan in rows_of(runtime, loans)}) >= 4


def test_a_second_creditor_parties_and_the_proof_of_consent_are_there(runtime: Runtime) -> None:
    files = files_of(runtime)
    assert {each.name for file in files for each in file.creditors.values()} == {"Juniper Savings"}
    assert any(len(file.institutions) > 1 for file in files)
    assert {file.party(point).role for file in files for point in file.party_points} == {"guarantor", "representative"}  # type: ignore[union-attr]  # each is somebody's
    consented = [point for file in files for point in file.points if point.consented_at]
    assert {point.consent_how for point in consented} == {"loan agreement", "opened their signed link"}
    assert all(point.consent_proof for point in consented if point.consent_how == "loan agreement")
    named = [row for row in rows_of(runtime, messages) if row.state in ("sent", "delivered") and row.direction == "out"]
    juniper = {file.borrower_id for file in files if {each.ref for each in file.creditors.values()}}
    assert any("Juniper" in row.body for row in named if row.borrower_id in juniper)
    assert not any("Juniper" in row.body for row in named if row.borrower_id not in juniper)
    reached = {point.address for file in files for point in file.party_points}
    assert reached.isdisjoint({row.address for row in named})


def test_messages_left_waited_and_were_kept_from_leaving(runtime: Runtime) -> None:
    rows = [row for row in rows_of(runtime, messages) if row.direction == "out"]
    assert {row.state for row in rows} >= {"sent", "delivered", "held", "denied", "skipped", "failed"}
    assert all(row.decision for row in rows)
    assert {row.decision_rule for row in rows} >= {"base.identity", "base.opted_out", "base.custody", "ru.messengers"}
    assert {row.channel for row in rows if row.state != "denied"} == {"sms", "telegram", "webchat"}
    assert any(row.actor.startswith("collector:") for row in rows)


def test_nothing_lies_in_the_future_but_what_waits(runtime: Runtime) -> None:
    for row in rows_of(runtime, messages):
        assert row.planned_at <= NOW
        assert row.sent_at is None or row.sent_at <= NOW
    for payment in rows_of(runtime, payments):
        assert payment.paid_at <= NOW
    with runtime.db.reading() as connection:
        for file in files_of(runtime):
            assert all(entry.at <= NOW for entry in caselog.of_case(connection, file.stored.id))
    assert all(fire.due_at > NOW for fire in rows_of(runtime, fires))


def test_moving_the_clock_by_a_day_shows_something(runtime: Runtime) -> None:
    tomorrow = NOW + timedelta(days=1)
    kinds = ("ladder", "promise_eve", "part_eve")
    coming = {fire.case_id for fire in rows_of(runtime, fires) if fire.kind in kinds and fire.due_at <= tomorrow}
    assert len(coming) >= 6


def test_the_log_of_every_case_replays_to_what_is_stored(runtime: Runtime) -> None:
    with runtime.db.reading() as connection:
        for file in files_of(runtime):
            log = tuple((entry.event, entry.at) for entry in caselog.of_case(connection, file.stored.id))
            assert replay(file.borrower.ref, log) == file.case


def test_the_phones_have_fictional_numbers_and_the_year_that_is_asked(runtime: Runtime) -> None:
    people = samples.sample_people(runtime)
    years = {file.borrower.ref: file.borrower.birth_date for file in files_of(runtime)}
    fictional = re.compile(r"\+(120255501\d\d|52005555\d{4}|8612000550\d{3}|70005550\d{3})")
    assert len({person.phone for person in people}) == 60
    assert all(fictional.fullmatch(person.phone) for person in people)
    assert all(person.birth_year == years[person.ref].year for person in people)  # type: ignore[union-attr]  # all have one
    assert {person.telegram_bound for person in people} == {True, False}
    mail = [point.address for point in rows_of(runtime, contact_points) if point.channel == "email"]
    assert all(address.endswith(".example") for address in mail)


def test_the_sample_says_that_it_is_one_and_brings_its_users(runtime: Runtime) -> None:
    assert samples.is_sample(runtime)
    assert not samples.is_empty(runtime)
    assert {person.login for person in all_people(runtime)} == {user.login for user in SAMPLE_USERS}


def test_a_database_with_borrowers_is_refused(runtime: Runtime) -> None:
    with pytest.raises(Refused, match="has borrowers already"):
        samples.load_sample(runtime)


def test_the_same_seed_and_moment_give_the_same_sample(runtime: Runtime, tmp_path: Path) -> None:
    with installed(tmp_path, NOW) as again:
        samples.load_sample(again)
        assert said(again) == said(runtime)
        assert [file.position for file in files_of(again)] == [file.position for file in files_of(runtime)]


def test_it_fits_any_season_and_hour(tmp_path: Path) -> None:
    with installed(tmp_path, NIGHT) as runtime:
        samples.load_sample(runtime, seed=99)
        assert {file.case.treatment for file in files_of(runtime)} == set(Treatment)
        assert any(row.state == "held" for row in rows_of(runtime, messages))
        assert all(fire.due_at > NIGHT for fire in rows_of(runtime, fires))


def test_what_goes_wrong_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(source: Any, target: Any) -> dict[str, int]:
        move_in(source, target)
        raise OSError("the disk is full")

    def skips(*_: Any) -> None:
        """Four weeks without anything."""

    monkeypatch.setattr("outreach.samples.loading.move_in", breaks)
    monkeypatch.setattr("outreach.samples.loading._live_through", skips)
    with installed(tmp_path, NOW) as runtime:
        with pytest.raises(OSError, match="disk is full"):
            samples.load_sample(runtime)
        assert samples.is_empty(runtime)
        assert not samples.is_sample(runtime)
