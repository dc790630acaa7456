"""A notice that the law requires leaves under a hold that keeps all else back, once a person lets it go."""

from __future__ import annotations

import pytest

from cases.model import HoldType
from outreach import casework, replying
from outreach.holding import By, HoldTerms, place_hold
from outreach.refusals import GateRefused
from tests.support.stage import NOW, Stage

LATE = (NOW.date().isoformat(), "100.00")
SUE = By(actor="user:sue", role="supervisor")


@pytest.fixture
def ceased(stage: Stage) -> Stage:
    """Somebody who wants no contact at all, and a collector who holds their chat."""
    stage.borrower(LATE)
    place_hold(stage.runtime, "B-1", SUE, HoldTerms(type=HoldType.CEASE, source="a letter"))
    casework.claim(stage.runtime, "B-1", "ana")
    return stage


def test_what_a_person_writes_unasked_is_kept_back_and_the_required_notice_leaves(ceased: Stage) -> None:
    with pytest.raises(GateRefused):
        replying.reply(ceased.runtime, "B-1", "ana", "Please call.")
    replying.reply(ceased.runtime, "B-1", "ana", "Collection of this debt has ended.", notice=True)
    kept, notice = ceased.out()
    assert (kept["kind"], kept["state"]) == ("service", "denied")
    assert (notice["kind"], notice["state"]) == ("required_notice", "sent")
    assert "Collection of this debt has ended." in notice["body"]


def test_an_opt_out_of_the_channel_stands_before_the_notice_too(ceased: Stage) -> None:
    ceased.write("stop")
    with pytest.raises(GateRefused):
        replying.reply(ceased.runtime, "B-1", "ana", "Collection of this debt has ended.", notice=True)
