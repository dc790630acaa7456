"""What happens to a test whose program is not installed: red in CI, left out and said aloud elsewhere."""

from __future__ import annotations

import os
from typing import TypeVar

import pytest

LEFT_OUT = "left out: "
Program = TypeVar("Program")


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true"}


def require(found: Program | None, package: str) -> Program:
    """Return `found`; without it end the test, naming Debian's package that would bring it."""
    if found is not None:
        return found
    if in_ci():
        pytest.fail(f"{package} is not installed, and CI leaves nothing out: apt-get install {package}")
    pytest.skip(f"{LEFT_OUT}{package} is not installed; on Debian: apt-get install {package}")
