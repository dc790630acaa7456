"""Reads the configuration: the file, the environment over it, and one clear word for what cannot be used."""

from __future__ import annotations

import difflib
import os
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from outreach.settings import FeedSettings, Section, Settings

ENV_PREFIX = "FORBEAR__"
CONFIG_VARIABLE = "FORBEAR_CONFIG"


class ConfigError(Exception):
    """A setting that cannot be used; the text names the file or variable, the key, and what to do."""


SECTIONS: dict[str, type[Section]] = {
    name: field.annotation
    for name, field in Settings.model_fields.items()
    if isinstance(field.annotation, type) and issubclass(field.annotation, Section)
}


NAMED: dict[str, type[Section]] = {"feeds": FeedSettings}
"""Sections whose keys are names, each of them a table of its own: ``[feeds.NAME]``."""


def config_path(explicit: Path | None = None) -> Path:
    """The config file: the one named, else ``$FORBEAR_CONFIG``, else ``config.toml`` here."""
    if explicit is not None:
        return explicit
    return Path(os.environ.get(CONFIG_VARIABLE) or "config.toml")


def load_settings(explicit: Path | None = None) -> Settings:
    """Read file and environment. Raises ConfigError where a file, key or value is no good."""
    path = config_path(explicit)
    named = explicit is not None or CONFIG_VARIABLE in os.environ
    if named and not path.is_file():
        raise ConfigError(f"{path}: there is no such config file; copy config.example.toml there")
    values = _read_toml(path) if path.is_file() else {}
    _refuse_unknown(values, str(path))
    overrides = _from_environment(dict(os.environ))
    for section, keys in overrides.items():
        table = values.setdefault(section, {})
        table.update(keys)
    return _build(values, path, overrides, home=path.resolve().parent)


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from None


def _nearest(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.0)
    return f"; the nearest known one is {close[0]!r}" if close else ""


def _refuse_unknown(values: dict[str, Any], where: str) -> None:
    for section, table in values.items():
        if section not in SECTIONS and section not in NAMED:
            known = [*SECTIONS, *NAMED]
            raise ConfigError(f"{where}: [{section}] is not a known section{_nearest(section, known)}")
        if not isinstance(table, dict):
            raise ConfigError(f"{where}: {section} must be a table, written [{section}]")
        if section in SECTIONS:
            _refuse_unknown_keys(table, SECTIONS[section], section, where)
            continue
        for name, named in table.items():
            if not isinstance(named, dict):
                raise ConfigError(f"{where}: {section}.{name} must be a table, written [{section}.{name}]")
            _refuse_unknown_keys(named, NAMED[section], f"{section}.{name}", where)


def _refuse_unknown_keys(table: dict[str, Any], model: type[Section], section: str, where: str) -> None:
    known = list(model.model_fields)
    for key in table:
        if key not in known:
            raise ConfigError(f"{where}: [{section}] {key} is not a known key{_nearest(key, known)}")


def _from_environment(environment: dict[str, str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, raw in environment.items():
        if not name.upper().startswith(ENV_PREFIX):
            continue
        section, _, key = name[len(ENV_PREFIX) :].lower().partition("__")
        if section in NAMED and key:
            found.setdefault(section, {})[key] = _environment_value(raw, dict)
            continue
        if section not in SECTIONS:
            known = [*SECTIONS, *NAMED]
            raise ConfigError(f"{name}: {section!r} is not a known section{_nearest(section, known)}")
        known = list(SECTIONS[section].model_fields)
        if key not in known:
            raise ConfigError(f"{name}: {key!r} is not a known key{_nearest(key, known)}")
        found.setdefault(section, {})[key] = _environment_value(raw, SECTIONS[section].model_fields[key].annotation)
    return found


def _environment_value(raw: str, annotation: Any) -> Any:
    """Lists and tables are written as TOML; everything else is the text itself."""
    if annotation in (str, int, float, bool) or not raw.startswith(("[", "{")):
        return raw
    try:
        return tomllib.loads(f"value = {raw}")["value"]
    except tomllib.TOMLDecodeError:
        return raw


def _build(values: dict[str, Any], path: Path, overrides: dict[str, dict[str, Any]], *, home: Path) -> Settings:
    try:
        return Settings(home=home, **values)
    except ValidationError as error:
        first = error.errors()[0]
        section, *key = (str(part) for part in first["loc"])
        own = key[:1] and key[0] in overrides.get(section, {})
        place = f"{ENV_PREFIX}{section}__{key[0]}".upper() if own else f"{path}: {'.'.join([section, *key])}"
        raise ConfigError(f"{place}: {first['msg']} (given: {first['input']!r})") from None
