"""A text that wants to leave: the channel is chosen, the gate asked, and a row written whatever the answer was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from cases.effects import OpenTask
from cases.events import BecameUnreachable
from cases.flows.menus import discloses
from cases.model import Channel, ContactPoint, Kind, Treatment
from cases.policy.decision import GateDecision
from cases.say import Say
from cases.strategy import local_instant
from outreach import gatekeeping
from outreach.casefile import BorrowerFile, by_channel, confirmed, usable
from outreach.counts import Counts
from outreach.disclosing import ask_with_disclosures
from outreach.gatekeeping import Draft
from outreach.reminders_say import first_contact_say
from outreach.rendering import compose
from outreach.runtime import local_date
from outreach.wording import Rendered
from storage import counted, traffic
from storage.codec import say_to_json

if TYPE_CHECKING:
    from outreach.work import Work

ORDER = (Channel.TELEGRAM, Channel.WEBCHAT, Channel.SMS, Channel.WHATSAPP, Channel.EMAIL)
"""Where a person's words go when the borrower was not heard anywhere yet."""

PAGE_STAYS_OPEN = timedelta(minutes=15)
"""So long after their last words a borrower is taken to have the chat's page before them."""

NO_WAY = frozenset({"base.contact_point", "base.consent", "base.opted_out"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One unasked text. ``dedupe`` makes it unique; ``channels`` by preference, empty: where they were heard.

    ``about`` is the file narrowed to the creditor whose debts it speaks of; None: those of the whole case.
    """

    say: Say
    kind: Kind
    dedupe: str
    channels: tuple[Channel, ...] = ()
    step: str | None = None
    about: BorrowerFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    file: BorrowerFile
    draft: Draft
    say: Say
    text: Rendered
    decision: GateDecision


def plan_message(work: Work, candidate: Candidate) -> Counts:
    """Queue, hold or deny one candidate. Each channel that was tried leaves a row that says why it was not that one."""
    tried: list[_Tried] = []
    for channel in _asked_for(work) or candidate.channels or _heard_first(work):
        point = next(iter(by_channel(work.file, channel)), None)
        if point is not None:
            tried.append(_try(work, candidate, point))
            if tried[-1].decision.decision == "allow":
                break
    if not tried:
        tried.append(_nowhere(work, candidate))
    chosen = next((each for each in reversed(tried) if each.decision.decision == "allow"), None)
    chosen = chosen or next((each for each in tried if each.decision.decision == "hold"), None)
    counts = Counts()
    for each in tried:
        if each is chosen or each.decision.decision == "deny":
            counts += _write(work, candidate, each, chosen=each is chosen)
        elif chosen is not None:
            _pass_over(work, candidate, each, chosen.draft.channel)
    if chosen is None:
        _tell_people(work, tried)
    return counts


def _asked_for(work: Work) -> tuple[Channel, ...]:
    """The only channel that the borrower wants to be written to on, while anything arrives there."""
    asked = work.file.borrower.preferred_channel
    there = asked is not None and any(usable(point) for point in by_channel(work.file, asked))
    return (asked,) if asked is not None and there else ()


def _heard_first(work: Work) -> tuple[Channel, ...]:
    """Where they were heard last, then what reaches them. A page that was left reaches nobody: it comes behind."""
    last = traffic.last_in(work.connection, work.file.borrower_id)
    on = {channel for channel, adapter in work.runtime.channels.items() if adapter.on}
    heard = Channel(last.channel) if last and Channel(last.channel) in on else None
    if last and heard is Channel.WEBCHAT and work.now - last.planned_at > PAGE_STAYS_OPEN:
        heard = None
    return tuple(sorted(ORDER, key=lambda each: (each is not heard, each not in on, each is Channel.WEBCHAT)))


def _try(work: Work, candidate: Candidate, point: ContactPoint) -> _Tried:
    file, say = candidate.about or work.file, _said_to(work, candidate, point)
    text = compose(work.runtime, file, say, channel=point.channel, unasked=True)
    draft = Draft(
        channel=point.channel,
        point=point,
        kind=candidate.kind,
        key=say.key,
        text=text.body,
        locale=text.locale,
        step=candidate.step,
        say=say,
    )
    body, decision = ask_with_disclosures(work.connection, work.runtime, file, work.case, draft, work.now)
    return _Tried(file=file, draft=draft, say=say, text=replace(text, body=body), decision=decision)


def _said_to(work: Work, candidate: Candidate, point: ContactPoint) -> Say:
    """A demand to a contact point whose owner is not confirmed becomes a text that discloses nothing."""
    known = confirmed(point, work.now, work.runtime.settings.identity.valid_days)
    if known or candidate.kind is not Kind.DEMAND or not discloses(candidate.say.key):
        return candidate.say
    opened_at = work.file.stored.opened_at
    before = counted.demanded_at(work.connection, work.file.borrower_id, point.address, opened_at)
    return first_contact_say(work.file, before[-1] if before else None)


def _nowhere(work: Work, candidate: Candidate) -> _Tried:
    channel = next(iter(candidate.channels), ORDER[0])
    draft = Draft(
        channel=channel,
        point=None,
        kind=candidate.kind,
        key=candidate.say.key,
        text=None,
        locale=work.file.borrower.locale,
        step=candidate.step,
    )
    file = candidate.about or work.file
    decision = gatekeeping.ask(work.connection, work.runtime, file, work.case, draft, work.now)
    text = compose(work.runtime, file, candidate.say, channel=channel, unasked=True)
    return _Tried(file=file, draft=draft, say=candidate.say, text=text, decision=decision)


STATES = {"allow": "queued", "hold": "held", "deny": "denied"}


def _write(work: Work, candidate: Candidate, tried: _Tried, *, chosen: bool) -> Counts:
    dedupe = candidate.dedupe if chosen else f"{candidate.dedupe}:{tried.draft.channel}"
    decision = tried.decision
    values: dict[str, Any] = {
        **_about(work, tried),
        "kind": candidate.kind.value,
        "state": STATES[decision.decision],
        "dedupe": dedupe,
        "step": candidate.step,
        "not_before": gatekeeping.ask_again(decision, work.now) or _its_day(work),
        **gatekeeping.as_columns(decision),
    }
    if traffic.add(work.connection, values) is None:
        return Counts()
    counts = Counts(planned=1)
    if decision.decision != "allow":
        counts += Counts(held=int(decision.decision == "hold"), denied=int(decision.decision == "deny"))
    return counts


def _its_day(work: Work) -> datetime | None:
    """When the day begins that the case lives in, where that is still to come: money of a day ahead is thanked then."""
    borrower, today = work.file.borrower, work.file.today
    if today <= local_date(borrower, work.runtime.clock.now()):
        return None
    return local_instant(today, time(0), borrower.zones)


def _pass_over(work: Work, candidate: Candidate, tried: _Tried, instead: Channel) -> None:
    """A channel on which the text would have waited, while another was chosen: its decision is kept, nothing waits."""
    columns = gatekeeping.as_columns(tried.decision)
    values = {
        **_about(work, tried),
        "kind": candidate.kind.value,
        "state": "skipped",
        "dedupe": f"{candidate.dedupe}:{tried.draft.channel}",
        "step": candidate.step,
        **columns,
        "decision_why": columns["decision_why"] | {"instead": instead.value},
    }
    traffic.add(work.connection, values)


def _about(work: Work, tried: _Tried) -> dict[str, Any]:
    draft, text = tried.draft, tried.text
    late = [loan.ref for loan in tried.file.askable.loans if loan.arrears_minor]
    return {
        "borrower_id": work.file.borrower_id,
        "case_id": work.case_id,
        "contact_point_id": draft.point.id if draft.point else None,
        "loans": late or [account.loan.ref for account in tried.file.accounts],
        "channel": draft.channel.value,
        "address": draft.point.address if draft.point else None,
        "direction": "out",
        "actor": "bot",
        "template": tried.say.key,
        "template_version": text.template_version,
        "locale": text.locale,
        "body": text.body,
        "choices": [{"id": each.id, "label": each.label} for each in text.choices],
        "discloses": discloses(tried.say.key),
        "planned_at": work.now,
        "say": say_to_json(tried.say),
    }


def _tell_people(work: Work, tried: list[_Tried]) -> None:
    """What the bot cannot mend: a zone nobody told, no contact point left."""
    if any(each.decision.rule == "base.zone" for each in tried):
        work.order(
            OpenTask(kind="zone_unknown", reason="Nothing may be sent before the borrower's time zone is known.")
        )
    if not all(each.decision.rule in NO_WAY for each in tried):
        return
    if work.file.reachable:
        return
    if work.case.treatment in (Treatment.OUTREACH, Treatment.ENGAGED):
        work.apply(BecameUnreachable())
