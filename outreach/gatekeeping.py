"""Every send asks the gate: the question is put together here from the file and the traffic so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from cases.flows.menus import discloses
from cases.model import Case, Channel, ContactPoint, Kind
from cases.policy.decision import GateDecision
from cases.policy.request import GateRequest, LiveFacts, Sender
from cases.say import Say
from outreach.casefacts import live_facts, plan_is_kept
from outreach.casefile import BorrowerFile, confirmed
from outreach.contacts import UNASKED, Answer, contacts, in_reply_to, position, traffic_for
from outreach.creditors import actor_of, facts_of, packs_of, speakers
from outreach.feeds import stale_of
from outreach.figures import unknown_amounts
from outreach.runtime import Runtime
from outreach.strictest import strictest
from outreach.switches import Aim, biting
from storage.counted import Traffic

NO_END = timedelta(hours=6)
"""After this long a hold without an end is asked about again: a missing zone may have been told by then."""
ACKNOWLEDGING = frozenset(
    {
        *("death", "represented", "distress", "cease_done", "stop_done", "wrong_person", "third_person"),
        *("to_person", "to_person_closed", "awaiting_person"),
    }
)
"""Texts that only say that something was understood, or that a person answers: an heir who writes is told so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A candidate as the gate needs to see it. ``key`` None: words a person typed; ``step``: the rung that sends it.

    ``say`` are the typed values in the text, where it was made from any; ``answer`` is what a reply answers.
    """

    channel: Channel
    point: ContactPoint | None
    kind: Kind
    key: str | None
    text: str | None
    sender: Sender = "bot"
    locale: str
    step: str | None = None
    say: Say | None = None
    answer: Answer | None = None


def ask(
    connection: Connection, runtime: Runtime, file: BorrowerFile, case: Case, draft: Draft, now: datetime
) -> GateDecision:
    """The gate's answer for one draft at this moment. What nobody asked for is judged for each loan it asks for."""
    loans, also = _loans(file), packs_of(speakers(runtime, file))
    judged = loans if draft.kind in UNASKED else loans[:1]
    traffic = traffic_for(connection, file, now, point=draft.point, answer=draft.answer)
    requests = [_request(traffic, runtime, file, case, draft, now, loan) for loan in judged or (None,)]
    return strictest(requests, lambda each: runtime.policies.judge(each, file.borrower.jurisdiction, also))


def _request(
    traffic: Traffic,
    runtime: Runtime,
    file: BorrowerFile,
    case: Case,
    draft: Draft,
    now: datetime,
    loan: str | None,
) -> GateRequest:
    those, point = speakers(runtime, file), draft.point
    adapter = runtime.channels.get(draft.channel)
    history = contacts(traffic, file, now, loan=loan)
    known = point is not None and confirmed(point, now, runtime.settings.identity.valid_days)
    return GateRequest(
        at=now,
        channel=draft.channel.value,
        kind=draft.kind.value,
        actor=actor_of(those),
        lender=those[0].kind,
        loan=loan,
        creditor=those[0].ref if len(those) == 1 else None,
        recipient=_recipient(file, point),
        position=position(traffic, _loans(file)),
        text=draft.text,
        discloses=draft.key is None or discloses(draft.key),
        address=point.address if point else None,
        provider=adapter.provider if adapter else None,
        zones=file.borrower.zones,
        language=draft.locale,
        identity="confirmed" if known else "unconfirmed",
        consent=frozenset({draft.channel.value} if point and point.consented_at else ()),
        opted_out=frozenset({draft.channel.value} if point and point.opted_out_at else ()),
        days_past_due=next((each.dpd for each in file.position.loans if each.ref == loan), file.position.dpd),
        facts={
            **live_facts(file, case, channel=draft.channel, point=point, loan=loan, now=now),
            **facts_of(those),
        },
        history=history,
        in_reply_to=in_reply_to(traffic, draft.answer),
        released=draft.kind is Kind.REQUIRED_NOTICE and draft.sender != "bot",
        acknowledgement=draft.key in ACKNOWLEDGING,
        live=_live(runtime, file, case, draft, now),
    )


def _loans(file: BorrowerFile) -> list[str]:
    """The late loans that are asked for; those whose demands rest only where no other is late."""
    askable = [loan.ref for loan in file.askable.loans if loan.arrears_minor]
    return askable or [loan.ref for loan in file.position.loans if loan.arrears_minor]


def _recipient(file: BorrowerFile, point: ContactPoint | None) -> str:
    """Who reads there: the borrower, or a party by their role."""
    party = file.party(point) if point is not None else None
    return party.role if party is not None else "borrower"


def _live(runtime: Runtime, file: BorrowerFile, case: Case, draft: Draft, now: datetime) -> LiveFacts:
    return LiveFacts(
        contact_point=draft.point,
        sender=draft.sender,
        custody=case.custody,
        holds=tuple(hold for hold in case.holds if hold.live_at(file.now)),
        promise_stands=case.promise is not None,
        plan_stands=plan_is_kept(file, case),
        treatment=case.treatment,
        ledger_fresh=not stale_of(runtime.settings, file.feeds, now),
        switched_off=biting(file.switches, _aim(runtime, file, draft)) if file.switches else (),
        # A channel that is off is no matter of law: the send itself fails and says what to set.
        channel_on=True,
        unknown_amounts=_unknown_amounts(file, case, draft),
    )


def _unknown_amounts(file: BorrowerFile, case: Case, draft: Draft) -> tuple[str, ...]:
    """Amounts that an unasked text to the borrower names and nobody owes."""
    if draft.kind not in UNASKED or draft.text is None:
        return ()
    return unknown_amounts(file, case, draft.text, draft.locale, draft.say)


def _aim(runtime: Runtime, file: BorrowerFile, draft: Draft) -> Aim:
    """What a kill switch may name of a draft. What a person wrote unasked goes out in a template, too."""
    strategy: frozenset[str] = frozenset()
    if draft.step is not None:
        standing, language = (file.whole or file).askable, file.borrower.locale.split("-")[0]
        segment = runtime.strategy.segment_for(standing.bucket, language, standing.arrears)
        strategy = frozenset({segment.name, segment.ladder, draft.step})
    return Aim(
        channel=draft.channel.value,
        template=draft.key or ("officer_writes" if draft.kind in UNASKED else None),
        strategy=strategy,
        jurisdiction=file.borrower.jurisdiction or runtime.settings.lender.jurisdiction,
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
