"""A typed answer and the choice it takes."""

from __future__ import annotations

import pytest

from cases.flows.menus import match_choice

ENGLISH = (("pay", "pay"), ("promise", "pick a date"), ("why", "why"), ("person", "a person"))
CHINESE = (("yes_me", "是"), ("not_me", "不是"))
FEES = (("change_date", "change date"), ("change", "change"), ("stop", "stop messages"))


@pytest.mark.parametrize(
    ("offered", "text", "taken"),
    [
        (ENGLISH, "1", "pay"),
        (ENGLISH, "1.", "pay"),
        (ENGLISH, " 2) ", "promise"),
        (ENGLISH, "１", "pay"),
        (ENGLISH, "3️⃣", "why"),
        (ENGLISH, "WHY", "why"),
        (ENGLISH, "why??", "why"),
        (ENGLISH, "2 pick a date", "promise"),
        (ENGLISH, "Pick a date.", "promise"),
        (ENGLISH, "pick", "promise"),
        (ENGLISH, "5", None),
        (ENGLISH, "12", None),
        (ENGLISH, "pay 50 on friday", None),
        (ENGLISH, "", None),
        (ENGLISH, "...", None),
        (CHINESE, "1", "yes_me"),
        (CHINESE, "不是", "not_me"),
        (FEES, "change", "change"),
        (FEES, "stop", "stop"),
        ((), "1", None),
    ],
)
def test_a_typed_answer_takes_the_choice_it_names(
    offered: tuple[tuple[str, str], ...], text: str, taken: str | None
) -> None:
    assert match_choice(offered, text) == taken
