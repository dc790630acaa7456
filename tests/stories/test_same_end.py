"""However webhooks and receipts come in (twice, late, in another order), a story ends in the same state."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from emulators import Running
from tests.stories.performance import perform
from tests.stories.script import differences, read_story

pytestmark = pytest.mark.slow

STORY = read_story(Path(__file__).parent / "disorder.story")
DISORDERS = (
    "fault twilio receipts_out_of_order times=20",
    "fault twilio receipts_duplicated times=20",
    "fault twilio receipts_delayed times=20 seconds=0.2",
    "fault twilio duplicate_webhook times=20",
    "fault telegram duplicate_webhook times=20",
)


@pytest.mark.parametrize("disorder", DISORDERS)
def test_it_ends_the_same_with(disorder: str, stand_ins: Running, tmp_path: Path) -> None:
    disturbed = replace(STORY, lines=(f"[{disorder}]", *STORY.lines))
    told = differences(disturbed.lines, perform(disturbed, stand_ins, tmp_path))
    assert not told, f"\n{told}"
