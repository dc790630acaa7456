"""One request of somebody who is signed in: what a page needs to answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from starlette.responses import HTMLResponse, Response

from desk.auth import COOKIE, door_of
from desk.looks import render
from outreach.awaited import waiting_for
from outreach.duty import Given, given_to
from outreach.people import Person, SignIn
from outreach.runtime import Runtime

LARGEST_ID: Final = 2**63 - 1
"""The greatest whole number that a database holds; what is greater is no id of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who asks, and the runtime that answers."""

    request: Request
    runtime: Runtime
    sign_in: SignIn

    @property
    def person(self) -> Person:
        """Who asks."""
        return self.sign_in.person

    @property
    def now(self) -> datetime:
        """This moment, as the cases see it."""
        return self.runtime.clock.now()

    @property
    def wall(self) -> datetime:
        """This moment, as sign-ins go by."""
        return door_of(self.request).wall()

    @property
    def token(self) -> str:
        """The secret of this sign-in, as the browser keeps it."""
        return self.request.cookies[COOKIE]

    @property
    def by_htmx(self) -> bool:
        """Whether a part of a page is wanted, not a whole one."""
        return "HX-Request" in self.request.headers

    def given(self) -> tuple[Given, ...]:
        """Chats that were given to whoever asks, and that they have not taken up."""
        return given_to(self.runtime, self.person)

    def awaited(self) -> int:
        """How many chats and decisions wait for whoever asks."""
        return waiting_for(self.runtime, self.person)

    def html(self, template: str, **values: Any) -> str:
        """A template filled in, with what all of them may use."""
        return render(self.runtime, template, {"visit": self, "me": self.person, "now": self.now, **values})

    def page(
        self, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any
    ) -> Response:
        """The answer made from a template."""
        return HTMLResponse(self.html(template, **values), status_code=status, headers=headers)


def _visit(request: Request) -> Visit:
    return Visit(request=request, runtime=door_of(request).runtime, sign_in=request.state.sign_in)


Visited = Annotated[Visit, Depends(_visit)]
