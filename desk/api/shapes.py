"""What the interface answers, as types: the description that programs are given is made from them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from cases.breakdown import LineKind
from cases.model import (
    Blocks,
    Channel,
    ClosedReason,
    CustodyState,
    HoldScope,
    HoldType,
    Kind,
    PlanState,
    PromiseState,
    Treatment,
)

Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"}, description="ISO 8601 in UTC")]
Day = Annotated[str, Field(json_schema_extra={"format": "date"}, description="ISO 8601")]
Minor = Annotated[int, Field(description="In minor units of the currency, such as cents")]
Count = Annotated[int, Field(ge=0)]


class RowReject(BaseModel):
    """Something wrong with one row."""

    line: int = Field(ge=1, description="Which row of the request, from 1")
    index: int = Field(ge=0, description="The same, from 0")
    field: str | None = Field(description="The column it is about; null where it is the row as a whole")
    reason: str = Field(description="What is wrong, and what belongs there")


class ImportAnswer(BaseModel):
    """What became of the rows. With status 422 nothing was written, and `rejects` says why."""

    read: Count
    created: Count
    updated: Count
    unchanged: Count
    rejected: Count
    buckets: dict[str, int] = Field(description="How many of the loans named stand in which bucket now")
    rejects: list[RowReject]


class CustodyAnswer(BaseModel):
    """Who may speak."""

    state: CustodyState
    holder: str | None
    skill: str | None
    reason: str | None
    due_by: Moment | None
    lease_until: Moment | None


class HoldAnswer(BaseModel):
    """A reason that blocks."""

    ref: str
    type: HoldType
    scope: HoldScope
    target: str | None = Field(description="The loan, contact point or channel, as the scope says")
    blocks: Blocks
    from_: Moment = Field(alias="from")
    until: Moment | None = Field(description="When it ends; for a dispute or a complaint when an answer is due")
    live: bool = Field(description="Whether it blocks now")
    source: str
    evidence: str | None = Field(description="What proves it, and where that lies")
    placed_by: str | None
    placed_at: Moment | None
    may_lift: str = Field(description="The least role that may lift it: collector, supervisor or admin")
    lifted_at: Moment | None
    lifted_by: str | None
    lift_why: str | None


class LineAnswer(BaseModel):
    """A line of the breakdown; negative for what was paid."""

    kind: LineKind
    due_on: Day | None
    amount_minor: Minor
    rule: str | None


class LoanAnswer(BaseModel):
    """How a loan stands."""

    ref: str
    currency: str
    arrears_minor: Minor
    balance_minor: Minor
    credit_minor: Minor
    dpd: Count
    bucket: str
    breakdown: list[LineAnswer] = Field(description="The lines that add up to the arrears")


class PromiseAnswer(BaseModel):
    """What the borrower committed to."""

    ref: str
    amount_minor: Minor
    currency: str
    due_on: Day
    state: PromiseState
    paid_minor: Minor


class PartAnswer(BaseModel):
    """One part of a plan."""

    number: int
    due_on: Day
    amount_minor: Minor
    paid_minor: Minor


class PlanAnswer(BaseModel):
    """Parts agreed or offered."""

    ref: str
    currency: str
    total_minor: Minor
    state: PlanState
    terms_hash: str | None
    parts: list[PartAnswer]


class ContactPointAnswer(BaseModel):
    """Where the borrower, or a party, can be reached."""

    channel: Channel
    address: str
    consented: bool
    consented_at: Moment | None
    consent_how: str | None
    consent_proof: str | None
    owner: str = Field(description="Whose it is: borrower, party, shared or work")
    place: str | None = Field(description="Where it rings: home, mobile, work or elsewhere")
    verified: bool
    opted_out: bool
    opted_out_how: str | None = Field(description="How they last opted out, also where they opted in again")
    opted_in_at: Moment | None
    hours: list[str] = Field(description="When it suits them, as 18:00-20:30 in their own time; empty: any lawful hour")
    delivered: Count = Field(description="Texts that arrived there, by receipts")
    failed: Count
    bad: str | None = Field(description="Why it cannot be used; null where it can")


class PartyAnswer(BaseModel):
    """Somebody beside the borrower."""

    ref: str
    role: str = Field(description="guarantor, co_borrower, representative or reference")
    name: str
    contact_points: list[ContactPointAnswer]


class FireAnswer(BaseModel):
    """Something that waits."""

    kind: str
    due_at: Moment


class TaskAnswer(BaseModel):
    """Something a person must do."""

    kind: str
    reason: str
    due_by: Moment | None


class CaseAnswer(BaseModel):
    """A borrower's case, its ledger as of a day."""

    borrower: str
    name: str
    as_of: Day
    treatment: Treatment
    closed_reason: ClosedReason | None
    custody: CustodyAnswer
    holds: list[HoldAnswer]
    dpd: Count
    bucket: str
    loans: list[LoanAnswer]
    promises: list[PromiseAnswer]
    plans: list[PlanAnswer]
    contact_points: list[ContactPointAnswer]
    parties: list[PartyAnswer]
    next_fires: list[FireAnswer]
    tasks: list[TaskAnswer]


