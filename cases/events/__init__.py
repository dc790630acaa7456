"""Facts of a case, in the past tense. The log keeps them; replaying the log gives the case."""

from __future__ import annotations

from cases.events.agreements import (
    PlanAccepted,
    PlanBroken,
    PlanDeclined,
    PlanKept,
    PlanOffered,
    PlanPartMissed,
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
    SentUnderHold,
)
from cases.events.wishes import (
    BorrowerWrote,
    CeaseRequested,
    ContactPointFailed,
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
    PaidClaimNotFound,
    PreferredHoursTold,
    ReasonGiven,
    RepresentativeNamed,
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
    | PlanOffered
    | PlanAccepted
    | PlanDeclined
    | PlanPartMissed
    | PlanBroken
    | PaidClaimed
    | PaidClaimNotFound
    | DisputeOpened
    | HardshipReported
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
    | PreferredHoursTold
    | Claimed
    | LeaseRenewed
    | LeaseExpired
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
    "ArrearsCleared",
    "ArrearsReduced",
    "BecameReachable",
    "BecameUnreachable",
    "BorrowerWrote",
    "CaseClosed",
    "CaseOpened",
    "CeaseRequested",
    "Claimed",
    "ContactPointFailed",
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
    "PaidClaimNotFound",
    "PaidClaimed",
    "PaymentReceived",
    "PaymentReversed",
    "PersonRequested",
    "PlanAccepted",
    "PlanBroken",
    "PlanDeclined",
    "PlanKept",
    "PlanOffered",
    "PlanPartMissed",
    "PreferredHoursTold",
    "PromiseBroken",
    "PromiseCancelled",
    "PromiseKept",
    "PromiseMade",
    "ReasonGiven",
    "ReferredOut",
    "Reopened",
    "RepresentativeNamed",
    "SentUnderHold",
    "StepReached",
    "WatchEnded",
    "WrongPersonReported",
]
