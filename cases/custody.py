"""Who holds the conversation: bot, queue or a collector, and the lease that says until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from cases.events import Claimed, HandedBack, LeaseExpired, LeaseRenewed, PersonRequested, Requeued, WaitEscalated
from cases.model import Custody, CustodyState

BY_ITSELF: Final = "system"
"""Who gave a chat that nobody gave: the desk did, by its table of who is on duty."""


class CustodyRefused(Exception):
    """Somebody else holds the conversation, or nobody does; the text says who."""


def queue(custody: Custody, event: PersonRequested) -> Custody:
    """Put the conversation in front of people. Who already waits keeps their place and the higher priority."""
    if custody.state is CustodyState.COLLECTOR:
        return custody
    if custody.state is CustodyState.QUEUED:
        louder = event.priority > custody.priority
        return replace(
            custody,
            priority=max(custody.priority, event.priority),
            skill=event.skill if louder else custody.skill,
            reason=event.reason if louder else custody.reason,
            due_by=min(filter(None, (custody.due_by, event.due_by)), default=None) if louder else custody.due_by,
        )
    return Custody(
        state=CustodyState.QUEUED,
        token=custody.token + 1,
        skill=event.skill,
        priority=event.priority,
        reason=event.reason,
        due_by=event.due_by,
    )


def claim(custody: Custody, event: Claimed) -> Custody:
    """Give it to a collector with a new token, so that an old holder's messages no longer pass.

    Who waited keeps their place for as long as the one it was given to has not acted.
    """
    waits = event.given_by is None or custody.state is CustodyState.QUEUED
    return replace(
        custody if waits else replace(custody, queued_at=None, due_by=None),
        state=CustodyState.COLLECTOR,
        token=custody.token + 1,
        holder=event.login,
        lease_until=event.lease_until,
        given_by=event.given_by,
    )


def renew(custody: Custody, event: LeaseRenewed) -> Custody:
    """Move the lease's end; the token stays. Who renews has acted on what was given to them."""
    return replace(custody, lease_until=event.lease_until, given_by=None)


def expire(custody: Custody, event: LeaseExpired | Requeued) -> Custody:
    """Back to the queue, with its skill and reason."""
    return replace(
        custody,
        state=CustodyState.QUEUED,
        token=custody.token + 1,
        holder=None,
        lease_until=None,
        given_by=None,
        due_by=event.due_by,
    )


def escalate(custody: Custody, event: WaitEscalated) -> Custody:
    """Up in the queue, if it is there still."""
    waits = custody.state is CustodyState.QUEUED
    return replace(custody, priority=max(custody.priority, event.priority)) if waits else custody


def hand_back(custody: Custody, _event: HandedBack) -> Custody:
    """The bot speaks again."""
    return Custody(token=custody.token + 1)


def ran_out(custody: Custody, now: datetime) -> bool:
    """Whether a lease is over that nobody has taken back to the queue yet."""
    held = custody.state is CustodyState.COLLECTOR
    return held and custody.lease_until is not None and custody.lease_until <= now


def require_holder(custody: Custody, login: str, now: datetime) -> None:
    """Raises CustodyRefused unless this collector holds the conversation at this moment."""
    if custody.state is not CustodyState.COLLECTOR:
        raise CustodyRefused("Nobody holds this conversation; claim it first.")
    if custody.holder != login:
        raise CustodyRefused(f"{custody.holder} holds this conversation.")
    if ran_out(custody, now):
        raise CustodyRefused("Your time with this conversation ran out; claim it again.")
