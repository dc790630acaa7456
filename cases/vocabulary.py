"""The closed sets of words: channels, kinds of message, treatments, states, holds."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """Where a message can travel."""

    SMS = "sms"
    TELEGRAM = "telegram"
    WHATSAPP = "whatsapp"
    EMAIL = "email"
    VOICE = "voice"
    WEBCHAT = "webchat"
    CONSOLE = "console"


class Kind(StrEnum):
    """What a message is to the gate."""

    DEMAND = "demand"
    SERVICE = "service"
    REPLY = "reply"
    REQUIRED_NOTICE = "required_notice"
    OPT_OUT_CONFIRMATION = "opt_out_confirmation"


class Treatment(StrEnum):
    """The second axis of a case: what we are doing about it."""

    IDLE = "idle"
    PRE_DUE = "pre_due"
    OUTREACH = "outreach"
    ENGAGED = "engaged"
    PROMISED = "promised"
    PLAN_OFFERED = "plan_offered"
    PLAN_ACTIVE = "plan_active"
    HARDSHIP_REVIEW = "hardship_review"
    FORBEARANCE = "forbearance"
    DISPUTED = "disputed"
    UNREACHABLE = "unreachable"
    REFERRED = "referred"
    CURED = "cured"
    CLOSED = "closed"


class ClosedReason(StrEnum):
    """Why a closed case is closed."""

    PAID = "paid"
    SETTLED = "settled"
    WRITTEN_OFF = "written_off"
    NOT_OWED = "not_owed"
    SOLD = "sold"
    DECEASED = "deceased"


class CustodyState(StrEnum):
    """Who may speak."""

    BOT = "bot"
    QUEUED = "queued"
    COLLECTOR = "collector"


class PromiseState(StrEnum):
    """A promise to pay and what became of it."""

    OPEN = "open"
    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    BROKEN = "broken"
    REVERSED = "reversed"
    CANCELLED = "cancelled"


class PlanKind(StrEnum):
    """Several parts of what is owed, or less than that in one payment."""

    PLAN = "plan"
    SETTLEMENT = "settlement"


class PlanState(StrEnum):
    """An instalment plan and what became of it. ``asked``: a person is to decide about it."""

    ASKED = "asked"
    OFFERED = "offered"
    ACTIVE = "active"
    KEPT = "kept"
    BROKEN = "broken"
    DECLINED = "declined"


class HoldType(StrEnum):
    """Reasons that block, by precedence: the first named wins when several apply."""

    DECEASED = "deceased"
    BANKRUPTCY = "bankruptcy"
    ATTORNEY = "attorney"
    CEASE = "cease"
    WRONG_PARTY = "wrong_party"
    DISPUTE = "dispute"
    BREATHING_SPACE = "breathing_space"
    COMPLAINT = "complaint"
    VULNERABLE = "vulnerable"
    CLAIMED_PAID = "claimed_paid"
    LEDGER_STALE = "ledger_stale"
    MANUAL = "manual"


class HoldScope(StrEnum):
    """What a hold covers; ``target`` names the loan, contact point or channel."""

    PERSON = "person"
    LOAN = "loan"
    CONTACT_POINT = "contact_point"
    CHANNEL = "channel"


class Blocks(StrEnum):
    """What a hold keeps from leaving."""

    DEMANDS = "demands"
    ALL = "all"
    VOICE = "voice"
    ALL_BUT_REQUIRED = "all_but_required"
