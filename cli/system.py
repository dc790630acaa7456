"""``migrate``, ``doctor``, ``tick``: the program itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from cli.console import Stop, guarded, out, print_json, runtime_for, say
from cli.options import Config, Json


def register(app: typer.Typer) -> None:
    """Hang the commands up."""
    app.command()(migrate)
    app.command()(doctor)
    app.command()(tick)


@guarded
def migrate(config: Config = None, json: Json = False) -> None:
    """Bring the database up to this version; makes it where there is none. Safe to run again."""
    from outreach.configuring import load_settings
    from storage import schema
    from storage.session import Database

    database = Database(load_settings(config).database_url)
    database.check()
    before = schema.state(database)
    schema.migrate(database)
    after = schema.version(database)
    database.close()
    if json:
        print_json({"before": before, "version": after})
    else:
        say(f"The database is at version {after}" + ("; nothing to do." if before == "current" else "."))


@guarded
def doctor(config: Config = None, json: Json = False) -> None:
    """Look at config, database, channels and clock: what is wrong, and how to mend it."""
    from rich.table import Table
    from rich.text import Text

    from cli.checkup import check_all

    findings = check_all(config)
    if json:
        print_json([finding.as_dict() for finding in findings])
    else:
        table = Table("", "what", "how it stands", "what to do", box=None, pad_edge=False)
        for finding in findings:
            table.add_row(*(Text(each) for each in (finding.mark, finding.what, finding.state, finding.mend)))
        out.print(table)
    if any(finding.level == "bad" for finding in findings):
        raise typer.Exit(1)


def instant(text: str) -> datetime:
    """An ISO instant; one without an offset is UTC. Raises Stop."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Stop(f"{text!r} is not an instant; write 2026-11-24T10:00:00-05:00") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


@guarded
def tick(
    start: Annotated[str, typer.Option("--from", help="Begin here (ISO 8601; without an offset it is UTC).")],
    until: Annotated[str, typer.Option("--until", help="End here.")],
    step: Annotated[int, typer.Option("--step", min=1, help="Seconds between two turns.")] = 60,
    config: Config = None,
    json: Json = False,
) -> None:
    """Run scheduler and outbox over a stretch of simulated time; the same code as the live clock calls."""
    from outreach.clock import SetClock, note_reached
    from outreach.simulation import simulate

    begin, end = instant(start), instant(until)
    if end < begin:
        raise Stop(f"--until {until} lies before --from {start}")
    with runtime_for(config, clock=SetClock(begin)) as runtime:
        counts = simulate(runtime, begin, end, timedelta(seconds=step))
        note_reached(runtime.db, end)
    if json:
        print_json(counts.as_dict())
    else:
        say(", ".join(f"{name} {number}" for name, number in counts.as_dict().items()))
