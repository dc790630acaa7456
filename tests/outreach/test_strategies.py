"""The strategy file: the shipped one climbs gently, and a mistake is refused with its line."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from cases.money import Money
from outreach.strategies import StrategyError, load_strategy
from outreach.wording import Words

KNOWN = frozenset({"overdue_1", "due_soon"})
GOOD = """\
[[segment]]
name = "rich"
ladder = "one"
least = "500.00 USD"
buckets = ["B1"]
languages = ["en"]

[[segment]]
name = "everybody"
ladder = "one"

[[ladder]]
name = "one"

[[step]]
ladder = "one"
id = "a"
dpd = 1
hour = 10:00:00
channels = ["sms"]
template = "overdue_1"
tone = 1
"""


def load(folder: Path, text: str) -> object:
    path = folder / "strategy.toml"
    path.write_text(text, "utf-8")
    return load_strategy(path, KNOWN)


def test_the_shipped_ladder_starts_at_ten_on_the_first_day_and_never_jumps() -> None:
    strategy = load_strategy(None, frozenset(Words.shipped().keys))
    (ladder,) = strategy.ladders
    late = [step for step in ladder.steps if not step.courtesy]
    assert (late[0].dpd, late[0].hour.isoformat("minutes"), late[0].tone) == (1, "10:00", 1)
    assert all(after.tone - step.tone in (0, 1) for step, after in pairwise(late))
    assert [step.template for step in ladder.steps if step.courtesy] == ["due_soon"]


def test_a_good_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "strategy.toml"
    path.write_text(GOOD, "utf-8")
    strategy = load_strategy(path, KNOWN)
    assert strategy.segments[0].least == Money(currency="USD", minor=50_000)
    assert strategy.ladders[0].steps[0].id == "a"


@pytest.mark.parametrize(
    ("find", "put", "words"),
    [
        ("dpd = 1", "dpd = 4000", "line 18: dpd is a whole number"),
        ("dpd = 1", 'dpd = "one"', "line 18: dpd"),
        ("dpd = 1", "day = 1", "line 18: 'day' is not known; the nearest is"),
        ("dpd = 1\n", "", "dpd is missing"),
        ("hour = 10:00:00", 'hour = "ten"', "line 19: hour 'ten' is no time"),
        ('["sms"]', '["pigeon"]', "line 20: 'pigeon' is not a channel"),
        ('"overdue_1"', '"overdue_9"', "line 21: there is no message 'overdue_9'; the nearest is 'overdue_1'"),
        ("tone = 1", 'tone = "harsh"', "line 22: tone"),
        ('channels = ["sms"]', "channels = []", "line 20: channels"),
        ('ladder = "one"\nid', 'ladder = "two"\nid', "line 16: there is no .*'two'"),
        ('"everybody"\nladder = "one"', '"everybody"\nladder = "two"', "line 10: there is no .*'two'"),
        ('["B1"]', '["B9"]', "line 5: 'B9' is not a bucket"),
        ('"500.00 USD"', '"a lot"', "line 4: least 'a lot' is no amount"),
        ("[[segment]]", "[[sgment]]", r"\[\[sgment\]\] is not known"),
        ('name = "one"', 'name = "one"\nnmae = "x"', "line 14: 'nmae' is not known"),
        ("[[ladder]]", "[[ladder]", "not valid TOML"),
    ],
)
def test_a_mistake_is_refused_with_its_line(tmp_path: Path, find: str, put: str, words: str) -> None:
    assert find in GOOD
    with pytest.raises(StrategyError, match=words):
        load(tmp_path, GOOD.replace(find, put))


def test_the_last_segment_covers_everybody(tmp_path: Path) -> None:
    with pytest.raises(StrategyError, match="to cover everybody"):
        load(tmp_path, GOOD.replace('name = "everybody"', 'name = "everybody"\nlanguages = ["es"]'))


def test_a_ladder_needs_steps_with_ids_of_their_own(tmp_path: Path) -> None:
    step = GOOD[GOOD.index("[[step]]") :]
    with pytest.raises(StrategyError, match="id of its own"):
        load(tmp_path, GOOD + step)
    with pytest.raises(StrategyError, match="needs steps"):
        load(tmp_path, GOOD + '\n[[ladder]]\nname = "bare"\n')


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StrategyError, match="cannot be read"):
        load_strategy(tmp_path / "none.toml", KNOWN)
