"""`doctor` says whether a second reader is asked, and what leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.checkup import Finding, check_all


def found(folder: Path, *lines: str) -> Finding:
    config = folder / "config.toml"
    config.write_text("\n".join(("[second_reader]", *lines)), encoding="utf-8")
    return next(each for each in check_all(config) if each.what == "second reader")


NAMED = ('url = "https://reader.example/v1"', 'model = "small"')


@pytest.mark.parametrize(
    ("lines", "mend"),
    [
        ((), "set second_reader.url, second_reader.model"),
        (NAMED[:1], "set second_reader.model"),
        ((*NAMED, 'send = "off"'), 'set second_reader.send to "masked"'),
    ],
)
def test_it_is_off_unless_it_is_named(tmp_path: Path, lines: tuple[str, ...], mend: str) -> None:
    assert (found(tmp_path, *lines).level, found(tmp_path, *lines).mend) == ("off", mend)


@pytest.mark.parametrize(("send", "says"), [("masked", "without what says"), ("as_written", "AS WRITTEN")])
def test_it_says_where_texts_go_and_what_is_in_them(tmp_path: Path, send: str, says: str) -> None:
    finding = found(tmp_path, *NAMED, f'send = "{send}"')
    assert finding.level == "good"
    assert "https://reader.example/v1" in finding.state
    assert says in finding.state
