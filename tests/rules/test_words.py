"""No file names a package registry, a place on somebody's machine, or who typed it. A bar splits each word below."""

from __future__ import annotations

import re

import pytest

from tests.support import tree

SPLIT_HOSTS = (
    "py|pi.org",
    "python|hosted.org",
    "npm|js.org",
    "npm|js.com",
    "yarn|pkg.com",
    "crates|.io",
    "deb.deb|ian.org",
    "proxy.go|lang.org",
)
SPLIT_PLACES = ("/wo|rk/", "/ro|ot/", "/ho|me/", "/tmp/|plan", "/opt/|wheels", "/opt/|pypi", "/.py|env")
SPLIT_WORDS = (
    "cla|ude",
    "anth|ropic",
    "chat|gpt",
    "co|pilot",
    "sub|agent",
    "coding |agent",
    "ai ass|istant",
    "co-auth|ored-by",
    "this work|place",
    "issues sh|ow",
)
FORBIDDEN = {
    "a registry's host": SPLIT_HOSTS,
    "a place on one machine": SPLIT_PLACES,
    "a word about how it was made": SPLIT_WORDS,
}


def pattern(split: tuple[str, ...]) -> re.Pattern[str]:
    words = (re.escape(word.replace("|", "")) for word in split)
    return re.compile(r"(?<![\w.])(?:" + "|".join(words) + ")", re.IGNORECASE)


def found(text: str, split: tuple[str, ...]) -> list[str]:
    return [match.group() for match in pattern(split).finditer(text)]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    hits: list[str] = []
    for path in tree.files():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        hits += [f"{tree.name_of(path)}: {word}" for word in found(text, FORBIDDEN[what])]
    assert hits == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_each_forbidden_word_would_be_found(what: str) -> None:
    for word in FORBIDDEN[what]:
        whole = word.replace("|", "")
        assert found(f'see "{whole.upper()}x" there', (word,)) == [whole.upper()]
