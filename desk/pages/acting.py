"""What a collector does with a chat: claim, keep, write, note; a task done."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form
from starlette.responses import Response

from cases.custody import CustodyRefused
from cases.machine import IllegalMove
from cases.policy.decision import GateDecision
from desk.looks import moment
from desk.pages.opened import OpenCase, Opened, RowId, nothing
from desk.talk import NOTE, Notice, way_of
from desk.tongue import say
from outreach import casework, confirming, drafting, replying, tasking
from outreach.refusals import GateRefused, Refused
from outreach.rulebook import RuleBook

router = APIRouter()
Words = Annotated[str, Form(max_length=4000)]
Released = Annotated[bool, Form()]
"""Whether it is a notice that the law requires, let go by the person who writes it."""
Later = Annotated[bool, Form()]
"""Whether a text that is held now may wait for its hour."""
LAST_MINUTE: Final = time(23, 59)
CHANGED: Final = ("custody", "thread", "case", "queue")
SAID: Final = ("sent", "thread", "case", "queue")


@router.post("/c/{ref}/claim", name="claim")
def claim(opened: OpenCase) -> Response:
    """Take the chat; a refusal names who holds it."""
    return _claimed(opened, take_over=False)


@router.post("/c/{ref}/take-over", name="take_over")
def take_over(opened: OpenCase) -> Response:
    """A supervisor takes it from whoever holds it."""
    return _claimed(opened, take_over=True)


def _claimed(opened: Opened, *, take_over: bool) -> Response:
    login, status, notice = opened.visit.person.login, 200, None
    try:
        casework.claim(opened.visit.runtime, opened.view.borrower.ref, login, take_over=take_over)
    except (CustodyRefused, IllegalMove):
        status = 409
    now = opened.renewed()
    if status == 409:
        who = now.held.name or "Somebody"
        notice = Notice(strong=f"{who} holds this chat.", rest="You can read along or leave a note.")
    return now.part("parts/composer.html", status=status, happened=CHANGED, **now.composer(notice))


@router.post("/c/{ref}/renew", name="renew")
def renew(opened: OpenCase) -> Response:
    """The holder is active."""
    try:
        casework.renew(opened.visit.runtime, opened.ref, opened.visit.person.login)
    except (CustodyRefused, Refused, IllegalMove):
        return opened.renewed().part("parts/custody.html", status=409, happened=("custody",))
    return opened.renewed().part("parts/custody.html")


@router.post("/c/{ref}/check", name="check")
def check(
    opened: OpenCase, text: Words = "", channel: Annotated[str, Form()] = "", notice: Released = False
) -> Response:
    """What the gate says to a draft."""
    gate, _ = opened.gate(text, channel or None, notice=notice)
    return opened.part("parts/gate_fresh.html", gate=gate)


@router.post("/c/{ref}/reply", name="reply")
def reply(
    opened: OpenCase,
    text: Words = "",
    channel: Annotated[str, Form()] = "",
    notice: Released = False,
    later: Later = False,
) -> Response:
    """Send, or say why not; what was written stays in the box then."""
    if channel == NOTE:
        return _noted(opened, text)
    (wanted, to), login = way_of(channel), opened.visit.person.login
    try:
        replying.reply(opened.visit.runtime, opened.ref, login, text, channel=wanted, to=to, notice=notice, later=later)
    except GateRefused as refused:
        return _refused(opened, refused_by_gate(opened, refused))
    except CustodyRefused:
        return _refused(opened, Notice(strong=_not_mine(opened.renewed()), rest=say("Your draft is kept.")))
    except Refused as refused:
        return _refused(opened, Notice(strong=str(refused), icon="alert-circle"))
    return nothing(happened=SAID)


@router.post("/c/{ref}/promise/confirm", name="confirm_promise")
def confirm(opened: OpenCase) -> Response:
    """The officer's own word on the promise, by one click."""
    login = opened.visit.person.login
    try:
        confirming.confirm_promise(opened.visit.runtime, opened.ref, login)
    except GateRefused as refused:
        return _refused(opened, refused_by_gate(opened, refused))
    except CustodyRefused:
        return _refused(opened, Notice(strong=_not_mine(opened.renewed()), rest="Nothing was sent."))
    except Refused as refused:
        return _refused(opened, Notice(strong=str(refused), icon="alert-circle"))
    return nothing(happened=SAID)


