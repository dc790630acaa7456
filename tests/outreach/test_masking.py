"""What says who somebody is does not leave with their words; days, times and amounts stay."""

from __future__ import annotations

from time import process_time

import pytest

from outreach.masking import CONTACT, LINK, NAME, NUMBER, Known, mask, masked

KNOWN = Known(names=("James Cole", "赵婷", "Пётр Кузнецов", "O'Neil"), codes=("L-1", "AF-77"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("james here, Cole", f"{NAME} here, {NAME}"),
        ("This is Jamestown", "This is Jamestown"),
        ("для Кузнецова Петра", f"для {NAME} {NAME}"),
        ("赵婷说她周五还", f"{NAME}说她周五还"),
        ("mr o'neil pays", f"mr {NAME} pays"),
        ("my name is Anna Bell", f"my name is {NAME}"),
        ("меня зовут Ольга", f"меня зовут {NAME}"),
        ("我叫王小明，明天还", f"我叫 {NAME}，明天还"),
        ("write to a.b@mail.example", f"write to {CONTACT}"),
        ("I am @jc_1987 there", f"I am {CONTACT} there"),
        ("see https://x.example/?t=1 now", f"see {LINK} now"),
        ("call +1 (202) 555-0143", f"call {NUMBER}"),
        ("555 0143 then", f"{NUMBER} then"),
        ("8 800 555 35 35", NUMBER),
        ("card 4111 1111 1111 1111", f"card {NUMBER}"),
        ("loan l-1 and AF-77", f"loan {NUMBER} and {NUMBER}"),
        ("ref KZ00482199", f"ref {NUMBER}"),
        ("id 4510123456", f"id {NUMBER}"),
    ],
)
def test_what_says_who_it_is_goes(text: str, expected: str) -> None:
    assert mask(text, KNOWN) == expected


@pytest.mark.parametrize(
    "text",
    [
        "200 on 12.04.2026",
        "pay 2026-12-04 at 18:30",
        "1,204.50 by the 15th",
        "1 204 500 руб",
        "USD20000 at once",
        "150000 тенге",
        "50 now, 50 later",
    ],
)
def test_days_times_and_amounts_stay(text: str) -> None:
    assert mask(text, KNOWN) == text


def test_a_text_made_to_be_slow_is_masked_at_once() -> None:
    for piece in ("a", "1", "1 ", "a@", "@a.", "+", "a-"):
        before = process_time()
        mask(piece * 4000, KNOWN)
        assert process_time() - before < 2


@pytest.mark.parametrize(("piece", "found"), [(f"call {NAME}", True), ("[na", True), ("200 on Friday", False)])
def test_a_piece_with_a_mask_in_it_is_known(piece: str, found: bool) -> None:
    assert masked(piece) is found
