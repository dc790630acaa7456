"""Everything that is decided just before a text leaves: is it still wanted, what does it say now, may it go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import structlog
from sqlalchemy import Connection, Row

from cases.flows.conversations import FLOWS
from cases.flows.menus import choices_for, opening
from cases.flows.repeats import mark
from cases.model import Channel, Kind
from cases.policy.request import Sender
from cases.say import Say
from cases.strategy import Step
from cases.thanks import THANKS, UNSAID
from channels.base import Button, Outgoing
from outreach import gatekeeping
from outreach.casefile import BorrowerFile
from outreach.contacts import UNASKED, Answer
from outreach.counts import Counts
from outreach.disclosing import ask_with_disclosures
from outreach.gatekeeping import Draft
from outreach.opening import opener
from outreach.picturing import Picture, picture_of
from outreach.planning import ladder_for
from outreach.reminders_say import courtesy_say, reminder
from outreach.rendering import compose
from outreach.runtime import Runtime
from outreach.scheduling import OWN_WORDS, as_written, author_of, give_back, overtaken, scheduled
from outreach.turns import template_for
from outreach.wording import WordingError
from storage import traffic, waiting
from storage.codec import choices_to_json, say_from_json, say_to_json

log = structlog.get_logger(__name__)

SAFE_TO_SAY = frozenset({"first_contact", "first_contact_again"})
BEFORE_ITS_DAY = frozenset({"promise_eve", "plan_eve"})
"""Texts that speak of a day to come, and say nothing once it is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A text recorded as being sent at this moment, ready to be handed over."""

    row: Row[Any]
    outgoing: Outgoing
    at: datetime
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """The words of a row, whoever made them."""

    body: str
    locale: str
    template_version: int | None
    choices: tuple[Any, ...]


def prepare(
    connection: Connection, runtime: Runtime, row: Row[Any], file: BorrowerFile, now: datetime
) -> Ready | Counts:
    """A claimed row under the lock of its case: recorded as ``sending``, or ended, or put off."""
    file = file.about(row.loans)
    stale = _no_longer_wanted(runtime, file, row) or overtaken(connection, file.case, row, now)
    if stale:
        if scheduled(row):
            give_back(connection, row, now)
        why = {"by": "system", "at": now.isoformat()}
        end(connection, row, "skipped", decision="skip", decision_rule=stale, decision_until=None, decision_why=why)
        return Counts(skipped=1)
    try:
        say, text = _words(connection, runtime, file, row)
    except WordingError as error:
        log.exception("template_failed", message_id=row.id)
        end(connection, row, "failed", failure_code="template", failure=str(error))
        return Counts(failed=1)
    later = traffic.behind(connection, row) if row.kind == Kind.REPLY else None
    if later is not None and later > now:
        end(connection, row, "queued", not_before=later)
        return Counts()
    draft = _draft(file, row, say, text)
    case = as_written(file.case, row)
    body, decision = ask_with_disclosures(connection, runtime, file, case, draft, now, locale=_fixed_locale(row))
    text = replace(text, body=body)
    columns = gatekeeping.as_columns(decision)
    if decision.decision == "hold":
        end(connection, row, "held", not_before=gatekeeping.ask_again(decision, now), **columns)
        return Counts(held=1)
    if decision.decision == "deny":
        end(connection, row, "denied", **columns)
        if decision.rule == "base.custody" and row.template in THANKS:
            waiting.open_task(connection, row.case_id, UNSAID.kind, UNSAID.reason, now=now, due_by=None)
        return Counts(denied=1)
    answers = tuple(Button(id=each.id, label=each.label) for each in text.choices)
    buttons = (*answers, *opener(runtime, file, say, Channel(row.channel), text.locale)) if say else answers
    traffic.change(
        connection,
        row.id,
        state="sending",
        sent_at=now,
        body=text.body,
        template=say.key if say else row.template,
        locale=text.locale,
        template_version=text.template_version,
        say=say_to_json(say) if say else None,
        choices=[{"id": each.id, "label": each.label} for each in answers],
        attempts=row.attempts + 1,
        **columns,
    )
    if say is not None and not _own_words(say) and row.kind != Kind.REPLY and row.contact_point_id is not None:
        _open_dialogue(connection, row, say, now)
    outgoing = Outgoing(message_id=row.id, address=row.address or "", text=text.body, buttons=buttons)
    picture = picture_of(runtime, file, say, Channel(row.channel), text.locale) if say and say.picture else None
    return Ready(row=row, outgoing=outgoing, at=now, picture=picture)


def end(connection: Connection, row: Row[Any], state: str, **values: Any) -> None:
    """Give a claimed row its next state."""
    traffic.change(connection, row.id, state=state, claimed_until=None, **values)


def _draft(file: BorrowerFile, row: Row[Any], say: Say | None, text: _Text) -> Draft:
    return Draft(
        channel=Channel(row.channel),
        point=file.point(row.contact_point_id),
        kind=Kind(row.kind),
        key=say.key if say and not _own_words(say) else None,
        text=text.body,
        sender=_sender(file, row),
        locale=text.locale,
        step=row.step,
        say=say,
        answer=Answer(message_id=row.in_reply_to, at=row.planned_at) if row.in_reply_to is not None else None,
    )


def _own_words(say: Say) -> bool:
    """Whether a person wrote them, and only the frame is ours."""
    return say.key == OWN_WORDS


def _sender(file: BorrowerFile, row: Row[Any]) -> Sender:
    if row.token is not None or scheduled(row):
        return ("collector", author_of(row), row.token if row.token is not None else file.case.custody.token)
    return "bot"


def _words(connection: Connection, runtime: Runtime, file: BorrowerFile, row: Row[Any]) -> tuple[Say | None, _Text]:
    """Rendered anew, so that no amount is older than the ledger; a person's own words stay as they are."""
    if row.say is None:
        return None, _Text(body=row.body, locale=row.locale, template_version=None, choices=())
    say = _renewed(connection, runtime, file, row)
    unasked = Kind(row.kind) in UNASKED
    text = compose(runtime, file, say, channel=Channel(row.channel), unasked=unasked, locale=_fixed_locale(row))
    return say, _Text(body=text.body, locale=text.locale, template_version=text.template_version, choices=text.choices)


