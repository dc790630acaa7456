"""The columns of each kind of rows, and the reading of a row of text into its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import phonenumbers

from outreach.importing import fields
from outreach.importing.problems import FieldError, Reject
from outreach.importing.rows import (
    ChargeRow,
    ContactRow,
    CreditorRow,
    ImportKind,
    InstalmentRow,
    LoanRow,
    PartyRow,
    PaymentRow,
    RawRow,
    Row,
)

Parser = Callable[[str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """A kind's columns with what reads them, the required ones first; ``key`` are those that make a row unique."""

    row: Callable[..., Row]
    required: Mapping[str, Parser]
    optional: Mapping[str, Parser]
    key: tuple[str, ...]
    takes_more: bool = False
    dials: bool = False
    """Its phone numbers are written to: they are read as such, and kept in one spelling."""

    @property
    def columns(self) -> dict[str, Parser]:
        """All of them."""
        return {**self.required, **self.optional}


CONSENT: Mapping[str, Parser] = {
    "consents": fields.channels,
    "verified": fields.channels,
    "consented_at": fields.given_at,
    "consent_how": fields.text,
    "consent_proof": fields.text,
    "place": partial(fields.one_of, fields.PLACES),
    "hours": fields.hours,
}
"""What is told of the addresses of a row."""

SCHEMAS: Mapping[ImportKind, Schema] = {
    ImportKind.LOANS: Schema(
        row=LoanRow,
        key=("loan_ref",),
        dials=True,
        required={
            "borrower_ref": fields.ref,
            "name": fields.text,
            "loan_ref": fields.ref,
            "currency": fields.currency,
        },
        optional={
            "locale": fields.locale,
            "timezone": fields.zones,
            "jurisdiction": fields.jurisdiction,
            "phone": fields.text,
            "email": fields.email,
            "telegram_id": fields.telegram_id,
            **CONSENT,
            "owner": partial(fields.one_of, fields.OWNERS),
            "facts": fields.facts,
            "birth_date": fields.day,
            "id_last4": fields.last4,
            "postal_code": fields.text,
            "creditor": fields.text,
            "officer": fields.text,
            "product": fields.text,
            "principal": fields.amount,
            "annual_rate": fields.rate,
            "term_months": partial(fields.whole, 1, 600),
            "first_due_on": fields.day,
            "opened_on": fields.day,
            "reported_arrears": fields.amount,
            "reported_dpd": partial(fields.whole, 0, 99_999),
        },
    ),
    ImportKind.INSTALMENTS: Schema(
        row=InstalmentRow,
        key=("loan_ref", "number"),
        required={
            "loan_ref": fields.ref,
            "number": partial(fields.whole, 1, 9_999),
            "due_on": fields.day,
            "principal": fields.amount,
        },
        optional={"interest": fields.amount, "fees": fields.amount},
    ),
    ImportKind.PAYMENTS: Schema(
        row=PaymentRow,
        key=("external_ref",),
        required={
            "external_ref": fields.ref,
            "loan_ref": fields.ref,
            "amount": fields.positive_amount,
            "paid_at": fields.moment,
        },
        optional={"reverses": fields.ref},
    ),
    ImportKind.CHARGES: Schema(
        row=ChargeRow,
        key=("external_ref",),
        required={
            "external_ref": fields.ref,
            "loan_ref": fields.ref,
            "charged_on": fields.day,
            "amount": fields.amount,
            "rule": fields.text,
        },
        optional={},
    ),
    ImportKind.CONTACTS: Schema(
        row=ContactRow,
        key=("external_ref",),
        required={
            "external_ref": fields.ref,
            "borrower_ref": fields.ref,
            "at": fields.moment,
            "channel": partial(fields.one_of, fields.CONTACT_CHANNELS),
            "unit": partial(fields.one_of, fields.CONTACT_UNITS),
            "by": partial(fields.one_of, ("own", "agency")),
        },
        optional={"loan_ref": fields.ref, "address": fields.text},
    ),
    ImportKind.PARTIES: Schema(
        row=PartyRow,
        key=("borrower_ref", "party_ref"),
        required={
            "borrower_ref": fields.ref,
            "party_ref": fields.ref,
            "role": partial(fields.one_of, fields.ROLES),
            "name": fields.text,
        },
        optional={
            "phone": fields.text,
            "email": fields.email,
            "telegram_id": fields.telegram_id,
            **CONSENT,
        },
        takes_more=True,
        dials=True,
    ),
    ImportKind.CREDITORS: Schema(
        row=CreditorRow,
        key=("ref",),
        required={
            "ref": fields.ref,
            "name": fields.text,
            "actor": partial(fields.one_of, ("first_party", "third_party")),
            "kind": partial(fields.one_of, ("bank", "mfi", "nonbank")),
        },
        optional={
            "full_name": fields.text,
            "phone": fields.text,
            "officer": fields.text,
            "pay_url": fields.web_page,
            "packs": fields.names,
        },
    ),
}


def read_row(kind: ImportKind, raw: RawRow) -> Row | list[Reject]:
    """The typed row, or everything that is wrong with it."""
    schema = SCHEMAS[kind]
    columns = schema.columns
    cells = {name: cell.strip() for name, cell in raw.cells.items() if cell.strip()}
    rejects = [
        Reject(line=raw.line, field=name, reason="is empty; this column is required")
        for name in schema.required
        if name not in cells
    ]
    values = _parsed(raw.line, {name: cell for name, cell in cells.items() if name in columns}, columns, rejects)
    if schema.dials and "phone" in values:
        try:
            values["phone"] = _international(values["phone"], values.get("jurisdiction"))
        except FieldError as error:
            rejects.append(Reject(line=raw.line, field="phone", reason=str(error)))
    if schema.takes_more:
        more = {name: cell for name, cell in cells.items() if name not in columns}
        values["details"] = _parsed(raw.line, more, {}, rejects)
    return rejects or schema.row(line=raw.line, **values)


def _parsed(
    line: int, cells: Mapping[str, str], parsers: Mapping[str, Parser], rejects: list[Reject]
) -> dict[str, Any]:
    """The values by name; what is no good is added to ``rejects``. A column of the lender's own is any text."""
    values = {}
    for name, cell in cells.items():
        try:
            values[fields.text(name)] = parsers.get(name, fields.text)(cell)
        except FieldError as error:
            rejects.append(Reject(line=line, field=name, reason=str(error)))
    return values


def _international(phone: str, where: str | None) -> str:
    try:
        number = phonenumbers.parse(phone, where[:2] if where else None)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise FieldError(f"{phone!r} is not a phone number; write it like +12025550123")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
