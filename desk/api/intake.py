"""Rows in: one address for each kind of them, all worked on alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Final

import structlog
from fastapi import APIRouter, BackgroundTasks, Depends, Query, Response

from desk.api.body import Body, rows_in
from desk.api.columns import body_schema
from desk.api.doors import TheRuntime, authorize
from desk.api.parameters import AsOf
from desk.api.problems import documented
from desk.api.shapes import ImportAnswer, RowReject
from outreach import feeds
from outreach.arrivals import bring_in, write_to
from outreach.importing.problems import Reject
from outreach.importing.report import ImportReport
from outreach.importing.rows import ImportKind
from outreach.settings import FEED_NAME

log = structlog.get_logger(__name__)

LONGEST_REASON: Final = 300
SUMMARIES: Final = {
    ImportKind.LOANS: "Bring loans and their borrowers in",
    ImportKind.INSTALMENTS: "Bring the schedules of loans in",
    ImportKind.PAYMENTS: "Say that money came, or went back",
    ImportKind.CHARGES: "Bring late fees and penalty interest in",
    ImportKind.CONTACTS: "Say that a borrower was contacted elsewhere",
    ImportKind.PARTIES: "Bring guarantors, co-borrowers, representatives and references in",
    ImportKind.CREDITORS: "Say whose debts there are, and who speaks for them",
}
DESCRIPTION: Final = (
    "Rows are named as the columns of the CSV. All of them are taken or none: bad rows are answered with 422. "
    "Sending the same rows again changes nothing."
)

Name = Annotated[str, Depends(authorize)]
SkipBad = Annotated[bool, Query(description="Take the good rows, refuse only the bad ones, and answer 200")]
FeedOf = Annotated[
    str | None, Query(pattern=FEED_NAME, description="The feed these payments are of; its watermark moves with them")
]
Take = Callable[..., ImportAnswer]
HTTP_OK: Final = 200


def _taking(kind: ImportKind) -> Take:
    """The route of one kind."""

    def take(
        runtime: TheRuntime,
        response: Response,
        afterwards: BackgroundTasks,
        name: Name,
        body: Body,
        as_of: AsOf = None,
        skip_bad: SkipBad = False,
    ) -> ImportAnswer:
        arrival = bring_in(runtime, kind, rows_in(body), as_of=as_of, skip_bad=skip_bad, by=f"api:{name}")
        report = arrival.report
        log.info("rows_taken", kind=kind.value, by=name, kept=report.kept, read=report.read, rejected=report.rejected)
        # A provider's answer may take its time, and the lender's system need not wait for it: the rows are kept.
        afterwards.add_task(write_to, runtime, arrival.to_write_to)
        response.status_code = 200 if report.kept else 422
        return _answer(report)

    return take


def _take_payments(
    runtime: TheRuntime,
    response: Response,
    afterwards: BackgroundTasks,
    name: Name,
    body: Body,
    as_of: AsOf = None,
    skip_bad: SkipBad = False,
    feed: FeedOf = None,
) -> ImportAnswer:
    """The same, and the feed they are of is complete up to the day they speak of, else up to now.

    Its watermark stays where a row was refused: that payment is not known here.
    """
    now = runtime.clock.now()
    answer = _taking(ImportKind.PAYMENTS)(runtime, response, afterwards, name, body, as_of, skip_bad)
    if feed is not None and response.status_code == HTTP_OK and not answer.rejected:
        feeds.mark(runtime, feed, at=feeds.of_import(as_of, now) or now, by=f"api:{name}")
    return answer


def _answer(report: ImportReport) -> ImportAnswer:
    return ImportAnswer(**report.as_json(), rejects=[_reject(each) for each in report.rejects])


def _reject(reject: Reject) -> RowReject:
    return RowReject(
        line=reject.line,
        index=reject.line - 1,
        field=reject.field[:LONGEST_REASON] if reject.field else None,
        reason=reject.reason[:LONGEST_REASON],
    )


def _body(kind: ImportKind) -> dict[str, object]:
    return {"required": True, "content": {"application/json": {"schema": body_schema(kind)}}}


router = APIRouter(tags=["portfolio"])
TAKING: Final[Mapping[ImportKind, Take]] = {ImportKind.PAYMENTS: _take_payments}
for _kind in ImportKind:
    router.add_api_route(
        f"/{_kind}",
        TAKING.get(_kind) or _taking(_kind),
        methods=["POST"],
        operation_id=f"import_{_kind}",
        summary=SUMMARIES[_kind],
        description=DESCRIPTION,
        response_model=ImportAnswer,
        response_description="Everything that was not refused is written",
        responses={
            422: {"model": ImportAnswer, "description": "Rows are bad, and nothing was written"},
            **documented(400, 401, 413, 415),
        },
        openapi_extra={"requestBody": _body(_kind)},
    )
