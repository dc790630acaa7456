"""Conduct review, for supervisors: talks by risk and at random, a scorecard, results by person."""

from __future__ import annotations

import json
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Form, HTTPException, Query
from starlette.responses import Response

from desk.pages.opened import RowId
from desk.visit import Visit, Visited
from outreach import conduct as reviewing
from outreach.conduct import Drawn, Review, Sample
from outreach.refusals import NotFound, Refused
from outreach.talks import talk_of

router = APIRouter()
View = Literal["risk", "random", "done", "people"]
Mark = Annotated[int, Form(ge=-1, le=2)]
MISSING: Final = -1


@router.get("/conduct", name="conduct")
def conduct(
    visit: Visited, view: View | None = None, talk: Annotated[int | None, Query(ge=1)] = None, shown: bool = False
) -> Response:
    """The list, and one talk beside its scorecard."""
    review = reviewing.review_of(visit.runtime, visit.person)
    view = view or ("risk" if review.risk or not review.random else "random")
    drawn: Drawn = "random" if view == "random" else "risk"
    sample = _named(review, talk) if talk is not None else None
    if talk is None and view in ("risk", "random"):
        sample = review.next_after(None, drawn)
    values = _sample(visit, review, sample, drawn, shown=shown)
    return visit.page("conduct.html", view=view, room="conduct", **values)


@router.get("/conduct/list", name="conduct_list")
def conduct_list(visit: Visited, view: View = "risk", talk: Annotated[int | None, Query(ge=1)] = None) -> Response:
    """The list alone, after a talk was scored."""
    review = reviewing.review_of(visit.runtime, visit.person)
    return visit.page("parts/conduct_list.html", review=review, view=view, open_id=talk)


@router.post("/conduct/{talk_id}", name="score")
def score(
    visit: Visited,
    talk_id: RowId,
    tone: Mark = MISSING,
    accuracy: Mark = MISSING,
    help_: Annotated[int, Form(alias="help", ge=-1, le=2)] = MISSING,
    rules: Mark = MISSING,
    comment: Annotated[str, Form(max_length=600)] = "",
    drawn: Annotated[Drawn, Form()] = "risk",
) -> Response:
    """Keep the scorecard, and answer the next talk of the same list."""
    before = reviewing.review_of(visit.runtime, visit.person)
    following = before.next_after(talk_id, drawn)
    marks = (tone, accuracy, help_, rules)
    try:
        reviewing.score(visit.runtime, visit.person, talk_id, marks, comment)
    except (Refused, NotFound) as refused:
        again = next((each for each in (*before.risk, *before.random) if each.id == talk_id), following)
        values = _sample(visit, before, again, drawn, refusal=str(refused), given=(marks, comment))
        return visit.page("parts/sample.html", status=409, **values)
    review = reviewing.review_of(visit.runtime, visit.person)
    told = {"HX-Trigger": json.dumps({"scored": {"target": "body"}})}
    return visit.page("parts/sample.html", headers=told, **_sample(visit, review, following, drawn))


def _named(review: Review, talk: int) -> Sample:
    found = next((each for each in (*review.risk, *review.random) if each.id == talk), None)
    if found is None:
        raise HTTPException(404, "This talk is not on a list: it was scored, is your own, or is too old.")
    return found


def _sample(
    visit: Visit,
    review: Review,
    sample: Sample | None,
    drawn: Drawn,
    *,
    shown: bool = False,
    refusal: str | None = None,
    given: tuple[tuple[int, ...], str] = ((), ""),
) -> dict[str, Any]:
    marks, comment = given
    return {
        "review": review,
        "talk": talk_of(visit.runtime, visit.person, sample, shown=shown) if sample else None,
        "open_id": sample.id if sample else None,
        "drawn": drawn,
        "following": review.next_after(sample.id, drawn) if sample else None,
        "refusal": refusal,
        "given": dict(zip(reviewing.MARKS, marks, strict=False)),
        "comment": comment,
    }
