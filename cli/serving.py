"""``run``, ``web``, ``worker``: the program that stays."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.console import guarded
from cli.options import Config


def register(app: typer.Typer) -> None:
    """Hang the commands up."""
    app.command()(run)
    app.command()(web)
    app.command()(worker)


@guarded
def run(
    config: Config = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="Sample mode: invented borrowers, stand-ins for the providers, a clock.")
    ] = False,
) -> None:
    """Web, bot and scheduler in one process on this machine. Ctrl-C stops it; nothing is lost."""
    from cli.serve import Parts, serve

    serve(config, Parts(web=True, bot=True, scheduler=True), sample=sample)


@guarded
def web(config: Config = None) -> None:
    """Only the web server: desk, borrowers' chat, REST, webhooks."""
    from cli.serve import Parts, serve

    serve(config, Parts(web=True))


@guarded
def worker(config: Config = None) -> None:
    """Only the alarm clock and the outbox, and Telegram's long poll where that is how it is fetched."""
    from cli.serve import Parts, serve

    serve(config, Parts(bot=True, scheduler=True))
