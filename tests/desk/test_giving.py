"""On duty and away, chats that are given, and who else is there, as the desk's pages show them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.custody import BY_ITSELF
from cases.events import Claimed
from cases.model import CustodyState
from outreach import casework
from outreach.desk_work import working
from outreach.live import DESK, person_topic
from outreach.presence import OPEN_S, TYPING_S, Presence
from outreach.refusals import NotFound
from outreach.reminders import fire_due
from tests.support.office import Office


def custody(office: Office, ref: str = "B-1") -> tuple[CustodyState, str | None]:
    from outreach.casebook import case_view

    found = case_view(office.runtime, ref).case.custody
    return found.state, found.holder


def test_somebody_says_that_they_are_away_and_the_rail_keeps_it(office: Office) -> None:
    browser = office.browser("mara")
    assert ">On duty<" in browser.get("/desk/work").text
    assert ">Away<" in browser.post("/desk/duty", data={"away": "true"}).text
    assert ">Away<" in browser.get("/desk/work").text
    assert ">On duty<" in browser.post("/desk/duty", data={"away": "false"}).text
    assert ">On duty<" not in office.browser("imani").get("/desk/wording").text


def test_who_did_not_take_up_a_chat_reads_that_they_are_away(office: Office) -> None:
    mara = office.browser("mara")
    office.writes("hello")
    with working(office.runtime, "B-1", BY_ITSELF, kind="custody") as work:
        until = office.clock.now() + timedelta(minutes=2)
        work.apply(Claimed(login="mara", lease_until=until, given_by=BY_ITSELF))
    assert "James Cole was given to you." in mara.get("/desk/given").text
    assert ">On duty<" in mara.get("/desk/given").text
    office.passes(timedelta(minutes=3))
    fire_due(office.runtime)
    assert "was given to you" not in mara.get("/desk/given").text
    assert ">Away<" in mara.get("/desk/given").text
    assert custody(office) == (CustodyState.QUEUED, None)


def test_a_supervisor_gives_a_chat_to_a_colleague_who_is_told(office: Office) -> None:
    office.writes("hello")
    casework.claim(office.runtime, "B-1", "mara")
    devin, ilse = office.browser("devin"), office.browser("ilse")
    form = devin.get("/desk/c/B-1/give").text
    assert "Mara Lind has it now and loses it at once." in form
    assert 'value="ilse"' in form
    assert 'value="mara"' not in form
    answer = devin.post("/desk/c/B-1/give", data={"login": "ilse"})
    assert "given" in answer.headers["HX-Trigger"]
    assert custody(office) == (CustodyState.COLLECTOR, "ilse")
    assert "James Cole was given to you by Devin Ashe." in ilse.get("/desk/given").text
    assert "I have it" in ilse.get("/desk/c/B-1").text
    assert "Chat given to Ilse Brandt" in ilse.get("/desk/c/B-1").text
    assert office.browser("mara").post("/desk/c/B-1/reply", data={"text": "still me"}).status_code == 409
    ilse.post("/desk/c/B-1/renew")
    assert "was given to you" not in ilse.get("/desk/given").text
    assert "I have it" not in ilse.get("/desk/c/B-1").text


def test_a_collector_puts_a_chat_back_but_gives_it_to_nobody(office: Office) -> None:
    office.writes("hello")
    mara = office.browser("mara")
    mara.post("/desk/c/B-1/claim")
    form = mara.get("/desk/c/B-1/give").text
    assert ("Back to the queue" in form, 'name="login"' in form) == (True, False)
    assert mara.post("/desk/c/B-1/give", data={"login": "ilse"}).status_code == 403
    assert office.browser("ilse").post("/desk/c/B-1/put-back").status_code == 409
    assert mara.post("/desk/c/B-1/put-back", data={"why": "a lawyer writes"}).status_code == 200
    assert custody(office) == (CustodyState.QUEUED, None)
    assert "Put back into the queue: a lawyer writes" in mara.get("/desk/c/B-1").text


def test_a_refusal_is_told_in_the_dialog(office: Office) -> None:
    office.writes("hello")
    answer = office.browser("devin").post("/desk/c/B-1/give", data={"login": "imani"})
    assert (answer.status_code, "Choose a colleague who answers borrowers." in answer.text) == (409, True)
    with pytest.raises(NotFound):
        casework.claim(office.runtime, "B-99", "mara")
    assert office.browser("devin").get("/desk/c/B-99/give").status_code == 404


def test_supervisors_read_who_waits_too_long_and_collectors_do_not(office: Office) -> None:
    office.writes("hello", "B-1")
    office.writes("hello", "B-2")
    assert "past the time to answer" not in office.browser("devin").get("/desk/alerts").text
    office.passes(timedelta(minutes=31))
    assert "2 chats wait past the time to answer." in office.browser("devin").get("/desk/alerts").text
    assert "past the time to answer" not in office.browser("mara").get("/desk/alerts").text
    casework.claim(office.runtime, "B-1", "mara")
    assert "One chat waits past the time to answer." in office.browser("devin").get("/desk/alerts").text


def test_others_on_a_chat_are_shown_with_what_they_do(office: Office) -> None:
    mara, ilse = office.browser("mara"), office.browser("ilse")
    assert mara.get("/desk/c/B-1/presence").text.strip() == ""
    assert "Mara Lind reads along" in ilse.get("/desk/c/B-1/presence").text
    assert "Ilse Brandt reads along" in mara.get("/desk/c/B-1/presence?typing=true").text
    assert "Mara Lind is typing" in ilse.get("/desk/c/B-1/presence").text
    assert ilse.get("/desk/c/B-2/presence").text.strip() == ""
    mara.get("/desk/c/B-1/presence?left=true")
    assert ilse.get("/desk/c/B-1/presence").text.strip() == ""


def test_a_page_that_only_stays_open_keeps_nobody_signed_in_and_a_sign_of_life_does(office: Office) -> None:
    browser = office.browser("mara")
    browser.headers["HX-Request"] = "true"
    idle = timedelta(minutes=office.runtime.settings.desk.idle_minutes)
    office.passes(idle * 0.9)
    browser.get("/desk/c/B-1/presence?typing=true")
    assert browser.post("/desk/here").status_code == 204
    office.passes(idle * 0.9)
    browser.get("/desk/c/B-1/presence?typing=true")
    office.passes(idle * 0.2)
    assert browser.get("/desk/c/B-1/presence").status_code == 401


def test_news_is_told_once_and_ends_by_itself() -> None:
    at = [0.0]
    here = Presence(lambda: at[0])
    assert here.note("B-1", "mara")
    assert not here.note("B-1", "mara")
    assert here.note("B-1", "mara", typing=True)
    assert not here.note("B-1", "mara", typing=True)
    (mara,) = here.others("B-1", "ilse")
    assert (mara.login, mara.typing, mara.left) == ("mara", True, TYPING_S)
    at[0] = TYPING_S
    (mara,) = here.others("B-1", "ilse")
    assert (mara.typing, mara.left) == (False, OPEN_S - TYPING_S)
    at[0] = OPEN_S
    assert here.others("B-1", "ilse") == ()
    assert not here.leave("B-1", "mara")
    assert here.note("B-1", "mara")


async def test_presence_and_what_is_given_travel_on_the_live_bus(office: Office) -> None:
    import asyncio

    office.writes("hello")
    live = office.runtime.live
    mara, devin = office.browser("mara"), office.browser("devin")
    async with live.subscribe(DESK, idle_s=5) as everybody, live.subscribe(person_topic("ilse"), idle_s=5) as ilse:
        await asyncio.to_thread(mara.get, "/desk/c/B-1/presence")
        assert await anext(everybody) == {"type": "presence", "ref": "B-1"}
        await asyncio.to_thread(devin.post, "/desk/c/B-1/give", data={"login": "ilse"})
        assert await anext(everybody) == {"type": "custody", "ref": "B-1"}
        assert await anext(ilse) == {"type": "given", "ref": "B-1"}
