"""Set words that a person's click sends, judged as ever: in their name where they hold the chat, else the bot's."""

from __future__ import annotations

from typing import Any

from cases.custody import require_holder
from cases.flows.menus import discloses
from cases.flows.turn import Dialogue
from cases.model import ContactPoint, CustodyState, Kind
from cases.say import Say
from outreach import gatekeeping
from outreach.contacts import Answer
from outreach.gatekeeping import Draft
from outreach.refusals import GateRefused
from outreach.rendering import compose
from outreach.replying import reply_kind
from outreach.work import Work
from storage import traffic, waiting
from storage.codec import choices_to_json, say_to_json

STATES = {"allow": "queued", "hold": "held"}


def speak(work: Work, login: str, point: ContactPoint, say: Say, dialogue: Dialogue) -> None:
    """Queue it, and let the answer land at this place of the conversation.

    Raises CustodyRefused where a colleague holds the chat or it waits for a person, since the bot is silent then;
    GateRefused where the gate denies it.
    """
    held = work.case.custody.state is not CustodyState.BOT
    if held:
        require_holder(work.case.custody, login, work.now)
    kind = reply_kind(work, point)
    text = compose(work.runtime, work.file, say, channel=point.channel, unasked=kind is not Kind.REPLY)
    last = traffic.last_in(work.connection, work.file.borrower_id, point.channel.value)
    answer = Answer(message_id=last.id, at=work.now) if last is not None and kind is Kind.REPLY else None
    draft = Draft(
        channel=point.channel,
        point=point,
        kind=kind,
        key=say.key,
        text=text.body,
        sender=("collector", login, work.case.custody.token) if held else "bot",
        locale=text.locale,
        say=say,
        answer=answer,
    )
    decision = gatekeeping.ask(work.connection, work.runtime, work.file, work.case, draft, work.now)
    if decision.decision == "deny":
        raise GateRefused(decision)
    row: dict[str, Any] = {
        "borrower_id": work.file.borrower_id,
        "case_id": work.case_id,
        "contact_point_id": point.id,
        "loans": [account.loan.ref for account in work.file.accounts],
        "channel": point.channel.value,
        "address": point.address,
        "direction": "out",
        "actor": f"collector:{login}" if held else "bot",
        "token": work.case.custody.token if held else None,
        "kind": kind.value,
        "state": STATES[decision.decision],
        "template": say.key,
        "template_version": text.template_version,
        "locale": text.locale,
        "body": text.body,
        "choices": [{"id": each.id, "label": each.label} for each in text.choices],
        "discloses": discloses(say.key),
        "planned_at": work.now,
        "in_reply_to": answer.message_id if answer else None,
        "not_before": gatekeeping.ask_again(decision, work.now),
        "say": say_to_json(say),
        **gatekeeping.as_columns(decision),
    }
    traffic.add(work.connection, row)
    _stand(work, point, say, dialogue)


def _stand(work: Work, point: ContactPoint, say: Say, dialogue: Dialogue) -> None:
    values = {
        "flow": dialogue.flow,
        "step": dialogue.step,
        "data": dict(dialogue.data),
        "offered": choices_to_json(say.choices),
        "misses": 0,
        "version": dialogue.version,
        "updated_at": work.now,
    }
    waiting.keep_dialogue(work.connection, work.case_id, point.id, values)
