"""A real runtime on a real database: three invented borrowers, four people at the desk, and the desk's application."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import FastAPI
from starlette.testclient import TestClient

from cases.events import PersonRequested
from cases.model import Channel
from desk.app import create_desk_app
from desk.auth import COOKIE, PATH
from outreach import people
from outreach.clock import SetClock
from outreach.desk_work import working
from outreach.importing.apply import import_records
from outreach.importing.rows import ImportKind
from outreach.ledgering import after_import
from outreach.people import Person, Role
from outreach.runtime import Runtime, build_runtime
from outreach.settings import LenderSettings, SampleSettings, Settings
from storage import borrowers, schema, traffic
from storage.session import Database

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
PASSWORD = "a long enough one"
EVIL = "<script>alert('x')</script>"
CHAT = {"timezone": "America/New_York", "jurisdiction": "US"}
LOANS: list[dict[str, object]] = [
    {
        "borrower_ref": "B-1",
        "name": "James Cole",
        "loan_ref": "L-1",
        "currency": "USD",
        "locale": "en",
        "birth_date": "1987-05-04",
        "phone": "+12025550143",
        **CHAT,
    },
    {"borrower_ref": "B-2", "name": f"Eve {EVIL}", "loan_ref": "L-2", "currency": "USD", "locale": "en", **CHAT},
    {
        "borrower_ref": "B-3",
        "name": "赵婷",
        "loan_ref": "L-3",
        "currency": "CNY",
        "locale": "zh-Hans",
        "timezone": "Asia/Shanghai",
        "jurisdiction": "CN",
        "birth_date": "1991-02-03",
    },
]
INSTALMENTS: list[dict[str, object]] = [
    {"loan_ref": "L-1", "number": 1, "due_on": "2026-10-20", "principal": "141.15", "interest": "45.25"},
    {"loan_ref": "L-1", "number": 2, "due_on": "2026-11-20", "principal": "141.15", "interest": "45.25"},
    {"loan_ref": "L-1", "number": 3, "due_on": "2026-12-20", "principal": "141.15", "interest": "45.25"},
    {"loan_ref": "L-2", "number": 1, "due_on": "2026-11-10", "principal": "90.00"},
    {"loan_ref": "L-3", "number": 1, "due_on": "2026-11-10", "principal": "1204.50"},
]
STAFF = {"mara": ("Mara Lind", Role.COLLECTOR), "ilse": ("Ilse Brandt", Role.COLLECTOR)} | {
    "devin": ("Devin Ashe", Role.SUPERVISOR),
    "imani": ("Imani Cole", Role.ADMIN),
}


@dataclass
class Office:
    """Everything a test of the desk touches. ``wall`` is the time sign-ins go by, ``clock`` that of the cases."""

    runtime: Runtime
    clock: SetClock
    people: dict[str, Person]
    wall_at: datetime = NOW
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    app: FastAPI = field(init=False)

    def __post_init__(self) -> None:
        self.app = create_desk_app(self.runtime, wall=lambda: self.wall_at)

    def stranger(self) -> TestClient:
        """A browser that nobody signed in."""
        return TestClient(self.app, base_url="http://desk.example", follow_redirects=False)

    def browser(self, login: str) -> TestClient:
        """A browser in which somebody is signed in, with the token that the page would send."""
        client = self.stranger()
        token = people.open_session(self.runtime, self.people[login], now=self.wall_at)
        client.cookies.set(COOKIE, token, domain="desk.example", path=PATH)
        found = people.find_session(self.runtime, token, now=self.wall_at, prolong=False)
        assert found is not None
        client.headers["X-CSRF-Token"] = found.csrf
        return client

    def point(self, ref: str) -> tuple[int, int]:
        """The borrower's id and that of their web chat, whose owner is confirmed."""
        with self.runtime.db.writing() as connection:
            borrower_id = borrowers.id_of(connection, ref)
            assert borrower_id is not None
            point = borrowers.add_contact_point(
                connection, borrower_id, Channel.WEBCHAT, str(borrower_id), now=self.clock.now(), consented=True
            )
            borrowers.mark(connection, point.id, confirmed_at=self.clock.now() - timedelta(days=1))
            return borrower_id, point.id

    def writes(self, text: str, ref: str = "B-1", *, person: bool = True) -> None:
        """A borrower writes in the web chat; with ``person`` somebody is called."""
        borrower_id, point_id = self.point(ref)
        now = self.clock.now()
        with working(self.runtime, ref, "bot", kind="message") as work:
            message: dict[str, object] = {
                "borrower_id": borrower_id,
                "case_id": work.case_id,
                "contact_point_id": point_id,
                "loans": [],
            }
            message |= {"channel": "webchat", "direction": "in", "actor": "borrower", "kind": "reply"}
            message |= {"state": "received", "body": text, "choices": [], "planned_at": now}
            traffic.add(work.connection, {**message, "external_id": f"t-{next(self.numbers)}"})
            if person:
                due_by = now + timedelta(minutes=30)
                work.apply(PersonRequested(skill="general", priority=5, reason="Asked for a person", due_by=due_by))

    def passes(self, span: timedelta) -> None:
        """Time goes by, for cases and sign-ins alike."""
        self.clock.set(self.clock.now() + span)
        self.wall_at += span


def make_office(folder: Path, *, sample: bool = False) -> Office:
    """An office on a database of its own in that folder, a copy of one that was prepared once."""
    settings = Settings(home=folder, lender=LenderSettings(name="Alder Finance"), sample=SampleSettings(enabled=sample))
    shutil.copy(_prepared(), folder / "forbear.db")
    clock = SetClock(NOW)
    runtime = build_runtime(settings, clock=clock)
    return Office(runtime=runtime, clock=clock, people={each.login: each for each in people.all_people(runtime)})


@cache
def _prepared() -> Path:
    """A migrated database with borrowers and staff; kept until the tests end."""
    folder = Path(_KEPT.name)
    settings = Settings(home=folder)
    database = Database(settings.database_url)
    schema.migrate(database)
    database.close()
    runtime = build_runtime(settings, clock=SetClock(NOW))
    for kind, records in ((ImportKind.LOANS, LOANS), (ImportKind.INSTALMENTS, INSTALMENTS)):
        report = import_records(runtime.db, kind, records, now=NOW, after=after_import(runtime, None, []))
        assert report.rejected == 0
    for login, (name, role) in STAFF.items():
        people.add_user(runtime, login, name, role, PASSWORD, now=NOW)
    runtime.close()
    return folder / "forbear.db"


_KEPT = TemporaryDirectory(prefix="forbear-office-")
