"""``forbear offers`` as a program reads it, without config or database."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cases.money import exponent
from cli.main import app

Run = Callable[..., Result]
KEYS = {"kind", "parts", "total", "down_payment", "last_due", "why"}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()

    def offers(*arguments: str, balance: str = "1200.00", currency: str = "USD") -> Result:
        given = ("offers", "--balance", balance, "--currency", currency, "--as-of", "2026-11-24", *arguments)
        return runner.invoke(app, given)

    return offers


def answer(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    assert set(found) == {"offers", "refused"}
    for offer in (*found["offers"], *(refusal["nearest"] for refusal in found["refused"])):
        assert set(offer) == KEYS
        assert sum(Decimal(part["amount"]) for part in offer["parts"]) == Decimal(offer["total"])
        assert offer["parts"][-1]["due_on"] == offer["last_due"]
        assert offer["down_payment"] in (None, offer["parts"][0]["amount"])
    return found


def test_what_was_asked_for_is_offered_first_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    found = answer(run("--monthly", "200.00", "--json"))
    assert [len(offer["parts"]) for offer in found["offers"]] == [6, 5, 4]
    assert found["offers"][0]["parts"][0] == {"due_on": "2026-12-01", "amount": "200.00"}
    assert found["refused"] == []
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_is_said_with_the_nearest(run: Run) -> None:
    found = answer(run("--monthly", "100", "--payday", "end", "--json"))
    (refused,) = found["refused"]
    assert refused == {
        "ask": "100.00 USD a month",
        "reason": "it takes 12 parts; the most is 6",
        "nearest": found["offers"][0],
    }
    due = [part["due_on"] for part in refused["nearest"]["parts"]]
    assert due == ["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]


@pytest.mark.parametrize("currency", ["JPY", "USD", "KWD", "CLF", "IQD", "RSD"])
def test_amounts_have_the_decimals_of_their_currency(run: Run, currency: str) -> None:
    found = answer(run("--parts", "3", "--json", balance="1000", currency=currency))
    shown = [part["amount"].partition(".")[2] for part in found["offers"][0]["parts"]]
    assert {len(decimals) for decimals in shown} == {exponent(currency)}


def test_a_down_payment_is_the_first_part(run: Run) -> None:
    (first, *_) = answer(run("--down-payment", "300", "--monthly", "180", "--json"))["offers"]
    assert first["down_payment"] == "300.00"
    assert [part["amount"] for part in first["parts"]] == ["300.00", *["180.00"] * 5]


def test_an_unknown_jurisdiction_has_the_defaults(run: Run) -> None:
    shown = {run("--monthly", "90", "--json", *place).stdout for place in JURISDICTIONS}
    assert len(shown) == 1


JURISDICTIONS = ((), *(("--jurisdiction", name) for name in ("us", "US", "Us-ny", "XX", "Atlantis")))


def test_a_policy_file_counts(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("[role.bot]\nmost_parts = { monthly = 12 }\nlongest_months = 12\n")
    assert answer(run("--monthly", "100", "--policy", "mine.toml", "--json"))["refused"] == []


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (("--balance", "5.00"), "promise"),
        (("--monthly", "300"), "plan"),
        (("--role", "collector", "--dpd", "120", "--settle", "1000"), "settlement"),
    ],
)
def test_each_kind_of_offer(run: Run, arguments: tuple[str, ...], kind: str) -> None:
    assert answer(run(*arguments, "--json"))["offers"][0]["kind"] == kind


def test_what_can_be_paid_in_a_month_is_spread_over_its_weeks(run: Run) -> None:
    (first, *_) = answer(run("--monthly", "260", "--cadence", "weekly", "--json"))["offers"]
    assert first["parts"][0]["amount"] == "60.00"
    assert first["parts"][1]["due_on"] == "2026-12-08"


def test_a_person_reads_a_table(run: Run) -> None:
    shown = run("--monthly", "100").stdout
    assert "200.00" in shown
    assert "Not possible: 100.00 USD a month: it takes 12 parts; the most is 6." in shown


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("--balance", "0"), "the balance must be more than nought"),
        (("--balance", "-5"), "the balance must be more than nought"),
        (("--balance", "10.005"), "--balance: 10.005 has more decimals than USD (2)"),
        (("--balance", "1,200"), "--balance: '1,200' is not an amount; write it like 1204.50"),
        (("--balance", "1e9"), "--balance: '1e9' is not an amount; write it like 1204.50"),
        (("--currency", "ABC"), "--currency: 'ABC' is not a currency code of ISO 4217"),
        (("--monthly", "0"), "what can be paid at a time must be more than nought"),
        (("--payday", "32"), "--payday: '32' is no day of a month; write 1 to 31, or end"),
        (("--payday", "0"), "--payday: '0' is no day of a month; write 1 to 31, or end"),
        (("--as-of", "24.11.2026"), "--as-of: '24.11.2026' is not a date; write 2026-11-24"),
        (("--as-of", "9999-12-31"), "the day 9999-12-31 lies outside 1970 to 2199"),
        (("--rate", "x"), "--rate: 'x' is not a rate; write it like 19.9"),
        (("--role", "king"), "'king' is no role of the policy; known: bot, collector, supervisor"),
        (("--bucket", "B7"), "'B7' is no bucket; known: CURRENT, B1, B2, B3, B4, GRACE"),
        (("--policy", "none.toml"), "none.toml: file: cannot be read: No such file or directory"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_exit_code_2(run: Run, arguments: tuple[str, ...], line: str) -> None:
    result = run(*arguments, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"forbear: {line}\n"
