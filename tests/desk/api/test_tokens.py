"""Who may ask."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from outreach import tokens
from storage.tables import api_tokens
from tests.desk.api.conftest import LOAN, Lender

ROUTES = [("POST", "/loans"), ("POST", "/payments"), ("GET", "/cases/B-1"), ("GET", "/messages")]


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize(
    "header", [None, "Bearer", "Bearer nonsense", "Basic Zm9vOmJhcg==", "Bearer fb_ünicode", "Bearer \x00"]
)
def test_without_a_good_token_every_route_answers_401_and_says_how(
    lender: Lender, method: str, path: str, header: str | None
) -> None:
    del lender.http.headers["Authorization"]
    headers = [] if header is None else [(b"Authorization", header.encode())]
    answer = lender.http.request(method, f"/api/v1{path}", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.json()["error"]["code"] == "unauthorized"


def test_nothing_is_read_of_a_stranger(lender: Lender) -> None:
    answer = lender.http.post("/api/v1/loans", content=b"x" * 6_000_000, headers={"Authorization": "Bearer nonsense"})
    assert answer.status_code == 401


def test_a_stranger_writes_nothing(lender: Lender) -> None:
    good = lender.http.headers.pop("Authorization")
    assert lender.post("loans", [LOAN]).status_code == 401
    lender.http.headers["Authorization"] = good
    assert lender.get("/cases/B-1").status_code == 404


def test_a_revoked_token_is_no_good_any_more(lender: Lender) -> None:
    with lender.runtime.db.writing() as connection:
        connection.execute(update(api_tokens).values(revoked_at=datetime(2026, 11, 24, tzinfo=UTC)))
    assert lender.get("/messages").status_code == 401


def test_each_program_has_a_token_of_its_own(lender: Lender) -> None:
    other = tokens.add(lender.runtime, "reporting")
    assert lender.http.get("/api/v1/messages", headers={"Authorization": f"bearer {other}"}).status_code == 200


def test_what_is_answered_is_kept_nowhere_on_the_way(lender: Lender) -> None:
    assert lender.get("/messages").headers["Cache-Control"] == "no-store"
