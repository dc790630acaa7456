"""What is wrong with a pack, said in one way: file, key, reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from outreach.packvalues import Convert, nearest


class PackError(Exception):
    """A pack that cannot be used; the text names file, key and reason."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(f"{file}: {key}: {reason}")
        self.file, self.key, self.reason = file, key, reason


def known_only(file: str, where: str, given: Mapping[str, Any], known: Iterable[str]) -> None:
    """Raises PackError for the first key that is not known, naming the nearest that is."""
    names = frozenset(known)
    for key in given:
        if key not in names:
            raise PackError(file, f"{where}.{key}" if where else key, f"unknown key{nearest(key, names)}")


def table(file: str, where: str, value: Any) -> dict[str, Any]:
    """A table of the file. Raises PackError for anything else."""
    if not isinstance(value, dict):
        raise PackError(file, where, f"write it as [{where}]")
    return value


def rows(file: str, where: str, value: Any) -> list[dict[str, Any]]:
    """Tables of the file, none or many. Raises PackError for anything else."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise PackError(file, where, f"write it as [[{where}]]")
    return value


def converted(file: str, where: str, convert: Convert, value: Any) -> Any:
    """A value as it is read. Raises PackError with what belongs there instead."""
    try:
        return convert(value)
    except (TypeError, ValueError) as error:
        raise PackError(file, where, str(error)) from error
