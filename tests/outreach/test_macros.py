"""Ready texts: filled from the case in the borrower's language, kept by whom they belong to, never more than a text."""

from __future__ import annotations

import pytest

from outreach import macros, people
from outreach.flagging import flags_in
from outreach.macros import VARIABLES, filled, macros_of, shipped
from outreach.people import Person, Role
from outreach.refusals import NotFound, Refused
from outreach.sandbox import check_template
from tests.support.stage import NOW, Stage


@pytest.fixture
def ana(stage: Stage) -> Person:
    return someone(stage, "ana", "Ana Roth", Role.COLLECTOR)


def someone(stage: Stage, login: str, name: str, role: Role) -> Person:
    people.add_user(stage.runtime, login, name, role, "a long enough one", now=NOW)
    return next(each for each in people.all_people(stage.runtime) if each.login == login)


def text(stage: Stage, person: Person, key: str) -> str:
    return next(each.text for each in filled(stage.runtime, "B-1", person) if each.macro.key == key)


@pytest.mark.parametrize("macro", shipped(), ids=lambda macro: str(macro.key))
def test_each_that_is_shipped_is_calm_and_whole_in_every_language(stage: Stage, macro: macros.Macro) -> None:
    assert set(macro.bodies) == set(stage.runtime.words.locales)
    assert set(macro.names) == {"en", "zh-Hans"}
    for body in macro.bodies.values():
        assert check_template(body, frozenset(VARIABLES)) == []
        assert not set("!！¡") & set(body)
        assert flags_in(body) == ()


def test_the_case_fills_it_in_the_language_of_the_borrower(stage: Stage, ana: Person) -> None:
    stage.borrower(("2026-11-22", "100.00"), ("2026-12-22", "50.00"), locale="es")
    assert text(stage, ana, "hello").startswith("Hola, James Cole. Soy Ana Roth, una persona de Alder.")
    due = text(stage, ana, "what_is_due")
    assert "$100.00" in due
    assert "22 de diciembre" in due


def test_one_that_lacks_a_value_says_which_and_has_no_text(stage: Stage, ana: Person) -> None:
    stage.borrower(("2026-12-22", "50.00"))
    plan = next(each for each in filled(stage.runtime, "B-1", ana) if each.macro.key == "offer_plan")
    assert (plan.text, plan.lacks) == ("", ("amount_late",))


def test_ones_own_is_nobody_elses_and_everybodys_is_kept_by_leaders(stage: Stage, ana: Person) -> None:
    stage.borrower(("2026-11-22", "100.00"))
    devin = someone(stage, "devin", "Devin Ashe", Role.SUPERVISOR)
    macros.save(stage.runtime, ana, "mine", "Mine", {"en": "I am {{ officer }}."})
    assert text(stage, ana, "mine") == "I am Ana Roth."
    assert "mine" not in {each.key for each in macros_of(stage.runtime, devin)}
    with pytest.raises(Refused, match="kept by supervisors"):
        macros.save(stage.runtime, ana, "ours", "Ours", {"en": "Hello."}, shared=True)
    macros.save(stage.runtime, devin, "ours", "Ours", {"en": "Hello."}, shared=True)
    ours = next(each for each in macros_of(stage.runtime, ana) if each.key == "ours")
    assert ours.id is not None
    with pytest.raises(NotFound):
        macros.remove(stage.runtime, ana, ours.id)
    macros.remove(stage.runtime, devin, ours.id)
    assert "ours" not in {each.key for each in macros_of(stage.runtime, ana)}


def test_everybodys_stands_in_the_place_of_a_shipped_one_until_it_goes(stage: Stage, ana: Person) -> None:
    stage.borrower(("2026-11-22", "100.00"))
    devin = someone(stage, "devin", "Devin Ashe", Role.SUPERVISOR)
    macros.save(stage.runtime, devin, "hello", "Hello", {"en": "Good day."}, shared=True)
    assert text(stage, ana, "hello") == "Good day."
    macros.save(stage.runtime, devin, "hello", "Hello", {"en": "Good day."}, shared=True, hidden=True)
    assert "hello" not in {each.macro.key for each in filled(stage.runtime, "B-1", ana)}
    kept = next(each for each in macros_of(stage.runtime, devin) if each.key == "hello")
    assert kept.id is not None
    macros.remove(stage.runtime, devin, kept.id)
    assert text(stage, ana, "hello").startswith("Hello James Cole")


@pytest.mark.parametrize(
    ("key", "name", "bodies", "words"),
    [
        ("no spaces here", "x", {"en": "a"}, "short name"),
        ("ok", "", {"en": "a"}, "needs a name"),
        ("ok", "x", {"en": "  "}, "one language at least"),
        ("ok", "x", {"tlh": "a"}, "Nothing is written in tlh"),
        ("ok", "x", {"en": "{{ amuont_late }}"}, "did you mean `amount_late`"),
        ("ok", "x", {"en": "{% for x in name %}{% endfor %}"}, "loops are not available"),
        ("ok", "x", {"en": "{{ name.__class__ }}"}, "a variable has no parts"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_to_mend(
    stage: Stage, ana: Person, key: str, name: str, bodies: dict[str, str], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        macros.save(stage.runtime, ana, key, name, bodies)
