"""``hold``: reasons that block contact with a borrower: placed with their evidence, listed, lifted with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from cases.model import Blocks, HoldScope, HoldType
from cli.console import guarded, print_json, runtime_for, say
from cli.controls import actor
from cli.options import Config, Json
from cli.system import instant

if TYPE_CHECKING:
    from cases.model import Hold

commands = typer.Typer(
    help="Holds: what blocks contact with a borrower, since when, on what evidence.", no_args_is_help=True
)

ROLE = "admin"
"""Whoever works on the machine itself may do what an admin may; their name is kept."""

Ref = Annotated[str, typer.Argument(help="The borrower's ref.")]


@commands.callback()
def _commands() -> None:
    """Holds."""


@commands.command()
@guarded
def place(
    ref: Ref,
    type_: Annotated[HoldType, typer.Option("--type", help="What kind of reason.")],
    source: Annotated[str, typer.Option("--source", help="Who told it and how.")] = "told on the command line",
    scope: Annotated[
        HoldScope | None, typer.Option("--scope", help="What it covers. Default: usual for its type.")
    ] = None,
    target: Annotated[
        str | None, typer.Option("--target", help="The loan's ref, the channel, or the contact point's address.")
    ] = None,
    blocks: Annotated[
        Blocks | None, typer.Option("--blocks", help="What it blocks. Default: usual for its type.")
    ] = None,
    from_: Annotated[
        str | None, typer.Option("--from", help="Since when: a date or an instant, also a past one. Default: now.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", help="Its end. Default: usual for its type.")] = None,
    evidence: Annotated[str | None, typer.Option("--evidence", help="What proves it, and where that lies.")] = None,
    config: Config = None,
    json: Json = False,
) -> None:
    """Record a hold. Waiting messages that it blocks end at once; those that should not have gone are listed."""
    from outreach.exports import placed_json
    from outreach.holding import By, HoldTerms, place_hold

    terms = HoldTerms(
        type=type_,
        source=source,
        scope=scope,
        target=target,
        blocks=blocks,
        from_at=instant(from_) if from_ else None,
        until=instant(until) if until else None,
        evidence=evidence,
    )
    with runtime_for(config) as runtime:
        placed = place_hold(runtime, ref, By(actor=actor(), role=ROLE), terms)
        now = runtime.clock.now()
    if json:
        print_json(placed_json(placed, now))
        return
    say(line_of(placed.hold, now))
    say(f"Waiting messages that it ended: {placed.cancelled}.")
    if placed.astray:
        say("Should not have gone:")
    for each in placed.astray:
        say(f"  no. {each.id}, {each.at:%Y-%m-%d %H:%M} UTC, {each.channel}: {each.template or each.kind}")


@commands.command("list")
@guarded
def list_holds(
    ref: Ref,
    everything: Annotated[bool, typer.Option("--all", help="Those that were lifted, too.")] = False,
    config: Config = None,
    json: Json = False,
) -> None:
    """List the holds of a borrower, the one that speaks first."""
    from cases.holds import ordered
    from outreach.casebook import case_view
    from outreach.exports import hold_json

    with runtime_for(config) as runtime:
        view = case_view(runtime, ref)
    found = [hold for hold in ordered(view.case.holds) if everything or hold.lifted_at is None]
    if json:
        print_json([hold_json(hold, view.now) for hold in found])
        return
    for hold in found:
        say(line_of(hold, view.now))
    if not found:
        say("Nothing is held.")


@commands.command()
@guarded
def lift(
    ref: Ref,
    hold: Annotated[str, typer.Argument(help="The hold's own ref, as `hold list` shows it.")],
    why: Annotated[str, typer.Option("--why", help="The reason, or the outcome of a dispute; it is kept.")],
    config: Config = None,
    json: Json = False,
) -> None:
    """Lift one hold. Others stay, and nothing that was missed meanwhile is made up for."""
    from outreach.exports import hold_json
    from outreach.holding import By, lift_hold

    with runtime_for(config) as runtime:
        lifted = lift_hold(runtime, ref, By(actor=actor(), role=ROLE), hold, why)
        now = runtime.clock.now()
    if json:
        print_json(hold_json(lifted, now))
    else:
        say(line_of(lifted, now))


def line_of(hold: Hold, now: datetime) -> str:
    """A hold on one line."""
    covers = hold.scope.value + (f" {hold.target}" if hold.target else "")
    until = f"{hold.until:%Y-%m-%d %H:%M} UTC" if hold.until else "lifted"
    state = "lifted" if hold.lifted_at else "live" if hold.live_at(now) else "not yet" if now < hold.from_at else "over"
    proof = f"; evidence: {hold.evidence}" if hold.evidence else ""
    end = f"; lifted by {hold.lifted_by or 'itself'}: {hold.lift_why or ''}" if hold.lifted_at else ""
    return (
        f"{hold.ref} {hold.type.value} ({state}): {covers}, blocks {hold.blocks.value}, from "
        f"{hold.from_at:%Y-%m-%d %H:%M} UTC until {until}; {hold.source}{proof}; {hold.may_lift} may lift{end}"
    )
