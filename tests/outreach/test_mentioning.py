"""Notes call colleagues by their login: each is told once, and only people who may open the case."""

from __future__ import annotations

import pytest

from outreach import casework, mentioning, people
from outreach.mentioning import mentions_of, offered, pieces_of, unseen
from outreach.people import Person, Role
from tests.support.stage import NOW, Stage

STAFF = {
    "ana": ("Ana Roth", Role.COLLECTOR),
    "ben.k": ("Ben Kerr", Role.COLLECTOR),
    "devin": ("Devin Ashe", Role.SUPERVISOR),
    "imani": ("Imani Cole", Role.ADMIN),
}


@pytest.fixture
def staff(stage: Stage) -> dict[str, Person]:
    for login, (name, role) in STAFF.items():
        people.add_user(stage.runtime, login, name, role, "a long enough one", now=NOW)
    stage.borrower(("2026-11-22", "100.00"))
    return {each.login: each for each in people.all_people(stage.runtime)}


def test_who_is_called_has_it_in_the_list_until_they_saw_it(stage: Stage, staff: dict[str, Person]) -> None:
    casework.add_note(stage.runtime, "B-1", "ana", "@devin and @ben.k. please look; @devin first")
    for login in ("devin", "ben.k"):
        (found,) = mentions_of(stage.runtime, staff[login])
        assert (found.by, found.ref, found.name, found.seen_at) == ("ana", "B-1", "James Cole", None)
        assert unseen(stage.runtime, staff[login]) == 1
    mentioning.see(stage.runtime, staff["devin"], "B-2")
    assert unseen(stage.runtime, staff["devin"]) == 1, "another case was opened"
    mentioning.see(stage.runtime, staff["devin"], "B-1")
    assert unseen(stage.runtime, staff["devin"]) == 0
    assert mentions_of(stage.runtime, staff["devin"])[0].seen_at is not None
    assert unseen(stage.runtime, staff["ben.k"]) == 1


@pytest.mark.parametrize("text", ["ask @ana", "mail ana@devin.example", "@nobody there", "@imani", "@@devin", "@"])
def test_nobody_is_called_by_what_only_looks_like_it(stage: Stage, staff: dict[str, Person], text: str) -> None:
    casework.add_note(stage.runtime, "B-1", "ana", text)
    assert [login for login, person in staff.items() if unseen(stage.runtime, person)] == []


@pytest.mark.parametrize(
    ("begun", "logins"),
    [("de", ["devin"]), ("KE", ["ben.k"]), ("b", ["ben.k"]), ("ana", []), ("im", []), ("", ["ben.k", "devin"])],
)
def test_a_name_is_completed_from_its_beginning(
    stage: Stage, staff: dict[str, Person], begun: str, logins: list[str]
) -> None:
    assert [each.login for each in offered(stage.runtime, staff["ana"], begun)] == logins


def test_a_note_is_cut_at_whom_it_calls() -> None:
    cut = [(piece.text, piece.login) for piece in pieces_of("Hi @Devin, see.")]
    assert cut == [("Hi ", None), ("@Devin", "devin"), (", see.", None)]
