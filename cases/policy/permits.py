"""May this go there, to this person, with what it says: facts, channel, consent, third party, identity."""

from __future__ import annotations

from cases.model import Kind
from cases.policy.counting import REPLY_UNIT
from cases.policy.decision import Fired
from cases.policy.pack import Confirmation, OptOut, ThirdParty
from cases.policy.question import Findings, Question, objection

AUTOMATED = frozenset({"sms", "email", "telegram", "whatsapp", "webchat", "voice_ai", "voice_notice"})
"""Channels on which software speaks, where an opt-out reaches all automated messages."""


REFUSED = "third_person_refused"
"""The fact that a third person does not want to be asked: nobody asks them again."""
CONFIRMATION_UNIT = "opt_out_confirmation"
"""The unit of a contact that confirmed an opt-out, beside ``reply``."""


def facts_missing(question: Question) -> Findings:
    """A pack that asks for the borrower's own time needs their zone; one that may not choose needs a single zone."""
    if question.answers or len(question.zones) == 1:
        return ()
    wished = any(question.request.facts.get(name) for name in ("agreed_hours", "agreed_days"))
    asking = [timed.pack for timed in question.view.timed if not timed.fixed and (timed.standing or wished)]
    several = len(question.zones) > 1 and any(pack.time.on_conflict == "deny" for pack in asking)
    if not asking or (question.zones and not several):
        return ()
    strict = any(pack.on_missing_fact == "deny" for pack in asking)
    return [objection(rule, "deny" if strict else "hold") for rule in question.view.zones]


def channel(question: Question) -> Findings:
    """Bans of a channel, a provider or a technique; then, in live use, whether it is on and the address is good."""
    request, live = question.request, question.request.live
    found = [
        objection(ban)
        for ban in question.view.bans
        if ("*" in ban.providers or request.provider in ban.providers)
        and (ban.when is None or request.facts.get(ban.when))
    ]
    if live is None:
        return found
    if not live.channel_on:
        found.append(_house("base.channel_off", "the channel is switched off or not configured"))
    if live.contact_point is None:
        found.append(_house("base.contact_point", "there is no address on this channel"))
    elif live.contact_point.bad_at is not None and not question.answers:
        found.append(_house("base.contact_point", f"bad address: {live.contact_point.bad_reason or 'marked so'}"))
    return found


def consent(question: Question) -> Findings:
    """Opt-outs as far as each pack lets them reach; then consent to the channel, and to the technique used there.

    An opt-out itself is confirmed as often and as soon as each pack says.
    """
    request, view = question.request, question.view
    if request.kind == Kind.OPT_OUT_CONFIRMATION:
        return [objection(rule) for rule in view.confirmations if not _may_confirm(rule, question)]
    if question.answers:
        return ()
    point = request.live.contact_point if request.live is not None else None
    here = request.channel in request.consent and (point is None or point.consented_at is not None)
    found = [objection(rule) for rule in view.opt_outs if _opted_out(rule, question)]
    for needed in view.consents:
        given = here if needed.technique is None else needed.technique in request.consent
        if not given and (needed.when is None or request.facts.get(needed.when)):
            found.append(objection(needed))
    return found


def _may_confirm(rule: Confirmation, question: Question) -> bool:
    """Whether an opt-out written then has a confirmation to come. When it was written not known: taken as such."""
    asked = question.request.in_reply_to
    if asked is None:
        return True
    channel, since = asked
    sent = [
        contact
        for contact in question.request.history
        if CONFIRMATION_UNIT in contact.units and contact.channel == channel and contact.answers in (None, since)
    ]
    in_time = rule.within is None or question.at - since <= rule.within
    return in_time and sum(contact.at >= since for contact in sent) < rule.max


def _opted_out(rule: OptOut, question: Question) -> bool:
    request = question.request
    point = request.live.contact_point if request.live is not None else None
    there = point is not None and point.opted_out_at is not None
    if rule.scope == "address" and point is not None:
        return there
    if rule.scope in ("address", "channel"):
        return there or request.channel in request.opted_out
    reached = rule.scope == "person_all" or (question.automated and request.channel in AUTOMATED)
    return reached and (there or bool(request.opted_out))


def third_party(question: Question) -> Findings:
    """Somebody else than those a pack allows is asked by a person only, on the fact it names, and told no debt."""
    recipient = question.request.recipient
    others = [rule for rule in question.view.third_parties if recipient not in rule.allowed]
    return [objection(rule) for rule in others if not _may_be_asked(rule, question)]


def _may_be_asked(rule: ThirdParty, question: Question) -> bool:
    request = question.request
    by_person = rule.automated or not question.automated
    because = rule.only_if is None or bool(request.facts.get(rule.only_if))
    refused = bool(request.facts.get(REFUSED))
    told = rule.may_disclose or not request.discloses
    return by_person and because and told and not refused and not _asked_enough(rule, question)


def _asked_enough(rule: ThirdParty, question: Question) -> bool:
    """A third person is known by the address at which they were asked."""
    if rule.per_person_max is None:
        return False
    asked = [c for c in question.request.history if c.address is not None and c.address == question.request.address]
    return sum(REPLY_UNIT not in contact.units for contact in asked) >= rule.per_person_max


def identity(question: Question) -> Findings:
    """No word of a debt before the right party is confirmed, in an answer neither."""
    if not question.request.discloses or question.request.identity == "confirmed":
        return ()
    return map(objection, question.view.identities)


def _house(rule: str, source: str) -> Fired:
    return Fired(rule=rule, effect="deny", until=None, status="house", source=source)
