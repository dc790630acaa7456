"""What the desk stands on, for admins and supervisors: packs with their sources, strategy, channels, feeds, health."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from cases.model import Channel
from desk.visit import Visited
from outreach import feeds, health
from outreach.board import channels_of
from outreach.packerrors import PackError
from outreach.policies import known_packs, load_pack, packs_folder
from outreach.policyreview import listed, shown

router = APIRouter()
SOON = timedelta(days=60)


@router.get("/policies", name="policies")
def policies(visit: Visited) -> Response:
    """Every pack: where it comes from, where it judges, when it must be looked at again."""
    settings = visit.runtime.settings
    rows = listed(settings, packs_folder(settings))
    today = visit.now.date()
    near = (today + SOON).isoformat()
    return visit.page("policies.html", packs=rows, today=today.isoformat(), near=near, room="policies")


@router.get("/policies/{pack}", name="policy")
def policy(visit: Visited, pack: str) -> Response:
    """One pack, each rule in words with its standing, its source and its dates."""
    extra = packs_folder(visit.runtime.settings)
    if pack not in known_packs(extra):
        raise HTTPException(404, f"There is no pack {pack}.")
    try:
        found = shown(load_pack(pack, extra))
    except PackError as error:
        raise HTTPException(500, str(error)) from None
    return visit.page("policy.html", pack=found, room="policies")


@router.get("/system", name="system")
def system(visit: Visited) -> Response:
    """Channels, feeds, the strategy in force, and whether everything that must run does."""
    runtime = visit.runtime
    lines = {line.channel: line for line in channels_of(runtime)}
    channels = [(channel, channel in runtime.channels, lines.get(channel.value)) for channel in Channel]
    return visit.page(
        "system.html",
        channels=channels,
        feeds=feeds.standings(runtime),
        checks=health.readiness(runtime),
        strategy=runtime.strategy,
        machine_now=datetime.now(UTC),
        room="system",
    )
