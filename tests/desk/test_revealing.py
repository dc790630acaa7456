"""What is masked in a case is shown to who works on it, and each look is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from outreach import casebook, revealing
from outreach.refusals import NotFound, Refused
from tests.support.office import EVIL, Office

PHONE, BORN = "+12025550143", "1987-05-04"


def point_of(office: Office) -> str:
    view = casebook.case_view(office.runtime, "B-1")
    return next(f"point:{each.id}" for each in view.points if each.address == PHONE)


def looks(office: Office) -> list[tuple[str, str, str]]:
    found = revealing.looks_of(office.runtime, office.people["devin"], "B-1")
    return [(each.login, each.what, each.why) for each in found]


@pytest.fixture
def held(office: Office) -> Office:
    """A chat that Mara holds."""
    office.writes("hello")
    office.browser("mara").post("/desk/c/B-1/claim")
    return office


@pytest.mark.parametrize("path", ["/desk/c/B-1", "/desk/c/B-1/case", "/desk/work?view=all&words=5550143"])
@pytest.mark.parametrize("login", ["mara", "devin"])
def test_phone_and_identity_are_masked_until_somebody_asks(held: Office, login: str, path: str) -> None:
    page = held.browser(login).get(path).text
    assert "James Cole" in page
    for clear in (PHONE, BORN, "4 May 1987"):
        assert clear not in page
    assert ("+12 ••• 0143" in page) == path.startswith("/desk/c/")


def test_who_holds_the_chat_sees_a_value_and_the_look_is_kept(held: Office) -> None:
    mara = held.browser("mara")
    assert "Reveal" in mara.get("/desk/c/B-1/case").text
    asked = {"what": point_of(held), "why": f" wrong  number {EVIL}"}
    assert PHONE in mara.post("/desk/c/B-1/reveal", data=asked).text
    assert BORN in mara.post("/desk/c/B-1/reveal", data={"what": "birth_date"}).text
    assert looks(held) == [("mara", "birth_date", ""), ("mara", "sms", f"wrong number {EVIL}")]
    page = held.browser("devin").get("/desk/c/B-1/case").text
    assert "Looked at" in page
    assert "wrong number" in page
    assert EVIL not in page
    assert "Looked at" not in mara.get("/desk/c/B-1/case").text


def test_nobody_else_sees_it_and_nothing_is_kept(held: Office) -> None:
    ilse = held.browser("ilse")
    assert "Reveal" not in ilse.get("/desk/c/B-1/case").text
    answer = ilse.post("/desk/c/B-1/reveal", data={"what": "birth_date"})
    assert (answer.status_code, "Claim the chat first" in answer.text, BORN in answer.text) == (409, True, False)
    held.passes(timedelta(minutes=16))
    with pytest.raises(Refused, match="Claim the chat"):
        revealing.reveal(held.runtime, held.people["mara"], "B-1", "birth_date")
    assert looks(held) == []


def test_the_verb_itself_knows_the_roles(office: Office) -> None:
    what = point_of(office)
    assert revealing.reveal(office.runtime, office.people["devin"], "B-1", what) == PHONE
    for login in ("imani", "mara"):
        with pytest.raises(Refused):
            revealing.reveal(office.runtime, office.people[login], "B-1", what)
        assert revealing.looks_of(office.runtime, office.people[login], "B-1") == ()


@pytest.mark.parametrize("what", ["", "name", "id_last4", "point:99", "__class__"])
def test_what_is_not_known_or_not_masked_is_not_shown(office: Office, what: str) -> None:
    with pytest.raises(NotFound):
        revealing.reveal(office.runtime, office.people["devin"], "B-1", what)
    assert office.browser("devin").post("/desk/c/B-1/reveal", data={"what": what}).status_code == 404


def test_a_contact_point_of_another_case_is_not_shown(office: Office) -> None:
    with pytest.raises(NotFound):
        revealing.reveal(office.runtime, office.people["devin"], "B-2", point_of(office))


def test_that_a_case_file_was_taken_is_kept(office: Office) -> None:
    assert office.browser("devin").get("/desk/c/B-1/file").status_code == 200
    with office.runtime.db.reading() as connection:
        rows = connection.exec_driver_sql("SELECT by, what, about FROM doings").all()
    assert [tuple(row) for row in rows] == [("user:devin", "case_file_taken", "B-1")]
