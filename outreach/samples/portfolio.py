"""The lender's files: borrowers, loans, schedules, payments and charges of the first day, and later ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final

from cases.annuity import derive_schedule
from cases.model import Instalment, Loan
from cases.money import Money, plain, to_minor
from cases.months import add_months
from outreach.importing.rows import ImportKind
from outreach.samples.cast import JUNIPER
from outreach.samples.places import PLACES
from outreach.samples.stage import Player
from outreach.samples.words import LATE_FEE

Row = Mapping[str, Any]
FEE_AFTER: Final = timedelta(days=10)
OPENING: Final = (
    ImportKind.CREDITORS,
    ImportKind.LOANS,
    ImportKind.PARTIES,
    ImportKind.CONTACTS,
    ImportKind.PAYMENTS,
    ImportKind.INSTALMENTS,
    ImportKind.CHARGES,
)
"""The order of the first day: a loan with its payments and no schedule yet is not late."""


SECOND_CREDITOR: Final[Row] = {
    "ref": JUNIPER,
    "name": "Juniper Savings",
    "full_name": "Juniper Savings Bank plc",
    "phone": "+1 800 555 0168",
    "officer": "Marco Bell",
    "pay_url": "https://pay.juniper.example",
    "actor": "first_party",
    "kind": "bank",
}
PARTY_CONSENT: Final = {"guarantor": "guarantee, section 3", "representative": "letter of authority"}
PARTY_NUMBERS: Final = 60
"""Numbers of parties begin behind those of borrowers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Rows by kind for the first day, and those that come later with their day."""

    opening: Mapping[ImportKind, list[Row]]
    later: Sequence[tuple[date, Player, Row]]


def files_for(players: Sequence[Player], first_day: date, random: Random) -> Files:
    """Everything the lender sends about these people."""
    opening: dict[ImportKind, list[Row]] = {kind: [] for kind in OPENING}
    opening[ImportKind.CREDITORS].append(SECOND_CREDITOR)
    later: list[tuple[date, Player, Row]] = []
    for player in players:
        currencies = (player.place.currency, *player.role.more_loans)
        for number, currency in enumerate(currencies, start=1):
            loan, schedule = _loan(player, number, currency, random)
            last = number == len(currencies)
            opening[ImportKind.LOANS].append(_loan_row(player, loan, number, player.role.creditor if last else ""))
            opening[ImportKind.INSTALMENTS] += [_instalment_row(loan, part) for part in schedule]
            opening[ImportKind.PAYMENTS] += _payment_rows(player, loan, schedule, first_day)
            for row in _charge_rows(player, loan, schedule) if number == 1 else ():
                on = date.fromisoformat(row["charged_on"])
                if on <= first_day:
                    opening[ImportKind.CHARGES].append(row)
                else:
                    later.append((on, player, row))
        opening[ImportKind.PARTIES] += _party_rows(player)
        opening[ImportKind.CONTACTS] += _contact_rows(player, first_day)
    return Files(opening=opening, later=later)


def _loan(player: Player, number: int, currency: str, random: Random) -> tuple[Loan, tuple[Instalment, ...]]:
    """A loan whose ``paid + 1``th instalment falls due on the story's date."""
    role, place = player.role, player.place
    scale = next(each for each in PLACES.values() if each.currency == currency)
    loan = Loan(
        ref=player.ref.replace("B-", f"L-{'' if number == 1 else number}"),
        currency=currency,
        officer=place.officer,
        product=place.products[(number - 1) % len(place.products)],
        principal_minor=to_minor(Decimal(random.randrange(scale.least, scale.most, 50)), currency),
        annual_rate=Decimal(scale.annual_rate),
        term_months=role.term,
        first_due_on=add_months(player.due_on, -role.paid),
        opened_on=add_months(player.due_on, -role.paid - 1),
    )
    schedule = tuple(
        Instalment(
            number=part.number,
            due_on=add_months(player.due_on, part.number - 1 - role.paid),
            principal_minor=part.principal_minor,
            interest_minor=part.interest_minor,
        )
        for part in derive_schedule(loan)
    )
    return loan, schedule


