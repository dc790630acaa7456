"""``why``: one message and everything that decided about it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli.console import guarded, print_json, runtime_for, say
from cli.options import Config, Json

if TYPE_CHECKING:
    from outreach.explaining import Explanation
    from outreach.rulebook import Reason


def register(app: typer.Typer) -> None:
    """Hang the command up."""
    app.command()(why)


@guarded
def why(
    message_id: Annotated[int, typer.Argument(help="The message's id; `forbear messages --json` lists them.")],
    config: Config = None,
    json: Json = False,
) -> None:
    """Explain one message: what it was, which rules fired and by which source, and what became of it."""
    from outreach.explaining import explain

    with runtime_for(config) as runtime:
        found = explain(runtime, message_id)
    if json:
        print_json(found.as_json())
    else:
        say("\n".join(told(found)))


def told(found: Explanation) -> list[str]:
    """The explanation as lines of text; times are the borrower's."""
    from outreach.rulewords import CHANNELS

    channel = CHANNELS.get(found.channel, found.channel)
    at = f" {found.address}" if found.address else ""
    there = "to" if found.direction == "out" else "by"
    lines = [f"Message {found.id}: {found.what}, {there} borrower {found.borrower}, {channel}{at}"]
    if found.direction == "out":
        lines += [f"Made from {found.made_from}, by {found.by}"]
    lines += [f"{'Planned' if found.direction == 'out' else 'Came'} {found.at(found.planned_at)}, their time"]
    lines += [f"Sent {found.at(found.sent_at)}, their time"] if found.sent_at and found.direction == "out" else []
    lines += ["", *(f"  {line}" for line in found.text.splitlines()), "", found.outcome]
    if found.state == "held" and found.until is not None:
        lines += [f"Held until {found.at(found.until)}, their time: the first moment that all timed rules allow."]
    if found.reasons:
        lines += ["", "Rules that fired, the deciding one first:", *(_rule(found, each) for each in found.reasons)]
    elif found.direction == "out" and found.decision == "allow":
        lines += ["", "No rule objected."]
    if found.receipts:
        lines += ["", "What the provider said:"]
        lines += [f"  {found.at(at)}: {said}{f' ({code})' if code else ''}" for at, said, code in found.receipts]
    return lines


def _rule(found: Explanation, reason: Reason) -> str:
    until = f" Until {found.at(reason.until)}." if reason.until else ""
    source = f" {reason.source}." if reason.source and reason.source != reason.words else ""
    return f"  [{reason.binding}] {reason.words}.{until}{source} ({reason.rule})"
