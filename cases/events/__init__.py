"""Facts of a case, in the past tense. The log keeps them; replaying the log gives the case."""

from __future__ import annotations

from cases.events.agreements import (
    PlanAccepted,
    PlanAsked,
    PlanBroken,
    PlanDeclined,
    PlanKept,
    PlanOffered,
    PlanPartMissed,
    PlanPartMoved,
    PlanPartSkipped,
    PlanRefused,
    PromiseBroken,
    PromiseCancelled,
    PromiseKept,
    PromiseMade,
)
from cases.events.ledger import (
    ArrearsCleared,
    ArrearsReduced,
    CaseClosed,
    CaseOpened,
    DueSoon,
    FellLate,
    PaymentReceived,
    PaymentReversed,
    Reopened,
    StepReached,
    WatchEnded,
)
from cases.events.people import (
    BecameReachable,
    BecameUnreachable,
    Claimed,
    DisputeAnswered,
    ForbearanceGranted,
    HandedBack,
    HardshipReviewed,
    HoldBegan,
    HoldLifted,
    HoldPlaced,
    LeaseExpired,
    LeaseRenewed,
    PersonRequested,
    ReferredOut,
    Requeued,
    SentUnderHold,
    WaitEscalated,
)
from cases.events.wishes import (
    AffordabilityAnswered,
    AffordabilityConfirmed,
    BorrowerWrote,
    CallbackAsked,
    CeaseRequested,
    ContactPointFailed,
    DataRequested,
    DeathReported,
    DisputeOpened,
    DistressReported,
    HardshipReported,
    IdentityConfirmed,
    IdentityFailed,
    IdentityUnlocked,
    LocaleChosen,
    OptedIn,
    OptedOut,
    PaidClaimed,
    PaidClaimFound,
    PaidClaimNotFound,
    PreferredChannelTold,
    PreferredHoursTold,
    ProofReceived,
    ProofsFiled,
    ReasonGiven,
    RepresentativeNamed,
    ReviewAnswered,
    WrongPersonReported,
)

Event = (
    CaseOpened
    | DueSoon
    | FellLate
    | StepReached
    | BorrowerWrote
    | IdentityConfirmed
    | IdentityFailed
    | IdentityUnlocked
    | ReasonGiven
    | PromiseMade
    | PromiseCancelled
    | PromiseBroken
    | PlanAsked
    | PlanRefused
    | PlanOffered
    | PlanAccepted
    | PlanPartMoved
    | PlanPartSkipped
    | PlanDeclined
    | PlanPartMissed
    | PlanBroken
    | PaidClaimed
    | PaidClaimFound
    | ProofReceived
    | ProofsFiled
    | DataRequested
    | CallbackAsked
    | PaidClaimNotFound
    | DisputeOpened
    | HardshipReported
    | AffordabilityAnswered
    | AffordabilityConfirmed
    | ReviewAnswered
    | PersonRequested
    | OptedOut
    | OptedIn
    | CeaseRequested
    | WrongPersonReported
    | RepresentativeNamed
    | DeathReported
    | DistressReported
    | LocaleChosen
    | PaymentReceived
    | PaymentReversed
    | PromiseKept
    | PlanKept
    | ArrearsReduced
    | ArrearsCleared
    | WatchEnded
    | HoldPlaced
    | HoldBegan
    | HoldLifted
    | SentUnderHold
    | ContactPointFailed
    | PreferredChannelTold
    | PreferredHoursTold
    | Claimed
    | LeaseRenewed
    | LeaseExpired
    | Requeued
    | WaitEscalated
    | HandedBack
    | BecameUnreachable
    | BecameReachable
    | ReferredOut
    | DisputeAnswered
    | ForbearanceGranted
    | HardshipReviewed
    | CaseClosed
    | Reopened
)

EVENTS: dict[str, type[Event]] = {cls.__name__: cls for cls in Event.__args__}
"""Every event by its name in the log."""

__all__ = [
    "EVENTS",
    "AffordabilityAnswered",
    "AffordabilityConfirmed",
    "ArrearsCleared",
    "ArrearsReduced",
    "BecameReachable",
    "BecameUnreachable",
    "BorrowerWrote",
    "CallbackAsked",
    "CaseClosed",
    "CaseOpened",
    "CeaseRequested",
    "Claimed",
    "ContactPointFailed",
    "DataRequested",
    "DeathReported",
    "DisputeAnswered",
    "DisputeOpened",
    "DistressReported",
    "DueSoon",
    "Event",
    "FellLate",
    "ForbearanceGranted",
    "HandedBack",
    "HardshipReported",
    "HardshipReviewed",
    "HoldBegan",
    "HoldLifted",
    "HoldPlaced",
    "IdentityConfirmed",
    "IdentityFailed",
    "IdentityUnlocked",
    "LeaseExpired",
    "LeaseRenewed",
    "LocaleChosen",
    "OptedIn",
    "OptedOut",
    "PaidClaimFound",
    "PaidClaimNotFound",
    "PaidClaimed",
    "PaymentReceived",
    "PaymentReversed",
    "PersonRequested",
    "PlanAccepted",
    "PlanAsked",
    "PlanBroken",
    "PlanDeclined",
    "PlanKept",
    "PlanOffered",
    "PlanPartMissed",
    "PlanPartMoved",
    "PlanPartSkipped",
    "PlanRefused",
    "PreferredChannelTold",
    "PreferredHoursTold",
    "PromiseBroken",
    "PromiseCancelled",
    "PromiseKept",
    "PromiseMade",
    "ProofReceived",
    "ProofsFiled",
    "ReasonGiven",
    "ReferredOut",
    "Reopened",
    "RepresentativeNamed",
    "Requeued",
    "ReviewAnswered",
    "SentUnderHold",
    "StepReached",
    "WaitEscalated",
    "WatchEnded",
    "WrongPersonReported",
]