@router.post("/c/{ref}/note", name="note")
def note(opened: OpenCase, text: Words = "") -> Response:
    """A note that only colleagues read."""
    try:
        casework.add_note(opened.visit.runtime, opened.ref, opened.visit.person.login, text)
    except Refused as refused:
        return _refused(opened, Notice(strong=str(refused), icon="alert-circle"))
    return nothing(happened=SAID)


@router.post("/c/{ref}/tasks", name="add_task")
def add_task(
    opened: OpenCase,
    kind: Annotated[str, Form(max_length=20)] = "",
    what: Annotated[str, Form(max_length=300)] = "",
    on: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Something to be done by the end of a day of the desk."""
    zone = ZoneInfo(opened.visit.runtime.settings.desk.zone)
    try:
        due_by = datetime.combine(date.fromisoformat(on), LAST_MINUTE, zone).astimezone(UTC)
        tasking.add_task(opened.visit.runtime, opened.ref, opened.visit.person.login, kind, what, due_by)
    except ValueError:
        return _refused(opened, Notice(strong=say("Choose a day."), icon="alert-circle"))
    except Refused as refused:
        return _refused(opened, Notice(strong=str(refused), icon="alert-circle"))
    return nothing(happened=("case", "queue"))


@router.post("/c/{ref}/tasks/{task_id}", name="end_task")
def end_task(
    opened: OpenCase,
    task_id: RowId,
    outcome: Annotated[str, Form(max_length=400)] = "",
    code: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """A task is done: a code of what came of it, words, or both."""
    try:
        said = [each for each in (code if code in tasking.CODES else "", outcome.strip()) if each]
        if not said:
            raise Refused("Say in a few words what came of it.")
        login = opened.visit.person.login
        casework.end_task(opened.visit.runtime, opened.ref, login, task_id, ": ".join(said))
    except Refused as refused:
        return _refused(opened, Notice(strong=str(refused), icon="alert-circle"))
    return nothing(happened=("case", "queue"))


def _noted(opened: Opened, text: str) -> Response:
    """A note that was written in the composer: what was begun there is done."""
    answer = note(opened, text)
    if answer.status_code == 200:
        drafting.keep(opened.visit.runtime, opened.ref, opened.visit.person, "")
    return answer


def _refused(opened: Opened, notice: Notice) -> Response:
    """What was refused may have become another thing to send: the composer weighs it again."""
    return opened.part("parts/notice.html", status=409, notice=notice, happened=("weigh",))


def refused_by_gate(opened: Opened, refused: GateRefused) -> Notice:
    """What the gate said to a text that was to leave now."""
    decision = refused.decision
    if decision.decision == "hold" and decision.until is not None:
        until = moment(decision.until, opened.there)
        rest = say("%(why)s. The draft is kept; it can be sent for that hour.", why=_words(opened, decision))
        strong = say("Held until %(when)s, their time.", when=until)
        return Notice(strong=strong, rest=rest, icon="clock-pause")
    return Notice(strong="Not sent.", rest=f"{_words(opened, decision)} ({decision.rule})", icon="ban")


def _words(opened: Opened, decision: GateDecision) -> str:
    book = RuleBook(opened.visit.runtime, opened.view.borrower.jurisdiction)
    return book.words(decision.rule) or decision.source or ""


def _not_mine(opened: Opened) -> str:
    if opened.held.mode == "other":
        return f"{opened.held.name} holds this chat now."
    return "You no longer hold this chat: claim it again to send."
