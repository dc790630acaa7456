"""What a request may look like, and what is said of one that does not."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from desk.api.body import MAX_BYTES, MAX_ROWS
from tests.desk.api.conftest import LOAN, Lender

JSON = {"Content-Type": "application/json"}
ROW = json.dumps(LOAN)


@pytest.mark.parametrize(
    "body",
    [f"[{ROW}]", f'{{"items": [{ROW}]}}', ROW, f"\ufeff[{ROW}]"],
    ids=["a list", "items", "one row", "a byte order mark"],
)
def test_rows_come_as_a_list_as_items_or_one_alone(lender: Lender, body: str) -> None:
    answer = lender.http.post("/api/v1/loans", content=body.encode(), headers=JSON)
    assert (answer.status_code, answer.json()["created"]) == (200, 1)


@pytest.mark.parametrize("body", ["[]", '{"items": []}'])
def test_no_rows_are_no_mistake(lender: Lender, body: str) -> None:
    answer = lender.http.post("/api/v1/loans", content=body, headers=JSON)
    assert (answer.status_code, answer.json()["read"]) == (200, 0)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "no JSON"),
        (b"[{", "no JSON"),
        (b"loan_ref,currency", "no JSON"),
        (b"\xff\xfe[]", "UTF-8"),
        (b"3", "holds no rows"),
        (b'"L-1"', "holds no rows"),
        (b"null", "holds no rows"),
        (b'{"items": {}}', "holds no rows"),
        (b'[{"amount": NaN}]', "NaN is no number"),
        (b'[{"amount": -Infinity}]', "-Infinity is no number"),
        (b'[{"amount": ' + b"9" * 5000 + b"}]", "5000 characters"),
        (b'[{"amount": 1e' + b"9" * 30 + b"}]", "is no number"),
        (b'[{"name": "a", "name": "b"}]', "'name' stands twice"),
        (b'[{"name": "\\ud800"}]', "half a character"),
        (b'[{"\\udc00": 1}]', "half a character"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_list_of_rows_is_refused_with_the_reason(lender: Lender, body: bytes, says: str) -> None:
    answer = lender.http.post("/api/v1/loans", content=body, headers=JSON)
    assert answer.status_code == 400
    assert says in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/csv"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {},
        {**JSON, "Content-Encoding": "gzip"},
    ],
)
def test_anything_but_json_is_refused(lender: Lender, headers: dict[str, str]) -> None:
    answer = lender.http.post("/api/v1/loans", content=f"[{ROW}]", headers=headers)
    assert answer.status_code == 415


def test_json_may_name_its_charset(lender: Lender) -> None:
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}
    assert lender.http.post("/api/v1/loans", content=f"[{ROW}]", headers=headers).status_code == 200


def test_a_body_of_more_than_five_megabytes_is_refused(lender: Lender) -> None:
    answer = lender.http.post("/api/v1/loans", content=b" " * (MAX_BYTES + 1), headers=JSON)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")


def test_a_body_that_does_not_say_its_length_is_refused_once_it_is_too_long(lender: Lender) -> None:
    sent = []

    def chunks() -> Iterator[bytes]:
        for _ in range(1000):
            sent.append(1)
            yield b" " * 100_000

    answer = lender.http.post("/api/v1/loans", content=chunks(), headers=JSON)
    assert answer.status_code == 413


def test_a_thousand_rows_are_taken_and_one_more_is_not(lender: Lender) -> None:
    rows = [{"borrower_ref": f"B{n}", "name": "Nora", "loan_ref": f"L{n}", "currency": "EUR"} for n in range(MAX_ROWS)]
    answer = lender.post("loans", [*rows, {**LOAN}])
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_many_rows")
    assert lender.post("loans", rows).json()["created"] == MAX_ROWS


@pytest.mark.parametrize(
    ("params", "field"),
    [({"as_of": "24.11.2026"}, "as_of"), ({"as_of": "0001-01-01"}, "as_of"), ({"skip_bad": "?"}, "skip_bad")],
)
def test_a_parameter_that_cannot_be_read_is_named(lender: Lender, params: dict[str, str], field: str) -> None:
    answer = lender.post("loans", [LOAN], **params)
    assert (answer.status_code, answer.json()["error"]["field"]) == (400, field)


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/loan", 404), ("GET", "/loans", 405)])
def test_other_addresses_and_methods_are_refused_in_the_same_shape(
    lender: Lender, method: str, path: str, status: int
) -> None:
    answer = lender.http.request(method, f"/api/v1{path}")
    assert (answer.status_code, set(answer.json()["error"])) == (status, {"code", "message"})
