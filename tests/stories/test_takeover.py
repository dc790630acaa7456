"""The story in which a collector takes over, told once more with the collector in a real browser."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from emulators import Running
from tests.stories.cast import Borrower
from tests.stories.deskwork import Collector, CollectorInBrowser
from tests.stories.performance import perform
from tests.stories.program import Program
from tests.stories.script import differences, read_story

if TYPE_CHECKING:
    from playwright.sync_api import Page

STORY = read_story(Path(__file__).parent / "person_and_back.story")


def test_it_goes_as_written_with_a_real_browser(stand_ins: Running, tmp_path: Path, browser_page: Page) -> None:
    complaints: list[str] = []
    browser_page.on("pageerror", lambda error: complaints.append(str(error)))

    def in_browser(program: Program, borrower: Borrower, _stack: ExitStack) -> Collector:
        return CollectorInBrowser(program, borrower, browser_page)

    told = differences(STORY.lines, perform(STORY, stand_ins, tmp_path, in_browser))
    assert not told, f"\n{told}"
    assert complaints == []
