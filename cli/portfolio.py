"""``import`` and ``sample``: a portfolio in."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from cli.console import Stop, err, guarded, print_json, runtime_for, say
from cli.look import day
from cli.options import Config, Json
from cli.system import instant
from outreach.importing.report import ImportReport
from outreach.importing.rows import ImportKind
from outreach.importing.sources import FileFormat

if TYPE_CHECKING:
    from outreach.runtime import Runtime


def register(app: typer.Typer) -> None:
    """Hang the commands up."""
    app.command("import")(import_file)
    app.command()(sample)


@guarded
def import_file(
    kind: Annotated[ImportKind, typer.Argument(help="What the file holds.")],
    file: Annotated[Path, typer.Argument(help="The file.")],
    file_format: Annotated[FileFormat, typer.Option("--format", help="How it is built.")] = FileFormat.CSV,
    map_path: Annotated[
        Path | None, typer.Option("--map", help="A MAP.toml that renames, converts and computes columns.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The date this portfolio stands at: dates consents and first fires.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and judge everything, write nothing.")] = False,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Take what is good; the rest goes into a rejects file.")
    ] = False,
    feed: Annotated[
        str | None, typer.Option("--feed", help="With payments: the feed they are of; its watermark moves.")
    ] = None,
    watermark: Annotated[
        str | None, typer.Option("--watermark", help="The feed is complete up to here. Default: --as-of, else now.")
    ] = None,
    config: Config = None,
    json: Json = False,
) -> None:
    """Bring a portfolio in: all or nothing, and the same file twice changes nothing."""
    from cli.controls import actor
    from outreach.importing.apply import import_rows
    from outreach.importing.known import known_to
    from outreach.ledgering import after_import

    on = day(as_of, "--as-of")
    if feed is None and watermark is not None:
        raise Stop("--watermark is that of a feed; name it with --feed")
    if feed is not None and kind is not ImportKind.PAYMENTS:
        raise Stop(f"--feed is for payments, not for {kind.value}")
    with runtime_for(config) as runtime, nullcontext() if json else _progress() as bar:
        complete_to = _complete_to(runtime, feed, watermark, on)
        task = bar.add_task(f"{kind.value}: reading", total=100) if bar else None

        def tell(rows: int, share: float) -> None:
            if bar is not None and task is not None:
                bar.update(task, description=f"{kind.value}: {rows:,} rows", completed=share * 100)

        report = import_rows(
            runtime.db,
            kind,
            file,
            now=runtime.clock.now(),
            known=known_to(runtime.settings),
            file_format=file_format,
            map_path=map_path,
            as_of=on,
            dry_run=dry_run,
            skip_bad=skip_bad,
            progress=tell,
            after=after_import(runtime, on, by=actor()),
        )
        if feed is not None and report.kept:
            _mark(runtime, feed, complete_to, report)
    _show(report, kind, json=json, dry_run=dry_run)


def _complete_to(runtime: Runtime, feed: str | None, watermark: str | None, on: date | None) -> datetime | None:
    """What the feed will be told, looked at before anything is read. Raises Stop, Refused."""
    from outreach import feeds

    if feed is None:
        return None
    now = runtime.clock.now()
    return feeds.checked(feed, instant(watermark) if watermark else feeds.of_import(on, now), now)


def _mark(runtime: Runtime, feed: str, complete_to: datetime | None, report: ImportReport) -> None:
    """Move the feed's watermark; not where rows were refused, for then the ledger does not know them."""
    from cli.controls import actor
    from outreach import feeds

    if report.rejected:
        err.print(f"rows were refused, so the watermark of {feed} stays; mend them, or: forbear feed mark {feed}")
        return
    feeds.mark(runtime, feed, at=complete_to, by=actor())


def _progress() -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, console=err, transient=True)


def _show(report: ImportReport, kind: ImportKind, *, json: bool, dry_run: bool) -> None:
    for reject in report.rejects[:20]:
        err.print(str(reject), markup=False, highlight=False, soft_wrap=True)
    if json:
        print_json(report.as_json())
    else:
        say(
            f"{kind.value}: {report.read:,} read, {report.created:,} created, {report.updated:,} updated, "
            f"{report.unchanged:,} unchanged, {report.rejected:,} rejected"
        )
        if report.buckets:
            say("loans by bucket: " + ", ".join(f"{name} {count:,}" for name, count in report.buckets.items()))
        if report.rejects_path:
            say(f"what was rejected, with line, field and reason: {report.rejects_path}")
    if dry_run:
        err.print("dry run: nothing was written")
    if not report.kept and not dry_run:
        raise Stop(f"{report.rejected:,} rows are bad, so nothing was written; mend them or use --skip-bad")


@guarded
def sample(
    config: Config = None,
    json: Json = False,
    seed: Annotated[int | None, typer.Option("--seed", help="Another seed gives other invented people.")] = None,
) -> None:
    """Load the invented sample portfolio into an empty database: 60 borrowers, 4 countries, 4 languages."""
    from outreach.samples import load_sample

    with runtime_for(config) as runtime:
        loaded = load_sample(runtime, seed=seed)
    if json:
        print_json(loaded)
    else:
        say(", ".join(f"{name} {count}" for name, count in loaded.items()))
