"""Team results: what is counted, for whom, of what; and the file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest

from cases.events import ArrearsCleared, HoldPlaced, PaymentReceived
from cases.model import Blocks, Hold, HoldScope, HoldType
from outreach.desk_work import working
from outreach.refusals import Refused
from outreach.results import Results, results_of
from outreach.sheets import sheet
from tests.support.office import NOW, Office

TODAY = NOW.date()


def talk(office: Office, login: str, ref: str, **outcome: str) -> None:
    """Somebody answers a call after five minutes and hands back with what it came to."""
    office.writes("hello", ref)
    office.passes(timedelta(minutes=5))
    browser = office.browser(login)
    browser.post(f"/desk/c/{ref}/claim")
    assert browser.post(f"/desk/c/{ref}/reply", data={"text": "Good morning", "channel": "webchat"}).status_code == 200
    office.writes("thanks", ref, person=False)
    given = {"outcome": "information", "agreed": "", **outcome}
    assert browser.post(f"/desk/c/{ref}/hand-back", data=given).status_code == 200
    office.passes(timedelta(minutes=1))


def results(office: Office) -> Results:
    return results_of(office.runtime, office.people["devin"])


def test_each_figure_stands_with_who_did_it_and_all_counts_a_borrower_once(office: Office) -> None:
    talk(office, "mara", "B-1", outcome="promise", amount="50", currency="USD", due_on="2026-12-04")
    talk(office, "ilse", "B-1")
    with working(office.runtime, "B-1", "ledger") as work:
        work.apply(PaymentReceived(external_ref="p", loan_ref="L-1", amount_minor=5000, currency="USD", paid_on=TODAY))
    found = results(office)
    lines = {line.login: line for line in found.lines}
    assert (lines["mara"].contacts, lines["mara"].talks, lines["mara"].promises) == (1, 1, 1)
    assert (lines["ilse"].contacts, lines["ilse"].promises) == (1, 0)
    assert lines["mara"].reply == lines["ilse"].reply == timedelta(minutes=5)
    assert lines["mara"].amounts == lines["ilse"].amounts == {"USD": 5000}
    assert (found.all.contacts, found.all.promises, found.all.amounts, found.all.replies) == (1, 1, {"USD": 5000}, 2)


def test_a_share_is_of_promises_that_came_to_an_end(office: Office) -> None:
    talk(office, "mara", "B-1", outcome="promise", amount="50", currency="USD", due_on="2026-12-04")
    assert results(office).all.kept_share is None
    with office.runtime.db.writing() as connection:
        connection.exec_driver_sql("UPDATE promises SET state = 'kept'")
    line = results(office).all
    assert (line.promises_kept, line.promises_ended, line.kept_share) == (1, 1, 1.0)


def test_a_complaint_counts_after_words_and_not_before_them(office: Office) -> None:
    hold = Hold(
        ref="c",
        type=HoldType.COMPLAINT,
        scope=HoldScope.PERSON,
        blocks=Blocks.DEMANDS,
        from_at=NOW,
        source="letter",
        may_lift="supervisor",
    )
    with working(office.runtime, "B-3", "user:imani") as work:
        work.apply(HoldPlaced(hold=hold))
    office.passes(timedelta(minutes=1))
    talk(office, "mara", "B-1")
    with working(office.runtime, "B-1", "user:imani") as work:
        work.apply(HoldPlaced(hold=hold))
    assert {line.login: line.complaints for line in results(office).lines} == {"mara": 1}
    assert results(office).all.complaints == 1


def test_a_cure_counts_after_words(office: Office) -> None:
    talk(office, "mara", "B-1")
    with working(office.runtime, "B-1", "ledger") as work:
        work.apply(ArrearsCleared(settled=False))
    assert results(office).all.cures == 1


def test_what_lies_outside_the_period_does_not_count(office: Office) -> None:
    talk(office, "mara", "B-1")
    yesterday = results_of(office.runtime, office.people["devin"], date(2026, 11, 1), TODAY - timedelta(days=1))
    assert (yesterday.lines, yesterday.all.contacts) == ((), 0)


@pytest.mark.parametrize(("first", "last"), [("2026-11-24", "2026-11-01"), ("2024-01-01", "2026-11-01"), ("x", "")])
def test_a_period_that_cannot_be_is_said(office: Office, first: str, last: str) -> None:
    devin = office.browser("devin")
    assert devin.get("/desk/results", params={"first": first, "last": last}).status_code == 422
    assert devin.get("/desk/results.csv", params={"first": first, "last": last}).status_code == 422


def test_the_file_is_utf8_numbers_stay_numbers_and_no_cell_is_a_formula(office: Office) -> None:
    talk(office, "mara", "B-1")
    with office.runtime.db.writing() as connection:
        connection.exec_driver_sql("UPDATE users SET name = '=HYPERLINK(1)' WHERE login = 'mara'")
    answer = office.browser("devin").get("/desk/results.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][:3] == ["'=HYPERLINK(1)", "1", "1"]
    assert rows[-1][0] == "In all"
    with office.runtime.db.reading() as connection:
        assert connection.exec_driver_sql("SELECT what FROM doings").scalar_one() == "results_exported"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "  =1"])
def test_text_that_would_be_calculated_stands_behind_an_apostrophe(text: str) -> None:
    assert sheet(["name"], [[text]]).decode("utf-8-sig").replace('"', "").endswith(f"'{text}\r\n")


def test_the_verb_is_for_supervisors_alone(office: Office) -> None:
    for login in ("mara", "imani"):
        with pytest.raises(Refused, match="Only a supervisor"):
            results_of(office.runtime, office.people[login])
