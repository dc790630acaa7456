"""``play``, ``gate``: try it in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.console import Stop, guarded, print_json, runtime_for, say, warn
from cli.options import Config, Json

if TYPE_CHECKING:
    from cases.model import Channel
    from outreach.chat import ChatLine
    from outreach.runtime import Runtime


def register(app: typer.Typer) -> None:
    """Hang the commands up."""
    app.command()(play)
    app.command()(gate)


@guarded
def play(
    borrower: Annotated[
        str | None, typer.Option("--borrower", help="Whom to play. Default: the first who is late.")
    ] = None,
    channel: Annotated[
        str, typer.Option("--channel", help="Show texts as on this channel: sms, telegram, whatsapp, webchat.")
    ] = "console",
    script: Annotated[
        Path | None,
        typer.Option("--script", help="A file with a message a line: play it and print what was said."),
    ] = None,
    config: Config = None,
    json: Json = False,
) -> None:
    """Chat in the terminal as a borrower; the same conversations as on every channel. Ctrl-D ends it.

    With a script the transcript goes to standard output, the borrower's lines behind ">", and nothing is asked.
    Nothing leaves: only the terminal shows it. What is agreed counts in the database, so play on a copy or a sample.
    """
    from bot.play import PLAYED, play_borrower
    from cases.model import Channel

    if channel not in [each.value for each in PLAYED]:
        raise Stop(f"--channel {channel}: choose one of {', '.join(each.value for each in PLAYED)}", 2)
    if json and script is None:
        raise Stop("--json needs --script", 2)
    messages = _script(script) if script is not None else None
    with runtime_for(config) as runtime:
        if messages is None:
            play_borrower(runtime, borrower, Channel(channel))
        else:
            _play_script(runtime, borrower, Channel(channel), messages, json=json)


def _script(path: Path) -> list[str]:
    from bot.play import script_lines

    try:
        return list(script_lines(path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError) as error:
        raise Stop(f"{path}: this file cannot be read as text", 2) from error


def _play_script(runtime: Runtime, borrower: str | None, channel: Channel, messages: list[str], *, json: bool) -> None:
    from bot.play import play_script, shown

    def tell(line: ChatLine) -> None:
        if json:
            choices = [{"id": id_, "label": label} for id_, label in line.choices]
            print_json({"from": line.from_, "name": line.name, "text": line.text, "choices": choices})
        else:
            say(shown(line, channel))

    play_script(runtime, borrower, channel, messages, tell)


@guarded
def gate(
    scenarios: Annotated[Path, typer.Option("--scenarios", help="A file with one scenario a line (JSON).")],
    packs_dir: Annotated[Path | None, typer.Option("--packs-dir", help="A folder with packs of your own.")] = None,
    json: Json = False,
) -> None:
    """Judge scenarios by the packs they name. Needs neither config nor database.

    The whole file is read before anything is judged: a line that cannot be judged ends it with code 2. Where answers
    are expected, a summary comes last, and a difference ends it with code 1.
    """
    from outreach.scenarios import ScenarioError, answers, read_scenarios

    if not scenarios.is_file():
        raise Stop(f"{scenarios}: there is no such file", 2)
    try:
        read = read_scenarios(scenarios, packs_dir)
    except ScenarioError as error:
        raise Stop(str(error), 2) from error
    for scenario in read:
        for doubt in scenario.doubts:
            warn(f"{scenario.id}: {doubt}")
    found = answers(read)
    for answer in found:
        if json:
            print_json(answer)
        else:
            say(_answer(answer))
    if found and found[-1].get("summary", {}).get("different"):
        raise typer.Exit(1)


def _answer(answer: dict[str, Any]) -> str:
    if "summary" in answer:
        summary = answer["summary"]
        different = f"; different: {', '.join(summary['different'])}" if summary["different"] else ""
        return f"{summary['judged']} judged, {summary['as_expected']} of {summary['expected']} as expected{different}"
    until = f" until {answer['until']}" if answer["until"] else ""
    rule = f" by {answer['rule']} ({answer['status']})" if answer["rule"] else ""
    return f"{answer['id']}: {answer['decision']}{until}{rule}"
