"""Every send asks the gate: the question is put together here from the file and the traffic so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from cases.flows.menus import discloses
from cases.model import Case, Channel, ContactPoint, Kind, PlanState
from cases.policy.decision import GateDecision
from cases.policy.request import Contact, GateRequest, LiveFacts, Sender
from cases.promises import late_part
from outreach.casefile import BorrowerFile, confirmed
from outreach.creditors import actor_of, facts_of, packs_of, speakers
from outreach.feeds import stale_of
from outreach.runtime import Runtime
from outreach.switches import Aim, biting
from storage import borrowers, traffic

LOOK_BACK = timedelta(days=62)
NO_END = timedelta(hours=6)
"""After this long a hold without an end is asked about again: a missing zone may have been told by then."""
ACKNOWLEDGING = frozenset(
    {"death", "represented", "distress", "cease_done", "stop_done", "wrong_person", "third_person"}
)
UNASKED = frozenset({Kind.DEMAND, Kind.SERVICE, Kind.REQUIRED_NOTICE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A candidate as the gate needs to see it. ``key`` None: words a person typed; ``step``: the rung that sends it."""

    channel: Channel
    point: ContactPoint | None
    kind: Kind
    key: str | None
    text: str | None
    sender: Sender = "bot"
    locale: str
    step: str | None = None


def ask(
    connection: Connection, runtime: Runtime, file: BorrowerFile, case: Case, draft: Draft, now: datetime
) -> GateDecision:
    """The gate's answer for one draft at this moment."""
    request = _request(connection, runtime, file, case, draft, now)
    return runtime.policies.judge(request, file.borrower.jurisdiction, packs_of(speakers(runtime, file)))


def _request(
    connection: Connection, runtime: Runtime, file: BorrowerFile, case: Case, draft: Draft, now: datetime
) -> GateRequest:
    those, point = speakers(runtime, file), draft.point
    adapter = runtime.channels.get(draft.channel)
    history = contacts(connection, file, now) if draft.kind in UNASKED else ()
    known = point is not None and confirmed(point, now, runtime.settings.identity.valid_days)
    return GateRequest(
        at=now,
        channel=draft.channel.value,
        kind=draft.kind.value,
        actor=actor_of(those),
        lender=those[0].kind,
        loan=_loan(file),
        creditor=those[0].ref if len(those) == 1 else None,
        recipient=_recipient(file, point),
        position="subsequent" if any(contact.loan for contact in history) else "initial",
        text=draft.text,
        discloses=draft.key is None or discloses(draft.key),
        address=point.address if point else None,
        provider=adapter.provider if adapter else None,
        zones=file.borrower.zones,
        language=draft.locale,
        identity="confirmed" if known else "unconfirmed",
        consent=frozenset({draft.channel.value} if point and point.consented_at else ()),
        opted_out=frozenset({draft.channel.value} if point and point.opted_out_at else ()),
        days_past_due=file.position.dpd,
        facts=facts_of(those),
        history=history,
        acknowledgement=draft.key in ACKNOWLEDGING,
        live=_live(runtime, file, case, draft, now),
    )


def _loan(file: BorrowerFile) -> str | None:
    """The late loan that is asked for; one whose demands rest only where no other is late."""
    late = (loan.ref for loan in (*file.askable.loans, *file.position.loans) if loan.arrears_minor)
    return next(late, None)


def _recipient(file: BorrowerFile, point: ContactPoint | None) -> str:
    """Who reads there: the borrower, or a party by their role."""
    party = file.party(point) if point is not None else None
    return party.role if party is not None else "borrower"


def _live(runtime: Runtime, file: BorrowerFile, case: Case, draft: Draft, now: datetime) -> LiveFacts:
    plan = case.plan if case.plan and case.plan.state is PlanState.ACTIVE else None
    return LiveFacts(
        contact_point=draft.point,
        sender=draft.sender,
        custody=case.custody,
        holds=tuple(hold for hold in case.holds if hold.live_at(file.now)),
        promise_stands=case.promise is not None,
        # A plan keeps demands off while it is kept: a part that is late may be asked for.
        plan_stands=plan is not None and late_part(plan, file.today) is None,
        treatment=case.treatment,
        ledger_fresh=not stale_of(runtime.settings, file.feeds, now),
        switched_off=biting(file.switches, _aim(runtime, file, draft)) if file.switches else (),
        # A channel that is off is no matter of law: the send itself fails and says what to set.
        channel_on=True,
    )


def _aim(runtime: Runtime, file: BorrowerFile, draft: Draft) -> Aim:
    """What a kill switch may name of a draft. What a person wrote unasked goes out in a template, too."""
    strategy: frozenset[str] = frozenset()
    if draft.step is not None:
        standing, language = file.askable, file.borrower.locale.split("-")[0]
        segment = runtime.strategy.segment_for(standing.bucket, language, standing.arrears)
        strategy = frozenset({segment.name, segment.ladder, draft.step})
    return Aim(
        channel=draft.channel.value,
        template=draft.key or ("officer_writes" if draft.kind in UNASKED else None),
        strategy=strategy,
        jurisdiction=file.borrower.jurisdiction or runtime.settings.lender.jurisdiction,
    )


def contacts(connection: Connection, file: BorrowerFile, now: datetime) -> tuple[Contact, ...]:
    """All contacts that count: what we sent, and what the lender told us was done elsewhere."""
    since = now - LOOK_BACK
    ours = [_contact(row, file) for row in traffic.sent_since(connection, file.borrower_id, since)]
    theirs = [
        Contact(
            at=row.at,
            channel=row.channel,
            units=frozenset({row.unit}),
            loan=row.loan_ref,
            by=row.by,
            creditor=file.known_institution([row.loan_ref] if row.loan_ref else []),
        )
        for row in borrowers.outside_contacts_of(connection, file.borrower_id, since)
    ]
    return tuple(sorted([*ours, *theirs], key=lambda contact: contact.at))


def _contact(row: Any, file: BorrowerFile) -> Contact:
    unasked = row.kind in (Kind.DEMAND, Kind.SERVICE, Kind.REQUIRED_NOTICE)
    return Contact(
        at=row.at,
        channel=row.channel,
        units=frozenset({"sent" if unasked else "reply"}),
        loan=row.loans[0] if row.loans else None,
        address=row.address,
        creditor=file.known_institution(row.loans),
    )


def ask_again(decision: GateDecision, now: datetime) -> datetime | None:
    """When a held text is asked for once more: a hold that names no end is looked at again in a while."""
    if decision.decision != "hold":
        return None
    return decision.until or now + NO_END


def as_columns(decision: GateDecision) -> dict[str, Any]:
    """The decision as the message row keeps it."""
    fired = [
        {
            "rule": each.rule,
            "effect": each.effect,
            "until": each.until.isoformat() if each.until else None,
            "status": each.status,
            "source": each.source,
        }
        for each in decision.fired
    ]
    return {
        "decision": decision.decision,
        "decision_until": decision.until,
        "decision_rule": decision.rule,
        "decision_why": {"status": decision.status, "source": decision.source, "fired": fired},
    }
