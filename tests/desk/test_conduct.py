"""Conduct review: what is drawn and why, who may score, and what comes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.events import OptedOut
from outreach import conduct
from outreach.conduct import Review
from outreach.desk_work import working
from outreach.refusals import NotFound, Refused
from tests.support.office import Office

CALM = "Good morning. Friday is fine."
HARD = "This is your last chance, you must decide today."
GOOD = {"tone": "2", "accuracy": "2", "help": "1", "rules": "2"}


def talk(office: Office, login: str, text: str, ref: str = "B-1") -> None:
    """Somebody claims a chat, writes once and gives it back."""
    office.writes("hello", ref)
    browser = office.browser(login)
    taken = "take-over" if login == "devin" else "claim"
    browser.post(f"/desk/c/{ref}/{taken}")
    assert browser.post(f"/desk/c/{ref}/reply", data={"text": text, "channel": "webchat"}).status_code == 200
    browser.post(f"/desk/c/{ref}/hand-back", data={"outcome": "information", "agreed": ""})
    office.passes(timedelta(minutes=5))


def review(office: Office, login: str = "devin") -> Review:
    return conduct.review_of(office.runtime, office.people[login])


def test_flagged_words_are_drawn_by_risk_and_calm_ones_at_random(office: Office) -> None:
    talk(office, "mara", HARD, "B-1")
    talk(office, "ilse", CALM, "B-3")
    found = review(office)
    assert [(each.login, each.reasons, each.flags) for each in found.risk] == [("mara", ("flagged",), 3)]
    assert [(each.login, each.reasons) for each in found.random] == [("ilse", ())]
    page = office.browser("devin").get("/desk/conduct").text
    assert '<mark class="flag">last chance</mark>' in page
    assert "3 flagged words" in page


def test_an_opt_out_soon_after_counts_and_one_much_later_does_not(office: Office) -> None:
    talk(office, "mara", CALM, "B-1")
    talk(office, "ilse", CALM, "B-3")
    stopped = OptedOut(contact_point_id=office.point("B-2")[1], channel="sms")
    with working(office.runtime, "B-1", "borrower") as work:
        work.apply(stopped)
    office.passes(timedelta(days=4))
    with working(office.runtime, "B-3", "borrower") as work:
        work.apply(stopped)
    assert {each.login: each.reasons for each in (*review(office).risk, *review(office).random)} == {
        "mara": ("opted_out",),
        "ilse": (),
    }


def test_a_score_is_kept_and_the_next_talk_answers(office: Office) -> None:
    talk(office, "mara", HARD, "B-1")
    talk(office, "ilse", HARD, "B-3")
    devin = office.browser("devin")
    first, second = review(office).risk
    answer = devin.post(f"/desk/conduct/{first.id}", data={**GOOD, "comment": "Gently."})
    assert (answer.status_code, answer.headers["HX-Trigger"]) == (200, '{"scored": {"target": "body"}}')
    assert f'hx-post="/desk/conduct/{second.id}"' in answer.text
    found = review(office)
    assert [each.id for each in found.risk] == [second.id]
    assert [(each.total, each.comment, each.by, each.drawn) for each in found.done] == [
        (7, "Gently.", "Devin Ashe", "risk")
    ]
    assert [(each.talks, each.total) for each in found.people] == [(1, 7.0)]
    assert "Gently." in devin.get("/desk/conduct?view=done").text
    assert "7.0" in devin.get("/desk/conduct?view=people").text
    again = devin.post(f"/desk/conduct/{first.id}", data=GOOD)
    assert again.status_code == 409


def test_a_mark_that_is_missing_is_asked_for_and_the_rest_stays(office: Office) -> None:
    talk(office, "mara", HARD)
    (sample,) = review(office).risk
    answer = office.browser("devin").post(f"/desk/conduct/{sample.id}", data={"tone": "1", "comment": "so far"})
    assert (answer.status_code, "Give each of the four marks" in answer.text) == (409, True)
    assert 'name="tone" value="1" required checked' in answer.text
    assert "so far</textarea>" in answer.text


def test_nobody_scores_their_own_texts(office: Office) -> None:
    talk(office, "devin", HARD)
    assert review(office).risk == ()
    with office.runtime.db.reading() as connection:
        own = connection.exec_driver_sql("SELECT id FROM messages WHERE actor = 'collector:devin'").scalar_one()
    with pytest.raises(NotFound, match="your own"):
        conduct.score(office.runtime, office.people["devin"], own, (2, 2, 2, 2), "")


def test_the_borrowers_data_is_hidden_and_showing_it_is_kept(office: Office) -> None:
    talk(office, "mara", "Good morning James Cole, last chance.")
    devin = office.browser("devin")
    assert "James" not in devin.get("/desk/conduct").text
    (sample,) = review(office).risk
    assert "James Cole" in devin.get(f"/desk/conduct?talk={sample.id}&shown=true").text
    with office.runtime.db.reading() as connection:
        rows = connection.exec_driver_sql('SELECT "by", what, about FROM doings').all()
    assert [tuple(row) for row in rows] == [("user:devin", "revealed", "B-1")]


@pytest.mark.parametrize("login", ["mara", "imani"])
def test_the_verbs_are_for_supervisors_alone(office: Office, login: str) -> None:
    who = office.people[login]
    with pytest.raises(Refused, match="Only a supervisor"):
        conduct.review_of(office.runtime, who)
    with pytest.raises(Refused, match="Only a supervisor"):
        conduct.score(office.runtime, who, 1, (2, 2, 2, 2), "")
