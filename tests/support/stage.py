"""A whole runtime on a real database, with a channel that keeps what it is given and a clock that is moved by hand."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cases.events import Event
from cases.machine import replay
from cases.model import Case, Channel
from channels.base import Inbound, Outgoing, Receipt, ReceiptStatus, SendError
from outreach.casebook import CaseView, case_view
from outreach.clock import SetClock
from outreach.counts import Counts
from outreach.exports import messages
from outreach.importing.apply import import_records
from outreach.importing.known import known_to
from outreach.importing.rows import ImportKind
from outreach.inbound import Received, receive
from outreach.ledgering import after_import
from outreach.runtime import Runtime, build_runtime
from outreach.settings import DatabaseSettings, LenderSettings, Settings
from outreach.simulation import simulate, turn
from outreach.work import Work
from storage import borrowers, casefiles, caselog, schema
from storage.session import Database

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
"""A Tuesday, ten o'clock in New York."""

PHONE = "+12025550143"
EASTERN = ZoneInfo("America/New_York")


class FakeChannel:
    """Keeps what it sends. ``orders``: what happens to the next sends, an error or None; then all goes well."""

    provider: str | None = "fake"
    buttons = True
    pictures = False
    on = True
    missing: tuple[str, ...] = ()

    def __init__(self, name: Channel) -> None:
        self.name = name
        self.sent: list[Outgoing] = []
        self.orders: deque[Exception | None] = deque()

    async def send(self, outgoing: Outgoing) -> str | None:
        """Keep it, unless an error was ordered."""
        order = self.orders.popleft() if self.orders else None
        if order is not None:
            raise order
        self.sent.append(outgoing)
        return f"{self.name}-{outgoing.message_id}"

    async def close(self) -> None:
        """Nothing to give back."""


