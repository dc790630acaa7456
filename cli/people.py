"""``user`` and ``token``: who may come in, and what they work on."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from typing import Annotated

import typer

from cli.console import guarded, print_json, runtime_for, say
from cli.options import Config, Json
from outreach.people import Role

QUEUES = "Queues they answer in, like general,hardship."
LANGUAGES = "Languages they answer in, like en,es."
ROOM = "How many chats they have at once; 0 for what the configuration says."

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
    skills: Annotated[str, typer.Option("--skills", help=f"{QUEUES} Default: all.")] = "",
    locales: Annotated[str, typer.Option("--locales", help=f"{LANGUAGES} Default: all.")] = "",
    capacity: Annotated[int, typer.Option("--capacity", help=ROOM, min=0, max=100)] = 0,
    config: Config = None,
    json: Json = False,
) -> None:
    """Let somebody in at the desk. Shows the password once if none was given."""
    from outreach import duty, people

    chosen = password or secrets.token_urlsafe(12)
    with runtime_for(config) as runtime:
        people.add_user(
            runtime,
            login,
            name or login.title(),
            role,
            chosen,
            now=runtime.clock.now(),
            skills=_several(skills),
            locales=_several(locales),
        )
        if capacity:
            duty.change_work(runtime, login, capacity=capacity)
    shown = None if password else chosen
    if json:
        print_json({"login": login, "role": role.value, "password": shown})
    else:
        say(f"{login} may sign in as {role.value}." + (f" Password, shown once: {shown}" if shown else ""))


@users.command("change")
@guarded
def change_user(
    login: Annotated[str, typer.Argument(help="What they sign in with.")],
    skills: Annotated[str | None, typer.Option("--skills", help=f'{QUEUES} "" for all.')] = None,
    locales: Annotated[str | None, typer.Option("--locales", help=f'{LANGUAGES} "" for all.')] = None,
    capacity: Annotated[int | None, typer.Option("--capacity", help=ROOM, min=0, max=100)] = None,
    config: Config = None,
) -> None:
    """Change what somebody works on, from the next chat on. What is not named stays as it is."""
    from outreach import duty

    with runtime_for(config) as runtime:
        duty.change_work(
            runtime,
            login,
            skills=None if skills is None else _several(skills),
            locales=None if locales is None else _several(locales),
            capacity=capacity,
        )
    say(f"{login} is changed.")


@users.command("list")
@guarded
def list_users(config: Config = None, json: Json = False) -> None:
    """Show who answers borrowers: on duty or not, chats, queues, languages."""
    from outreach import duty

    with runtime_for(config) as runtime:
        found = duty.colleagues(runtime)
    if json:
        print_json([asdict(each) for each in found])
        return
    for each in found:
        where = "on duty" if each.there else "away" if each.away_since else "not at the desk"
        queues, spoken = ",".join(each.skills) or "all queues", ",".join(each.locales) or "all languages"
        say(f"{each.login}  {each.role}  {where}  {each.chats} of {each.capacity} chats  {queues}  {spoken}")


def _several(value: str) -> list[str]:
    return [each.strip() for each in value.split(",") if each.strip()]


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
