"""``import`` and ``sample``: a portfolio in."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from cli.console import Stop, err, guarded, print_json, runtime_for, say
from cli.look import day
from cli.options import Config, Json
from outreach.importing.report import ImportReport
from outreach.importing.rows import ImportKind
from outreach.importing.sources import FileFormat


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
    config: Config = None,
    json: Json = False,
) -> None:
    """Bring a portfolio in: all or nothing, and the same file twice changes nothing."""
    from outreach.importing.apply import import_rows
    from outreach.ledgering import after_import

    on = day(as_of, "--as-of")
    with runtime_for(config) as runtime, nullcontext() if json else _progress() as bar:
        task = bar.add_task(f"{kind.value}: reading", total=100) if bar else None

        def tell(rows: int, share: float) -> None:
            if bar is not None and task is not None:
                bar.update(task, description=f"{kind.value}: {rows:,} rows", completed=share * 100)

        report = import_rows(
            runtime.db,
            kind,
            file,
            now=runtime.clock.now(),
            file_format=file_format,
            map_path=map_path,
            as_of=on,
            dry_run=dry_run,
            skip_bad=skip_bad,
            progress=tell,
            after=after_import(runtime, on),
        )
    _show(report, kind, json=json, dry_run=dry_run)


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
