"""``audit verify`` and ``audit export``: the proof that the log is whole, and the file of one case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from cli.console import Stop, err, guarded, print_json, runtime_for, say
from cli.options import Config, Json

commands = typer.Typer(help="Prove the log of a case, and hand its file to an auditor.", no_args_is_help=True)
Form = Literal["json", "html"]
SHOWN = 50


@commands.callback()
def _commands() -> None:
    """The log of a case is only added to, each event chained by hash to the one before it."""


@commands.command("verify")
@guarded
def verify(
    ref: Annotated[str | None, typer.Argument(help="Only this borrower's case. Default: all of them.")] = None,
    config: Config = None,
    json: Json = False,
) -> None:
    """Walk the chains of the event log; exit code 1 with case, number and reason where one does not hold."""
    from outreach import audit

    with runtime_for(config) as runtime:
        found = audit.verify(runtime, ref)
    if json:
        print_json(found.as_json())
    else:
        for each in found.breaks[:SHOWN]:
            err.print(f"{each.ref}, event {each.seq}: {each.what}", markup=False, highlight=False, soft_wrap=True)
        if found.ok:
            say(f"ok: {found.cases:,} cases, {found.events:,} events; fingerprint {found.fingerprint}")
    if not found.ok:
        broken = len({each.ref for each in found.breaks})
        raise Stop(f"the log does not hold at {len(found.breaks):,} places in {broken:,} of {found.cases:,} cases")


@commands.command("export")
@guarded
def export(
    ref: Annotated[str, typer.Argument(help="The borrower's ref.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="A folder, or a file named .json or .html. Default: this folder.")
    ] = None,
    form: Annotated[Form | None, typer.Option("--format", help="Only this form. Default: both.")] = None,
    config: Config = None,
    json: Json = False,
) -> None:
    """Write the file of a case: who, what is owed, what was said and decided, what was agreed, who did what."""
    from cli.controls import actor
    from outreach.audit_file import case_file
    from outreach.audit_page import FORMS, write_files, write_whole

    named = out.suffix.removeprefix(".") if out is not None and out.suffix.removeprefix(".") in FORMS else None
    if named is not None and form not in (None, named):
        raise Stop(f"--out {out} is a {named} file, and --format asks for {form}; name one or the other")
    with runtime_for(config) as runtime:
        file = case_file(runtime, ref, by=actor())
    if json:
        print_json(file)
    elif out is not None and named is not None:
        say(str(write_whole(out, FORMS[named](file))))
    else:
        say("\n".join(map(str, write_files(file, out or Path(), (form,) if form else tuple(FORMS)))))
    if not file["verified"]["ok"]:
        err.print("forbear: the log of this case is not what was written; see: forbear audit verify " + ref)
