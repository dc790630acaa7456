"""Whoever takes a chat reads in short who it is, what is owed, what was said, tried and agreed."""

from __future__ import annotations

import html

from cases.events import HandedBack, PlanDeclined, PromiseMade, ReasonGiven
from desk.summary import ABOUT
from desk.telling import WAYS
from outreach.desk_work import working
from tests.support.office import NOW, Office


def test_the_summary_is_made_of_facts(office: Office) -> None:
    with working(office.runtime, "B-1", "borrower") as work:
        work.apply(ReasonGiven(reason="lost_job", words="they closed the shop"))
        work.apply(PromiseMade(ref="p", amount_minor=5000, currency="USD", due_on=NOW.date()))
    office.writes("Can somebody look at it with me?")
    page = html.unescape(office.browser("mara").get("/desk/c/B-1/case").text)
    short = page[page.index('id="summary"') : page.index("</dl>", page.index('id="summary"'))]
    for words in ("Asked for a person", "James Cole", "$372.80 late", "they closed the shop", "$50.00"):
        assert words in short, words
    assert "“Can somebody look at it with me?”" in short


def test_the_bot_needs_no_summary(office: Office) -> None:
    assert 'id="summary"' not in office.browser("mara").get("/desk/c/B-2/case").text


def test_every_fact_that_it_may_tell_has_words() -> None:
    told = {kind for kinds in ABOUT.values() for kind in kinds}
    assert told <= set(WAYS)
    assert {PlanDeclined.__name__, PromiseMade.__name__} <= told
    assert HandedBack.__name__ not in told
