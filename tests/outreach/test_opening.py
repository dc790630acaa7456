"""The button that opens a page goes out with the text, in its language, and is no answer that waits."""

from __future__ import annotations

import pytest

from cases.model import Channel
from tests.support.stage import Stage

LATE = ("2026-11-20", "186.40")


@pytest.mark.parametrize(("locale", "label"), [("en", "Open my data"), ("ru", "Открыть мои данные")])
def test_my_data_comes_with_a_button_that_opens_the_page(stage: Stage, locale: str, label: str) -> None:
    stage.borrower(LATE, locale=locale, telegram_id="77")
    stage.write(choice="my_data", channel=Channel.TELEGRAM)
    stage.turn()
    outgoing = stage.channels[Channel.TELEGRAM].sent[-1]
    (button,) = outgoing.buttons
    assert (button.label, "/data/" in button.url, button.url in outgoing.text) == (label, True, True)
    assert stage.rows("SELECT choices FROM messages WHERE template = 'data_ready'") == [("[]",)]
