"""What a borrower owes and why, loan by loan: the picture, each line with what made it, what a week would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cases.breakdown import Line, LineKind, breakdown, future_change
from cases.explanation import cause_of
from cases.ledger import LoanPosition, position
from cases.model import Account, Channel
from cases.money import Money
from cases.say import Phrase, Value
from cases.schedule import schedule
from outreach.casefile import BorrowerFile, open_file
from outreach.drawing import Drawn, draw
from outreach.runtime import Runtime, zones_of
from outreach.spoken import Speaker
from storage import casefiles

WEEK = timedelta(days=7)
PARTS = {LineKind.PRINCIPAL: "line.principal", LineKind.INTEREST: "line.interest", LineKind.FEES: "line.fees"}
CHARGES = {"late_fee": "late_fee", "penalty_interest": "penalty_interest"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table: what, why in small letters, the amount. ``sum``: it closes an instalment."""

    what: str
    why: str
    amount: str
    sum: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanStatement:
    """One loan as its owner reads it. ``clear`` is the amount that brings it up to date, None where nothing is open."""

    name: str
    clear: str | None
    later: str
    drawn: Drawn
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """All loans of a borrower, the late ones first; ``words`` are the page's own, by name."""

    as_of: str
    loans: tuple[LoanStatement, ...]
    words: dict[str, str]


WORDS = ("title", "to_clear", "clear", "lines", "what", "amount", "total", "back")


def statement(runtime: Runtime, borrower_id: int) -> Statement | None:
    """The statement of today in the borrower's language; None where there is no case."""
    now = runtime.clock.now()
    with runtime.db.reading() as connection:
        case_id = casefiles.id_for_borrower(connection, borrower_id)
        file = open_file(connection, case_id, now, lock=False) if case_id is not None else None
    if file is None:
        return None
    writer = _Writer(speaker=_speaker(runtime, file), today=file.today)
    accounts = [account for account in file.accounts if account.instalments]
    loans = sorted(
        (writer.loan(account) for account in accounts),
        key=lambda loan: loan.clear is None,
    )
    return Statement(
        as_of=writer.say("as_of", at=now), loans=tuple(loans), words={word: writer.say(word) for word in WORDS}
    )


def _speaker(runtime: Runtime, file: BorrowerFile) -> Speaker:
    return runtime.words.speaker(
        locale=file.borrower.locale,
        channel=Channel.WEBCHAT,
        today=file.today,
        zone=zones_of(file.borrower)[0],
        currencies_differ=len({account.loan.currency for account in file.accounts}) > 1,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    speaker: Speaker
    today: date

    def say(self, key: str, **values: Value) -> str:
        return self.speaker.phrase(Phrase(key=f"statement.{key}", values=values), {})

    def amount(self, minor: int, currency: str) -> str:
        """With a true minus sign for what was paid."""
        return self.speaker.formats.amount(Money(currency=currency, minor=minor)).replace("-", "\u2212", 1)

    def loan(self, account: Account) -> LoanStatement:
        stands = position(account, self.today)
        return LoanStatement(
            name=account.loan.product or account.loan.ref,
            clear=self.amount(stands.arrears_minor, stands.currency) if stands.arrears_minor else None,
            later=self.later(account, stands),
            drawn=draw(schedule(account, self.today), self.speaker),
            rows=tuple(self.rows(account, stands)),
            notes=tuple(self.notes(account, stands)),
        )

    def later(self, account: Account, stands: LoanPosition) -> str:
        if not stands.arrears_minor:
            return ""
        week = future_change(account, self.today, WEEK.days)
        if not week.added_minor:
            return self.say("same_until", date=week.on)
        amount = Money(currency=stands.currency, minor=week.arrears_minor)
        return self.say("in_a_week", date=week.on, amount=amount)

    def notes(self, account: Account, stands: LoanPosition) -> Iterator[str]:
        if stands.oldest_due_on:
            yield self.say("days", n=stands.dpd, date=stands.oldest_due_on)
        if account.loan.annual_rate is not None:
            yield self.say("rate", rate=format(account.loan.annual_rate.normalize(), "f"))
        if stands.balance_minor:
            yield self.say("whole", amount=stands.balance)

    def rows(self, account: Account, stands: LoanPosition) -> Iterator[Row]:
        """Instalments and charges that are late, each with what was paid towards it and what is left."""
        for lines in _items(breakdown(account, self.today)):
            owed = [line for line in lines if line.kind is not LineKind.PAID]
            paid = [line for line in lines if line.kind is LineKind.PAID]
            yield Row(
                what=self.what(owed[0]),
                why=self.made_of(owed, stands.currency) or self.because(account, owed[0]),
                amount=self.amount(sum(line.amount_minor for line in owed), stands.currency),
            )
            for line in paid:
                what = self.say("payment", date=line.due_on)
                yield Row(what=what, why=self.say("order"), amount=self.amount(line.amount_minor, stands.currency))
            if paid:
                left = sum(line.amount_minor for line in lines)
                yield Row(what=self.say("left_of"), why="", amount=self.amount(left, stands.currency), sum=True)

    def what(self, line: Line) -> str:
        if line.kind is LineKind.CHARGE:
            return self.say(CHARGES.get(line.rule or "", "charge"), date=line.due_on)
        return self.say("instalment", number=line.number or 0, date=line.due_on)

    def because(self, account: Account, line: Line) -> str:
        """What made a charge, where it can be told."""
        cause = cause_of(account, line.due_on) if line.kind is LineKind.CHARGE else None
        return self.say("because", number=cause.number, n=cause.days) if cause else ""

    def made_of(self, lines: Sequence[Line], currency: str) -> str:
        parts = [
            Phrase(key=PARTS[line.kind], values={"amount": Money(currency=currency, minor=line.amount_minor)})
            for line in lines
            if line.kind in PARTS
        ]
        return self.speaker.text(tuple(parts), {}) if parts else ""


def _items(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of one instalment, or of one charge, together: each begins with what is owed after what was paid."""
    items: list[list[Line]] = []
    for line in lines:
        last = items[-1][-1] if items else None
        same = last is not None and line.number is not None and last.number == line.number
        if line.kind is LineKind.PAID or same:
            items[-1].append(line)
        else:
            items.append([line])
    return items
