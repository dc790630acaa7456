"""A small pack to change, one line at a time."""

from __future__ import annotations

import tomllib
from typing import Any

SMALL = """
[pack]
id = "small"
version = "1"
jurisdiction = "XX"
status = "house"
review_by = 2027-01-01
[[hours]]
id = "small.hours"
from = "08:00"
to = "20:00"
[[cap]]
id = "small.cap"
channels = ["sms"]
unit = "sent"
per = ["person"]
max = 2
window = { n = 1, unit = "day", align = "calendar" }
"""


def changed(*swaps: tuple[str, str]) -> dict[str, Any]:
    """The small pack with each text replaced by another; each must be there."""
    text = SMALL
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return tomllib.loads(text)


def with_more(more: str, *swaps: tuple[str, str]) -> dict[str, Any]:
    """The small pack with more tables behind its own."""
    return {**changed(*swaps), **_merged(more)}


def _merged(more: str) -> dict[str, Any]:
    own, extra = tomllib.loads(SMALL), tomllib.loads(more)
    return {key: own.get(key, []) + rows if isinstance(rows, list) else rows for key, rows in extra.items()}
