"""The list itself: whose queues, what is aside, views that are kept, people that are found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.events import PersonRequested
from outreach import snoozing
from outreach.desk_work import working
from outreach.refusals import NotFound, Refused
from outreach.worklist import View, worklist_of
from tests.support.office import NOW, Office

LATER = NOW + timedelta(days=1)


def shown(office: Office, view: View = "waiting", login: str = "mara") -> list[str]:
    return [row.ref for row in worklist_of(office.runtime, office.people[login], view=view).rows]


def test_somebody_sees_the_queues_they_answer_in_and_despair_always(office: Office) -> None:
    office.writes("about my plan", "B-1")
    office.writes("看一下", "B-3")
    mara = replace(office.people["mara"], locales=("en",))
    found = worklist_of(office.runtime, mara)
    assert ([row.ref for row in found.rows], found.waiting) == (["B-1"], 1)
    with working(office.runtime, "B-3", "bot", kind="message") as work:
        work.apply(PersonRequested(skill="distress", priority=9, reason="words of distress", due_by=work.now))
    assert {row.ref for row in worklist_of(office.runtime, mara).rows} == {"B-1", "B-3"}
    assert worklist_of(office.runtime, replace(mara, skills=("plan",))).waiting == 1


def test_what_is_put_aside_leaves_the_list_until_its_time(office: Office) -> None:
    office.writes("i will send the letter")
    browser = office.browser("mara")
    asked = {"choice": "hour", "why": "The letter of the bank"}
    assert browser.post("/desk/c/B-1/snooze", data=asked).status_code == 200
    assert (shown(office), shown(office, "snoozed")) == ([], ["B-1"])
    page = browser.get("/desk/work", params={"view": "snoozed"}).text
    assert "The letter of the bank" in page
    assert "Put aside until" in browser.get("/desk/c/B-1").text
    office.passes(timedelta(minutes=61))
    assert (shown(office), shown(office, "snoozed")) == (["B-1"], [])


def test_a_word_from_them_brings_it_back(office: Office) -> None:
    office.writes("i will send the letter")
    snoozing.snooze(office.runtime, "B-1", "mara", LATER, "the letter")
    assert shown(office) == []
    office.passes(timedelta(minutes=1))
    office.writes("here it is", person=False)
    assert shown(office) == ["B-1"]


def test_a_colleague_brings_it_back_by_hand(office: Office) -> None:
    office.writes("i will send the letter")
    snoozing.snooze(office.runtime, "B-1", "mara", LATER, "the letter")
    assert office.browser("ilse").post("/desk/c/B-1/wake").status_code == 200
    assert shown(office) == ["B-1"]
    with pytest.raises(NotFound, match="not aside"):
        snoozing.wake(office.runtime, "B-1", "ilse")


@pytest.mark.parametrize(
    ("until", "why", "words"),
    [
        (LATER, "  ", "what you wait for"),
        (NOW, "a letter", "has passed"),
        (NOW + timedelta(days=61), "a letter", "60 days"),
    ],
)
def test_a_snooze_that_makes_no_sense_is_refused(office: Office, until: object, why: str, words: str) -> None:
    office.writes("hello")
    with pytest.raises(Refused, match=words):
        snoozing.snooze(office.runtime, "B-1", "mara", until, why)  # type: ignore[arg-type]
    assert shown(office) == ["B-1"]


def test_only_who_waits_or_is_mine_can_be_put_aside(office: Office) -> None:
    with pytest.raises(Refused, match="The bot has this chat"):
        snoozing.snooze(office.runtime, "B-1", "mara", LATER, "a letter")
    office.writes("hello")
    office.browser("ilse").post("/desk/c/B-1/claim")
    with pytest.raises(Refused, match="ilse holds this chat"):
        snoozing.snooze(office.runtime, "B-1", "mara", LATER, "a letter")
    snoozing.snooze(office.runtime, "B-1", "ilse", LATER, "a letter")


def test_despair_is_never_put_aside(office: Office) -> None:
    with working(office.runtime, "B-1", "bot", kind="message") as work:
        work.apply(PersonRequested(skill="distress", priority=3, reason="words of distress", due_by=work.now))
    with pytest.raises(Refused, match="despair"):
        snoozing.snooze(office.runtime, "B-1", "mara", LATER, "a letter")


def test_a_view_is_kept_shown_and_removed(office: Office) -> None:
    office.writes("hello")
    office.writes("你好", "B-3")
    browser = office.browser("mara")
    answer = browser.post("/desk/views", data={"name": "Chinese", "query": "view=waiting&locale=zh-Hans&evil=1"})
    assert answer.headers["location"] == "/desk/work?view=waiting&locale=zh-Hans&evil=1"
    page = browser.get("/desk/work").text
    assert 'href="/desk/work?view=waiting&amp;locale=zh-Hans">Chinese' in page
    assert "Chinese" not in office.browser("ilse").get("/desk/work").text
    (kept,) = worklist_of(office.runtime, office.people["mara"]).saved
    assert office.browser("ilse").post(f"/desk/views/{kept.id}/remove").status_code == 404
    assert browser.post(f"/desk/views/{kept.id}/remove").status_code == 303
    assert worklist_of(office.runtime, office.people["mara"]).saved == ()


def test_a_view_needs_a_name_and_there_are_only_so_many(office: Office) -> None:
    mara = office.people["mara"]
    with pytest.raises(Refused, match="needs a name"):
        snoozing.save_view(office.runtime, mara, "   ", {})
    for number in range(snoozing.MOST_VIEWS):
        snoozing.save_view(office.runtime, mara, f"view {number}", {"view": "mine"})
    snoozing.save_view(office.runtime, mara, "view 3", {"view": "all"})
    with pytest.raises(Refused, match="remove one first"):
        snoozing.save_view(office.runtime, mara, "one more", {})


def test_the_palette_finds_people(office: Office) -> None:
    page = office.browser("mara").get("/desk/find", params={"words": "james"}).text
    assert 'href="/desk/c/B-1?view=all"' in page
    assert office.browser("mara").get("/desk/find").text.strip() == ""


def test_more_are_shown_on_request(office: Office) -> None:
    for ref in ("B-1", "B-2", "B-3"):
        office.writes("hello", ref)
    browser = office.browser("mara")
    assert browser.get("/desk/queue", params={"shown": 2}).text.count('id="row-') == 2
    assert "Show more" in browser.get("/desk/queue", params={"shown": 2}).text
    assert browser.get("/desk/queue", params={"shown": 102}).text.count('id="row-') == 3
    assert browser.get("/desk/queue", params={"shown": 100_000}).status_code == 422
