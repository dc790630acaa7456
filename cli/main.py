"""``forbear``: every command, with its help."""

from __future__ import annotations

import os

import typer

from cli import (
    audit,
    controls,
    holds,
    identity,
    look,
    offers,
    people,
    policy,
    portfolio,
    serving,
    system,
    talk,
    understand,
    why,
)
from cli.options import Config

app = typer.Typer(
    name="forbear",
    help="Reach borrowers who are overdue: lawfully, kindly, and able to prove it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def begin(config: Config = None) -> None:
    """Take a config file named before the command, too: ``forbear --config FILE COMMAND``."""
    if config is not None:
        os.environ["FORBEAR_CONFIG"] = str(config)


for room in (serving, system, portfolio, look, why, talk, understand, offers):
    room.register(app)
app.add_typer(people.users, name="user")
app.add_typer(people.tokens, name="token")
app.add_typer(policy.packs, name="policy")
app.add_typer(controls.feeds, name="feed")
app.add_typer(controls.switches, name="switch")
app.add_typer(audit.commands, name="audit")
app.add_typer(holds.commands, name="hold")
app.add_typer(identity.commands, name="identity")


def app_main() -> None:
    """The console script."""
    app()
