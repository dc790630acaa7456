"""docs/rest.md names every address, every error and every figure, and its example is true."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import desk.api
from tests.desk.api.conftest import Lender

PAGE = (Path(__file__).parents[3] / "docs" / "rest.md").read_text("utf-8")
SOURCES = [path.read_text("utf-8") for path in Path(desk.api.__path__[0]).glob("*.py")]
CODES = {code for source in SOURCES for code in re.findall(r'Problem\(\s*\d{3}, "(\w+)"', source)}
FIGURES = {name for source in SOURCES for name in re.findall(r'"(forbear_\w+)"', source)}


def test_every_address_is_named(lender: Lender) -> None:
    for path, operations in lender.http.get("/api/v1/openapi.json").json()["paths"].items():
        for method in operations:
            assert f"`{method.upper()} {path}`" in PAGE


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_error_is_named(code: str) -> None:
    assert len(CODES) > 8
    assert f"`{code}`" in PAGE


@pytest.mark.parametrize("figure", sorted(FIGURES - {"forbear_database_up"}))
def test_every_figure_from_the_database_is_named(figure: str) -> None:
    assert f"`{figure}`" in PAGE


def test_the_example_is_answered_as_the_page_says(lender: Lender) -> None:
    lender.bring()
    (rows,) = re.findall(r"-d '(.+)'", PAGE)
    (answer,) = re.findall(r"```json\n(.+)\n```", PAGE)
    assert lender.post("payments", json.loads(rows)).json() == json.loads(answer)
