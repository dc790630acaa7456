"""Words that a reviewer should look at, where they stand."""

from __future__ import annotations

import pytest

from outreach.flagging import flags_in, pieces_of


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("This is your last chance, so you need to decide.", ["false_urgency", "pressure"]),
        ("Or you go to jail.", ["threat_arrest"]),
        ("You should be  ashamed of this", ["shame"]),
        ("PAY THIS today", ["capitals"]),
        ("Это ваш последний шанс", ["false_urgency"]),
        ("这是最后机会", ["false_urgency"]),
        ("Es su última oportunidad", ["false_urgency"]),
        ("Write STOP if you wish. It is 50 USD by Friday.", []),
        ("Take the time you need, it stands until 11 December.", []),
    ],
)
def test_words_are_found_by_their_list(text: str, kinds: list[str]) -> None:
    assert [flag.kind for flag in flags_in(text)][: len(kinds) or 9] == kinds


def test_pieces_put_together_are_the_text() -> None:
    text = "Your LAST  chance: you must pay"
    pieces = pieces_of(text)
    assert "".join(piece.text for piece in pieces) == text
    assert [(piece.text, piece.kind) for piece in pieces if piece.kind] == [
        ("LAST  chance", "false_urgency"),
        ("you must", "pressure"),
    ]
