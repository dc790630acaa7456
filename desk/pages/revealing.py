"""Show what is masked, to who works on the case."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Form
from starlette.responses import Response

from desk.pages.opened import OpenCase
from desk.tongue import mark, say
from outreach.refusals import NotFound, Refused
from outreach.revealing import LONGEST_WHY, reveal

router = APIRouter()
REFUSALS: Final = (
    mark("Claim the chat first: what is masked is shown to who works on it."),
    mark("Nothing of this kind is known of them."),
)
"""What the verb refuses with, for the catalogues."""


@router.post("/c/{ref}/reveal", name="reveal")
def show(
    opened: OpenCase,
    what: Annotated[str, Form(max_length=40)] = "",
    why: Annotated[str, Form(max_length=LONGEST_WHY)] = "",
) -> Response:
    """The value in place of its mask. It is masked again when the page fetches the case anew."""
    try:
        value = reveal(opened.visit.runtime, opened.visit.person, opened.ref, what, why)
    except NotFound as missing:
        return opened.part("parts/revealed.html", status=404, value=None, refusal=say(str(missing)))
    except Refused as refused:
        return opened.part("parts/revealed.html", status=409, value=None, refusal=say(str(refused)))
    return opened.part("parts/revealed.html", value=value, refusal=None)
