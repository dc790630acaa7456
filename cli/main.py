"""``forbear``: every command, with its help."""

from __future__ import annotations

import typer

from cli import look, people, portfolio, serving, system, talk

app = typer.Typer(
    name="forbear",
    help="Reach borrowers who are overdue: lawfully, kindly, and able to prove it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

for room in (serving, system, portfolio, look, talk):
    room.register(app)
app.add_typer(people.users, name="user")
app.add_typer(people.tokens, name="token")


def app_main() -> None:
    """The console script."""
    app()
