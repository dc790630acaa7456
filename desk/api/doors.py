"""What a request needs before its route is asked: the runtime, and a token that is good."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from desk.api.problems import Problem
from outreach import tokens
from outreach.runtime import Runtime

BEARER: Final = HTTPBearer(
    scheme_name="token", description="A token that `forbear token add NAME` printed.", auto_error=False
)
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]


def runtime_of(request: Request) -> Runtime:
    """The runtime this application was made with."""
    runtime: Runtime = request.app.state.runtime
    return runtime


TheRuntime = Annotated[Runtime, Depends(runtime_of)]


def authorize(runtime: TheRuntime, credentials: Credentials) -> str:
    """The name of the program that asks. Raises Problem (401).

    A token is looked up by its hash, one that is missing as well, so that nothing can be learnt from the time it takes.
    """
    name = tokens.owner(runtime, credentials.credentials if credentials else "")
    if name is not None:
        return name
    if credentials is None:
        hint, challenge = "send the header: Authorization: Bearer TOKEN", "Bearer"
    else:
        hint, challenge = "it is unknown or was revoked", 'Bearer error="invalid_token"'
    message = f"A good token is needed; {hint}."
    raise Problem(401, "unauthorized", message, headers={"WWW-Authenticate": challenge})
