"""``case``, ``messages``, ``chat-link``: what is known of a borrower."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from cli.console import Stop, guarded, out, print_json, runtime_for, say
from cli.options import Config, Json


def register(app: typer.Typer) -> None:
    """Hang the commands up."""
    app.command()(case)
    app.command()(messages)
    app.command("chat-link")(chat_link)


def day(text: str | None, option: str) -> date | None:
    """An ISO date. Raises Stop."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(f"{option} {text!r} is not a date; write 2026-11-24") from None


@guarded
def case(
    ref: Annotated[str, typer.Argument(help="The borrower's ref.")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The ledger as of this date. Default: today there.")
    ] = None,
    config: Config = None,
    json: Json = False,
) -> None:
    """Show the case of one borrower: treatment, custody, holds, loans, agreements, what comes next."""
    from cli.pictures import case_picture
    from outreach.casebook import case_view
    from outreach.exports import case_json

    on = day(as_of, "--as-of")
    with runtime_for(config) as runtime:
        view = case_view(runtime, ref, on)
        if json:
            print_json(case_json(view))
        else:
            out.print(case_picture(view))


@guarded
def messages(
    borrower: Annotated[str | None, typer.Option("--borrower", help="Only this borrower's.")] = None,
    config: Config = None,
    json: Json = False,
) -> None:
    """List messages, oldest first: sent, received, and those that were held, denied or skipped, with the reason."""
    from outreach import exports

    with runtime_for(config) as runtime:
        for message in exports.messages(runtime, borrower):
            if json:
                print_json(message)
            else:
                say(_line(message))


def _line(message: dict[str, object]) -> str:
    arrow = "<-" if message["direction"] == "in" else "->"
    decision = message["decision"]
    why = ""
    if isinstance(decision, dict) and decision["rule"]:
        until = f" until {decision['until']}" if decision["until"] else ""
        why = f"  [{decision['decision']} by {decision['rule']}{until}]"
    body = str(message["body"] or "").replace("\n", " / ")
    return f"{message['planned_at']} {message['borrower']} {arrow} {message['channel']} {message['state']}: {body}{why}"


@guarded
def chat_link(ref: Annotated[str, typer.Argument(help="The borrower's ref.")], config: Config = None) -> None:
    """Print the signed link that opens this borrower's web chat, and nothing else."""
    from outreach.visitors import chat_link_of

    with runtime_for(config) as runtime:
        typer.echo(chat_link_of(runtime, ref))
