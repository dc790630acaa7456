"""The locks pin every package exactly, by hash, and say nowhere where it comes from."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.tree import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(r"^(?P<name>[a-z0-9._-]+)(?:\[[a-z,-]+\])?==(?P<version>[^\s;]+)(?: ; [^\\]+)?$")
HASHES = re.compile(r"^(?:--hash=sha256:[0-9a-f]{64} ?)+$")
ADDRESS = re.compile(r"://|^\s*-(?:i|f|e)\b|^\s*--(?!hash=)| @ |\bfile:", re.MULTILINE)


def entries(lock: str) -> list[str]:
    """The lock's requirements, each on one line, without comments."""
    joined = lock.replace("\\\n", " ")
    return [re.sub(r"\s+", " ", line).strip() for line in joined.splitlines() if line.strip() and "#" not in line]


def faults(lock: str) -> list[str]:
    """What is wrong with a lock: an address, or an entry without an exact version and a hash."""
    wrong = [f"address: {match.group()!r}" for match in ADDRESS.finditer(lock)]
    for entry in entries(lock):
        requirement, _, hashes = entry.partition(" --hash=")
        if not PINNED.match(requirement) or not HASHES.match(f"--hash={hashes}"):
            wrong.append(f"not pinned with hashes: {requirement}")
    return wrong


def versions(lock: str) -> dict[str, str]:
    found = (PINNED.match(entry.partition(" --hash=")[0]) for entry in entries(lock))
    return {canonicalize_name(match["name"]): match["version"] for match in found if match}


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_hashes_and_without_an_address(name: str) -> None:
    assert faults((ROOT / name).read_text()) == []


def test_what_the_project_asks_for_is_locked_within_its_ranges() -> None:
    told = project()
    asked = {
        "requirements.lock": told["project"]["dependencies"] + told["build-system"]["requires"],
        "requirements-dev.lock": told["project"]["optional-dependencies"]["dev"],
    }
    for name, requirements in asked.items():
        locked = versions((ROOT / name).read_text())
        for requirement in map(Requirement, requirements):
            assert locked.get(canonicalize_name(requirement.name), "missing") in requirement.specifier, requirement


def test_both_locks_agree() -> None:
    run, develop = (versions((ROOT / name).read_text()) for name in LOCKS)
    assert run.items() <= develop.items()


@pytest.mark.parametrize(
    "line",
    [
        "six>=1.0 --hash=sha256:" + "0" * 64,
        "six==1.17.0",
        "six==1.17.0 --hash=md5:0",
        "six @ https://example.org/six.whl",
        "--index-url https://example.org/simple",
        "-f wheels",
    ],
)
def test_a_loose_or_addressed_line_is_found(line: str) -> None:
    assert faults(line + "\n")
