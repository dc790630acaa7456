"""Doubtful readings are kept, looked at by the right people, and become examples without anybody's data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import understanding
from cases.model import Channel
from cases.reading import Intent, Reading
from outreach import casebook
from outreach.heard import heard_in
from outreach.people import Person, Role
from outreach.refusals import NotFound, Refused
from outreach.reviewed import examples
from outreach.reviewing import Asked, ReadingView, Verdict, decide, propose, review_page
from outreach.settings import ReadingSettings
from tests.support.stage import Stage, staged

MURMUR = "well James Cole here on 202 555 0143, you know how it is with L-1 these days"
HER = "у Кузнецова опять что-то странное, посмотрите пожалуйста"
BOSS = Person(id=1, login="devin", name="Devin Ashe", role=Role.SUPERVISOR)
HAND = Person(id=2, login="mara", name="Mara Lind", role=Role.COLLECTOR)
ADMIN = Person(id=3, login="imani", name="Imani Cole", role=Role.ADMIN)


def begun(folder: Path, below: float) -> Iterator[Stage]:
    with staged(folder, readings=ReadingSettings(review_below=below)) as stage:
        stage.borrower(("2026-11-22", "100.00"))
        stage.borrower(
            ("2026-11-22", "100.00"), ref="B-2", loan="L-2", name="Пётр Кузнецов", locale="ru", phone="+12025550144"
        )
        stage.turn()
        yield stage


@pytest.fixture
def doubting(tmp_path: Path) -> Iterator[Stage]:
    """Every reading is kept."""
    yield from begun(tmp_path, 1.0)


@pytest.fixture
def sure(tmp_path: Path) -> Iterator[Stage]:
    """No reading is kept."""
    yield from begun(tmp_path, 0.0)


def page(stage: Stage, **asked: Any) -> tuple[ReadingView, ...]:
    return review_page(stage.runtime, BOSS, Asked(**asked)).rows


def test_a_doubtful_reading_is_kept_with_what_was_heard(doubting: Stage) -> None:
    doubting.write("hm perhaps 50 then next friday or so who knows")
    (row,) = page(doubting)
    assert (row.ref, row.channel, row.locale, row.reason, row.state) == ("B-1", "sms", "en", "low", "open")
    assert [(each.minor, each.text) for each in row.amounts] == [(5000, "50")]
    assert row.spans[0] == "50"
    assert row.meant is row.intent


def test_what_is_sure_is_not_kept(sure: Stage) -> None:
    sure.write(MURMUR)
    assert page(sure) == ()


def test_a_right_that_was_perhaps_meant_is_kept_however_sure_the_rest_is(
    sure: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = understanding.read

    def doubting(text: str, **where: Any) -> Reading:
        return replace(read(text, **where), intent=Intent.THANKS, doubts=frozenset({Intent.STOP}))

    monkeypatch.setattr(understanding, "read", doubting)
    sure.write("thanks, that is enough for now")
    (row,) = page(sure)
    assert (row.intent, row.reason, Intent.STOP in row.perhaps) == (Intent.THANKS, "low", True)


@pytest.mark.parametrize("what", [{"choice": "pay"}, {"text": "200"}, {"text": ""}, {"text": "👍"}], ids=str)
def test_what_has_no_words_is_not_kept(doubting: Stage, what: dict[str, str]) -> None:
    doubting.write(**what)  # type: ignore[arg-type]  # its two keywords are texts
    assert page(doubting) == ()


def test_a_supervisor_confirms_corrects_leaves_out_and_takes_back(doubting: Stage) -> None:
    for number in range(4):
        doubting.write(f"{MURMUR} {'again ' * number}")
    first, second, third, fourth = (row.id for row in page(doubting))
    heard = page(doubting)[0].meant
    assert decide(doubting.runtime, BOSS, [first, second], "confirm") == 2
    decide(doubting.runtime, BOSS, [third], "correct", Intent.CANNOT_PAY)
    decide(doubting.runtime, BOSS, [fourth], "aside")
    states = {row.id: (row.state, row.settled, row.settled_by) for row in page(doubting, state="all")}
    assert states == {
        first: ("confirmed", heard, "devin"),
        second: ("confirmed", heard, "devin"),
        third: ("corrected", Intent.CANNOT_PAY, "devin"),
        fourth: ("aside", None, "devin"),
    }
    assert page(doubting) == ()
    decide(doubting.runtime, BOSS, [third], "reopen")
    (row,) = page(doubting)
    assert (row.id, row.settled, row.settled_by) == (third, None, None)


def test_the_list_is_narrowed_and_goes_on_page_by_page(doubting: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outreach.reviewing.PAGE", 2)
    for _ in range(3):
        doubting.write(MURMUR)
    doubting.write(HER, ref="B-2")
    found = review_page(doubting.runtime, BOSS, Asked())
    assert (len(found.rows), found.counts, found.locales) == (2, {"open": 4}, ("en", "ru"))
    rest = review_page(doubting.runtime, BOSS, Asked(before=found.more))
    assert (len(rest.rows), rest.more) == (2, None)
    assert [row.ref for row in page(doubting, locale="ru")] == ["B-2"]
    heard = page(doubting, locale="ru")[0].meant
    assert [row.ref for row in page(doubting, locale="ru", intent=heard)] == ["B-2"]
    other = Intent.ATTORNEY if heard is not Intent.ATTORNEY else Intent.CEASE
    assert page(doubting, intent=other) == ()


def test_only_supervisors_decide_look_and_export(doubting: Stage) -> None:
    doubting.write(MURMUR)
    ids = [row.id for row in page(doubting)]
    for person in (HAND, ADMIN):
        with pytest.raises(Refused):
            review_page(doubting.runtime, person, Asked())
        with pytest.raises(Refused):
            decide(doubting.runtime, person, ids, "confirm")
        with pytest.raises(Refused):
            examples(doubting.runtime, person, "en")
    with pytest.raises(Refused):
        propose(doubting.runtime, ADMIN, "B-1", 1, Intent.DISPUTE)


@pytest.mark.parametrize(
    ("ids", "verdict", "intent"), [([], "confirm", None), ([1], "correct", None), ([1], "correct", Intent.MY_DATA)]
)
def test_what_cannot_be_decided_is_refused(
    doubting: Stage, ids: list[int], verdict: Verdict, intent: Intent | None
) -> None:
    doubting.write(MURMUR)
    with pytest.raises(Refused):
        decide(doubting.runtime, BOSS, ids, verdict, intent)
    assert page(doubting)[0].state == "open"


def test_what_a_collector_says_goes_to_review_and_changes_nothing_else(sure: Stage) -> None:
    message_id = sure.write(MURMUR).message_id
    assert message_id is not None
    before = sure.case()
    propose(sure.runtime, HAND, "B-1", message_id, Intent.DISPUTE)
    (row,) = page(sure)
    assert (row.reason, row.proposed, row.proposed_by, row.meant) == (
        "corrected",
        Intent.DISPUTE,
        "mara",
        Intent.DISPUTE,
    )
    assert sure.case().holds == before.holds
    decide(sure.runtime, BOSS, [row.id], "confirm")
    assert [(each.state, each.settled) for each in page(sure, state="all")] == [("corrected", Intent.DISPUTE)]
    propose(sure.runtime, HAND, "B-1", message_id, Intent.COMPLAINT)
    assert [(each.settled, each.proposed) for each in page(sure)] == [(None, Intent.COMPLAINT)]


def test_a_message_that_is_not_theirs_is_not_to_be_corrected(sure: Stage) -> None:
    theirs = sure.write(MURMUR, ref="B-1").message_id
    ours = sure.out()[0]["id"]
    for ref, message_id in (("B-2", theirs), ("B-1", ours), ("B-1", 9999)):
        with pytest.raises(NotFound):
            propose(sure.runtime, HAND, ref, message_id or 0, Intent.DISPUTE)


def test_examples_have_no_personal_data_and_the_shape_of_the_others(doubting: Stage) -> None:
    doubting.write(MURMUR)
    doubting.write(MURMUR)
    doubting.write('say "hi"\nto @jc_1987')
    doubting.write("left open for now, not for the book")
    doubting.write(HER, ref="B-2")
    rows = page(doubting)
    decide(doubting.runtime, BOSS, [row.id for row in rows if row.text == MURMUR], "correct", Intent.CANNOT_PAY)
    decide(doubting.runtime, BOSS, [row.id for row in rows if "@" in row.text], "correct", Intent.GREETING)
    decide(doubting.runtime, BOSS, [row.id for row in rows if row.text == HER], "correct", Intent.DISPUTE)
    assert tomllib.loads(examples(doubting.runtime, BOSS, "en")) == {
        "cannot_pay": {"reviewed": ["well [name] here on [number], you know how it is with [number] these days"]},
        "greeting": {"reviewed": ['say "hi"\nto [contact]']},
    }
    assert tomllib.loads(examples(doubting.runtime, BOSS, "ru")) == {
        "dispute": {"reviewed": ["у [name] опять что-то странное, посмотрите пожалуйста"]}
    }
    assert tomllib.loads(examples(doubting.runtime, BOSS, "es")) == {}


def test_a_thread_says_what_was_heard_in_what_they_wrote(sure: Stage) -> None:
    typed = sure.write("I can pay 50 on Friday, 4 December").message_id
    pressed = sure.write(choice="pay").message_id
    view, lines = casebook.case_view(sure.runtime, "B-1"), casebook.thread(sure.runtime, "B-1")
    found = heard_in(sure.runtime, view, lines)
    assert typed is not None
    assert pressed not in found
    assert (found[typed].meant, found[typed].state) == (Intent.PROMISE, "")
    assert [(each.minor, each.currency) for each in found[typed].amounts] == [(5000, "USD")]
    assert found[typed].dates[0].on.isoformat() == "2026-12-04"


def test_a_reading_that_was_kept_is_shown_as_it_was_then(doubting: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    message_id = doubting.write(MURMUR).message_id
    doubting.do("UPDATE readings SET intent = 'refuse'")
    view, lines = casebook.case_view(doubting.runtime, "B-1"), casebook.thread(doubting.runtime, "B-1")
    assert message_id is not None
    assert heard_in(doubting.runtime, view, lines)[message_id].meant is Intent.REFUSE


def test_of_an_old_chat_only_the_end_is_read_again(sure: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _middle, last = (sure.write(f"{MURMUR} {number}").message_id for number in ("one", "two", "three"))
    assert first is not None
    propose(sure.runtime, HAND, "B-1", first, Intent.DISPUTE)
    lines = [line for line in casebook.thread(sure.runtime, "B-1") if line.direction == "in"]
    monkeypatch.setattr("outreach.heard.READ_AGAIN", 1)
    assert set(heard_in(sure.runtime, casebook.case_view(sure.runtime, "B-1"), lines)) == {first, last}


def test_nothing_is_heard_at_a_party_s_address(sure: Stage) -> None:
    lines = casebook.thread(sure.runtime, "B-1")
    assert {line.channel for line in lines} == {Channel.SMS.value}
    assert heard_in(sure.runtime, casebook.case_view(sure.runtime, "B-1"), lines) == {}


def test_it_is_the_same_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    with staged(tmp_path, url=postgres_url, readings=ReadingSettings(review_below=1.0)) as stage:
        stage.borrower(("2026-11-22", "100.00"))
        stage.turn()
        stage.write("hm perhaps 50 then next friday or so who knows")
        message_id = stage.write(MURMUR).message_id
        assert message_id is not None
        propose(stage.runtime, HAND, "B-1", message_id, Intent.CANNOT_PAY)
        assert [row.second for row in page(stage, locale="en")] == [None, None]
        assert page(stage)[1].spans[0] == "50"
        decide(stage.runtime, BOSS, [page(stage)[0].id], "confirm")
        assert [row.settled for row in page(stage, state="corrected", intent=Intent.CANNOT_PAY)] == [Intent.CANNOT_PAY]
        assert "[name]" in examples(stage.runtime, BOSS, "en")
        view, lines = casebook.case_view(stage.runtime, "B-1"), casebook.thread(stage.runtime, "B-1")
        assert len(heard_in(stage.runtime, view, lines)) == 2
