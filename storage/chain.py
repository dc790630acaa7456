"""The chain of a case's log: each row's hash is made over the hash of the row before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

START = ""
"""What stands in for the hash before the first row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One row of the log as it is stored; ``at`` is aware, ``hash`` None where there is none."""

    seq: int
    at: datetime
    actor: str
    type: str
    payload: Mapping[str, Any]
    hash: str | None = None


def link(previous: str, ref: str, row: LogRow) -> str:
    """The hash (64 hex digits, SHA-256) of a row after the row whose hash is ``previous``, in the case of ``ref``.

    It is made over canonical JSON, ``[previous, ref, seq, at, actor, type, payload]``: keys sorted, no blanks, ASCII,
    the instant in UTC to the microsecond. This form is kept in databases and never changes.
    """
    at = row.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    said = json.dumps(
        [previous, ref, row.seq, at, row.actor, row.type, row.payload],
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=True,
        allow_nan=False,
    )
    return hashlib.sha256(said.encode("ascii")).hexdigest()
