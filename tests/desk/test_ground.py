"""Rooms of admins: people, tokens, rules, system."""

from __future__ import annotations

import pytest

from outreach import people, staffing, tokens
from outreach.people import Role
from outreach.policies import known_packs
from outreach.refusals import Refused
from outreach.staffing import Place
from tests.support.office import EVIL, Office

SECRET = '<p class="f-secret"><code>'


def secret_of(page: str) -> str:
    return page.partition(SECRET)[2].partition("</code>")[0]


def test_somebody_is_let_in_with_a_password_that_is_shown_once(office: Office) -> None:
    admin = office.browser("imani")
    asked = {"login": "noor", "name": "Noor Ali", "role": "collector", "skills": "plan, hardship", "locales": "en,es"}
    page = admin.post("/desk/people", data=asked).text
    person = people.check_password(office.runtime, "noor", secret_of(page))
    assert person is not None
    assert (person.role, person.skills, person.locales) == (Role.COLLECTOR, ("plan", "hardship"), ("en", "es"))
    assert SECRET not in admin.get("/desk/people").text


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"login": "mara", "role": "collector"}, "is taken"),
        ({"login": "two words", "role": "collector"}, "one word"),
        ({"login": "noor", "role": "owner"}, "Choose a role"),
    ],
)
def test_what_makes_no_user_is_said(office: Office, asked: dict[str, str], words: str) -> None:
    answer = office.browser("imani").post("/desk/people", data=asked)
    assert (answer.status_code, words in answer.text) == (422, True)


def test_a_change_counts_from_the_next_click(office: Office) -> None:
    mara = office.browser("mara")
    assert mara.get("/desk/board").status_code == 403
    office.browser("imani").post("/desk/people/mara", data={"name": EVIL, "role": "supervisor", "locales": "en"})
    assert mara.get("/desk/board").status_code == 200
    assert EVIL not in office.browser("imani").get("/desk/people").text


def test_who_is_kept_out_is_signed_out_everywhere(office: Office) -> None:
    mara, imani = office.browser("mara"), office.browser("imani")
    assert imani.post("/desk/people/mara/out").status_code == 303
    assert mara.get("/desk/work").status_code == 303
    assert imani.post("/desk/people/mara/in").status_code == 303
    assert office.browser("mara").get("/desk/work").status_code == 200


def test_a_forgotten_password_is_replaced(office: Office) -> None:
    page = office.browser("imani").post("/desk/people/mara/password").text
    assert people.check_password(office.runtime, "mara", secret_of(page)) is not None


@pytest.mark.parametrize(
    "address", ["/desk/people/imani/out", "/desk/people/nobody/out", "/desk/people/nobody/password"]
)
def test_nobody_locks_themselves_out_and_strangers_are_said(office: Office, address: str) -> None:
    assert office.browser("imani").post(address).status_code == 422
    answer = office.browser("imani").post("/desk/people/imani", data={"name": "I", "role": "collector"})
    assert (answer.status_code, "your own role" in answer.text) == (422, True)


def test_a_token_is_shown_once_and_opens_nothing_once_revoked(office: Office) -> None:
    admin = office.browser("imani")
    token = secret_of(admin.post("/desk/tokens", data={"name": "core-banking"}).text)
    assert tokens.owner(office.runtime, token) == "core-banking"
    page = admin.get("/desk/tokens").text
    assert "core-banking" in page
    assert token not in page
    (known,) = tokens.known(office.runtime, office.people["imani"])
    assert admin.post(f"/desk/tokens/{known.id}/revoke").status_code == 303
    assert tokens.owner(office.runtime, token) is None
    assert admin.post(f"/desk/tokens/{known.id}/revoke").status_code == 422


@pytest.mark.parametrize("login", ["mara", "devin"])
def test_the_verbs_themselves_are_for_admins_alone(office: Office, login: str) -> None:
    runtime, who, place = office.runtime, office.people[login], Place(name="x", role="admin")
    for verb in (
        lambda: staffing.everybody(runtime, who),
        lambda: staffing.hire(runtime, who, "noor", place),
        lambda: staffing.change(runtime, who, login, place),
        lambda: staffing.let_in(runtime, who, "ilse", active=False),
        lambda: staffing.new_password(runtime, who, "imani"),
        lambda: tokens.known(runtime, who),
        lambda: tokens.revoke(runtime, who, 1),
    ):
        with pytest.raises(Refused, match="Only an admin"):
            verb()


def test_every_pack_is_listed_and_each_shows_its_rules_with_their_source(office: Office) -> None:
    browser = office.browser("devin")
    page = browser.get("/desk/policies").text
    for pack in known_packs(None):
        assert f'href="/desk/policies/{pack}"' in page
        assert browser.get(f"/desk/policies/{pack}").status_code == 200
    one = browser.get("/desk/policies/us-federal").text
    assert "us.7in7" in one
    assert "12 CFR 1006.14" in one
    assert browser.get("/desk/policies/atlantis").status_code == 404


def test_the_system_says_what_runs_and_what_does_not(office: Office) -> None:
    page = office.browser("imani").get("/desk/system").text
    for words in ("Schema", "Web chat", "No feed is declared", "all buckets"):
        assert words in page, words
