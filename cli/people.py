"""``user add`` and ``token add``: who may come in."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer

from cli.console import guarded, print_json, runtime_for, say
from cli.options import Config, Json
from outreach.people import Role

users = typer.Typer(help="People who work at the desk.", no_args_is_help=True)
tokens = typer.Typer(help="Tokens for programs that use the REST interface.", no_args_is_help=True)


@users.callback()
def _users() -> None:
    """People who work at the desk."""


@tokens.callback()
def _tokens() -> None:
    """Tokens for programs."""


@users.command("add")
@guarded
def add_user(
    login: Annotated[str, typer.Argument(help="What they sign in with.")],
    role: Annotated[Role, typer.Option("--role", help="What they may do.")] = Role.COLLECTOR,
    name: Annotated[str | None, typer.Option("--name", help="How borrowers and colleagues see them.")] = None,
    password: Annotated[
        str | None, typer.Option("--password", help="Default: one is made and shown once.", envvar="FORBEAR_PASSWORD")
    ] = None,
    skills: Annotated[str, typer.Option("--skills", help="Queues they answer in, like general,hardship. Default: all.")] = "",
    locales: Annotated[str, typer.Option("--locales", help="Languages they answer in, like en,es. Default: all.")] = "",
    config: Config = None,
    json: Json = False,
) -> None:
    """Let somebody in at the desk. Shows the password once if none was given."""
    from outreach import people

    chosen = password or secrets.token_urlsafe(12)
    with runtime_for(config) as runtime:
        people.add_user(
            runtime,
            login,
            name or login.title(),
            role,
            chosen,
            now=runtime.clock.now(),
            skills=[each for each in skills.split(",") if each],
            locales=[each for each in locales.split(",") if each],
        )
    shown = None if password else chosen
    if json:
        print_json({"login": login, "role": role.value, "password": shown})
    else:
        say(f"{login} may sign in as {role.value}." + (f" Password, shown once: {shown}" if shown else ""))


@tokens.command("add")
@guarded
def add_token(
    name: Annotated[str, typer.Argument(help="What uses it, for instance core-banking.")],
    config: Config = None,
    json: Json = False,
) -> None:
    """Make a bearer token for /api/v1. It is shown once and only its hash is kept."""
    from outreach import tokens as api_tokens

    with runtime_for(config) as runtime:
        token = api_tokens.add(runtime, name)
    if json:
        print_json({"name": name, "token": token})
    else:
        say(token)
