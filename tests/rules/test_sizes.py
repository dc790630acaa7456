"""Files stay under 300 lines and functions under 60, so that each can be read at one sitting."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.support import tree

FILE_LINES = 300
FUNCTION_LINES = 60
MIGRATIONS = "storage/migrations/versions/"  # a frozen list of orders, read once


def too_long(source: str) -> Iterator[str]:
    """Yield what is too long in one module, with its number of lines."""
    lines = len(source.splitlines())
    if lines > FILE_LINES:
        yield f"{lines} lines"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            length = node.end_lineno - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{node.name}() has {length} lines"


def test_no_file_and_no_function_is_too_long() -> None:
    hits = [
        f"{tree.name_of(path)}: {hit}"
        for path in tree.files(".py")
        if not tree.name_of(path).startswith(MIGRATIONS)
        for hit in too_long(path.read_text(encoding="utf-8"))
    ]
    assert hits == []


def test_a_long_file_and_a_long_function_are_found() -> None:
    long_function = "def f():\n" + "    x = 1\n" * FUNCTION_LINES
    assert list(too_long(long_function)) == ["f() has 61 lines"]
    assert list(too_long("x = 1\n" * 301)) == ["301 lines"]
    assert list(too_long("x = 1\n" * 300)) == []
