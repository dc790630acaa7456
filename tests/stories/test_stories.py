"""Every story in this folder, on the running program."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulators import Running
from tests.stories.performance import perform
from tests.stories.script import differences, read_story

STORIES = sorted(path for path in Path(__file__).parent.glob("*.story"))


@pytest.mark.parametrize("path", STORIES, ids=[path.stem for path in STORIES])
def test_it_goes_as_written(path: Path, stand_ins: Running, tmp_path: Path) -> None:
    story = read_story(path)
    happened = perform(story, stand_ins, tmp_path)
    told = differences(story.lines, happened)
    assert not told, f"\n{told}"
