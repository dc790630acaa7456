"""Borrowers' words leave this machine by HTTPS alone."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from outreach.endpoint import on_this_machine
from outreach.invented import real_providers
from outreach.settings import SecondReaderSettings, Settings


@pytest.mark.parametrize(
    "url",
    ["https://reader.example/v1", "http://127.0.0.1:11434/v1", "http://localhost:1/v1", "http://[::1]:1/v1", ""],
)
def test_an_address_that_may_be_named(url: str) -> None:
    assert SecondReaderSettings(url=url, model="small").on is bool(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://reader.example/v1",
        "http://127.0.0.1.reader.example/v1",
        "https://user:word@reader.example/v1",
        "https://reader.example/v1?key=1",
        "ftp://reader.example",
        "reader.example/v1",
        "https://",
    ],
)
def test_an_address_that_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        SecondReaderSettings(url=url)


def test_in_the_sample_only_a_reader_on_this_machine_is_asked() -> None:
    for url, real in (("https://reader.example/v1", ["second_reader"]), ("http://127.0.0.1:1/v1", [])):
        assert on_this_machine(url) is not bool(real)
        assert real_providers(Settings(second_reader=SecondReaderSettings(url=url, model="small"))) == real
