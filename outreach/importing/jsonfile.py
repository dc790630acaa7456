"""JSON files read as a stream of objects: a list of them, one after the other, or a single one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from outreach.importing.problems import ImportFileError

CHUNK = 1 << 18
LARGEST_OBJECT = 1 << 26
_DECODER = json.JSONDecoder(parse_float=Decimal)
_BETWEEN = " \t\r\n,"


def objects(path: Path) -> Iterator[Mapping[str, Any]]:
    """Each object of the file, in its order; fractions are Decimals. Raises ImportFileError where it is no JSON."""
    try:
        with path.open(encoding="utf-8-sig") as source:
            yield from _objects(path, source)
    except OSError as error:
        raise ImportFileError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ImportFileError(f"{path} is not UTF-8 text") from None


def _objects(path: Path, source: TextIO) -> Iterator[Mapping[str, Any]]:
    buffer = source.read(CHUNK).lstrip()
    in_list = buffer.startswith("[")
    buffer = buffer[1:] if in_list else buffer
    count = 0
    while True:
        buffer = buffer.lstrip(_BETWEEN)
        if not buffer:
            buffer = source.read(CHUNK)
            if buffer:
                continue
            if in_list:
                raise ImportFileError(f"{path} ends in the middle of its list")
            break
        if in_list and buffer.startswith("]"):
            break
        found, buffer = _next(path, source, buffer, count + 1)
        count += 1
        yield found
    if not count:
        raise ImportFileError(f"{path} holds no answer")


def _next(path: Path, source: TextIO, buffer: str, number: int) -> tuple[Mapping[str, Any], str]:
    while True:
        try:
            found, end = _DECODER.raw_decode(buffer)
        except json.JSONDecodeError as error:
            more = source.read(max(CHUNK, len(buffer))) if len(buffer) < LARGEST_OBJECT else ""
            if not more:
                raise ImportFileError(f"{path}, answer {number} is no JSON: {error.msg}") from None
            buffer += more
            continue
        except RecursionError:
            raise ImportFileError(f"{path}, answer {number} is nested too deeply") from None
        if not isinstance(found, dict):
            raise ImportFileError(f"{path}, answer {number} is no object but {buffer[:20]!r}")
        return found, buffer[end:]
