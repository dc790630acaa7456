"""Rows in: what they change, what is refused, and that it is all or nothing."""

from __future__ import annotations

import httpx2
import pytest

from tests.desk.api.conftest import INSTALMENTS, LOAN, Lender, Row

COUNTS = ("read", "created", "updated", "unchanged", "rejected")
PAYMENT: Row = {"external_ref": "P-1", "loan_ref": "L-1", "amount": "86.40", "paid_at": "2026-11-24"}
OTHERS: list[tuple[str, Row]] = [
    ("payments", PAYMENT),
    (
        "charges",
        {"external_ref": "C-1", "loan_ref": "L-1", "charged_on": "2026-11-22", "amount": 15, "rule": "late_fee"},
    ),
    (
        "contacts",
        {
            "external_ref": "K-1",
            "borrower_ref": "B-1",
            "loan_ref": None,
            "at": "2026-11-23T10:05:00-05:00",
            "channel": "voice",
            "unit": "conversation",
            "by": "own",
        },
    ),
    (
        "parties",
        {"borrower_ref": "B-1", "party_ref": "Y-1", "role": "guarantor", "name": "Ada Cole", "notes": "sister"},
    ),
    ("creditors", {"ref": "birch", "name": "Birch", "actor": "third_party", "kind": "bank", "packs": "us-ma"}),
]


def counts(answer: Row) -> list[int]:
    return [answer[name] for name in COUNTS]


def test_loans_and_schedules_come_in_and_the_case_stands_where_they_say(lender: Lender) -> None:
    loans = lender.post("loans", [LOAN]).json()
    assert loans == dict(zip(COUNTS, (1, 1, 0, 0, 0), strict=True)) | {"buckets": {"NO_SCHEDULE": 1}, "rejects": []}
    assert lender.post("instalments", INSTALMENTS).json()["buckets"] == {"B1": 1}
    case = lender.get("/cases/B-1").json()
    assert (case["dpd"], case["bucket"], case["loans"][0]["arrears_minor"]) == (4, "B1", 18640)


def test_the_same_rows_again_change_nothing_and_a_changed_one_updates(lender: Lender) -> None:
    lender.bring()
    assert counts(lender.post("loans", [LOAN]).json()) == [1, 0, 0, 1, 0]
    assert counts(lender.post("instalments", INSTALMENTS).json()) == [2, 0, 0, 2, 0]
    assert counts(lender.post("loans", [{**LOAN, "officer": "Dana Cole"}]).json()) == [1, 0, 1, 0, 0]


@pytest.mark.parametrize(("kind", "row"), OTHERS, ids=[kind for kind, _ in OTHERS])
def test_every_kind_comes_in_once(lender: Lender, kind: str, row: Row) -> None:
    lender.bring()
    assert counts(lender.post(kind, [row]).json()) == [1, 1, 0, 0, 0]
    assert counts(lender.post(kind, [row]).json()) == [1, 0, 0, 1, 0]


def post_amount(lender: Lender, written: str) -> httpx2.Response:
    """A payment whose amount stands in the JSON exactly as it is written here."""
    body = f'[{{"external_ref": "P-1", "loan_ref": "L-1", "paid_at": "2026-11-24", "amount": {written}}}]'
    return lender.http.post("/api/v1/payments", content=body, headers={"Content-Type": "application/json"})


@pytest.mark.parametrize("written", ['"86.4"', '"86.40"', "86.4", "86.400", "8.64e1"])
def test_an_amount_is_a_text_or_a_number(lender: Lender, written: str) -> None:
    lender.bring()
    assert post_amount(lender, written).status_code == 200
    assert lender.get("/cases/B-1").json()["loans"][0]["arrears_minor"] == 10000


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("86.4000000000000000001", "more decimals than USD"),
        ("1e400", "more than an amount can be"),
        ("1e-400", "more decimals than USD"),
        ("0.00", "zero"),
    ],
)
def test_an_amount_is_read_as_it_stands_and_never_rounded(lender: Lender, written: str, says: str) -> None:
    lender.bring()
    answer = post_amount(lender, written)
    assert answer.status_code == 422
    assert says in answer.json()["rejects"][0]["reason"]


