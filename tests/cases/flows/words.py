"""Holds what is said against the shipped words: every key exists, and every variable of it is supplied."""

from __future__ import annotations

import tomllib
from functools import cache

from jinja2 import Environment, meta

from cases.flows.repeats import AGAIN_LINE
from cases.say import Phrase, Say
from tests.support.tree import ROOT

ALWAYS_THERE = {"lender", "full_name", "phone", "officer", "officer_short", "choices"}
_JINJA = Environment(autoescape=False)
_JINJA.filters["capital"] = str
LOCALES = ("en", "zh-Hans", "es", "ru")


@cache
def variables_of(key: str) -> frozenset[str]:
    """The variables of a message over all locales and channels. Raises AssertionError where one has no such message."""
    found: set[str] = set()
    for locale in LOCALES:
        files = list((ROOT / "templates" / "messages" / locale / key).glob("*.txt"))
        assert files, f"no message {key} in {locale}"
        for file in files:
            found |= _variables(file.read_text(encoding="utf-8"))
    return frozenset(found - ALWAYS_THERE)


@cache
def variables_of_phrase(key: str) -> frozenset[str]:
    """The variables of a phrase over all locales. Raises KeyError where one has no such phrase."""
    found: set[str] = set()
    table, name = key.split(".", 1)
    for locale in LOCALES:
        phrase = _phrases(locale)[table][name]
        for text in phrase.values() if isinstance(phrase, dict) else (phrase,):
            found |= _variables(text)
    return frozenset(found - ALWAYS_THERE)


def phrase_in(locale: str, key: str) -> object:
    """A phrase as it stands in its file."""
    table, name = key.split(".", 1)
    return _phrases(locale)[table][name]


@cache
def _phrases(locale: str) -> dict[str, dict[str, str | dict[str, str]]]:
    return tomllib.loads((ROOT / "templates" / "phrases" / f"{locale}.toml").read_text(encoding="utf-8"))


def _variables(source: str) -> set[str]:
    return meta.find_undeclared_variables(_JINJA.parse(source))


def assert_complete(say: Say) -> None:
    """Every variable of the message, of its phrases and of its choices is there, and nothing else is."""
    given, wanted = set(say.values) - {AGAIN_LINE}, set(variables_of(say.key))
    assert given == wanted, f"{say.key}: given {given}, wanted {wanted}"
    for value in (*say.values.values(), *(choice.label for choice in say.choices)):
        _complete(value)


def _complete(value: object) -> None:
    if isinstance(value, tuple):
        for each in value:
            _complete(each)
    if isinstance(value, Phrase):
        wanted = variables_of_phrase(value.key)
        assert wanted <= set(value.values), f"{value.key}: given {set(value.values)}, wanted {set(wanted)}"
        for inner in value.values.values():
            _complete(inner)
