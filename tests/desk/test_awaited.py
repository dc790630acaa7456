"""The tab says how much waits for whoever looks at it."""

from __future__ import annotations

import pytest

from outreach.awaited import waiting_for
from tests.support.office import Office


def waits(office: Office, login: str) -> int:
    return waiting_for(office.runtime, office.people[login])


def test_a_chat_waits_for_its_holder_until_they_answer(office: Office) -> None:
    office.writes("hello")
    assert waits(office, "mara") == 0
    mara = office.browser("mara")
    mara.post("/desk/c/B-1/claim")
    assert [waits(office, login) for login in office.people] == [int(login == "mara") for login in office.people]
    assert 'data-many="1"' in mara.get("/desk/awaited").text
    mara.post("/desk/c/B-1/reply", data={"text": "Hello James, Mara here.", "channel": "webchat"})
    assert waits(office, "mara") == 0
    office.writes("thanks", person=False)
    assert waits(office, "mara") == 1


def test_a_chat_that_was_given_waits_too(office: Office) -> None:
    office.writes("hello")
    office.browser("devin").post("/desk/c/B-1/give", data={"login": "mara"})
    assert waits(office, "mara") == 1


@pytest.mark.parametrize("login", ["mara", "devin", "imani"])
def test_every_page_has_the_number_and_nothing_of_whom(office: Office, login: str) -> None:
    office.writes("hello")
    office.browser("mara").post("/desk/c/B-1/claim")
    part = office.browser(login).get("/desk/awaited").text
    assert "James" not in part
    assert 'id="awaited"' in office.browser(login).get("/desk/account").text
