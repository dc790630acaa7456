"""What the docs name exists: links and their headings, files, make targets, commands and their options."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer

from cli.main import app
from tests.support import tree

PAGES = [path for path in tree.files(".md") if not tree.name_of(path).startswith("desk/static/vendor/")]
WANTED = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/glossary.md", "docs/states.md")
BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
MAKE = re.compile(r"\bmake ([a-z][a-z-]*)")
FORBEAR = re.compile(r"(?:^|[\s(/])forbear ([a-z][a-z-]*)((?: [^\n|;#)]*)?)", re.MULTILINE)
OPTION = re.compile(r"(?<!\S)--[a-z][a-z-]*")
FILE = re.compile(r"(?:[\w.-]+/)+[\w.-]+\.(?:py|toml|md|html|css|js|jsonl|csv|sh|txt)|(?:[\w.-]+/)+")
FOLDERS = {path.name for path in tree.ROOT.iterdir() if path.is_dir()}


def code(text: str) -> Iterator[str]:
    """Every block and span of code."""
    yield from BLOCK.findall(text)
    yield from SPAN.findall(BLOCK.sub("", text))


def slug(heading: str) -> str:
    """A heading's anchor, as forges make it."""
    plain = re.sub(r"[^\w\- ]", "", heading.replace("`", "").strip().lower())
    return plain.replace(" ", "-")


def broken_links(page: Path, text: str) -> list[str]:
    """Relative links that lead to no file, or to no heading of it."""
    broken = []
    for found in LINK.finditer(BLOCK.sub("", text)):
        address = found[1] or found[2]
        name, _, anchor = address.partition("#")
        if re.match(r"[a-z]+:", address):
            continue
        target = (page.parent / name).resolve() if name else page
        headings = HEADING.findall(target.read_text("utf-8")) if target.suffix == ".md" and target.is_file() else []
        if not target.exists() or (anchor and anchor not in map(slug, headings)):
            broken.append(address)
    return broken


def unknown_files(text: str) -> list[str]:
    """Paths below our folders that are not there; a star or a bracket in a path names many."""
    named = (span.strip() for span in SPAN.findall(BLOCK.sub("", text)))
    ours = (name for name in named if FILE.fullmatch(name) and name.split("/")[0] in FOLDERS)
    return [name for name in ours if not (tree.ROOT / name).exists()]


@cache
def targets() -> frozenset[str]:
    listed = subprocess.run(["make", "help"], cwd=tree.ROOT, check=True, capture_output=True, text=True).stdout
    return frozenset(line.split()[0] for line in listed.splitlines())


@cache
def commands() -> dict[str, frozenset[str]]:
    """Every command of the console script, ``user add`` in two words, with its options."""
    found: dict[str, frozenset[str]] = {}
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]  # it is a group
        inner = getattr(command, "commands", None)
        for own, each in ({f"{name} {sub}": each for sub, each in inner.items()} if inner else {name: command}).items():
            found[own] = frozenset(["--help", *(opt for param in each.params for opt in param.opts)])
    return found


def unknown_commands(text: str) -> list[str]:
    """`make` targets, commands of `forbear` and their options that do not exist."""
    wrong = []
    for piece in code(text):
        wrong += [f"make {name}" for name in MAKE.findall(piece) if name not in targets()]
        for name, rest in FORBEAR.findall(piece):
            full = name if name in commands() else " ".join([name, *rest.split()[:1]])
            known = commands().get(full)
            if known is None:
                wrong.append(f"forbear {full}")
            else:
                wrong += [f"forbear {full} {option}" for option in OPTION.findall(rest) if option not in known]
    return wrong


@pytest.mark.parametrize("name", WANTED)
def test_there_is(name: str) -> None:
    assert tree.ROOT / name in PAGES


@pytest.mark.parametrize("page", PAGES, ids=tree.name_of)
def test_what_a_page_names_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    assert broken_links(page, text) + unknown_files(text) + unknown_commands(text) == []


def test_every_command_is_in_the_readme() -> None:
    readme = (tree.ROOT / "README.md").read_text("utf-8")
    assert [name for name in commands() if f"`forbear {name}" not in readme] == []


def test_every_picture_is_shown_and_small() -> None:
    readme = (tree.ROOT / "README.md").read_text("utf-8")
    pictures = list((tree.ROOT / "docs/pictures").glob("*.png"))
    assert pictures
    assert [path.name for path in pictures if f"docs/pictures/{path.name}" not in readme] == []
    assert [path.name for path in pictures if path.stat().st_size > 200_000] == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("[gone](docs/gone.md)", "docs/gone.md"),
        ("[no heading](README.md#nothing-of-it)", "README.md#nothing-of-it"),
        ("see `cases/gone.py`", "cases/gone.py"),
        ("say `make money`", "make money"),
        ("```\nforbear steal\n```", "forbear steal"),
        ("`forbear user remove mara`", "forbear user remove"),
        ("`forbear case B-1 --loud`", "forbear case --loud"),
    ],
)
def test_what_does_not_exist_is_found(text: str, wrong: str) -> None:
    page = tree.ROOT / "README.md"
    assert broken_links(page, text) + unknown_files(text) + unknown_commands(text) == [wrong]
