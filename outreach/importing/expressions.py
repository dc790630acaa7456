"""The small language of a map's ``calc`` and ``skip_when``: numbers, columns, arithmetic and comparisons, no more.

Read by Python's own parser, then walked node by node: whatever is not listed here is refused when the map is read.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, DecimalException
from typing import Any

from outreach.importing.problems import FieldError, ImportFileError

LONGEST = 500
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")
Value = Decimal | str | bool

_BINARY: Mapping[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_UNARY: Mapping[type[ast.AST], Callable[[Any], Any]] = {ast.USub: operator.neg, ast.Not: operator.not_}


def _round(value: Decimal, places: Decimal = Decimal(0)) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-int(places)), rounding=ROUND_HALF_UP)


# How many arguments each takes, at least and at most.
_FUNCTIONS: Mapping[str, tuple[Callable[..., Any], int, int]] = {
    "round": (_round, 1, 2),
    "floor": (lambda value: value.to_integral_value(rounding=ROUND_FLOOR), 1, 1),
    "ceil": (lambda value: value.to_integral_value(rounding=ROUND_CEILING), 1, 1),
    "min": (min, 2, 9),
    "max": (max, 2, 9),
    "abs": (abs, 1, 1),
}


class Expression:
    """An expression over the cells of a row; ``columns`` are those it reads."""

    def __init__(self, source: str) -> None:
        """Raises ImportFileError where the text is no expression of this language."""
        self.source = source
        self.columns: set[str] = set()
        if len(source) > LONGEST:
            raise ImportFileError(f"an expression may have {LONGEST} characters")
        try:
            self._tree = ast.parse(source.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError):
            raise ImportFileError(f"{source!r} is no expression") from None
        self._check(self._tree)

    def __call__(self, cells: Mapping[str, str]) -> Value:
        """Its value for a row. Raises FieldError where a cell holds no number or the figures do not work out."""
        try:
            found: Value = self._value(self._tree, cells)
        except DecimalException:
            raise FieldError(f"{self.source!r} cannot be worked out with {self._read(cells)}") from None
        except (TypeError, AttributeError):
            raise FieldError(f"{self.source!r} needs numbers, and got {self._read(cells)}") from None
        return found

    def _read(self, cells: Mapping[str, str]) -> str:
        return ", ".join(f"{name} {cells[name]!r}" for name in sorted(self.columns)) or "these figures"

    def _check(self, node: ast.AST) -> None:
        match node:
            case ast.Constant(value=int() | float() | str()):
                return
            case ast.Name(id=name):
                self.columns.add(name)
            case ast.Call(func=ast.Name(id="col"), args=[ast.Constant(value=str(name))], keywords=[]):
                self.columns.add(name)
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if _takes(name, len(args)):
                self._check_all(args)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
                self._check_all([left, right])
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _BINARY:
                self._check_all([left, right])
            case ast.UnaryOp(op=op, operand=operand) if type(op) in _UNARY:
                self._check(operand)
            case ast.BoolOp(values=values):
                self._check_all(values)
            case _:
                raise ImportFileError(f"{ast.unparse(node)!r} in {self.source!r} is not allowed there")

    def _check_all(self, nodes: list[ast.expr]) -> None:
        for node in nodes:
            self._check(node)

    def _value(self, node: ast.AST, cells: Mapping[str, str]) -> Any:
        match node:
            case ast.Constant(value=str(text)):
                return text
            case ast.Constant(value=number):
                return Decimal(str(number))
            case ast.Call(func=ast.Name(id="col"), args=[ast.Constant(value=str(name))]) | ast.Name(id=name):
                return _typed(cells[name])
            case ast.Call(func=ast.Name(id=name), args=args):
                return _FUNCTIONS[name][0](*(self._value(each, cells) for each in args))
            case ast.BinOp(left=left, op=op, right=right) | ast.Compare(left=left, ops=[op], comparators=[right]):
                return _BINARY[type(op)](self._value(left, cells), self._value(right, cells))
            case ast.UnaryOp(op=op, operand=operand):
                return _UNARY[type(op)](self._value(operand, cells))
            case ast.BoolOp(op=op, values=values):
                some = any if isinstance(op, ast.Or) else all
                return some(self._value(each, cells) for each in values)
        raise AssertionError(node)


def _takes(function: str, arguments: int) -> bool:
    _, least, most = _FUNCTIONS.get(function, (None, 0, -1))
    return least <= arguments <= most


def _typed(cell: str) -> Decimal | str:
    """A number where it is one, else the text."""
    return Decimal(cell) if _NUMBER.fullmatch(cell) else cell
