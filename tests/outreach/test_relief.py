"""Relief policy and signposts from files, and relief as time passes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cases.events import DistressReported, ForbearanceGranted, HardshipReported
from cases.hardship import Relief, ReliefKind, ReliefPart
from cases.model import Treatment
from outreach.reliefpolicy import ReliefPolicyError, load_relief, load_signposts
from tests.support.stage import Stage

LATE = ("2026-11-22", "100.00")
PARTS = tuple(ReliefPart(number=n, due_on=date(2026, 12, day), amount_minor=2000) for n, day in ((1, 8), (2, 15)))
RELIEF = Relief(
    ref="f",
    kind=ReliefKind.REDUCED,
    currency="USD",
    owed_minor=10_000,
    until=date(2026, 12, 22),
    review_on=date(2026, 12, 22),
    frozen=True,
    terms_hash="0",
    parts=PARTS,
)
REPORTED = HardshipReported(ref="h", reason="lost_job", words="lost my job")
GRANTED = ForbearanceGranted(
    ref="f", until=datetime(2026, 12, 22, tzinfo=UTC), review_on=date(2026, 12, 22), relief=RELIEF
)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[pause]\ndays = 0", "pause.days"),
        ("[pauses]\ndays = 9", "pauses: unknown key"),
        ('[role.bot]\nkinds = ["gift"]', "role.bot.kinds"),
        ('[questions]\nask = ["housing"]', "questions.ask"),
        ('[[rule]]\njurisdiction = "GB"', "rule"),
    ],
)
def test_a_mistake_in_the_policy_is_refused_by_its_key(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "relief.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReliefPolicyError, match=why.replace("[", r"\[")):
        load_relief(path)


def test_a_lender_may_grant_the_bot_nothing(tmp_path: Path) -> None:
    path = tmp_path / "relief.toml"
    path.write_text("[role.bot]\nkinds = []\n", encoding="utf-8")
    assert load_relief(path).rights("bot").kinds == ()
    assert load_relief(path).rights("supervisor").kinds


def test_an_unknown_country_has_no_signpost_and_the_union_its_own_number() -> None:
    known = load_signposts()
    assert known.advice_in("zz") is None
    assert known.crisis_in(None) is None
    found = known.crisis_in("fr")
    assert found is not None
    assert found.where == "112"


def test_a_smaller_payment_has_one_line_before_it_and_its_absence_is_for_people(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(REPORTED, GRANTED)
    stage.until(datetime(2026, 12, 13, 20, tzinfo=UTC))
    assert stage.sent() == ["relief_eve"]
    assert "relief_part" in stage.tasks()
    assert stage.case().treatment is Treatment.FORBEARANCE


def test_a_full_payment_ends_relief_and_all_its_alarms(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(REPORTED, GRANTED)
    stage.pay("100.00")
    assert stage.case().relief is None
    assert not {"review", "review_eve", "relief_eve", "relief_due"} & set(stage.fires())


def test_what_was_queued_is_gone_and_nothing_leaves_after_words_of_despair(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(DistressReported(ref="d", words="i want to die"))
    stage.days(30)
    assert stage.sent() == []
    assert stage.case().holds[0].placed_by == "borrower"
