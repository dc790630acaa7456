"""Settings: the file, the environment that wins, and every mistake refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.configuring import ConfigError, config_path, load_settings
from outreach.settings import Settings


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORBEAR_CONFIG", raising=False)


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, "utf-8")
    return path


def test_without_a_file_the_defaults_hold() -> None:
    assert load_settings() == Settings(home=Path.cwd())


def test_the_environment_beats_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, '[lender]\nname = "Alder"\n[web]\nport = 9000\n')
    monkeypatch.setenv("FORBEAR__WEB__PORT", "9001")
    monkeypatch.setenv("FORBEAR__DESK__DAYS", '["sat"]')
    monkeypatch.setenv("FORBEAR__TELEGRAM__TOKEN", "[not a list")
    settings = load_settings(path)
    assert (settings.lender.name, settings.web.port, settings.desk.days) == ("Alder", 9001, ["sat"])
    assert settings.telegram.token == "[not a list"


def test_the_file_is_the_one_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert config_path() == Path("config.toml")
    monkeypatch.setenv("FORBEAR_CONFIG", str(tmp_path / "other.toml"))
    assert config_path() == tmp_path / "other.toml"
    assert config_path(tmp_path / "this.toml") == tmp_path / "this.toml"
    with pytest.raises(ConfigError, match=r"other\.toml.*no such config file"):
        load_settings()


def test_relative_paths_lie_beside_the_config_file(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, '[database]\nurl = "sqlite:///data.db"\n'))
    assert settings.database_url == f"sqlite:///{tmp_path / 'data.db'}"
    assert settings.path("strategy.toml") == tmp_path / "strategy.toml"


@pytest.mark.parametrize("url", ["postgresql+psycopg://me@/db", "sqlite:///:memory:", "sqlite:////var/lib/f.db"])
def test_other_addresses_stay_as_they_are(url: str) -> None:
    assert Settings.model_validate({"database": {"url": url}}).database_url == url


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[lendor]\n", r"\[lendor\] is not a known section.*'lender'"),
        ('[lender]\nnmae = "x"\n', r"\[lender\] nmae is not a known key.*'name'"),
        ("lender = 3\n", r"must be a table"),
        ("[web]\nport = 0\n", r"web\.port"),
        ('[web]\nport = "many"\n', r"web\.port.*'many'"),
        ("[web\n", r"not valid TOML"),
        ('[desk]\nzone = "Mars/Olympus"\n', r"desk\.zone.*no IANA time zone"),
        ('[desk]\nopens = "nine"\n', r"desk\.opens.*no time of day"),
        ('[desk]\ndays = ["monday"]\n', r"desk\.days"),
        ('[desk]\nopens = "18:00"\ncloses = "09:00"\n', r"must be later"),
        ("[desk]\ndays = []\n", r"at least one day"),
        ("[feeds.core]\nstale_hours = 0\n", r"feeds\.core\.stale_hours"),
        ("[feeds.core]\nstale = 3\n", r"\[feeds\.core\] stale is not a known key.*'stale_hours'"),
        ("[feeds]\ncore = 30\n", r"feeds\.core must be a table"),
        ('[feeds."a b"]\n', r"feeds\.a b"),
    ],
)
def test_a_mistake_is_refused_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        load_settings(written(tmp_path, text))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("FORBEAR__LENDR__NAME", "x", "'lendr' is not a known section.*'lender'"),
        ("FORBEAR__WEB__PORTS", "1", "'ports' is not a known key.*'port'"),
        ("FORBEAR__WEB__PORT", "99999", "FORBEAR__WEB__PORT"),
    ],
)
def test_a_mistake_in_the_environment_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError, match=words):
        load_settings()


def test_a_feed_is_declared_by_a_table_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORBEAR__FEEDS__CARDS", "{stale_hours = 12}")
    settings = load_settings(written(tmp_path, "[feeds.core-banking]\n"))
    assert {name: feed.stale_hours for name, feed in settings.feeds.items()} == {"core-banking": 30, "cards": 12}
