"""The closed lists of names that packs and scenarios may use."""

from __future__ import annotations

from cases.model import Kind

CHANNEL_NAMES = (
    "sms",
    "email",
    "telegram",
    "whatsapp",
    "webchat",
    "wechat",
    "console",
    "post",
    "voice",
    "voice_ai",
    "voice_notice",
    "voice_message",
    "visit",
)
"""Every way to reach somebody that a rule or a contact may name, also those by which the program sends nothing."""
ACTORS = ("first_party", "third_party")
LENDERS = ("bank", "mfi", "nonbank")
RECIPIENTS = ("borrower", "guarantor", "co_borrower", "representative", "reference")
PER = ("person", "debt", "address", "institution")
KINDS = tuple(kind.value for kind in Kind)
UNITS = ("sent", "call_placed", "call_placed_unanswered", "call_connected", "conversation")
UNIT_MARKS = (
    "reply",
    "opt_out_confirmation",
    "direct_prior_consent_7d",
    "not_connected_to_network",
    "to_attorney_cra_creditor",
)
"""What a contact may be marked as beside its units, for rules that leave such contacts out."""
