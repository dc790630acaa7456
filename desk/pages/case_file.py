"""The file of a case for an auditor, to be kept: as a page that can be printed, or as JSON."""

from __future__ import annotations

from typing import Final, Literal

import structlog
from fastapi import APIRouter
from starlette.responses import Response

from desk.pages.opened import OpenCase
from outreach import doings
from outreach.audit_file import case_file
from outreach.audit_page import FORMS, names_of_files

log = structlog.get_logger(__name__)
router = APIRouter()
TYPES: Final = {"html": "text/html; charset=utf-8", "json": "application/json"}


@router.get("/c/{ref}/file", name="case_file")
def file_of_case(opened: OpenCase, form: Literal["html", "json"] = "html") -> Response:
    """A download. That it was taken, and by whom, is logged."""
    ref, login = opened.view.borrower.ref, opened.visit.person.login
    made = FORMS[form](case_file(opened.visit.runtime, ref, by=f"user:{login}"))
    doings.record(opened.visit.runtime, login, "case_file_taken", ref, form=form)
    log.info("case_file_taken", borrower=ref, by=f"user:{login}", form=form)
    name = names_of_files(ref)[form].encode("ascii", "replace").decode().replace("?", "_")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(made, media_type=TYPES[form], headers=headers)
