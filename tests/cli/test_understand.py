"""``forbear understand``: lines in, answers out in order; a line that cannot be read ends it with nothing printed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.main import app

TODAY = "2026-11-24"


def run(*options: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(app, ["understand", *options], input=given)


def rows(*values: dict[str, Any]) -> str:
    return "\n".join(json.dumps(value) for value in values)


def printed(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def line(text: str, **more: Any) -> dict[str, Any]:
    return {"id": "a", "text": text, "locale": "en-US", "today": TODAY, "currency": "USD", **more}


def test_a_line_is_answered_with_everything_that_was_read() -> None:
    (answer,) = printed(run("--json", given=rows(line("dead broke til the 15th, can do 50 then"))))
    assert answer.pop("confidence") > 0.6
    assert answer == {
        "id": "a",
        "intent": "promise",
        "second": "cannot_pay",
        "amounts": [5000],
        "dates": ["2026-12-15"],
        "shares": [],
        "language": "en",
        "rights": [],
    }


def test_answers_keep_the_order_and_the_ids_of_their_lines() -> None:
    given = rows(line("yes", id="z"), line("STOP", id=7), {"text": "退订", "locale": "zh-Hans"})
    answers = printed(run("--json", given=given))
    assert [(answer["id"], answer["intent"]) for answer in answers] == [("z", "yes"), (7, "stop"), (3, "stop")]


def test_plain_text_is_read_as_the_options_say_an_empty_line_too() -> None:
    options = ("--json", "--locale", "es-MX", "--today", TODAY, "--currency", "MXN")
    answers = printed(run(*options, given="mañana pago 2,000 pesos\n\nla mitad el viernes\n"))
    assert [answer["dates"] for answer in answers] == [["2026-11-25"], [], ["2026-11-27"]]
    assert [answer["amounts"] for answer in answers] == [[200000], [], []]
    assert answers[2]["shares"] == ["1/2"]


def test_a_text_may_be_an_argument_and_is_never_taken_for_json() -> None:
    (answer,) = printed(run('{"text": "STOP"}', "--json"))
    assert answer["id"] == 1
    assert "STOP" in run("STOP").stdout or "stop" in run("STOP").stdout


def test_windows_lines_and_a_byte_order_mark_do_no_harm() -> None:
    given = b"\xef\xbb\xbf" + rows(line("yes")).encode() + b"\r\n" + rows(line("no")).encode() + b"\r\n"
    assert [answer["intent"] for answer in printed(run("--json", given=given))] == ["yes", "no"]


def test_nothing_in_gives_nothing_out() -> None:
    assert run("--json").stdout == ""
    assert printed(run("--json", "--score"))[0]["messages"] == 0


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ("hello", "no JSON"),
        ("[1]", "not an object"),
        ('{"id": "b"}', '"text" is missing'),
        ('{"text": 5}', '"text" is a number'),
        ('{"text": null}', '"text" is null'),
        ('{"text": "x", "id": [1]}', '"id" is a list'),
        (r'{"text": "x", "id": "\ud83d"}', '"id" holds'),
        ('{"text": "x", "today": "tomorrow"}', "\"today\": 'tomorrow'"),
        ('{"text": "x", "currency": "dollars"}', "\"currency\" 'dollars'"),
        ('{"text": "x", "locale": 7}', '"locale" is a number'),
        ('{"text": "x", "intent": "pay"}', "\"intent\": 'pay'"),
        ('{"text": "x", "intent": "my_data"}', "\"intent\": 'my_data'"),
        ('{"text": "x", "amounts": [1.5]}', '"amounts" must be'),
        ('{"text": "x", "dates": ["4 Dec"]}', "\"dates\": '4 Dec'"),
        ('{"text": "x", "dates": "2026-12-04"}', '"dates" is a text'),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_read(bad: str, told: str) -> None:
    result = run("--json", given=f"{rows(line('yes'))}\n\n{bad}\n")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("forbear: line 3: ")
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_line_that_is_no_utf_8_is_named() -> None:
    result = run("--json", given=rows(line("yes")).encode() + b"\n\xff\xfe\n")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", "forbear: line 2: not UTF-8\n")


def test_a_text_with_half_a_character_or_five_thousand_is_read() -> None:
    given = "\n".join([r'{"text": "ok \ud83d"}', rows(line("pay " * 1250)), rows(line("\u202e\x00 yes"))])
    assert len(printed(run("--json", given=given))) == 3


GOLD = (
    line("STOP", intent="stop"),
    line("i'll pay 50 on friday", intent="promise", amounts=[5000], dates=["2026-11-27"]),
    line("50 on the 4th", intent="promise", amounts=[5100], dates=["2026-12-04"]),
    line("退订", locale="zh-Hans", intent="cease"),
    line("pizza?", intent="other"),
)


def test_the_score_counts_what_was_read_as_it_should_have_been() -> None:
    (figures,) = printed(run("--json", "--score", given=rows(*GOLD)))
    assert (figures["messages"], figures["accuracy"]) == (5, 0.8)
    assert figures["macro_f1"] == {"en-US": 1.0, "zh-Hans": 0.0}
    assert figures["recall"]["stop"] == 1.0
    assert figures["recall"]["cease"] == 0.0
    assert figures["recall"]["distress"] is None
    assert (figures["amounts_exact"], figures["dates_exact"]) == (0.5, 1.0)
    assert (figures["false_rights"], figures["other_acted_on"]) == (0.0, 0.0)
    assert figures["confusion"]["cease"] == {"stop": 1}


def test_the_score_is_told_to_people_with_what_was_mistaken() -> None:
    told = run("--score", given=rows(*GOLD)).stdout
    assert "cease read as stop 1" in told
    assert "macro-F1 zh-Hans" in told
