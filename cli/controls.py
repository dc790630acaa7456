"""``feed`` and ``switch``: how fresh the ledger is, and what shall not leave."""

from __future__ import annotations

import getpass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from cli.console import Stop, guarded, print_json, runtime_for, say
from cli.options import Config, Json
from cli.system import instant

if TYPE_CHECKING:
    from outreach.feeds import FeedStanding
    from storage.switches import Switch

feeds = typer.Typer(help="Feeds of payments: up to which moment each is complete.", no_args_is_help=True)
switches = typer.Typer(help="Kill switches: what shall not leave, who said so and why.", no_args_is_help=True)
Why = Annotated[str, typer.Option("--why", help="The reason; it is kept and shown.")]


@feeds.callback()
def _feeds() -> None:
    """Feeds of payments."""


@switches.callback()
def _switches() -> None:
    """Kill switches."""


def actor() -> str:
    """Who works on this command line."""
    return f"cli:{getpass.getuser()}"


@feeds.command("list")
@guarded
def list_feeds(config: Config = None, json: Json = False) -> None:
    """List every feed that is declared or ever said something, and which of them is stale."""
    from outreach.controls import feed_json
    from outreach.feeds import standings

    with runtime_for(config) as runtime:
        found = standings(runtime)
    if json:
        print_json([feed_json(feed) for feed in found])
        return
    for feed in found:
        say(_feed_line(feed))
    if not found:
        say("No feed is declared under [feeds.NAME], and none ever said anything.")


@feeds.command("mark")
@guarded
def mark_feed(
    name: Annotated[str, typer.Argument(help="The feed, as under [feeds.NAME].")],
    at: Annotated[
        str | None, typer.Option("--at", help="Complete up to this instant (ISO 8601). Default: now.")
    ] = None,
    config: Config = None,
    json: Json = False,
) -> None:
    """Say up to which moment a feed of payments is complete. It never moves backwards."""
    from outreach import feeds as ledger_feeds
    from outreach.controls import feed_json

    with runtime_for(config) as runtime:
        feed = ledger_feeds.mark(runtime, name, at=instant(at) if at else None, by=actor())
    if json:
        print_json(feed_json(feed))
    else:
        say(_feed_line(feed))


def _feed_line(feed: FeedStanding) -> str:
    complete = f"complete up to {_shown(feed.watermark)}" if feed.watermark else "never told"
    limit = f"stale after {feed.stale_hours} hours" if feed.stale_hours is not None else "not declared, never stale"
    return f"{feed.name}: {complete}; {limit}" + ("; STALE, demands wait" if feed.stale else "")


def _shown(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


@switches.command("off")
@guarded
def switch_off(
    why: Why,
    everything: Annotated[bool, typer.Option("--all", help="Everything that would leave.")] = False,
    channel: Annotated[str | None, typer.Option("--channel", help="One channel, like sms.")] = None,
    template: Annotated[str | None, typer.Option("--template", help="One message, like overdue_1.")] = None,
    strategy: Annotated[
        str | None, typer.Option("--strategy", help="Reminders of one segment, ladder or step.")
    ] = None,
    jurisdiction: Annotated[
        str | None, typer.Option("--jurisdiction", help="One country or state, like US-NY.")
    ] = None,
    config: Config = None,
    json: Json = False,
) -> None:
    """Keep texts from leaving, at once, also those that wait already. They are kept and asked again afterwards."""
    from outreach import switches as kill
    from outreach.controls import switch_json

    named = {"channel": channel, "template": template, "strategy": strategy, "jurisdiction": jurisdiction}
    chosen: list[tuple[str, str | None]] = [(scope, target) for scope, target in named.items() if target is not None]
    chosen += [(kill.ALL, None)] if everything else []
    if len(chosen) != 1:
        raise Stop("name exactly one: --all, --channel, --template, --strategy or --jurisdiction")
    scope, target = chosen[0]
    with runtime_for(config) as runtime:
        thrown = kill.throw(runtime, actor(), scope, target, why)
    if json:
        print_json(switch_json(thrown))
    else:
        say(f"{_switch_line(thrown)}\nOn again: forbear switch on {thrown.id} --why ...")


@switches.command("on")
@guarded
def switch_on(
    switch_id: Annotated[int, typer.Argument(metavar="ID", help="The number that `switch list` shows.", min=1)],
    why: Why,
    config: Config = None,
    json: Json = False,
) -> None:
    """Lift a switch. What it held is asked again: replies at once, the rest one by one."""
    from outreach import switches as kill
    from outreach.controls import switch_json

    with runtime_for(config) as runtime:
        lifted = kill.lift(runtime, actor(), switch_id, why)
    if json:
        print_json(switch_json(lifted))
    else:
        say(_switch_line(lifted))


@switches.command("list")
@guarded
def list_switches(
    everything: Annotated[bool, typer.Option("--all", help="Those that were lifted, too; the newest first.")] = False,
    config: Config = None,
    json: Json = False,
) -> None:
    """List what is switched off."""
    from outreach import switches as kill
    from outreach.controls import switch_json

    with runtime_for(config) as runtime:
        found = kill.history(runtime) if everything else kill.thrown(runtime)
    if json:
        print_json([switch_json(switch) for switch in found])
        return
    for switch in found:
        say(_switch_line(switch))
    if not found:
        say("Nothing is switched off." if not everything else "Nothing was ever switched off.")


def _switch_line(switch: Switch) -> str:
    what = " ".join(each for each in (switch.scope, switch.target) if each)
    line = f"{switch.id}: {what} off since {_shown(switch.thrown_at)} by {switch.thrown_by}: {switch.why}"
    if switch.lifted_at is None:
        return line
    return f"{line}; on again {_shown(switch.lifted_at)} by {switch.lifted_by}: {switch.lift_why}"
