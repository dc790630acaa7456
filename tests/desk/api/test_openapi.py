"""The description that programs are given is true: what it promises is answered, whatever is sent."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from desk.api.columns import MEANINGS, row_schema
from outreach.importing.rows import ImportKind
from outreach.importing.schemas import SCHEMAS
from tests.desk.api.conftest import LOAN, Lender, application, lender_on

TRIES = 15
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def busy(_empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lender]:
    """A lender with a borrower and a message, whom everything is sent to."""
    folder = tmp_path_factory.mktemp("busy")
    shutil.copy(_empty, folder / "test.db")
    with lender_on("sqlite:///test.db", folder) as made:
        made.bring()
        made.wait(0.5)
        yield made


@pytest.fixture(scope="module")
def described(busy: Lender) -> Any:
    """The description as the application serves it."""
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", application(busy.runtime))


CONTROLS = ["list_feeds", "mark_feed", "list_switches", "throw_switch", "lift_switch"]
OPERATIONS = [*(f"import_{kind}" for kind in ImportKind), "get_case", "get_case_file", "list_messages", *CONTROLS]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_whatever_is_sent_the_answer_is_one_that_was_described(described: Any, busy: Lender, operation: str) -> None:
    send_many(described, busy, operation, GenerationMode.POSITIVE, CHECKS)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_was_never_described_is_no_reason_to_break(described: Any, busy: Lender, operation: str) -> None:
    send_many(described, busy, operation, GenerationMode.NEGATIVE, [not_a_server_error])


def send_many(described: Any, busy: Lender, operation: str, mode: GenerationMode, checks: list[Any]) -> None:
    headers = {"Authorization": busy.http.headers["Authorization"]}

    @given(case=described.find_operation_by_id(operation).as_strategy(generation_mode=mode))
    @settings(
        max_examples=TRIES,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def send(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(checks=checks, headers=headers)

    send()


def test_the_description_is_open_and_names_every_route_and_the_token(lender: Lender) -> None:
    del lender.http.headers["Authorization"]
    told = lender.http.get("/api/v1/openapi.json").json()
    assert set(told["paths"]) == {*(f"/{kind}" for kind in ImportKind), "/cases/{ref}", "/messages"} | {
        "/feeds",
        "/feeds/{name}/watermark",
        "/switches",
        "/switches/{switch_id}/lift",
        "/holds",
        "/holds/{ref}/lift",
        "/cases/{ref}/file",
    }
    assert told["servers"] == [{"url": "/api/v1"}]
    for path in told["paths"].values():
        for operation in path.values():
            assert operation["security"] == [{"token": []}]
            assert {"401", "default"} <= set(operation["responses"])
    assert "HTTPValidationError" not in told["components"]["schemas"]


@pytest.mark.parametrize("address", ["/api/v1/docs", "/api/v1/redoc"])
def test_no_page_is_served_that_would_load_from_elsewhere(lender: Lender, address: str) -> None:
    assert lender.http.get(address).status_code == 404


@pytest.mark.parametrize("kind", list(ImportKind))
def test_every_column_is_described_in_the_words_of_its_kind(kind: ImportKind) -> None:
    described = row_schema(kind)
    assert list(described["properties"]) == list(SCHEMAS[kind].columns)
    assert described["required"] == list(SCHEMAS[kind].required)
    assert (described["additionalProperties"] is not False) == SCHEMAS[kind].takes_more


def test_no_meaning_is_left_of_a_column_that_is_gone() -> None:
    assert set(MEANINGS) == {name for columns in SCHEMAS.values() for name in columns.columns}


def test_a_row_that_the_description_allows_is_taken(busy: Lender) -> None:
    nothing = dict.fromkeys(SCHEMAS[ImportKind.LOANS].optional)
    row = {**nothing, **LOAN, "borrower_ref": 17, "loan_ref": 18, "principal": 1200.5}
    assert busy.post("loans", [row]).status_code == 200
    assert busy.get("/cases/17").status_code == 200
