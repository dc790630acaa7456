"""People and tokens, for admins: who may come in, as what, and which programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from desk.pages.opened import RowId
from desk.tongue import say
from desk.visit import Visit, Visited
from outreach import lockout, sign_ins, staffing, tokens
from outreach.people import Role, require_admin
from outreach.refusals import NotFound, Refused
from outreach.staffing import Place

router = APIRouter()
Line = Annotated[str, Form(max_length=120)]
Many = Annotated[str, Form(max_length=400)]
PEOPLE: Final = "/desk/people"


@router.get("/people", name="people")
def people(visit: Visited) -> Response:
    """Everybody, and a way to let one more in."""
    return _people(visit)


@router.post("/people", name="hire")
def hire(
    visit: Visited, login: Line = "", name: Line = "", role: Line = "", skills: Many = "", locales: Many = ""
) -> Response:
    """Let somebody in; the password is shown on this answer and never again."""
    try:
        password = staffing.hire(visit.runtime, visit.person, login, _place(name, role, skills, locales))
    except Refused as refused:
        return _people(visit, status=422, refusal=str(refused))
    return _people(visit, told=(login, password))


@router.post("/people/{login}", name="change_person")
def change(
    visit: Visited, login: str, name: Line = "", role: Line = "", skills: Many = "", locales: Many = ""
) -> Response:
    """Another name, role, queues or languages."""
    return _changed(
        visit, lambda: staffing.change(visit.runtime, visit.person, login, _place(name, role, skills, locales))
    )


@router.post("/people/{login}/out", name="keep_out")
def keep_out(visit: Visited, login: str) -> Response:
    """Nobody signs in with this login any more."""
    return _changed(visit, lambda: staffing.let_in(visit.runtime, visit.person, login, active=False))


@router.post("/people/{login}/in", name="let_in")
def let_in(visit: Visited, login: str) -> Response:
    """This login opens the door again."""
    return _changed(visit, lambda: staffing.let_in(visit.runtime, visit.person, login, active=True))


@router.post("/people/{login}/password", name="new_password")
def new_password(visit: Visited, login: str) -> Response:
    """A password in place of a forgotten one, shown on this answer and never again."""
    try:
        password = staffing.new_password(visit.runtime, visit.person, login)
    except (Refused, NotFound) as refused:
        return _people(visit, status=422, refusal=str(refused))
    return _people(visit, told=(login, password))


@router.post("/people/{login}/unlock", name="unlock_login")
def unlock_login(visit: Visited, login: str) -> Response:
    """After too many wrong passwords: it may be tried again at once."""
    return _changed(visit, lambda: lockout.unlock(visit.runtime, visit.person, login))


@router.post("/people/{login}/sign-ins/{sign_in_id}/end", name="end_sign_in_of")
def end_sign_in_of(visit: Visited, login: str, sign_in_id: RowId) -> Response:
    """Sign somebody out where they are signed in."""
    return _changed(visit, lambda: sign_ins.end_of(visit.runtime, visit.person, login, sign_in_id))


@router.get("/tokens", name="tokens")
def all_tokens(visit: Visited) -> Response:
    """Which programs may come in."""
    return _tokens(visit)


@router.post("/tokens", name="add_token")
def add_token(visit: Visited, name: Line = "") -> Response:
    """A token for one more program, shown on this answer and never again."""
    try:
        require_admin(visit.person)
        made = tokens.add(visit.runtime, name)
    except Refused as refused:
        return _tokens(visit, status=422, refusal=str(refused))
    return _tokens(visit, told=(name, made))


@router.post("/tokens/{token_id}/revoke", name="revoke_token")
def revoke_token(visit: Visited, token_id: RowId) -> Response:
    """It opens nothing from now on."""
    try:
        tokens.revoke(visit.runtime, visit.person, token_id)
    except (Refused, NotFound) as refused:
        return _tokens(visit, status=422, refusal=str(refused))
    return RedirectResponse("/desk/tokens", status_code=303)


def _place(name: str, role: str, skills: str, locales: str) -> Place:
    return Place(name=name, role=role, skills=skills.split(","), locales=locales.split(","))


def _changed(visit: Visit, act: Callable[[], None]) -> Response:
    try:
        act()
    except (Refused, NotFound) as refused:
        return _people(visit, status=422, refusal=str(refused))
    return RedirectResponse(PEOPLE, status_code=303)


def _people(
    visit: Visit, *, status: int = 200, refusal: str | None = None, told: tuple[str, str] | None = None
) -> Response:
    staff = staffing.everybody(visit.runtime, visit.person)
    note = say("%(login)s signs in with this password. It is shown this once:", login=told[0]) if told else None
    values: dict[str, Any] = {"staff": staff, "roles": [*Role], "refusal": refusal}
    values["locked"] = lockout.locked(visit.runtime, visit.person, [each.login for each in staff], now=visit.wall)
    values["standing"] = sign_ins.of_everybody(visit.runtime, visit.person, visit.token, now=visit.wall)
    return visit.page("people.html", status=status, room="people", note=note, secret=told and told[1], **values)


def _tokens(
    visit: Visit, *, status: int = 200, refusal: str | None = None, told: tuple[str, str] | None = None
) -> Response:
    found = tokens.known(visit.runtime, visit.person)
    note = say("The token of %(name)s. It is shown this once:", name=told[0]) if told else None
    values: dict[str, Any] = {"found": found, "refusal": refusal}
    return visit.page("tokens.html", status=status, room="tokens", note=note, secret=told and told[1], **values)
