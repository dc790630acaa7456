"""A request's body: read without growing for ever, then as rows. Fractions are Decimals, never floats."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Final, NoReturn, TypeVar

from fastapi import Depends, Request
from pydantic import BaseModel, ValidationError

from desk.api.problems import Problem

MAX_BYTES: Final = 5 * 1024 * 1024
MAX_DROPPED: Final = 4 * MAX_BYTES
"""So much of a body that is too long is still read and dropped: a sender hears our answer once it is done sending."""
MAX_ROWS: Final = 1000
MAX_DIGITS: Final = 40
ITEMS: Final = "items"
Shape = TypeVar("Shape", bound=BaseModel)


async def _body_of(request: Request) -> bytes:
    """The body as it came. Raises Problem: 415 for anything but JSON, 413 for one that is too long."""
    _require_json(request)
    body = bytearray()
    seen = 0
    async for chunk in request.stream():
        seen += len(chunk)
        if seen <= MAX_BYTES:
            body += chunk
        elif seen > MAX_DROPPED:
            break
    if seen <= MAX_BYTES:
        return bytes(body)
    raise Problem(413, "too_large", f"The body is larger than {MAX_BYTES:,} bytes; send fewer rows at a time.")


Body = Annotated[bytes, Depends(_body_of)]


async def _maybe_body_of(request: Request) -> bytes:
    """The same, or nothing where nothing was sent."""
    empty = request.headers.get("content-length", "0") == "0" and "transfer-encoding" not in request.headers
    return b"" if empty else await _body_of(request)


MaybeBody = Annotated[bytes, Depends(_maybe_body_of)]


def told_in(body: bytes, shape: type[Shape]) -> Shape:
    """One object of this shape. Raises Problem (400)."""
    try:
        return shape.model_validate(_parsed(body))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        what = str(first["msg"]).removeprefix("Value error, ")
        raise Problem(400, "bad_parameter", f"{field or 'body'}: {what}", field=field or None) from None


def _require_json(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Problem(415, "not_json", f"The content type is {kind or 'missing'}; send application/json.")
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    if coding != "identity":
        raise Problem(415, "not_plain", f"The content encoding is {coding}; send the body as it is.")


def rows_in(body: bytes) -> Sequence[object]:
    """The rows of a list, of ``{"items": […]}``, or of one row alone. Raises Problem (400, 413)."""
    found = _parsed(body)
    rows = found
    if isinstance(found, dict):
        rows = found[ITEMS] if found.keys() == {ITEMS} else [found]
    if not isinstance(rows, list):
        raise Problem(400, "no_rows", 'The body holds no rows; send a list of objects, or {"items": [...]}.')
    if len(rows) > MAX_ROWS:
        raise Problem(413, "too_many_rows", f"The body holds {len(rows):,} rows; send at most {MAX_ROWS:,} at a time.")
    return rows


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(
            body.decode("utf-8-sig"),
            parse_float=_fraction,
            parse_int=_whole,
            parse_constant=_no_number,
            object_pairs_hook=_object,
        )
    except RecursionError:
        raise Problem(400, "bad_json", "The body is nested too deeply.") from None
    except UnicodeDecodeError:
        raise Problem(400, "bad_json", "The body is not UTF-8 text.") from None
    except ValueError as error:
        raise Problem(400, "bad_json", f"The body is no JSON that can be used: {error}.") from None


def _fraction(text: str) -> Decimal:
    try:
        return Decimal(_short(text))
    except InvalidOperation:
        raise ValueError(f"{text} is no number") from None


def _whole(text: str) -> int:
    return int(_short(text))


def _short(text: str) -> str:
    if len(text) > MAX_DIGITS:
        raise ValueError(f"a number has {len(text)} characters, {MAX_DIGITS} are enough")
    return text


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice would hide a value, and half a character cannot be stored: neither is taken."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        _require_whole_text(name)
        if isinstance(value, str):
            _require_whole_text(value)
        if name in found:
            raise ValueError(f"{name[:40]!r} stands twice in one object")
        found[name] = value
    return found


def _require_whole_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{text[:40]!a} holds half a character") from None
