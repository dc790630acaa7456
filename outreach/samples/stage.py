"""The stage: the product itself on a clock that is moved by hand, and what its people can do there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel.dates import format_date
from sqlalchemy import Connection, Row

from cases.model import Channel
from cases.money import Money, plain
from cases.strategy import local_instant
from channels.base import ErrorKind, Inbound, Receipt, ReceiptStatus, SendError
from channels.webchat import webchat_address
from outreach.casefile import BorrowerFile, confirmed, open_file
from outreach.clock import SetClock
from outreach.importing.apply import import_records
from outreach.importing.known import known_to
from outreach.importing.rows import ImportKind
from outreach.inbound import receive
from outreach.ledgering import after_import
from outreach.receipts import record_receipt
from outreach.refusals import Refused
from outreach.runtime import Runtime
from outreach.samples.cast import Role
from outreach.samples.places import PLACES, Place
from outreach.samples.words import BORROWER, COLLECTOR
from outreach.simulation import next_due, simulate, turn
from outreach.work import MORNING
from storage import borrowers, casefiles, traffic

STEP: Final = timedelta(minutes=1)
RECEIPT_AFTER: Final = timedelta(seconds=3)
NOT_IN_SERVICE: Final = "30003"
MOST: Final = 10_000
DAY_FORMATS: Final = {"en": "MMM d", "es": "d 'de' MMMM", "zh-Hans": "M月d日", "ru": "d MMMM"}


class SampleError(Refused):
    """The sample does not fit the product; the text says where."""


@dataclass(slots=True, kw_only=True)
class Player:
    """A role with the person who plays it. ``due_on`` is the date the story turns on."""

    role: Role
    ref: str
    name: str
    phone: str
    telegram_id: int
    zones: tuple[str, ...]
    born_on: date
    due_on: date
    first_day: date
    paid: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def place(self) -> Place:
        """Where they live."""
        return PLACES[self.role.place]


class Stage:
    """Time from ``start`` on, up to ``end``. The channels of ``runtime`` keep to themselves."""

    def __init__(self, runtime: Runtime, start: datetime, end: datetime) -> None:
        self._clock = SetClock(start)
        self.runtime = replace(runtime, clock=self._clock)
        self._known = known_to(runtime.settings)
        self.end = end
        self._ids: dict[str, int] = {}
        self._heard = 0
        self._paid = 0

    @property
    def now(self) -> datetime:
        """The present moment of the story."""
        return self.runtime.clock.now()

    def until(self, at: datetime) -> None:
        """Let time pass: alarms ring, texts leave."""
        due = next_due(self.runtime)
        if due is not None and due <= at:
            simulate(self.runtime, max(self.now, due), at, STEP)
        self._clock.set(at)

    def take_in(self, kind: ImportKind, records: list[Mapping[str, Any]]) -> None:
        """Import rows as the lender would. Raises SampleError where one is refused."""
        if not records:
            return
        after = after_import(self.runtime, None, [])
        report = import_records(self.runtime.db, kind, records, now=self.now, known=self._known, after=after)
        if report.rejected:
            raise SampleError(f"{kind}: {report.rejects[0]}")
        turn(self.runtime)

    def file(self, player: Player) -> BorrowerFile:
        """All that is known of somebody now."""
        with self.runtime.db.reading() as connection:
            case_id = casefiles.id_for_borrower(connection, self._id(player, connection))
            return open_file(connection, case_id or 0, self.now, lock=False)

    def _id(self, player: Player, connection: Connection) -> int:
        if player.ref not in self._ids:
            self._ids[player.ref] = borrowers.id_of(connection, player.ref) or 0
        return self._ids[player.ref]

    def today(self, player: Player) -> date:
        """Their own date."""
        return min(self.now.astimezone(ZoneInfo(zone)).date() for zone in player.zones)

    def known(self, player: Player) -> bool:
        """Whether they need not say who they are where they write."""
        channel, address = self._where(player)
        days = self.runtime.settings.identity.valid_days
        points = [p for p in self.file(player).points if p.channel is channel and p.address == address]
        return any(confirmed(point, self.now, days) for point in points)

    def hear(self, player: Player, **said: Any) -> None:
        """One message of the borrower."""
        channel, address = self._where(player)
        self._heard += 1
        inbound = Inbound(
            channel=channel,
            address=address,
            external_id=f"sample-{self._heard}",
            at=self.now,
            borrower_id=self._ids[player.ref] if channel is Channel.WEBCHAT else None,
            **said,
        )
        receive(self.runtime, inbound)

    def choose(self, player: Player, choice: str) -> None:
        """Press what is on offer, or write its digit. Raises SampleError where it is not on offer."""
        channel, _ = self._where(player)
        offered = self._offered(player, channel)
        if choice not in offered:
            raise SampleError(f"{choice} is not among what is on offer: {', '.join(offered)}")
        if channel is Channel.SMS:
            self.hear(player, text=str(offered.index(choice) + 1))
        else:
            self.hear(player, choice=choice)

    def _offered(self, player: Player, channel: Channel) -> list[str]:
        shown = self._texts(player, channel)
        return [each["id"] for each in shown[-1].choices] if shown else []

    def _texts(self, player: Player, channel: Channel = Channel.SMS) -> list[Row[Any]]:
        """What reached the borrower on a channel."""
        with self.runtime.db.reading() as connection:
            rows = traffic.thread(connection, self._id(player, connection), channel=channel.value)
        return [row for row in rows if row.direction == "out" and row.state == "sent"]

    def _where(self, player: Player) -> tuple[Channel, str]:
        channel = Channel(player.role.channel)
        if channel is Channel.WEBCHAT:
            with self.runtime.db.reading() as connection:
                return channel, webchat_address(self._id(player, connection))
        return channel, player.phone if channel is Channel.SMS else str(player.telegram_id)

    def bounce(self, player: Player) -> None:
        """The carrier cannot deliver the last SMS: nobody has that number."""
        error = SendError(ErrorKind.BAD_ADDRESS, "this number is not in service", code=NOT_IN_SERVICE)
        self._report(self._texts(player)[-1], ReceiptStatus.FAILED, error)

    def deliver_receipts(self) -> None:
        """The carrier delivered all other SMS."""
        with self.runtime.db.reading() as connection:
            rows = traffic.every(connection, None, after=0, limit=MOST)
        for row in rows:
            if row.channel == Channel.SMS and row.state == "sent":
                self._report(row, ReceiptStatus.DELIVERED, None)

    def _report(self, row: Row[Any], status: ReceiptStatus, error: SendError | None) -> None:
        at, code = min(row.sent_at + RECEIPT_AFTER, self.end), error.code if error else None
        receipt = Receipt(
            channel=Channel.SMS, provider_id=row.provider_id, status=status, at=at, code=code, error=error
        )
        record_receipt(self.runtime, receipt)

    def pay(self, player: Player, share: float | None) -> None:
        """Money towards each loan: a share of what is late, or all that is owed and a little more."""
        records: list[Mapping[str, Any]] = []
        for loan in self.file(player).position.loans:
            minor = round(loan.balance_minor * 1.04) if share is None else round(loan.arrears_minor * share)
            if minor:
                self._paid += 1
                ref, amount = f"PAY-S{self._paid:03}", plain(Money(currency=loan.currency, minor=minor))
                player.paid.append((ref, loan.ref, amount))
                records.append(self._payment(player, ref, loan.ref, amount))
        self.take_in(ImportKind.PAYMENTS, records)

    def take_back(self, player: Player) -> None:
        """The last payment goes back."""
        ref, loan_ref, amount = player.paid[-1]
        self.take_in(ImportKind.PAYMENTS, [{**self._payment(player, f"{ref}-R", loan_ref, amount), "reverses": ref}])

    def _payment(self, player: Player, ref: str, loan_ref: str, amount: str) -> dict[str, Any]:
        paid_at = f"{self.today(player).isoformat()}T00:00:00Z"
        return {"external_ref": ref, "loan_ref": loan_ref, "amount": amount, "paid_at": paid_at}

    def words(self, player: Player, key: str, days: int | None) -> str:
        """What the borrower writes, in the language they write in."""
        return self._filled(player, BORROWER[key], days)

    def collectors_words(self, player: Player, key: str, days: int) -> str:
        """What a collector writes to them."""
        return self._filled(player, COLLECTOR[key], days)

    def _filled(self, player: Player, texts: Mapping[str, str], days: int | None) -> str:
        file = self.file(player)
        locale = player.place.locale
        late = file.position.arrears[0] if file.position.arrears else Money(currency=player.place.currency, minor=0)

        eve_next = next_day_at(MORNING, player.zones, self.end) + timedelta(days=1)
        soon = eve_next if days is None else file.today + timedelta(days=days)

        def shown(day: date) -> str:
            return format_date(day, DAY_FORMATS[locale], locale.replace("-", "_"))

        return texts[locale].format(
            year=player.born_on.year,
            wrong=player.born_on.year - 3,
            arrears=plain(late),
            third=plain(Money(currency=late.currency, minor=late.minor // 3 // 100 * 100)),
            soon=shown(soon),
            lately=shown(file.today - timedelta(days=4)),
        )


def next_day_at(hour: time, zones: tuple[str, ...], now: datetime) -> date:
    """The date on which this hour comes next where they live."""
    on = min(now.astimezone(ZoneInfo(zone)).date() for zone in zones)
    while local_instant(on, hour, zones) <= now:
        on += timedelta(days=1)
    return on
