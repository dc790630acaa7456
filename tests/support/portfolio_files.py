"""Files to import, written as tests need them, and the database they go into."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cases.ledger import position
from outreach.importing.apply import import_rows
from outreach.importing.report import ImportReport
from outreach.importing.rows import ImportKind
from outreach.importing.run import LedgerChange
from storage import borrowers
from storage.session import Database
from storage.tables import metadata

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 10)

LOANS = """\
borrower_ref,name,loan_ref,currency,phone,consents,principal,annual_rate,term_months,first_due_on
B1,Nora Whitfield,L1,USD,+12025550143,sms,1200.00,0,12,2026-01-15
B2,Luis Ortega,L2,MXN,,,,,,
"""
INSTALMENTS = """\
loan_ref,number,due_on,principal,interest,fees
L2,1,2026-02-01,900.00,100.00,
L2,2,2026-03-01,900.00,90.00,5.50
"""
PAYMENTS = """\
external_ref,loan_ref,amount,paid_at,reverses
P1,L1,100.00,2026-01-15,
P2,L2,1000.00,2026-02-01T23:30:00-06:00,
"""


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """A database with all tables."""
    database = Database(url)
    metadata.create_all(database.engine)
    yield database
    database.close()


class Desk:
    """Writes a text to a file, imports it, and remembers what was told afterwards."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.folder = folder
        self.told: list[LedgerChange] = []

    def file(self, text: str | bytes, name: str = "file.csv") -> Path:
        """A file with this text."""
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def bring(self, kind: str, text: str | bytes, **how: Any) -> ImportReport:
        """Import this text; as the tests' day, unless told otherwise."""
        self.told.clear()
        options: dict[str, Any] = {
            "now": NOW,
            "as_of": TODAY,
            "after": lambda _, change: self.told.append(change),
        } | how
        return import_rows(self.database, ImportKind(kind), self.file(text), **options)

    def bring_all(self) -> None:
        """The small portfolio above."""
        for kind, text in (("loans", LOANS), ("instalments", INSTALMENTS), ("payments", PAYMENTS)):
            report = self.bring(kind, text)
            assert report.rejects == ()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database answers."""
        with self.database.reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(sql)]

    def buckets(self, as_of: date) -> dict[str, str]:
        """The bucket of every loan, by ref."""
        with self.database.reading() as connection:
            ids = [row[0] for row in connection.exec_driver_sql("SELECT id FROM borrowers")]
            found = borrowers.accounts_of(connection, ids)
        return {each.loan.ref: position(each, as_of).bucket for theirs in found.values() for each in theirs}
