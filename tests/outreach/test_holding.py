"""Holds as rows: from any moment, with their evidence, stacked, lifted by the right role, ended without a blast."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from cases.events import HoldPlaced, PlanAccepted, PlanOffered, PromiseMade
from cases.holds import HOLD_RULES, ordered, speaking
from cases.model import Blocks, Channel, Hold, HoldScope, HoldType, Plan, PlanPart, Treatment
from outreach.casebook import timeline
from outreach.casefacts import live_facts
from outreach.casefile import open_file
from outreach.holding import By, HoldTerms, Placed, lift_hold, place_hold
from outreach.refusals import NotFound, Refused
from storage.casefiles import refs_with_hold
from storage.codec import event_from_json
from tests.support.stage import NOW, Stage, staged

LATE = ("2026-11-22", "100.00")
ANA = By(actor="user:ana", role="collector")
SUE = By(actor="user:sue", role="supervisor")
BANK = By(actor="api:core", role="program")


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    url = "sqlite:///stage.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with staged(tmp_path, url) as made:
        yield made


def placed(stage: Stage, type_: HoldType, by: By = SUE, **more: object) -> Placed:
    terms = {"type": type_, "source": "letter of the court", **more}
    return place_hold(stage.runtime, "B-1", by, HoldTerms(**terms))  # type: ignore[arg-type]  # names by test


def test_every_type_has_its_row() -> None:
    assert list(HOLD_RULES) == list(HoldType)


def test_what_is_known_of_a_hold_is_kept_and_replayed(either: Stage) -> None:
    either.borrower(LATE)
    hold = placed(either, HoldType.BANKRUPTCY, evidence="24-11873, tray 4").hold
    lift_hold(either.runtime, "B-1", SUE, hold.ref, "the petition was dismissed")
    (stored,) = either.case().holds
    assert (stored.evidence, stored.placed_by, stored.placed_at) == ("24-11873, tray 4", "user:sue", NOW)
    assert (stored.lifted_by, stored.lift_why) == ("user:sue", "the petition was dismissed")
    assert either.replayed() == either.case()
    with either.runtime.db.reading() as connection:
        assert refs_with_hold(connection, hold.ref) == ["B-1"]


def test_events_logged_before_there_was_evidence_are_still_read() -> None:
    old = {"hold": {"ref": "h", "type": "manual", "from_at": NOW.isoformat(), "source": "x", "until": None}}
    event = event_from_json("HoldPlaced", old)
    assert isinstance(event, HoldPlaced)
    assert event.hold.evidence is None
    assert event_from_json("HoldLifted", {"ref": "h"}).ref == "h"  # type: ignore[union-attr]  # it is that event


def test_what_waits_is_cancelled_at_once_also_when_it_is_claimed(either: Stage) -> None:
    either.clock.set(NOW - timedelta(hours=6))
    either.borrower(LATE)
    either.turn()
    assert either.said() == [("overdue_1", "held")]
    either.do("UPDATE messages SET claimed_until = '2026-11-24 23:00:00'")
    done = placed(either, HoldType.ATTORNEY)
    assert (done.cancelled, done.astray) == (1, ())
    assert either.said() == [("overdue_1", "skipped")]
    assert either.out()[0]["decision"]["rule"] == "base.hold.attorney"
    assert "attorney" in either.tasks()


def test_a_hold_on_one_channel_leaves_what_waits_on_another(stage: Stage) -> None:
    stage.clock.set(NOW - timedelta(hours=6))
    stage.borrower(LATE)
    stage.turn()
    done = placed(stage, HoldType.MANUAL, scope=HoldScope.CHANNEL, target="telegram")
    assert done.cancelled == 0
    assert stage.said() == [("overdue_1", "held")]
    assert placed(stage, HoldType.MANUAL, scope=HoldScope.CHANNEL, target="sms").cancelled == 1


def test_a_backdated_hold_tells_what_should_not_have_gone(either: Stage) -> None:
    either.borrower(LATE)
    either.turn()
    assert either.sent() == ["overdue_1"]
    either.clock.set(NOW + timedelta(days=1))
    done = placed(either, HoldType.BANKRUPTCY, from_at=NOW - timedelta(days=3))
    assert [(each.template, each.channel) for each in done.astray] == [("overdue_1", "sms")]
    (task,) = [task for task in either.view().tasks if task.kind.startswith("sent_under_hold")]
    assert task.reason.startswith(
        "1 message should not have gone: hold bankruptcy was so since 2026-11-21 15:00 UTC. no."
    )
    last = timeline(either.runtime, "B-1")[-1]
    assert (last.what, last.facts["messages"]) == ("SentUnderHold", (done.astray[0].id,))
    assert either.replayed() == either.case()


@pytest.mark.parametrize(
    "terms",
    [
        {"type_": HoldType.MANUAL, "blocks": Blocks.VOICE},
        {"type_": HoldType.MANUAL, "scope": HoldScope.CHANNEL, "target": "telegram"},
        {"type_": HoldType.BANKRUPTCY, "until": NOW - timedelta(days=1)},
    ],
)
def test_a_backdated_hold_blames_no_message_that_it_does_not_keep_back(stage: Stage, terms: dict[str, object]) -> None:
    stage.borrower(LATE)
    stage.turn()
    stage.clock.set(NOW + timedelta(days=1))
    done = placed(stage, from_at=NOW - timedelta(days=3), **terms)  # type: ignore[arg-type]  # names by test
    assert done.astray == ()
    assert not any(kind.startswith("sent_under_hold") for kind in stage.tasks())


def test_a_hold_of_the_future_blocks_from_its_day_on(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(PromiseMade(ref="p", amount_minor=10_000, currency="USD", due_on=date(2026, 12, 10)))
    placed(stage, HoldType.BANKRUPTCY, from_at=NOW + timedelta(days=2))
    assert stage.case().promise is not None
    stage.days(2.1)
    assert stage.case().promise is None
    assert stage.case().holds[0].live_at(stage.clock.now())
    stage.days(20)
    assert stage.sent() == []
    assert stage.replayed() == stage.case()


def test_a_hold_that_ends_leads_to_no_blast(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.turn()
    placed(stage, HoldType.BREATHING_SPACE)
    stage.days(59)
    assert stage.sent() == ["overdue_1"]
    stage.days(1.1)
    hold = stage.case().holds[0]
    assert (hold.lifted_by, hold.lift_why) == (None, "its time was over")
    assert stage.sent() == ["overdue_1"]
    assert stage.fires()["ladder"] > stage.clock.now()


def test_no_date_ends_a_dispute_only_its_outcome_does(stage: Stage) -> None:
    stage.borrower(LATE)
    done = placed(stage, HoldType.DISPUTE, scope=HoldScope.LOAN, target="L-1", until=NOW + timedelta(days=3))
    assert stage.case().treatment is Treatment.DISPUTED
    stage.days(12)
    assert stage.said() == []
    assert any(kind.startswith("outcome") for kind in stage.tasks())
    lift_hold(stage.runtime, "B-1", SUE, done.hold.ref, "the amount is right, told by phone")
    assert stage.case().treatment is Treatment.OUTREACH
    stage.days(20)
    assert stage.sent()[0].startswith("overdue")


def test_lifting_one_of_two_disputes_leaves_the_case_disputed(stage: Stage) -> None:
    stage.borrower(LATE)
    first, second = placed(stage, HoldType.DISPUTE), placed(stage, HoldType.DISPUTE)
    lift_hold(stage.runtime, "B-1", SUE, first.hold.ref, "right")
    assert stage.case().treatment is Treatment.DISPUTED
    lift_hold(stage.runtime, "B-1", SUE, second.hold.ref, "right")
    assert stage.case().treatment is Treatment.OUTREACH


@pytest.mark.parametrize(
    ("by", "placer", "words"),
    [
        (ANA, SUE, "A supervisor may lift this hold; you are signed in as collector"),
        (BANK, SUE, "not placed by a program"),
        (SUE, SUE, None),
        (By(actor="cli:root", role="admin"), SUE, None),
        (BANK, BANK, None),
    ],
)
def test_only_the_right_role_lifts(stage: Stage, by: By, placer: By, words: str | None) -> None:
    stage.borrower(LATE)
    ref = placed(stage, HoldType.COMPLAINT, placer).hold.ref
    if words is None:
        assert lift_hold(stage.runtime, "B-1", by, ref, "settled").lifted_by == by.actor
    else:
        with pytest.raises(Refused, match=words):
            lift_hold(stage.runtime, "B-1", by, ref, "settled")
    with pytest.raises(Refused, match="why it is lifted" if words else "not there"):
        lift_hold(stage.runtime, "B-1", SUE, ref, " ")


def test_lifting_the_last_hold_of_a_type_ends_its_task(stage: Stage) -> None:
    stage.borrower(LATE)
    first, second = placed(stage, HoldType.COMPLAINT), placed(stage, HoldType.COMPLAINT)
    placed(stage, HoldType.VULNERABLE)
    lift_hold(stage.runtime, "B-1", SUE, first.hold.ref, "answered")
    assert "complaint" in stage.tasks()
    lift_hold(stage.runtime, "B-1", SUE, second.hold.ref, "answered")
    assert "complaint" not in stage.tasks()
    assert "vulnerable" in stage.tasks()


def test_the_gravest_speaks_and_all_block() -> None:
    holds = [Hold(ref=type_, type=type_, from_at=NOW, source="x") for type_ in reversed(HoldType)]
    assert [hold.type for hold in ordered(holds)] == list(HoldType)
    said = speaking(holds, NOW)
    assert said is not None
    assert said.type is HoldType.DECEASED


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"source": " "}, "who told it"),
        ({"until": NOW - timedelta(days=1)}, "later than its beginning"),
        ({"from_at": NOW.replace(year=1)}, "in the years 1900 to 2999"),
        ({"from_at": NOW.replace(year=9999), "type_": HoldType.BREATHING_SPACE}, "in the years 1900 to 2999"),
        ({"until": NOW.replace(year=9999)}, "leave the end out"),
        ({"scope": HoldScope.LOAN, "target": "L-9"}, "Name the loan that the hold is on: L-1"),
        ({"scope": HoldScope.CHANNEL, "target": "pigeon"}, "Name the channel"),
        ({"scope": HoldScope.CONTACT_POINT, "target": "+1"}, "Name the contact point"),
        ({"target": "L-1", "scope": HoldScope.PERSON}, "has no target"),
        ({"type_": HoldType.DECEASED, "scope": HoldScope.LOAN, "target": "L-1"}, "covers a person"),
    ],
)
def test_a_hold_that_cannot_be_is_refused_in_clear_words(stage: Stage, terms: dict[str, object], words: str) -> None:
    stage.borrower(LATE)
    with pytest.raises(Refused, match=words):
        placed(stage, **({"type_": HoldType.MANUAL} | terms))  # type: ignore[arg-type]  # names by test
    assert stage.case().holds == ()
    with pytest.raises(NotFound):
        place_hold(stage.runtime, "nobody", SUE, HoldTerms(type=HoldType.MANUAL, source="x"))


def test_a_hold_that_is_sent_again_changes_nothing(either: Stage) -> None:
    either.borrower(LATE)
    assert not placed(either, HoldType.BREATHING_SPACE, BANK, ref="BS-1").repeated
    assert placed(either, HoldType.BREATHING_SPACE, BANK, ref="BS-1").repeated
    assert len(either.case().holds) == 1


def test_the_law_of_the_pack_is_named_beside_the_hold(stage: Stage) -> None:
    stage.borrower(LATE, jurisdiction="GB", timezone="Europe/London")
    until = NOW + timedelta(days=60)
    hold = Hold(ref="h", type=HoldType.BREATHING_SPACE, from_at=NOW, until=until, source="x")
    stage.happen(HoldPlaced(hold=hold))
    stage.turn()
    decision = stage.out()[-1]["decision"]
    law = next(each for each in decision["why"]["fired"] if "SI 2020/1311" in each["source"])
    assert (decision["decision"], law["until"]) == ("deny", until.isoformat())
    assert "base.hold.breathing_space" in {each["rule"] for each in decision["why"]["fired"]}


def test_a_dispute_on_one_loan_is_no_fact_of_another(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.borrower(("2026-11-20", "50.00"), loan="L-2")
    hold = Hold(ref="h", type=HoldType.LEDGER_STALE, scope=HoldScope.LOAN, target="L-1", from_at=NOW, source="x")
    stage.happen(HoldPlaced(hold=hold))
    stage.turn()
    assert stage.sent() == ["overdue_1"]


def test_a_plan_that_is_kept_is_a_fact_for_the_packs(stage: Stage) -> None:
    stage.borrower(LATE, jurisdiction="CN", locale="zh-Hans", timezone="Asia/Shanghai")
    part = PlanPart(number=1, due_on=date(2026, 12, 20), amount_minor=10_000)
    plan = Plan(ref="pl", currency="USD", total_minor=10_000, parts=(part,), offered_at=NOW)
    stage.happen(PlanOffered(plan=plan), PlanAccepted(ref="pl", terms_hash="x"))
    with stage.runtime.db.reading() as connection:
        file = open_file(connection, stage.case_id(), NOW, lock=False)
        facts = live_facts(file, file.case, channel=Channel.SMS, point=None, loan="L-1", now=NOW)
    assert facts["repayment_plan_active"] is True