def _fixed_locale(row: Row[Any]) -> str | None:
    """A reply stays in the language it was made in; everything else follows the borrower's choice."""
    return str(row.locale) if row.kind == Kind.REPLY else None


def _renewed(connection: Connection, runtime: Runtime, file: BorrowerFile, row: Row[Any]) -> Say:
    kept = say_from_json(row.say)
    step = _step(runtime, file, row)
    if step is None or kept.key in SAFE_TO_SAY:
        return kept
    return courtesy_say(file, runtime) if step.courtesy else reminder(connection, file, _template(runtime, file, step))


def _template(runtime: Runtime, file: BorrowerFile, step: Step) -> str:
    return template_for(file, ladder_for(runtime, file), step)


def _step(runtime: Runtime, file: BorrowerFile, row: Row[Any]) -> Step | None:
    """The step a row was made for, in the ladder that holds for the borrower now."""
    return ladder_for(runtime, file).find(row.step) if row.step else None


def _no_longer_wanted(runtime: Runtime, file: BorrowerFile, row: Row[Any]) -> str | None:
    """The reason why a planned text is out of date, or None."""
    if row.template in BEFORE_ITS_DAY:
        return None if _day_of(row) > file.today else "case.changed"
    if row.step is None:
        return None
    step, standing = _step(runtime, file, row), file.askable
    if step is None:
        return "strategy.changed"
    if step.courtesy:
        coming = standing.next_due
        same = not standing.late and coming is not None and coming[0] == _day_of(row)
        return None if same else "case.changed"
    if not file.position.late:
        return "case.paid"
    return None if file.case.step in (None, row.step) else "strategy.superseded"


def _day_of(row: Row[Any]) -> date:
    """The day a text speaks of."""
    on = say_from_json(row.say).values["date"]
    return on if isinstance(on, date) else date.min


def _open_dialogue(connection: Connection, row: Row[Any], say: Say, now: datetime) -> None:
    """The reply to an unasked text finds its choices, and the conversation that hears it."""
    start = opening(say.key)
    values = {
        "flow": start.flow,
        "step": start.step,
        "data": dict(start.data),
        "offered": choices_to_json(say.choices or choices_for(say.key)),
        "misses": 0,
        "version": FLOWS[start.flow].version,
        "said": mark(say),
        "left": None,
        "updated_at": now,
    }
    waiting.keep_dialogue(connection, row.case_id, row.contact_point_id, values)
