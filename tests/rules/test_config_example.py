"""config.example.toml shows every setting with its default and a comment; outreach/settings.py is the truth."""

from __future__ import annotations

import re
import tomllib
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from outreach.settings import Settings
from tests.support.tree import ROOT

HEADER = re.compile(r"^\[([\w.]+)\]")
KEY = re.compile(r"^(\w+)\s*=")


def sections(settings: type[BaseModel]) -> dict[str, type[BaseModel]]:
    fields = settings.model_fields.items()
    models = {name: field.annotation for name, field in fields if not field.exclude}
    return {name: model for name, model in models.items() if isinstance(model, type) and issubclass(model, BaseModel)}


def commented(text: str) -> dict[str, bool]:
    """Every `section` and `section.key` of the file, and whether a comment stands above it or behind it."""
    found: dict[str, bool] = {}
    section, above = "", ""
    for line in text.splitlines():
        header, key = HEADER.match(line), KEY.match(line)
        if header:
            section = header[1]
            found[section] = above.startswith("#") or " # " in line
        elif key:
            found[f"{section}.{key[1]}"] = above.startswith("#") or " # " in line
        above = line
    return found


def says_default(field: FieldInfo, written: Any) -> bool:
    """Whether a value read from the file is the field's default, once both are of the field's type."""
    adapter: TypeAdapter[Any] = TypeAdapter(Annotated[field.annotation, field])
    return bool(adapter.validate_python(written) == field.get_default(call_default_factory=True))


def gaps(settings: type[BaseModel], text: str) -> list[str]:
    """Where the example and the settings disagree, one line each."""
    values, comments = tomllib.loads(text), commented(text)
    wanted = {
        f"{name}.{key}": field
        for name, model in sections(settings).items()
        for key, field in model.model_fields.items()
    }
    given = {f"{name}.{key}": value for name, table in values.items() for key, value in table.items()}
    wrong = [f"{key}: not a setting" for key in given.keys() - wanted.keys()]
    for key, field in wanted.items():
        if key not in given:
            wrong.append(f"{key}: missing")
        elif not says_default(field, given[key]):
            wrong.append(f"{key}: {given[key]!r} is not the default")
        elif not comments.get(key):
            wrong.append(f"{key}: no comment above it")
    return sorted(wrong)


def test_the_example_mirrors_the_settings() -> None:
    assert gaps(Settings, (ROOT / "config.example.toml").read_text(encoding="utf-8")) == []


class _Web(BaseModel):
    host: str = "127.0.0.1"
    port: int = 80
    names: dict[str, str] = {"a": "b"}


class _Sample(BaseModel):
    web: _Web = _Web()


GOOD = '[web]\n# Where.\nhost = "127.0.0.1"\nport = 80 # Which.\n# Who.\n[web.names]\na = "b"\n'


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("", ""), []),
        (("port = 80", "port = 81"), ["web.port: 81 is not the default"]),
        (("port = 80 # Which.\n", ""), ["web.port: missing"]),
        (("# Where.\n", ""), ["web.host: no comment above it"]),
        (("# Who.\n", ""), ["web.names: no comment above it"]),
        (("port = 80", "prot = 80"), ["web.port: missing", "web.prot: not a setting"]),
    ],
)
def test_each_disagreement_is_named(edit: tuple[str, str], expected: list[str]) -> None:
    assert gaps(_Sample, GOOD.replace(*edit)) == expected
