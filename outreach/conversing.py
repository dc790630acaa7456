"""One exchange with the borrower: context in, the flow's turn out, its facts applied and its texts queued."""

from __future__ import annotations

import secrets
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Row

import understanding
from cases.events import LocaleChosen
from cases.flows.engine import respond
from cases.flows.menus import discloses, match_choice
from cases.flows.turn import Dialogue, FlowContext, Heard, Left, SentFile
from cases.model import Channel, ContactPoint, Kind
from cases.reading import Reading
from cases.say import Phrase, Say
from channels.base import Inbound
from outreach import desk_hours, gatekeeping, identity, links, pausing, proofs, readings, waiting_time
from outreach.casefile import confirmed
from outreach.contacts import Answer
from outreach.creditors import rules_for, sender_of
from outreach.disclosing import ask_with_disclosures
from outreach.gatekeeping import Draft
from outreach.planpolicy import plan_calendar
from outreach.proofs import Kept
from outreach.questioned import questioned
from outreach.rendering import compose, labels
from outreach.second_opinion import Where
from outreach.second_reader import Opinion
from outreach.work import Work
from storage import traffic, waiting
from storage.codec import choices_from_json, choices_to_json, say_from_json, say_to_json

NOTHING_KEPT = Kept()
CONFIRMATIONS = frozenset({"stop_done", "cease_done"})


def converse(
    work: Work,
    contact_point_id: int,
    inbound: Inbound,
    message_id: int,
    kept: Kept = NOTHING_KEPT,
    opinion: Opinion | None = None,
) -> None:
    """Let the conversation answer a stored message. While a collector holds it, it only hears rights, and the gate
    lets nothing out. ``opinion`` is what a second reader said of it."""
    point = work.file.known_point(contact_point_id)
    dialogue = _dialogue(work, contact_point_id)
    first = replace(_hear(work, dialogue, inbound), files=kept.files, refused=kept.refused)
    heard = readings.settle(work, message_id, first, opinion, _where(work), at_flow=dialogue.flow if dialogue else "")
    turn = waiting_time.told(work, respond(context_of(work, point, dialogue, heard), dialogue, heard))
    for event in turn.events:
        work.apply(event)
        if isinstance(event, LocaleChosen):
            work.file = replace(work.file, borrower=replace(work.file.borrower, locale=event.locale))
    _keep(work, contact_point_id, turn.dialogue)
    pausing.wait_for_answer(work, point, turn)
    # What was just confirmed, switched off or agreed must stand before the gate judges the answers to it.
    work.finish()
    point = work.file.known_point(contact_point_id)
    for say in turn.says:
        queue_reply(work, point, say, answers=message_id)


def _dialogue(work: Work, contact_point_id: int) -> Dialogue | None:
    row = waiting.dialogue_at(work.connection, contact_point_id)
    if row is None:
        return None
    offered = choices_from_json(row.offered)
    return Dialogue(
        flow=row.flow,
        step=row.step,
        data=row.data,
        offered=offered,
        misses=row.misses,
        version=row.version,
        said=row.said or "",
        left=Left(**row.left) if row.left else None,
        at=row.updated_at,
    )


def first_heard(work: Work, inbound: Inbound) -> Heard:
    """What our own rules hear in a message before its turn; nothing is changed by it."""
    here = (point for point in work.file.points if (point.channel, point.address) == (inbound.channel, inbound.address))
    point = next(here, None)
    return _hear(work, _dialogue(work, point.id) if point else None, inbound)


def _hear(work: Work, dialogue: Dialogue | None, inbound: Inbound) -> Heard:
    if inbound.opened or inbound.unreadable:
        return Heard(reading=Reading(text=""), opened=inbound.opened, unreadable=inbound.unreadable)
    text, where = inbound.text or "", _where(work)
    offered = _labels(work, inbound.channel, dialogue)
    reading = understanding.read(text, locale=where.locale, today=where.today, currency=where.currency, offered=offered)
    return Heard(reading=reading, choice=inbound.choice or match_choice(offered, text))


def _where(work: Work) -> Where:
    currency = next((loan.currency for loan in work.file.position.loans if loan.arrears_minor), None)
    currency = currency or next((account.loan.currency for account in work.file.accounts), "USD")
    return Where(locale=work.file.borrower.locale, today=work.file.today, currency=currency)


def _labels(work: Work, channel: Channel, dialogue: Dialogue | None) -> tuple[tuple[str, str], ...]:
    """The choices as the borrower saw them: in the order of their digits, with their words."""
    if dialogue is None or not dialogue.offered:
        return ()
    return tuple(labels(work.runtime, work.file, dialogue.offered, channel=channel))


SHOWING = frozenset({"proof", "paid", "dispute", "verify"})
"""Conversations in which what came before and was not sorted yet is put with what it shows."""


def _unsorted(work: Work, dialogue: Dialogue | None, heard: Heard | None) -> tuple[SentFile, ...]:
    wanted = (heard is not None and heard.files) or (dialogue is not None and dialogue.flow in SHOWING)
    return proofs.unsorted(work.connection, work.case_id) if wanted else ()