def test_one_bad_row_and_nothing_is_written(lender: Lender) -> None:
    answer = lender.post("loans", [LOAN, {**LOAN, "loan_ref": "L-2", "currency": "DOLLARS"}])
    assert answer.status_code == 422
    assert counts(answer.json()) == [2, 0, 0, 0, 1]
    (reject,) = answer.json()["rejects"]
    assert (reject["line"], reject["index"], reject["field"]) == (2, 1, "currency")
    assert "'DOLLARS'" in reject["reason"]
    assert lender.get("/cases/B-1").status_code == 404


def test_skip_bad_takes_the_good_ones_and_names_every_other(lender: Lender) -> None:
    bad = [{**LOAN, "loan_ref": f"X-{n}", "currency": "?"} for n in range(150)]
    answer = lender.post("loans", [*bad, LOAN], skip_bad="true")
    assert answer.status_code == 200
    assert counts(answer.json()) == [151, 1, 0, 0, 150]
    assert [reject["index"] for reject in answer.json()["rejects"]] == list(range(150))
    assert lender.get("/cases/B-1").status_code == 200


@pytest.mark.parametrize(
    ("kind", "row", "field", "says"),
    [
        ("loans", {**LOAN, "loan_rf": "L-1"}, "loan_rf", "did you mean 'loan_ref'?"),
        ("loans", {"loan_ref": "L-1"}, "borrower_ref", "this column is required"),
        ("loans", {**LOAN, "name": ["James"]}, "name", "must be a text or a number"),
        ("loans", {**LOAN, "name": True}, "name", "must be a text or a number"),
        ("loans", {**LOAN, "name": "a\x00b"}, "name", "control characters"),
        ("loans", {**LOAN, "timezone": "America/New_Yrk"}, "timezone", "did you mean 'America/New_York'?"),
        ("loans", "L-1", None, "must be an object"),
        ("payments", {**PAYMENT, "loan_ref": "L-9"}, "loan_ref", "import loans first"),
        ("payments", {**PAYMENT, "amount": -1}, "amount", "negative"),
        ("payments", {**PAYMENT, "amount": "1,204.50"}, "amount", "not an amount"),
        ("payments", {**PAYMENT, "paid_at": "24.11.2026"}, "paid_at", "is not a time"),
        ("payments", {**PAYMENT, "reverses": "P-0"}, "reverses", "is not known"),
        ("parties", {**OTHERS[3][1], "notes": "a\x00b"}, "notes", "control characters"),
        ("parties", {**OTHERS[3][1], "a\x00b": "x"}, "a\x00b", "control characters"),
    ],
)
def test_a_bad_row_is_named_with_its_field_and_reason(
    lender: Lender, kind: str, row: object, field: str | None, says: str
) -> None:
    lender.bring()
    answer = lender.post(kind, [row])
    (reject, *_) = answer.json()["rejects"]
    assert (answer.status_code, reject["field"]) == (422, field)
    assert says in reject["reason"]


def test_a_party_has_any_columns_of_the_lenders_own(lender: Lender) -> None:
    lender.bring()
    party = {**OTHERS[3][1], "line": "second", "details": "by phone", "age": 41, "index": None}
    assert counts(lender.post("parties", [party]).json()) == [1, 1, 0, 0, 0]
    assert counts(lender.post("parties", [party]).json()) == [1, 0, 0, 1, 0]


def test_the_same_reference_twice_in_one_request_is_refused(lender: Lender) -> None:
    lender.bring()
    answer = lender.post("payments", [PAYMENT, {**PAYMENT, "amount": "1.00"}])
    assert answer.status_code == 422
    assert "'P-1' is already on line 1" in answer.json()["rejects"][0]["reason"]


def test_a_reason_never_repeats_a_whole_book(lender: Lender) -> None:
    answer = lender.post("loans", [{**LOAN, "currency": "x" * 100_000, "y" * 100_000: 1}])
    assert len(answer.content) < 2_000


def test_consents_can_be_dated_to_the_day_of_a_portfolio(lender: Lender) -> None:
    assert lender.post("loans", [LOAN], as_of="2026-11-20").status_code == 200
    case = lender.get("/cases/B-1", as_of="2026-11-20").json()
    assert case["contact_points"][0]["consented"] is True
