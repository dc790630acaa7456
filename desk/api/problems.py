"""What a program is told when it cannot have what it asked for: one shape for all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from outreach.metrics import REFUSED
from outreach.refusals import NotFound

log = structlog.get_logger(__name__)
SOURCE: Final = "api"
CODES: Final[Mapping[int, str]] = {404: "not_found", 405: "method_not_allowed"}


class ErrorDetail(BaseModel):
    """What is wrong."""

    code: str = Field(description="A word for programs")
    message: str = Field(description="A sentence for people: what is wrong, and what to do")
    field: str | None = Field(default=None, description="The parameter it is about, if it is one")


class ErrorAnswer(BaseModel):
    """The shape of every error."""

    error: ErrorDetail


DOCUMENTED: Final[Mapping[int, str]] = {
    400: "The body or a parameter cannot be read",
    401: "No token, or one that is not good",
    404: "There is no such borrower",
    413: "Too many rows or bytes",
    415: "The body is not JSON",
}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These errors, and that there may be others of the same shape, for the description of a route."""
    told: dict[int | str, dict[str, Any]] = {
        status: {"model": ErrorAnswer, "description": DOCUMENTED[status]} for status in statuses
    }
    return {**told, "default": {"model": ErrorAnswer, "description": "Anything else that went wrong"}}


class Problem(Exception):
    """A request that is turned away. ``code`` is a word for programs and the counter, ``message`` a sentence."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        field: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.field = field
        self.headers = headers


def answer_problems(app: FastAPI) -> None:
    """Every error of this application in the one shape."""
    app.exception_handler(Problem)(_problem)
    app.exception_handler(RequestValidationError)(_bad_parameter)
    app.exception_handler(NotFound)(_not_found)
    app.exception_handler(HTTPException)(_http)
    app.exception_handler(Exception)(_broken)


def _refuse(problem: Problem) -> JSONResponse:
    REFUSED.labels(SOURCE, problem.code).inc()
    log.warning("request_refused", source=SOURCE, reason=problem.code, why=problem.message, status=problem.status)
    return _answer(problem)


def _answer(problem: Problem) -> JSONResponse:
    detail = ErrorDetail(code=problem.code, message=problem.message, field=problem.field)
    body = ErrorAnswer(error=detail).model_dump(exclude_none=True)
    return JSONResponse(body, status_code=problem.status, headers=problem.headers)


async def _problem(_request: Request, error: Problem) -> JSONResponse:
    return _refuse(error)


async def _bad_parameter(_request: Request, error: RequestValidationError) -> JSONResponse:
    first = error.errors()[0]
    field, message = _place(first["loc"]), str(first["msg"]).removeprefix("Value error, ")
    return _refuse(Problem(400, "bad_parameter", f"{field}: {message}", field=field))


def _place(location: Sequence[str | int]) -> str:
    return ".".join(str(part) for part in location[1:])


async def _not_found(_request: Request, error: NotFound) -> JSONResponse:
    return _answer(Problem(404, "not_found", str(error)))


async def _http(_request: Request, error: HTTPException) -> JSONResponse:
    code = CODES.get(error.status_code, "refused")
    return _answer(Problem(error.status_code, code, str(error.detail), headers=error.headers))


async def _broken(_request: Request, error: Exception) -> JSONResponse:
    log.error("request_failed", source=SOURCE, exc_info=error)
    return _answer(Problem(500, "internal", "Something went wrong here; the log says what. Sending it again is safe."))
