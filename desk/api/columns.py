"""What a request's rows may hold, told as JSON Schema: made from the same columns and readers that read a CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from desk.api.body import ITEMS, MAX_ROWS
from outreach.importing import fields
from outreach.importing.rows import ImportKind
from outreach.importing.schemas import SCHEMAS, Parser

Json = dict[str, Any]

TEXT: Final[Json] = {"type": "string", "maxLength": fields.LONGEST_TEXT}
MEANINGS: Final[Mapping[str, str]] = {
    "actor": "Whether the creditor itself writes (first_party) or we collect for it (third_party)",
    "address": "The number or address that was used",
    "amount": "In major units of the loan's currency",
    "annual_rate": "Percent a year; with principal, term and first due date the schedule is derived from it",
    "at": "When; without an offset it is UTC",
    "birth_date": "To confirm who is writing",
    "borrower_ref": "The lender's reference of the borrower",
    "by": "Who made the contact: the lender (own) or an agency",
    "channel": "How",
    "charged_on": "The day of the charge",
    "consent_how": "How the consents of this row were given, like web form",
    "consent_proof": "Where that can be looked up",
    "consented_at": "When they were given; the day of the rows where it is left out",
    "consents": "Channels consented to, joined by |, or none",
    "creditor": "Whose debt it is: the ref of a creditor, or any name",
    "currency": "ISO 4217",
    "due_on": "The due date; it is late from the day after",
    "email": "E-mail address",
    "external_ref": "The lender's reference of this row: the same one again changes it and never adds to it",
    "facts": "Facts that policy packs ask for and that hold, joined by ; or a JSON object as text; none holds: none",
    "fees": "Fees due, in major units",
    "first_due_on": "When the first instalment is due",
    "full_name": "The registered name that some laws want in texts",
    "hours": "When this number may be used, like 18:00-20:30, several joined by |, or none",
    "id_last4": "Last four letters or digits of an identity document",
    "interest": "Interest due, in major units",
    "jurisdiction": "Country or part of one, like US or US-MA",
    "kind": "What the creditor is, as policy packs tell them apart",
    "loan_ref": "The lender's reference of the loan",
    "locale": "Language, like en, es or zh-Hans",
    "name": "Full name",
    "number": "Which instalment, from 1",
    "officer": "The person of the lender whom the borrower knows",
    "opened_on": "When the loan was opened",
    "owner": "Whose number it is: the borrower's, shared with others, or of their work",
    "packs": "Policy packs that bind this creditor's loans beside the jurisdiction's, joined by |, or none",
    "paid_at": "When the money came; without an offset it is UTC",
    "party_ref": "The lender's reference of this person",
    "pay_url": "The page where its loans are paid",
    "phone": "International, like +12025550123, or national with a jurisdiction; of a creditor as texts shall name it",
    "place": "Where this number rings",
    "postal_code": "To confirm who is writing",
    "principal": "In major units: of the loan, or due with the instalment",
    "product": "What the loan is called",
    "ref": "The lender's reference of the creditor, which loans name",
    "reported_arrears": "What the lender says is late; where ours differs, demands on the loan rest",
    "reported_dpd": "Days past due as the lender says; where ours differ, demands on the loan rest",
    "reverses": "The payment that went back, wholly or in part",
    "role": "What the person is to the loan",
    "rule": "What made the charge, like late_fee",
    "telegram_id": "Number of a Telegram chat",
    "term_months": "How many monthly instalments",
    "timezone": "IANA time zone, or several joined by | where it is not certain",
    "unit": "What the contact came to",
    "verified": "Channels whose owner the lender has confirmed, joined by |",
}

PLAIN: Final[Mapping[Parser, Json]] = {
    fields.amount: {"type": ["number", "string"], "examples": ["1204.50"]},
    fields.positive_amount: {"type": ["number", "string"], "examples": ["186.40"]},
    fields.rate: {"type": ["number", "string"], "examples": ["14.07"]},
    fields.channels: {**TEXT, "examples": ["sms|email"]},
    fields.currency: {"type": "string", "pattern": "^[A-Z]{3}$", "examples": ["USD"]},
    fields.day: {"type": "string", "format": "date"},
    fields.facts: {**TEXT, "examples": ["in_hospital"]},
    fields.hours: {**TEXT, "examples": ["18:00-20:30"]},
    fields.names: {**TEXT, "examples": ["us-ma"]},
    fields.web_page: {**TEXT, "format": "uri", "examples": ["https://pay.lender.example"]},
    fields.email: {**TEXT, "format": "email"},
    fields.jurisdiction: {"type": "string", "pattern": "^[A-Z]{2}(-[A-Z0-9]{1,8}){0,2}$"},
    fields.last4: {"type": "string", "pattern": "^[0-9A-Za-z]{4}$"},
    fields.locale: {"type": "string", "examples": ["zh-Hans"]},
    fields.given_at: {"type": "string", "examples": ["2026-03-31", "2026-03-31T14:05:00+02:00"]},
    fields.moment: {"type": "string", "examples": ["2026-03-31", "2026-03-31T14:05:00+02:00"]},
    fields.ref: {"type": ["string", "integer"], "maxLength": 100},
    fields.telegram_id: {"type": ["integer", "string"], "examples": ["123456789"]},
    fields.text: TEXT,
    fields.zones: {**TEXT, "examples": ["America/New_York"]},
}


def _bounded(least: int, most: int) -> Json:
    return {"type": ["integer", "string"], "minimum": least, "maximum": most}


def _words(allowed: Sequence[str]) -> Json:
    return {"type": "string", "enum": list(allowed)}


WITH_BOUNDS: Final[Mapping[Callable[..., object], Callable[..., Json]]] = {
    fields.whole: _bounded,
    fields.one_of: _words,
}


def row_schema(kind: ImportKind) -> Json:
    """One row of a kind. A column that may be left out may also be null."""
    schema = SCHEMAS[kind]
    columns = {name: _column(name, parser) for name, parser in schema.required.items()}
    columns |= {name: _or_null(_column(name, parser)) for name, parser in schema.optional.items()}
    more: Json | bool = _or_null({"type": ["string", "number"]}) if schema.takes_more else False
    return {
        "type": "object",
        "required": list(schema.required),
        "properties": columns,
        "additionalProperties": more,
    }


def body_schema(kind: ImportKind) -> Json:
    """A request's body: a list of rows, ``{"items": [rows]}``, or one row alone."""
    row = row_schema(kind)
    rows = {"type": "array", "maxItems": MAX_ROWS, "items": row}
    wrapped = {"type": "object", "required": [ITEMS], "properties": {ITEMS: rows}, "additionalProperties": False}
    return {"anyOf": [rows, wrapped, row]}


def _column(name: str, parser: Parser) -> Json:
    described = WITH_BOUNDS[parser.func](*parser.args) if isinstance(parser, partial) else PLAIN[parser]
    return {**described, "description": MEANINGS[name]}


def _or_null(column: Json) -> Json:
    kinds = column["type"]
    nullable = {**column, "type": [*([kinds] if isinstance(kinds, str) else kinds), "null"]}
    return {**nullable, "enum": [*column["enum"], None]} if "enum" in column else nullable
