"""Every route of the desk, as every role and as nobody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.routing import BaseRoute, Mount, Route

from desk.roles import ROUTES, may
from outreach.people import Role
from tests.support.office import STAFF, Office

FILLED = {
    "ref": "B-1",
    "sort": "plan",
    "block": "queues",
    "talk_id": "1",
    "message_id": "1",
    "switch_id": "1",
    "task_id": "1",
    "token_id": "1",
    "view_id": "1",
    "proof_id": "1",
    "macro_id": "1",
    "sign_in_id": "1",
    "login": "ilse",
    "pack": "base",
    "hold_ref": "h",
    "key": "menu",
    "locale": "en",
    "language": "en",
} | {"channel": "default"}
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
            assert answer.status_code in (200, 303, 403), path
            assert "/desk/" not in answer.headers.get("location", "") or name == "choose_tongue"
        else:
            assert answer.status_code == 303, path
            assert answer.headers["location"].startswith("/desk/sign-in"), path


def test_a_collector_may_not_take_a_chat_from_a_colleague(office: Office) -> None:
    office.writes("hello")
    office.browser("mara").post("/desk/c/B-1/claim")
    assert office.browser("ilse").post("/desk/c/B-1/take-over").status_code == 403
    assert not may(Role.COLLECTOR, "take_over")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", f"/desk/c/B-1/why/{'9' * 20}", 422),
        ("POST", f"/desk/c/B-1/tasks/{'9' * 20}", 422),
        ("GET", "/desk/work?view=everything", 422),
        ("GET", "/desk/work?words=a%00b", 400),
        ("GET", "/desk/c/B%001", 400),
        ("GET", "/desk/sign-in?next=%00", 400),
    ],
)
def test_what_no_page_asks_for_is_refused_with_a_page(office: Office, method: str, path: str, status: int) -> None:
    answer = office.browser("mara").request(method, path)
    assert (answer.status_code, "That did not work" in answer.text) == (status, True)
    part = office.browser("mara").request(method, path, headers={"HX-Request": "true"})
    assert (part.status_code, "<html" in part.text) == (status, False)


def test_a_zero_byte_in_a_form_is_refused(office: Office) -> None:
    assert office.browser("mara").post("/desk/c/B-1/note", data={"text": "a\x00b"}).status_code == 400
    assert office.stranger().post("/desk/sign-in", data={"login": "a\x00b"}).status_code == 400


def test_a_fault_of_ours_is_a_page_that_says_nothing_of_it(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("the inside of it")

    monkeypatch.setattr("desk.pages.work.worklist_of", fails)
    browser = office.browser("mara")
    browser._transport.raise_server_exceptions = False  # type: ignore[attr-defined]  # as a real server does
    answer = browser.get("/desk/work")
    assert (answer.status_code, "the inside" in answer.text) == (500, False)
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://desk.example"}, 200),
        ({"Origin": "http://127.0.0.1:8321"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://behind.example"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://desk.example"}, 403),
    ],
)
def test_a_change_that_another_site_sends_is_refused_whatever_token_it_brings(
    office: Office, headers: dict[str, str], status: int
) -> None:
    answer = office.browser("mara").post("/desk/c/B-1/note", data={"text": "seen"}, headers=headers)
    assert answer.status_code == status
    if status == 403:
        assert office.stranger().post("/desk/sign-in", headers=headers).status_code == 403
