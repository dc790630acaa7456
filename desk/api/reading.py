"""What programs may ask: a case, and messages page by page."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any, Final

import structlog
from fastapi import APIRouter, Depends, Path, Query

from desk.api.doors import TheRuntime, authorize
from desk.api.parameters import LARGEST_ID, AsOf, known_form
from desk.api.problems import documented
from desk.api.shapes import CaseAnswer, CaseFileAnswer, MessagesAnswer
from outreach import exports
from outreach.audit_file import case_file
from outreach.casebook import case_view

LARGEST_PAGE: Final = 500

log = structlog.get_logger(__name__)
router = APIRouter(tags=["cases"])

ONE_LINE: Final = {"pattern": r"^[^\x00-\x1f\x7f\u2028\u2029]{1,100}$"}
"""Told and not enforced: a ref that no borrower can have is that of no borrower."""

Ref = Annotated[str, Path(description="The borrower's ref", json_schema_extra=ONE_LINE)]
Borrower = Annotated[str | None, Query(description="Only this borrower's, by ref", json_schema_extra=ONE_LINE)]
After = Annotated[int, Query(ge=0, le=LARGEST_ID, description="Only messages with a greater id")]
Limit = Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="At most so many")]


# Before the case itself, whose ref may hold slashes.
@router.get(
    "/cases/{ref:path}/file",
    operation_id="get_case_file",
    summary="The file of a case, for an auditor",
    response_model=CaseFileAnswer,
    responses=documented(400, 401, 404),
)
def get_case_file(runtime: TheRuntime, ref: Ref, name: Annotated[str, Depends(authorize)]) -> dict[str, Any]:
    """Everything that is kept of a borrower: contacts and consents, ledger, messages, decisions, agreements, log."""
    known = known_form(ref)
    file = case_file(runtime, known, by=f"api:{name}")
    log.info("case_file_taken", borrower=known, by=f"api:{name}", form="json")
    return file


@router.get(
    "/cases/{ref:path}",
    operation_id="get_case",
    summary="The case of a borrower",
    response_model=CaseAnswer,
    responses=documented(400, 401, 404),
)
def get_case(runtime: TheRuntime, ref: Ref, as_of: AsOf = None) -> dict[str, Any]:
    """Treatment, custody, holds, loans with the lines of their arrears, agreements, and what comes next."""
    return exports.case_json(case_view(runtime, known_form(ref), as_of))


@router.get(
    "/messages",
    operation_id="list_messages",
    summary="Messages, oldest first",
    response_model=MessagesAnswer,
    responses=documented(400, 401, 404),
)
def list_messages(
    runtime: TheRuntime, borrower: Borrower = None, after: After = 0, limit: Limit = 100
) -> dict[str, Any]:
    """Sent, received, and those that were held, denied or skipped, each with its reason."""
    ref = known_form(borrower) if borrower is not None else None
    found = list(islice(exports.messages(runtime, ref, after=after), limit + 1))
    page = found[:limit]
    return {"messages": page, "next": page[-1]["id"] if len(found) > limit else None}