def _loan_row(player: Player, loan: Loan, number: int, creditor: str) -> Row:
    """Without its first due date, so that the lender's own schedule is waited for."""
    role, place = player.role, player.place
    telegram = "telegram" in role.points
    return {
        "borrower_ref": player.ref,
        "name": player.name,
        "loan_ref": loan.ref,
        "currency": loan.currency,
        "locale": place.locale,
        "timezone": "|".join(player.zones),
        "jurisdiction": place.country,
        "phone": player.phone,
        "email": f"{player.ref.lower()}@post.example" if int(player.ref[-1]) % 3 == 0 else "",
        "telegram_id": str(player.telegram_id) if telegram else "",
        "verified": role.points if role.owners is None else role.owners,
        **_consent(role.points, number, loan),
        "birth_date": player.born_on.isoformat(),
        "creditor": creditor,
        "officer": "" if creditor else loan.officer,
        "product": loan.product,
        "principal": plain(Money(currency=loan.currency, minor=loan.principal_minor or 0)),
        "annual_rate": place.annual_rate if number == 1 else str(loan.annual_rate),
        "term_months": str(loan.term_months),
        "opened_on": str(loan.opened_on),
    }


def _consent(channels: str, number: int, loan: Loan) -> Row:
    """Given when the first loan was signed, and proven by it."""
    if number > 1:
        return {"consents": channels}
    return {
        "consents": channels,
        "consented_at": str(loan.opened_on),
        "consent_how": "loan agreement",
        "consent_proof": f"agreement {loan.ref}, section 7",
        "place": "mobile",
    }


def _instalment_row(loan: Loan, part: Instalment) -> Row:
    return {
        "loan_ref": loan.ref,
        "number": str(part.number),
        "due_on": part.due_on.isoformat(),
        "principal": plain(Money(currency=loan.currency, minor=part.principal_minor)),
        "interest": plain(Money(currency=loan.currency, minor=part.interest_minor)),
    }


def _payment_rows(player: Player, loan: Loan, schedule: Sequence[Instalment], first_day: date) -> Iterator[Row]:
    """Everything before the story's instalment was paid, on its day or before the first one."""
    for part in schedule[: player.role.paid]:
        paid_on = min(part.due_on, first_day - timedelta(days=1))
        yield {
            "external_ref": f"PAY-{loan.ref}-{part.number}",
            "loan_ref": loan.ref,
            "amount": plain(Money(currency=loan.currency, minor=part.principal_minor + part.interest_minor)),
            "paid_at": f"{paid_on.isoformat()}T00:00:00Z",
        }


def _charge_rows(player: Player, loan: Loan, schedule: Sequence[Instalment]) -> Iterator[Row]:
    """One late fee of about four percent of the instalment."""
    if player.role.fee:
        part = schedule[player.role.paid]
        fee = (part.principal_minor + part.interest_minor) * 4 // 100
        yield {
            "external_ref": f"FEE-{loan.ref}",
            "loan_ref": loan.ref,
            "charged_on": (part.due_on + FEE_AFTER).isoformat(),
            "amount": plain(Money(currency=loan.currency, minor=fee)),
            "rule": LATE_FEE[player.place.locale],
        }


def _party_rows(player: Player) -> Iterator[Row]:
    names = {"zh-Hans": "罗安", "ru": "Лев Рябов", "es": "Inés Pardo", "en": "Ada Marsh"}
    if player.role.party:
        yield {
            "borrower_ref": player.ref,
            "party_ref": f"{player.ref}-P1",
            "role": player.role.party,
            "name": names[player.place.locale],
            "phone": player.place.phone.format(PARTY_NUMBERS + int(player.ref[-2:]) % 40),
            "email": f"{player.ref.lower()}-p1@post.example",
            "consents": "sms|email",
            "consented_at": str(add_months(player.due_on, -player.role.paid - 1)),
            "consent_how": PARTY_CONSENT[player.role.party],
            "place": "work" if player.role.party == "representative" else "mobile",
        }


def _contact_rows(player: Player, first_day: date) -> Iterator[Row]:
    """Calls that the lender's branch made before we came."""
    if player.role.late > 60:
        yield {
            "external_ref": f"CALL-{player.ref}",
            "borrower_ref": player.ref,
            "at": f"{(first_day - timedelta(days=3)).isoformat()}T15:00:00Z",
            "channel": "voice",
            "unit": "conversation",
            "by": "own",
        }
