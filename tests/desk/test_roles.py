"""Every route of the desk, as every role and as nobody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.routing import BaseRoute, Mount, Route

from desk.roles import ROUTES, may
from outreach.people import Role
from tests.support.office import STAFF, Office

FILLED = {"ref": "B-1", "message_id": "1", "task_id": "1", "hold_ref": "h", "key": "menu", "locale": "en"} | {
    "channel": "default"
}
ENDLESS = {"events"}
"""A stream that never ends is not read to its end here."""


def desk_routes(office: Office) -> dict[str, tuple[str, str]]:
    """Method and address by name of everything below /desk."""
    mount = next(route for route in office.app.routes if isinstance(route, Mount) and route.name == "desk")
    found = {}
    for route in _leaves(mount.routes):
        path = route.path
        for name, value in FILLED.items():
            path = path.replace(f"{{{name}}}", value)
        method = "GET" if "GET" in (route.methods or set()) else "POST"
        found[route.name] = (method, f"/desk{path}")
    return found


def _leaves(routes: list[BaseRoute]) -> Iterator[Route]:
    for route in routes:
        if isinstance(route, Route):
            yield route
        else:
            yield from _leaves(list(getattr(route, "routes", None) or route.original_router.routes))  # type: ignore[attr-defined]  # FastAPI's included router has no public type


def test_the_table_names_every_route_and_no_other(office: Office) -> None:
    assert set(desk_routes(office)) == set(ROUTES)


@pytest.mark.parametrize("login", STAFF)
def test_each_role_opens_what_the_table_says_and_nothing_else(office: Office, login: str) -> None:
    role = STAFF[login][1]
    for name, (method, path) in desk_routes(office).items():
        if name in ENDLESS or name == "sign_in":
            continue
        browser = office.browser(login)
        status = browser.request(method, path).status_code
        assert (status != 403) == may(role, name), f"{role} {method} {path}: {status}"


def test_nobody_sees_anything_but_the_sign_in_page(office: Office) -> None:
    for name, (method, path) in desk_routes(office).items():
        answer = office.stranger().request(method, path)
        if ROUTES[name] is None:
            assert answer.status_code in (200, 403), path
        else:
            assert answer.status_code == 303, path
            assert answer.headers["location"].startswith("/desk/sign-in"), path


def test_a_collector_may_not_take_a_chat_from_a_colleague(office: Office) -> None:
    office.writes("hello")
    office.browser("mara").post("/desk/c/B-1/claim")
    assert office.browser("ilse").post("/desk/c/B-1/take-over").status_code == 403
    assert not may(Role.COLLECTOR, "take_over")