def context_of(
    work: Work, point: ContactPoint, dialogue: Dialogue | None = None, heard: Heard | None = None
) -> FlowContext:
    """What the flows may know at a contact point, now."""
    runtime, now = work.runtime, work.now
    hours = desk_hours.state(runtime.settings.desk, now)
    known = confirmed(point, now, runtime.settings.identity.valid_days)
    return FlowContext(
        now=now,
        today=work.file.today,
        borrower=work.file.borrower,
        case=work.case,
        accounts=work.file.accounts,
        position=work.file.position,
        contact=point,
        points=work.file.points,
        channel=point.channel,
        identified=known,
        tries_left=runtime.settings.identity.tries
        if known
        else identity.tries_left(work.connection, runtime, work.case_id, now),
        rules=rules_for(runtime, work.file),
        wait=waiting_time.WAITING if hours.open else Phrase(key="person.closed", values={"at": hours.opens_at}),
        person_due_by=hours.answer_by,
        desk_open=hours.open,
        officer=sender_of(runtime, work.file).officer,
        new_ref=secrets.token_hex(6),
        unsorted=_unsorted(work, dialogue, heard),
        questioned=questioned(work, [hold for hold in work.case.holds if hold.live_at(now)]),
        data_link=links.data_link(runtime.settings, runtime.secret, work.file.borrower_id, now),
        desk_at=lambda at: desk_hours.state(runtime.settings.desk, at).opens_at,
        data_until=links.data_until(runtime.settings, now),
        chat_link=links.chat_link(runtime.settings, runtime.secret, work.file.borrower_id, now),
        last_unasked=partial(_last_unasked, work),
        calendar=plan_calendar(runtime.plans, work.file.borrower.jurisdiction or runtime.settings.lender.jurisdiction),
    )


def _last_unasked(work: Work) -> tuple[Phrase, datetime] | None:
    last = traffic.last_unasked_by_anyone(work.connection, work.file.borrower_id, work.now - LONG_AGO)
    return (reason_of(last), last.sent_at) if last else None


LONG_AGO = timedelta(days=30)
"""An unasked text older than this is not the one that somebody asks about."""

BECAUSE: dict[str, str] = {
    "due_soon": "due_soon",
    "first_contact": "first_contact",
    "first_contact_again": "first_contact",
    "promise_eve": "promise",
    "promise_missed": "promise",
    "plan_eve": "plan",
    "plan_part_missed": "plan",
    "promise_kept": "payment",
    "promise_part": "payment",
    "payment_full": "payment",
    "paid_found": "payment",
    "payment_reversed": "payment",
}
"""Why an unasked text was sent, by its key; all others because something is overdue."""


def reason_of(row: Row[Any]) -> Phrase:
    """The grounds of the last unasked text, as the borrower may be told them."""
    if row.actor != "bot":
        return Phrase(key="because.person")
    key = BECAUSE.get(row.template, "overdue")
    if key in ("first_contact", "payment"):
        return Phrase(key=f"because.{key}")
    values = say_from_json(row.say).values if row.say else {}
    if "count_loans" in values:
        return Phrase(key="because.several", values={"count_loans": values["count_loans"]})
    if "amount" not in values or "date" not in values:
        return Phrase(key="because.other")
    return Phrase(key=f"because.{key}", values={"amount": values["amount"], "date": values["date"]})


def _keep(work: Work, contact_point_id: int, dialogue: Dialogue) -> None:
    values = {
        "flow": dialogue.flow,
        "step": dialogue.step,
        "data": dict(dialogue.data),
        "offered": choices_to_json(dialogue.offered),
        "misses": dialogue.misses,
        "version": dialogue.version,
        "said": dialogue.said,
        "left": asdict(dialogue.left) if dialogue.left else None,
        "updated_at": work.now,
    }
    waiting.keep_dialogue(work.connection, work.case_id, contact_point_id, values)


def queue_reply(work: Work, point: ContactPoint, say: Say, *, answers: int | None, only_now: bool = False) -> bool:
    """Queue one answer to what the borrower just wrote, at the contact point they wrote from.

    ``answers`` is the message by its id; None where they asked otherwise. All texts of one turn are one answer. With
    ``only_now`` it is dropped where the gate does not let it go at once. Whether it was queued.
    """
    kind = Kind.OPT_OUT_CONFIRMATION if say.key in CONFIRMATIONS else Kind.REPLY
    text = compose(work.runtime, work.file, say, channel=point.channel, unasked=False)
    draft = Draft(
        channel=point.channel,
        point=point,
        kind=kind,
        key=say.key,
        text=text.body,
        locale=text.locale,
        say=say,
        answer=Answer(message_id=answers, at=work.now) if answers is not None else None,
    )
    body, decision = ask_with_disclosures(work.connection, work.runtime, work.file, work.case, draft, work.now)
    states = {"allow": "queued", "hold": "held", "deny": "denied"}
    if only_now and decision.decision != "allow":
        return False
    traffic.add(
        work.connection,
        {
            "borrower_id": work.file.borrower_id,
            "case_id": work.case_id,
            "contact_point_id": point.id,
            "loans": [account.loan.ref for account in work.file.accounts],
            "channel": point.channel.value,
            "address": point.address,
            "direction": "out",
            "actor": "bot",
            "kind": kind.value,
            "state": states[decision.decision],
            "template": say.key,
            "template_version": text.template_version,
            "locale": text.locale,
            "body": body,
            "choices": [{"id": each.id, "label": each.label} for each in text.choices],
            "discloses": discloses(say.key),
            "planned_at": work.now,
            "in_reply_to": answers,
            "not_before": gatekeeping.ask_again(decision, work.now),
            "say": say_to_json(say),
            **gatekeeping.as_columns(decision),
        },
    )
    return decision.decision == "allow"
