"""The file of a case: complete, readable, safe to open, and never half-written."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from outreach.arrivals import bring_in
from outreach.audit_file import case_file
from outreach.audit_page import as_html, names_of_files, write_files, write_whole
from outreach.casework import add_note
from outreach.importing.rows import ImportKind
from outreach.refusals import NotFound, Refused
from outreach.settings import LenderSettings
from tests.support.stage import Stage, staged

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def filled(stage: Stage, **columns: Any) -> None:
    stage.borrower(("2026-11-20", "186.40"), **columns)
    stage.turn()
    stage.write("50 on Friday")
    stage.write("yes")
    stage.pay("10.00")
    add_note(stage.runtime, "B-1", "mara", f"Called. {HOSTILE}")


def test_the_file_has_everything_that_is_kept(stage: Stage) -> None:
    filled(stage)
    file = case_file(stage.runtime, "B-1", by="cli:ana")
    assert json.loads(json.dumps(file)) == file
    assert (file["made_by"], file["borrower"]["name"], file["verified"]["ok"]) == ("cli:ana", "James Cole", True)
    assert [each["seq"] for each in file["events"]] == list(range(1, file["verified"]["events"] + 1))
    assert [each["consented_at"] is not None for each in file["contact_points"]] == [True]
    loan = file["loans"][0]
    assert (loan["ref"], len(loan["instalments"]), loan["payments"][0]["amount_minor"]) == ("L-1", 1, 1000)
    assert file["promises"][0]["amount_minor"] == 5000
    assert {each["direction"] for each in file["messages"]} == {"in", "out"}
    assert all(each["decision"] for each in file["messages"] if each["direction"] == "out")
    assert [each["author"] for each in file["notes"]] == ["mara"]
    assert file["retention"] == {"until": None, "rules": []}, "no pack binds a lender's own loans here"
    with pytest.raises(NotFound):
        case_file(stage.runtime, "B-9", by="x")


def test_the_page_shows_it_and_runs_nothing(stage: Stage) -> None:
    filled(stage, name=f"Eve {HOSTILE}")
    stage.write(HOSTILE)
    page = as_html(case_file(stage.runtime, "B-1", by=HOSTILE))
    found = Page(page)
    assert not {"script", "img", "iframe", "link", "object", "form"}.intersection(found.tags)
    assert not [name for name, _ in found.attributes if name in ("src", "srcset") or name.startswith("on")]
    assert [value for name, value in found.attributes if name == "href" and not str(value).startswith("#")] == []
    assert found.text.count(HOSTILE) >= 4
    assert found.tags.count("h2") == 8
    assert found.tags.count("tr") > 10


def test_a_log_that_does_not_hold_is_said_on_the_page(stage: Stage) -> None:
    filled(stage)
    stage.do("DROP TRIGGER case_events_unchanged")
    stage.do("UPDATE case_events SET actor = 'user:eve' WHERE seq = 2")
    page = as_html(case_file(stage.runtime, "B-1", by="x"))
    assert "The log is not what was written." in page
    assert "Event 2: the row is not as it was written." in page


def test_files_are_whole_or_not_there(stage: Stage, tmp_path: Path) -> None:
    filled(stage)
    file = case_file(stage.runtime, "B-1", by="x")
    written = write_files(file, tmp_path / "new")
    assert [path.name for path in written] == ["case-B-1.json", "case-B-1.html"]
    assert json.loads(written[0].read_text("utf-8")) == file
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["case-B-1.html", "case-B-1.json"]
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(Refused, match="cannot be written"):
        write_whole(tmp_path / "taken" / "x.json", "{}")
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(Refused):
        write_whole(tmp_path / "folder.json", "{}")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".folder")]


def test_a_ref_makes_no_path() -> None:
    assert names_of_files("../../etc/x y") == {"json": "case-_.._etc_x_y.json", "html": "case-_.._etc_x_y.html"}


def test_the_file_says_until_when_it_has_to_be_kept(tmp_path: Path) -> None:
    with staged(tmp_path, lender=LenderSettings(name="Alder", actor="third_party")) as stage:
        stage.borrower(("2026-11-20", "186.40"))
        kept = case_file(stage.runtime, "B-1", by="x")["retention"]
        assert kept["until"] == "2029-11-24"
        assert {each["pack"] for each in kept["rules"]} == {"us-federal"}
        assert "To be kept until</dt><dd>2029-11-24" in as_html(case_file(stage.runtime, "B-1", by="x"))


def test_the_log_names_who_brought_the_rows(stage: Stage) -> None:
    row = {"borrower_ref": "B-7", "name": "Ana", "loan_ref": "L-7", "currency": "USD", "timezone": "UTC"}
    bring_in(stage.runtime, ImportKind.LOANS, [row | {"jurisdiction": "US"}], by="api:core-banking")
    bring_in(
        stage.runtime,
        ImportKind.INSTALMENTS,
        [{"loan_ref": "L-7", "number": "1", "due_on": "2026-11-20", "principal": "10"}],
        by="api:core-banking",
    )
    events = case_file(stage.runtime, "B-7", by="x")["events"]
    assert {(each["actor"], each["by"]) for each in events} == {("api:core-banking", "the program core-banking")}
