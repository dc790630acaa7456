"""``policy``: which packs there are, whether they can be used, what they say, and when they must be looked at again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from cli.console import Stop, guarded, out, print_json, say
from cli.look import day
from cli.options import Config, Json

packs = typer.Typer(
    help="Policy packs: list, check, show them; which are due for review; the facts behind them.", no_args_is_help=True
)


@packs.callback()
def _packs() -> None:
    """Policy packs. None of these commands needs a config or a database; a config's own packs are honoured."""


def _settings(config: Path | None) -> tuple[Any, Path | None]:
    from outreach.configuring import load_settings
    from outreach.policies import packs_folder

    settings = load_settings(config)
    return settings, packs_folder(settings)


@packs.command("list")
@guarded
def list_packs(config: Config = None, json: Json = False) -> None:
    """List every pack, shipped and your own, and the jurisdictions it judges."""
    from outreach.policyreview import listed

    rows = listed(*_settings(config))
    if json:
        print_json(rows)
        return
    table = _table("pack", "where", "status", "rules", "review by", "from", "judges")
    for row in rows:
        values = (row["id"], row["jurisdiction"], row["status"], row["rules"], row["review_by"], row["from"])
        table.add_row(*map(str, values), ", ".join(row["judges"]))
    out.print(table)


@packs.command()
@guarded
def check(
    named: Annotated[
        list[str] | None, typer.Argument(help="Names, files or folders of packs. Default: all of them.")
    ] = None,
    config: Config = None,
    json: Json = False,
) -> None:
    """Check packs: "ok" and the name, or file, key and reason. Any mistake ends it with code 1."""
    from outreach import policyreview

    settings, folder = _settings(config)
    found = list(policyreview.check(named or (), folder))
    if not named:
        found += policyreview.check_places(settings, folder)
    if json:
        print_json([{"what": each.what, "ok": not each.wrong, "wrong": each.wrong or None} for each in found])
    else:
        for each in found:
            say(each.wrong or f"ok {each.what}")
    if any(each.wrong for each in found):
        raise typer.Exit(1)


@packs.command()
@guarded
def show(
    pack: Annotated[str, typer.Argument(help="The pack's name, or a file.")],
    config: Config = None,
    json: Json = False,
) -> None:
    """Show what a pack says: every rule in words, with its status, dates and source."""
    from outreach.policies import load_pack, read_file
    from outreach.policyreview import shown

    path = Path(pack)
    if path.suffix == ".toml" and not path.is_file():
        raise Stop(f"{pack}: there is no such file")
    found = shown(read_file(path) if path.suffix == ".toml" else load_pack(pack, _settings(config)[1]))
    if json:
        print_json(found)
    else:
        _show(found)


def _show(pack: dict[str, Any]) -> None:
    say(f"{pack['id']} {pack['version']}: {pack['jurisdiction']}, {pack['status']}, review by {pack['review_by']}")
    say(f"extends {', '.join(pack['extends']) or 'nothing'}; binds {', '.join(pack['actors']) or 'everybody'}")
    time, reply = pack["time"], pack["inbound_reply"]
    say(f"time: {time['zone'] or time['basis']}; replies outside hours: {reply['outside_hours']}")
    table = _table("rule, status, dates", "what it says, and where that stands")
    for rule in pack["rules"]:
        dates = " ".join(f"{word} {rule[word]}" for word in ("from", "until") if rule[word])
        known = f"{rule['status']} {rule['confidence']}".strip()
        left = "\n".join(filter(None, (rule["id"], known, dates, " ")))
        table.add_row(Text(left), Text(f"{rule['says']}\n{rule['source']}"))
    out.print(table)
    for name, value in pack["terms"].items():
        say(f"{name}: {value}")


@packs.command()
@guarded
def due(
    on: Annotated[str | None, typer.Option("--on", help="As of this date. Default: today.")] = None,
    config: Config = None,
    json: Json = False,
) -> None:
    """List packs past their review date, or within 60 days of it. Such a pack only warns; it goes on judging."""
    from outreach import policyreview

    today = day(on, "--on") or datetime.now(UTC).date()
    found = policyreview.due(*_settings(config), today)
    if json:
        keys = ("id", "review_by", "days", "past", "jurisdictions")
        print_json([{key: getattr(each, key) for key in keys} for each in found])
        return
    if not found:
        say("nothing is due for review")
    for each in found:
        when = f"{-each.days} days past" if each.past else f"in {each.days} days"
        places = f" ({', '.join(each.jurisdictions)})" if each.jurisdictions else ""
        say(f"{each.id}{places}: review by {each.review_by}, {when}")


@packs.command()
@guarded
def facts(
    omitted: Annotated[bool, typer.Option("--omitted", help="Only what is in no rule, and why.")] = False,
    json: Json = False,
) -> None:
    """List the facts behind the packs: how well each is known, from where, and which rules hold it."""
    from outreach.policyfacts import load_facts

    found = [fact for fact in load_facts() if not omitted or fact.omitted or fact.beyond]
    if json:
        keys = ("section", "row", "place", "rule", "source", "rules", "omitted", "beyond")
        rows = [{key: getattr(fact, key) or None for key in keys} for fact in found]
        confidence = [sorted(fact.confidence) for fact in found]
        print_json([{**row, "confidence": known} for row, known in zip(rows, confidence, strict=True)])
        return
    table = _table("section, where", "fact, how well known and from where, and what holds it or why nothing does")
    for fact in found:
        held = fact.omitted or ", ".join(fact.rules)
        beyond = f"\nnot: {fact.beyond}" if fact.beyond else ""
        known = " ".join((*sorted(fact.confidence), fact.source))
        table.add_row(Text(f"{fact.section} {fact.place}"), Text(f"{fact.rule}\n{known}\n{held}{beyond}\n "))
    out.print(table)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
