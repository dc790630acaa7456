"""Feeds and kill switches as JSON: the shapes that the command line and the REST interface promise."""

from __future__ import annotations

from typing import Any

from outreach.exports import moment
from outreach.feeds import FeedStanding
from storage.switches import Switch


def feed_json(feed: FeedStanding) -> dict[str, Any]:
    """``forbear feed list --json`` and ``GET /api/v1/feeds``."""
    return {
        "name": feed.name,
        "watermark": moment(feed.watermark),
        "told_at": moment(feed.told_at),
        "told_by": feed.told_by,
        "stale_hours": feed.stale_hours,
        "stale": feed.stale,
        "stale_since": moment(feed.since),
    }


def switch_json(switch: Switch) -> dict[str, Any]:
    """``forbear switch list --json`` and ``GET /api/v1/switches``."""
    return {
        "id": switch.id,
        "scope": switch.scope,
        "target": switch.target,
        "why": switch.why,
        "thrown_by": switch.thrown_by,
        "thrown_at": moment(switch.thrown_at),
        "lifted_at": moment(switch.lifted_at),
        "lifted_by": switch.lifted_by,
        "lift_why": switch.lift_why,
    }