class Stage:
    """What a test says and sees: loans and money come in, time passes, people write, rows tell what became of it."""

    def __init__(self, runtime: Runtime, clock: SetClock, channels: dict[Channel, FakeChannel]) -> None:
        self.runtime = runtime
        self.clock = clock
        self.channels = channels
        self._written = 0

    # What comes in.

    def bring(self, kind: str, *rows: dict[str, Any], as_of: date | None = None) -> list[Work]:
        """Import these rows with everything that follows from them."""
        done: list[Work] = []
        report = import_records(
            self.runtime.db,
            ImportKind(kind),
            rows,
            now=self.clock.now(),
            known=known_to(self.runtime.settings),
            as_of=as_of,
            after=after_import(self.runtime, as_of, done),
        )
        assert report.rejects == ()
        return done

    def borrower(
        self,
        *due: tuple[str, str],
        ref: str = "B-1",
        loan: str = "L-1",
        as_of: date | None = None,
        **columns: str,
    ) -> None:
        """One borrower with one loan whose instalments are ``(due date, amount)``; columns replace the usual ones."""
        usual = {
            "borrower_ref": ref,
            "name": "James Cole",
            "loan_ref": loan,
            "currency": "USD",
            "locale": "en",
            "timezone": "America/New_York",
            "jurisdiction": "US",
            "phone": PHONE,
            "consents": "sms|telegram",
            "verified": "sms|telegram",
            "birth_date": "1987-05-04",
        }
        self.bring("loans", {k: v for k, v in (usual | columns).items() if v}, as_of=as_of)
        rows = [
            {"loan_ref": loan, "number": str(number), "due_on": on, "principal": amount}
            for number, (on, amount) in enumerate(due, start=1)
        ]
        if rows:
            self.bring("instalments", *rows, as_of=as_of)

    def pay(self, amount: str, *, ref: str = "P-1", loan: str = "L-1", reverses: str | None = None) -> None:
        """Money of this moment, or one that the bank took back."""
        row = {"external_ref": ref, "loan_ref": loan, "amount": amount, "paid_at": self.clock.now().isoformat()}
        self.bring("payments", row | ({"reverses": reverses} if reverses else {}))

    def write(
        self, text: str | None = None, *, choice: str | None = None, channel: Channel = Channel.SMS, ref: str = "B-1"
    ) -> Received:
        """The borrower writes, or presses a choice."""
        self._written += 1
        point = next(p for p in self.view(ref).points if p.channel is channel)
        inbound = Inbound(
            channel=channel,
            address=point.address,
            external_id=f"in-{self._written}",
            at=self.clock.now(),
            text=text,
            choice=choice,
        )
        return receive(self.runtime, inbound)

    def happen(self, *events: Event, ref: str = "B-1", actor: str = "test") -> None:
        """Facts that somebody recorded."""
        with self.runtime.db.writing() as connection:
            work = Work(connection, self.runtime, self.case_id(ref), self.clock.now(), actor=actor)
            for event in events:
                work.apply(event)
            work.finish()

    # Time.

    def turn(self) -> Counts:
        """One turn of the alarm clock, now."""
        return turn(self.runtime)

    def until(self, at: datetime | str) -> Counts:
        """Let time pass; a text is local to New York."""
        end = datetime.fromisoformat(at).replace(tzinfo=EASTERN) if isinstance(at, str) else at
        return simulate(self.runtime, self.clock.now(), end, timedelta(minutes=1))

    def days(self, number: float) -> Counts:
        """Let so many days pass."""
        return self.until(self.clock.now() + timedelta(days=number))

    # What there is to see.

    def case_id(self, ref: str = "B-1") -> int:
        with self.runtime.db.reading() as connection:
            found = borrowers.id_of(connection, ref)
            assert found is not None
            case_id = casefiles.id_for_borrower(connection, found)
        assert case_id is not None
        return case_id

    def view(self, ref: str = "B-1") -> CaseView:
        """Everything known of a borrower."""
        return case_view(self.runtime, ref)

    def case(self, ref: str = "B-1") -> Case:
        """The stored case."""
        return self.view(ref).case

    def replayed(self, ref: str = "B-1") -> Case:
        """The case that its log makes."""
        with self.runtime.db.reading() as connection:
            log = caselog.of_case(connection, self.case_id(ref))
        return replay(ref, tuple((each.event, each.at) for each in log))

    def out(self, ref: str | None = "B-1") -> list[dict[str, Any]]:
        """Everything that left or wanted to, oldest first."""
        return [row for row in messages(self.runtime, ref) if row["direction"] == "out"]

    def said(self, ref: str | None = "B-1") -> list[tuple[str, str]]:
        """What became of each text: its template and state."""
        return [(row["template"], row["state"]) for row in self.out(ref)]

    def sent(self, ref: str | None = "B-1") -> list[str]:
        """The templates of what left."""
        return [key for key, state in self.said(ref) if state in ("sent", "delivered", "read")]

    def fires(self, ref: str = "B-1") -> dict[str, datetime]:
        """What waits, by kind (holds without their refs)."""
        return {fire.kind.partition(":")[0]: fire.due_at for fire in self.view(ref).fires}

    def tasks(self, ref: str = "B-1") -> list[str]:
        """Open tasks for people, by kind."""
        return [task.kind for task in self.view(ref).tasks]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database answers."""
        with self.runtime.db.reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(sql)]

    def do(self, sql: str) -> None:
        """Change rows behind everybody's back."""
        with self.runtime.db.writing() as connection:
            connection.exec_driver_sql(sql)


def receipt(
    channel: FakeChannel, number: int, status: ReceiptStatus, *, at: datetime = NOW, error: SendError | None = None
) -> Receipt:
    """What a provider says of the nth text it was given."""
    sent = channel.sent[number]
    provider_id = f"{channel.name}-{sent.message_id}"
    return Receipt(channel=channel.name, provider_id=provider_id, status=status, at=at, error=error)


@cache
def _migrated() -> Path:
    """A migrated SQLite database, made once and copied for each test."""
    path = Path(tempfile.mkdtemp(prefix="forbear-stage-")) / "migrated.db"
    _migrate(f"sqlite:///{path}")
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    return path


def _migrate(url: str) -> None:
    database = Database(url)
    schema.migrate(database)
    database.close()


@contextmanager
def staged(folder: Path, url: str = "sqlite:///stage.db", at: datetime = NOW, **sections: Any) -> Iterator[Stage]:
    """A runtime with fake channels on a new database."""
    settings = Settings(
        home=folder, database=DatabaseSettings(url=url), lender=LenderSettings(name="Alder")
    ).model_copy(update=sections)
    if url.startswith("sqlite"):
        shutil.copyfile(_migrated(), folder / "stage.db")
    else:
        _migrate(settings.database_url)
    channels = {name: FakeChannel(name) for name in (Channel.SMS, Channel.TELEGRAM, Channel.WEBCHAT)}
    clock = SetClock(at)
    runtime = build_runtime(settings, clock=clock, channels=channels)
    try:
        yield Stage(runtime, clock, channels)
    finally:
        runtime.close()