class DecisionAnswer(BaseModel):
    """What the gate said of a message, and why."""

    decision: Literal["allow", "hold", "deny", "skip"]
    until: Moment | None
    rule: str | None
    why: dict[str, object] | None


class FailureAnswer(BaseModel):
    """Why a message did not arrive."""

    code: str = Field(description="The provider's code, or ours")
    what: str | None


class MessageAnswer(BaseModel):
    """A message in or out, or one that never left, with the reason."""

    id: int
    borrower: str
    loans: list[str]
    channel: Channel
    address: str | None
    direction: Literal["in", "out"]
    kind: Kind
    state: str
    template: str | None
    locale: str | None
    body: str | None
    planned_at: Moment
    sent_at: Moment | None
    provider_id: str | None
    decision: DecisionAnswer | None = Field(description="Null for what came in")
    failure: FailureAnswer | None = Field(description="Null unless the provider refused it or could not deliver it")


class MessagesAnswer(BaseModel):
    """A page of messages, oldest first."""

    messages: list[MessageAnswer]
    next: int | None = Field(description="Ask again with after=next for the following page; null where there is none")


class BreakAnswer(BaseModel):
    """A place at which a log is not what was written."""

    borrower: str
    seq: int
    what: str


class VerifiedAnswer(BaseModel):
    """Whether the log of a case was only added to."""

    ok: bool
    cases: Count
    events: Count
    fingerprint: str = Field(description="SHA-256 over the end of the chain")
    breaks: list[BreakAnswer]


class EventAnswer(BaseModel):
    """One event of the log, chained by hash to the one before it."""

    seq: int
    at: Moment
    actor: str = Field(description="`bot`, `system`, `user:LOGIN`, `api:TOKEN` or `cli:ACCOUNT`")
    by: str
    type: str
    payload: dict[str, object]
    hash: str | None


Objects = list[dict[str, object]]


class CaseFileAnswer(BaseModel):
    """Everything that is kept of one borrower's case. Parts that grow with the program are open objects."""

    borrower: dict[str, object]
    made_at: Moment
    made_by: str
    lender: str
    case: dict[str, object]
    retention: dict[str, object] | None = Field(
        default=None, description="Until when it has to be kept, and by which rules"
    )
    contact_points: Objects
    parties: Objects
    loans: Objects
    holds: Objects
    promises: Objects
    plans: Objects
    messages: Objects = Field(description="Both ways, each with its decision, the rules that fired and its receipts")
    contacts_elsewhere: Objects
    notes: Objects
    tasks: Objects
    events: list[EventAnswer]
    verified: VerifiedAnswer
