"""What admins may write in a template, and what is refused with line, column and a way to mend it."""

from __future__ import annotations

import pytest

from outreach.sandbox import LONGEST_TEXT, TemplateRefused, capital, check_template, compile_template

KNOWN = frozenset({"amount", "date", "link", "name", "choices"})


def test_a_good_template_has_no_problems() -> None:
    text = "{{ name|capital }}: {{ amount }}{% if link and not date %} {{ link }}{% else %}.{% endif %} {{ choices }}"
    assert check_template(text, KNOWN) == []


def test_a_misspelt_variable_is_named_with_its_place_and_the_nearest() -> None:
    (problem,) = check_template("Thank you.\nIt is {{ amout }} by {{ date }}.", KNOWN)
    assert (problem.line, problem.column) == (2, 10)
    assert problem.what == "`amout` is not known; did you mean `amount`?"
    assert problem.fix == "write amount"


def test_a_variable_like_no_other_gets_the_list() -> None:
    (problem,) = check_template("{{ zzz }}", KNOWN)
    assert problem.fix == "use one of: amount, choices, date, link, name"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{% for x in amount %}{{ x }}{% endfor %}", "loops are not available"),
        ("{{ amount.__class__.__mro__ }}", "a variable has no parts"),
        ("{{ amount['__class__'] }}", "a variable has no parts"),
        ("{{ amount.ljust(99999999) }}", "nothing can be called here"),
        ("{{ 'x' * 1000000000 }}", "Mul is not available"),
        ("{{ amount ~ date }}", "Concat is not available"),
        ("{% set a = amount %}", "variables cannot be set here"),
        ("{% include 'x' %}", "Include is not available"),
        ("{% macro f() %}x{% endmacro %}", "Macro is not available"),
        ("{{ amount|upper }}", "the filter upper is not available"),
        ("{% if amount is defined %}x{% endif %}", "Test is not available"),
        ("{{ [amount] }}", "List is not available"),
        ("{{ range(9) }}", "nothing can be called here"),
    ],
)
def test_what_could_do_harm_is_refused(text: str, what: str) -> None:
    assert what in [problem.what for problem in check_template(text, KNOWN | {"range", "x"})]
    with pytest.raises(TemplateRefused):
        compile_template(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [("ok\n{{ amount", 2), ("{% if link %}x", 1), ("{{ }}", 1), ("{% endif %}", 1)],
)
def test_a_template_that_cannot_be_read_names_its_line(text: str, line: int) -> None:
    (problem,) = check_template(text, KNOWN)
    assert (problem.line, problem.column) == (line, 1)


def test_a_huge_template_is_refused() -> None:
    (problem,) = check_template("x" * 2001, KNOWN)
    assert "2001 characters" in problem.what


def test_deep_nesting_is_refused() -> None:
    deep = "{%if link%}" * 99 + "{%endif%}" * 99
    (problem,) = check_template(deep, KNOWN)
    assert problem.what == "it is nested too deeply"


def test_a_text_that_grows_too_long_is_refused() -> None:
    compiled = compile_template("{{ name }}{{ name }}")
    with pytest.raises(TemplateRefused, match=str(LONGEST_TEXT)):
        compiled.render({"name": "x" * 3000})


def test_a_missing_value_names_the_line_even_in_a_branch_not_taken() -> None:
    compiled = compile_template("Hello.\n{% if link %}{{ name }}{% endif %}")
    with pytest.raises(TemplateRefused, match="line 2: no value for name"):
        compiled.render({"link": ""})


def test_a_value_is_never_read_as_a_template() -> None:
    assert compile_template("{{ name }}").render({"name": "{{ amount }}"}) == "{{ amount }}"


def test_it_knows_what_is_optional() -> None:
    assert compile_template("{% if link %}{{ link }}{% endif %}{{ name }}").optional == {"link"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [("what year?", "What year?"), ("¿en qué año?", "¿En qué año?"), ("50 parts", "50 parts"), ("платёж", "Платёж")],
)
def test_capital_raises_the_first_letter_alone(text: str, shown: str) -> None:
    assert capital(text) == shown
