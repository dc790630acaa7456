"""``understand``: what is read of messages, one or a file of them, and how well."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.console import Stop, guarded, print_json, say, warn
from cli.options import Json

if TYPE_CHECKING:
    from cases.reading import Reading
    from understanding.lines import Line

DEFAULTS = {"locale": "en", "currency": "USD"}


def register(app: typer.Typer) -> None:
    """Hang the command up."""
    app.command()(understand)


@guarded
def understand(
    text: Annotated[
        str | None, typer.Argument(help="What a borrower wrote. Default: standard input, a message a line.")
    ] = None,
    locale: Annotated[str | None, typer.Option("--locale", help="The borrower's language. Default: en.")] = None,
    currency: Annotated[str | None, typer.Option("--currency", help="The loan's currency. Default: USD.")] = None,
    today: Annotated[str | None, typer.Option("--today", help="The borrower's date. Default: today.")] = None,
    score: Annotated[
        bool, typer.Option("--score", help="Compare with the intent, amounts and dates that the lines say.")
    ] = False,
    json: Json = False,
) -> None:
    """Say what is understood of messages. Needs neither config nor database.

    Standard input is JSON lines, {"id", "text", "locale", "today", "currency"}, or plain text. All of it is checked
    before anything is read: a line that cannot be read ends it with code 2. What a line does not say is as the options
    say. With --json each answer is one line, in order; with --score the figures take the place of the answers.
    """
    rows = [text] if text is not None else _rows()
    told = any(option is not None for option in (locale, currency, today))
    plain = text is not None or (not _opens_json(rows) and (told or not json))
    lines = _lines(rows, plain=plain, locale=locale, currency=currency, today=today)
    read = _read(lines)
    if score:
        _print_figures(read, json=json)
    else:
        _print_answers(read, json=json)


def _rows() -> list[str]:
    """Standard input, line by line."""
    if sys.stdin.isatty():
        warn("a message a line, please; Ctrl-D ends")
    rows = sys.stdin.buffer.read().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    if rows[-1] == b"":
        rows.pop()
    try:
        return [row.removesuffix(b"\r").decode("utf-8") for row in rows]
    except UnicodeDecodeError:
        bad = next(number for number, row in enumerate(rows, start=1) if not _is_text(row))
        raise Stop(f"line {bad}: not UTF-8", 2) from None


def _opens_json(rows: list[str]) -> bool:
    """Whether the first line with anything on it is an object."""
    return next((row for row in rows if row.strip()), "").lstrip().startswith("{")


def _is_text(row: bytes) -> bool:
    try:
        row.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _lines(rows: list[str], *, plain: bool, locale: str | None, currency: str | None, today: str | None) -> list[Line]:
    """The rows as messages. Raises Stop."""
    from cases.money import is_currency
    from cli.look import day
    from understanding.lines import LineError, json_lines, plain_lines

    code, on = currency or DEFAULTS["currency"], day(today, "--today") or datetime.now(UTC).date()
    if not is_currency(code):
        raise Stop(f"--currency {code!r} is no currency code of ISO 4217, like USD", 2)
    read = plain_lines if plain else json_lines
    try:
        return read(rows, locale=locale or DEFAULTS["locale"], today=on, currency=code)
    except LineError as error:
        raise Stop(str(error), 2) from None


def _read(lines: Iterable[Line]) -> Iterable[tuple[Line, Reading]]:
    import understanding

    for line in lines:
        yield line, understanding.read(line.text, locale=line.locale, today=line.today, currency=line.currency)


def _print_answers(read: Iterable[tuple[Line, Reading]], *, json: bool) -> None:
    from understanding.lines import answer

    for line, reading in read:
        found = answer(line, reading)
        if json:
            print_json(found)
        else:
            say(told(line, found))


def told(line: Line, found: dict[str, Any]) -> str:
    """An answer on one line of text."""
    second = f", perhaps {found['second']}" if found["second"] else ""
    values = [f"{name}: {', '.join(map(str, found[name]))}" for name in _VALUES if found[name]]
    return "; ".join([f"{line.id}: {found['intent']} {found['confidence']:.2f}{second}", *values])


_VALUES = ("rights", "amounts", "dates", "shares")


def _print_figures(read: Iterable[tuple[Line, Reading]], *, json: bool) -> None:
    from understanding.scoring import tally, told

    figures = tally(read).figures()
    if json:
        print_json(figures)
    else:
        say("\n".join(told(figures)))
