"""``identity``: whether a borrower's identity can still be checked, and a person who lets it be checked again."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.console import guarded, print_json, runtime_for, say
from cli.controls import actor
from cli.options import Config, Json

commands = typer.Typer(help="Identity questions: locked after too many wrong answers, unlocked.", no_args_is_help=True)

Ref = Annotated[str, typer.Argument(help="The borrower's ref.")]


@commands.callback()
def _commands() -> None:
    """Identity questions."""


@commands.command()
@guarded
def show(ref: Ref, config: Config = None, json: Json = False) -> None:
    """Say whether answers are taken, and where not, until when."""
    from outreach.identity import locked_at

    with runtime_for(config) as runtime:
        until = locked_at(runtime, ref)
    if json:
        print_json({"ref": ref, "locked_until": until.isoformat() if until else None})
    else:
        say(f"Locked until {until:%Y-%m-%d %H:%M} UTC." if until else "Not locked: answers are taken.")


@commands.command()
@guarded
def unlock(
    ref: Ref,
    why: Annotated[str, typer.Option("--why", help="How you know that it is the borrower; it is kept in the log.")],
    config: Config = None,
) -> None:
    """Let identity be checked again, with all tries."""
    from outreach.identity import unlock as let

    with runtime_for(config) as runtime:
        let(runtime, ref, actor(), why)
    say("Unlocked: identity may be checked again.")
