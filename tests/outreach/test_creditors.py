"""Creditors as rows: they are named, judged and counted as the ones whose debt it is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cases.model import Channel
from outreach.packerrors import PackError
from outreach.runtime import build_runtime
from outreach.settings import PolicySettings
from tests.support.stage import NOW, Stage, staged

BIRCH = {
    "ref": "birch",
    "name": "Birch Credit",
    "full_name": "Birch Credit Union Ltd",
    "phone": "+1 800 555 0177",
    "officer": "Owen Hart",
    "pay_url": "https://pay.birch.example",
    "actor": "first_party",
    "kind": "bank",
}
LATE = (NOW - timedelta(days=9)).date().isoformat()
LATER = (NOW - timedelta(days=3)).date().isoformat()
CAPPED = """
[pack]
id = "one-a-week"
version = "1"
jurisdiction = "US"
status = "house"
effective_from = 2020-01-01
review_by = 2099-01-01
source = "contract"

[[cap]]
id = "week.1"
channels = ["sms", "telegram"]
unit = "contact_or_attempt"
per = ["institution"]
max = 1
window = { n = 7, unit = "day", align = "rolling" }
"""


def test_texts_name_the_creditor_of_the_loan_and_lead_to_its_page(stage: Stage) -> None:
    stage.bring("creditors", BIRCH)
    stage.borrower((LATE, "100"), creditor="birch")
    stage.turn()
    (reminder,) = [row for row in stage.out() if row["state"] == "sent"]
    assert "Birch Credit" in reminder["body"]
    assert "Alder" not in reminder["body"]
    stage.write("1")
    assert any("https://pay.birch.example" in row["body"] for row in stage.out())


def test_a_creditor_without_a_row_is_spoken_for_by_the_lender(stage: Stage) -> None:
    stage.borrower((LATE, "100"), creditor="Some Name")
    stage.turn()
    assert "Alder" in stage.out()[-1]["body"]


def test_what_a_creditor_leaves_open_is_the_lenders(stage: Stage) -> None:
    stage.bring("creditors", {"ref": "birch", "name": "Birch", "actor": "first_party", "kind": "bank"})
    stage.borrower((LATE, "100"), creditor="birch")
    stage.turn()
    stage.write("1")
    assert any("https://pay.alder.example" in row["body"] for row in stage.out())


def test_a_creditor_we_collect_for_is_judged_as_a_third_party(stage: Stage) -> None:
    stage.bring("creditors", BIRCH | {"actor": "third_party"})
    stage.borrower((LATE, "100"), creditor="birch")
    stage.turn()
    assert "This is an attempt to collect a debt" in stage.out()[-1]["body"]


def test_one_reminder_names_one_creditor_and_the_next_the_other(stage: Stage) -> None:
    stage.bring("creditors", BIRCH)
    stage.borrower((LATE, "100"), creditor="birch")
    stage.borrower((LATER, "70"), loan="L-2")
    stage.days(9)
    demands = [row for row in stage.out() if row["state"] == "sent" and row["template"] != "first_contact"]
    assert {tuple(row["loans"]) for row in demands} == {("L-1",), ("L-2",)}
    for row in demands:
        named, other = ("Birch", "Alder") if row["loans"] == ["L-1"] else ("Alder", "Birch")
        assert named in row["body"], row
        assert other not in row["body"], row
    assert demands[0]["loans"] != demands[1]["loans"]


def test_a_newer_debt_is_spoken_of_in_the_words_of_its_own_rung(stage: Stage) -> None:
    stage.bring("creditors", BIRCH)
    stage.borrower(((NOW - timedelta(days=62)).date().isoformat(), "100"), creditor="birch")
    stage.borrower((LATER, "70"), loan="L-2")
    stage.days(9)
    new = [row for row in stage.out() if row["loans"] == ["L-2"] and row["state"] == "sent"]
    old = [row for row in stage.out() if row["loans"] == ["L-1"] and row["state"] == "sent"]
    assert new
    assert {row["template"] for row in new}.isdisjoint({row["template"] for row in old})


def test_an_answer_to_somebody_with_two_creditors_names_both(stage: Stage) -> None:
    stage.bring("creditors", BIRCH)
    stage.borrower((LATE, "100"), creditor="birch")
    stage.borrower((LATE, "70"), loan="L-2")
    stage.write("who are you")
    assert "Birch Credit, Alder" in stage.out()[-1]["body"]


def test_each_creditors_arrears_are_paid_on_its_own_page(stage: Stage) -> None:
    stage.bring("creditors", BIRCH)
    stage.borrower((LATE, "100"), creditor="birch")
    stage.borrower((LATE, "70"), loan="L-2")
    stage.write("I want to pay now")
    links = [row["body"] for row in stage.out() if row["template"] == "pay_link"]
    assert [("birch" in text, "100" in text) for text in links] == [(True, True), (False, False)]
    assert "pay.alder.example" in links[1]
    assert "70" in links[1]


# Packs and caps.


@pytest.fixture
def folder_of_packs(tmp_path: Path) -> Path:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "one-a-week.toml").write_text(CAPPED, "utf-8")
    return tmp_path


@pytest.fixture
def capped(folder_of_packs: Path) -> Any:
    """A stage whose creditor Birch brings a pack: one contact a week for the institution."""
    policy = PolicySettings(packs={"US": []}, packs_dir="packs")
    with staged(folder_of_packs, policy=policy) as stage:
        stage.bring("creditors", BIRCH | {"packs": "one-a-week"})
        stage.borrower((LATE, "100"), creditor="birch")
        stage.borrower((LATER, "50"), loan="L-2")
        yield stage


def contact(loan: str, by: str = "agency") -> dict[str, str]:
    at = (NOW - timedelta(days=2)).isoformat()
    return {
        "external_ref": "K-1",
        "borrower_ref": "B-1",
        "loan_ref": loan,
        "at": at,
        "channel": "sms",
        "unit": "sent",
        "by": by,
    }


@pytest.mark.parametrize("by", ["own", "agency"])
def test_contacts_of_the_lender_and_of_an_agency_count_together_for_their_creditor(capped: Stage, by: str) -> None:
    capped.bring("contacts", contact("L-1", by))
    capped.turn()
    first = capped.out()[0]
    assert (first["loans"], first["decision"]["rule"]) == (["L-1"], "week.1")


def test_contacts_about_another_creditors_loan_do_not_count(capped: Stage) -> None:
    capped.bring("contacts", contact("L-2"))
    capped.turn()
    first = capped.out()[0]
    assert (first["loans"], first["decision"]["rule"] == "week.1") == (["L-1"], False)


def test_a_pack_of_one_creditor_does_not_bind_the_other(capped: Stage) -> None:
    capped.bring("contacts", contact("L-2"))
    capped.pay("100", loan="L-1")
    capped.days(1)
    assert (["L-2"], "sent") in [(row["loans"], row["state"]) for row in capped.out()]


def test_a_program_whose_creditor_names_a_pack_that_is_gone_does_not_start(capped: Stage) -> None:
    (capped.runtime.settings.home / "packs" / "one-a-week.toml").unlink()
    with pytest.raises(PackError, match=r"one-a-week.*no pack of this name"):
        build_runtime(capped.runtime.settings)


# Rows in.


def told(stage: Stage, row: dict[str, Any]) -> list[str]:
    from outreach.arrivals import bring_in
    from outreach.importing.rows import ImportKind

    report = bring_in(stage.runtime, ImportKind.CREDITORS, [row]).report
    return [str(each) for each in report.rejects]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"packs": "us-federl"}, "line 1, packs: there is no policy pack 'us-federl'; did you mean 'us-federal'?"),
        ({"actor": "agent"}, "line 1, actor: 'agent' is not one of first_party, third_party"),
        ({"pay_url": "birch"}, "line 1, pay_url: 'birch' is not a page's address; write it like https://pay.lender"),
    ],
)
def test_a_creditor_that_cannot_be_used_is_refused_whole(stage: Stage, wrong: dict[str, str], reason: str) -> None:
    assert told(stage, BIRCH | wrong)[0].startswith(reason)
    assert stage.rows("SELECT ref FROM creditors") == []


def test_a_creditor_comes_in_once_and_an_empty_cell_says_nothing(stage: Stage) -> None:
    stage.bring("creditors", BIRCH | {"packs": "us-ma"})
    stage.bring("creditors", {"ref": "birch", "name": "Birch", "actor": "third_party", "kind": "bank", "phone": ""})
    (row,) = stage.rows("SELECT name, actor, phone, packs FROM creditors")
    assert row == ("Birch", "third_party", "+1 800 555 0177", '["us-ma"]')


def test_a_text_on_another_channel_is_signed_alike(stage: Stage) -> None:
    stage.bring("creditors", BIRCH)
    stage.borrower((LATE, "100"), creditor="birch", telegram_id="77")
    stage.turn()
    assert "Birch" in str(
        [sent.text for channel in (Channel.SMS, Channel.TELEGRAM) for sent in stage.channels[channel].sent]
    )
