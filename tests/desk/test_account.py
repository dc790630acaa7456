"""One's own account: the password, and where one is signed in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from desk.browsers import family
from outreach import people, sign_ins
from outreach.people import Person
from outreach.refusals import NotFound, Refused
from tests.desk.test_sign_in import type_in
from tests.support.office import PASSWORD, STAFF, Office

NEW = "quite another one"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def changed(browser: TestClient, old: str = PASSWORD, new: str = NEW, again: str = NEW) -> tuple[int, str]:
    answer = browser.post("/desk/account/password", data={"old": old, "new": new, "again": again})
    return answer.status_code, answer.text


def signed_in(office: Office, login: str) -> Person | None:
    return people.check_password(office.runtime, login, NEW)


@pytest.mark.parametrize("login", STAFF)
def test_every_role_has_an_account_and_a_way_to_it(office: Office, login: str) -> None:
    page = office.browser(login).get("/desk/account").text
    assert STAFF[login][0] in page
    assert 'href="/desk/account"' in page


def test_a_new_password_takes_the_old_one_and_ends_the_other_sign_ins(office: Office) -> None:
    here, there = office.browser("mara"), office.browser("mara")
    assert changed(here)[0] == 303
    assert "is changed" in here.get("/desk/account?said=password").text
    assert there.get("/desk/work").status_code == 303
    assert signed_in(office, "mara") is not None


@pytest.mark.parametrize(
    ("old", "new", "again", "words"),
    [
        ("not the one at all", NEW, NEW, "is not right"),
        (PASSWORD, NEW, NEW + "x", "differ"),
        (PASSWORD, "short", "short", "8 to 512"),
        (PASSWORD, PASSWORD, PASSWORD, "the one of now"),
    ],
)
def test_a_password_that_cannot_be_is_refused_with_the_reason(
    office: Office, old: str, new: str, again: str, words: str
) -> None:
    here, there = office.browser("mara"), office.browser("mara")
    status, page = changed(here, old, new, again)
    assert (status, words in page) == (422, True)
    assert there.get("/desk/work").status_code == 200
    assert signed_in(office, "mara") is None


def test_sign_ins_are_listed_with_their_browser_and_ended_one_by_one_or_all(office: Office) -> None:
    here, there = office.browser("mara"), office.stranger()
    there.headers["User-Agent"] = FIREFOX
    type_in(there)
    page = here.get("/desk/account").text
    assert "Firefox, Linux" in page
    assert page.count("this one") == 1
    (end,) = re.findall(r'action="(/desk/account/sign-ins/\d+/end)"', page)
    there.headers["X-CSRF-Token"] = ""
    assert here.post(end).status_code == 303
    assert there.get("/desk/work").status_code == 303
    assert here.post(end).status_code == 422

    others = [office.browser("mara") for _ in range(2)]
    assert here.post("/desk/account/sign-ins/others").status_code == 303
    assert [each.get("/desk/work").status_code for each in (here, *others)] == [200, 303, 303]


def test_nobody_ends_the_sign_in_of_a_colleague_but_an_admin(office: Office) -> None:
    ilse, mara, admin = office.browser("ilse"), office.browser("mara"), office.browser("imani")
    page = admin.get("/desk/people").text
    (end,) = re.findall(r'action="(/desk/people/ilse/sign-ins/(\d+)/end)"', page)
    assert mara.post(f"/desk/account/sign-ins/{end[1]}/end").status_code == 422
    assert mara.post(end[0]).status_code == 403
    with pytest.raises(NotFound):
        sign_ins.end(office.runtime, office.people["mara"], int(end[1]))
    with pytest.raises(Refused, match="Only an admin"):
        sign_ins.end_of(office.runtime, office.people["mara"], "ilse", int(end[1]))
    with pytest.raises(Refused, match="Only an admin"):
        sign_ins.of_everybody(office.runtime, office.people["devin"], "", now=office.wall_at)
    assert ilse.get("/desk/work").status_code == 200
    assert admin.post(end[0]).status_code == 303
    assert ilse.get("/desk/work").status_code == 303


def test_a_sign_in_whose_time_is_over_is_not_listed(office: Office) -> None:
    office.browser("mara")
    office.wall_at += timedelta(hours=2)
    assert len(sign_ins.mine(office.runtime, office.people["mara"], "", now=office.wall_at)) == 0


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (FIREFOX, "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("<script>", ""),
    ],
)
def test_of_a_browser_only_its_family_and_system_are_kept(said: str, shown: str) -> None:
    assert family(said) == shown
