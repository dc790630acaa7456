"""A ready text in a person's name, sent with one click: judged by the gate like everything else, or not sent at all."""

from __future__ import annotations

from cases.custody import CustodyRefused
from cases.flows.menus import discloses
from cases.model import ContactPoint, CustodyState, Kind
from cases.policy.request import Sender
from cases.say import Say
from outreach import gatekeeping
from outreach.contacts import Answer
from outreach.gatekeeping import Draft
from outreach.refusals import GateRefused, Refused
from outreach.rendering import compose
from outreach.replying import answer_at, reply_kind
from outreach.work import Work
from storage import traffic
from storage.codec import say_to_json


def say_as(work: Work, login: str, say: Say, *, dedupe: str | None = None, point: ContactPoint | None = None) -> int:
    """Queue a text by this person, where the borrower wrote last or at ``point``; the message's id.

    Nobody needs to claim the chat for it, and nobody speaks into a chat that somebody else holds (CustodyRefused).
    Raises GateRefused where it may not leave now, Refused where ``dedupe`` was used: then nothing is recorded.
    """
    at = point or answer_at(work, None)
    kind = reply_kind(work, at) if point is None else Kind.SERVICE
    last = traffic.last_in(work.connection, work.file.borrower_id, at.channel.value) if kind is Kind.REPLY else None
    text = compose(work.runtime, work.file, say, channel=at.channel, unasked=kind is not Kind.REPLY)
    sender = _sender(work, login)
    draft = Draft(
        channel=at.channel,
        point=at,
        kind=kind,
        key=say.key,
        text=text.body,
        sender=sender,
        locale=text.locale,
        say=say,
        answer=Answer(message_id=last.id, at=work.now) if last is not None else None,
    )
    decision = gatekeeping.ask(work.connection, work.runtime, work.file, work.case, draft, work.now)
    if decision.decision != "allow":
        raise GateRefused(decision)
    row = {
        "borrower_id": work.file.borrower_id,
        "case_id": work.case_id,
        "contact_point_id": at.id,
        "loans": [account.loan.ref for account in work.file.accounts],
        "channel": at.channel.value,
        "address": at.address,
        "direction": "out",
        "actor": f"collector:{login}",
        "token": None if sender == "bot" else work.case.custody.token,
        "kind": kind.value,
        "state": "queued",
        "template": say.key,
        "template_version": text.template_version,
        "locale": text.locale,
        "body": text.body,
        "choices": [{"id": each.id, "label": each.label} for each in text.choices],
        "discloses": discloses(say.key),
        "dedupe": dedupe,
        "planned_at": work.now,
        "in_reply_to": last.id if last is not None else None,
        "say": say_to_json(say),
        **gatekeeping.as_columns(decision),
    }
    message_id = traffic.add(work.connection, row)
    if message_id is None:
        raise Refused("This was told already.")
    return message_id


def _sender(work: Work, login: str) -> Sender:
    custody = work.case.custody
    if custody.state is not CustodyState.COLLECTOR:
        return "bot"
    if custody.holder != login:
        raise CustodyRefused(f"{custody.holder} holds this conversation.")
    return ("collector", login, custody.token)
