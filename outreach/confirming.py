"""A promise confirmed by the officer in a short message of their own: one click at the desk, never sent for them."""

from __future__ import annotations

from cases.events import Claimed, HandedBack
from cases.flows.menu import called
from cases.model import CustodyState
from cases.money import Money
from cases.say import Say, Value
from outreach import replying
from outreach.desk_work import lease_of, working
from outreach.refusals import Refused
from outreach.rendering import compose
from outreach.runtime import Runtime
from outreach.work import Work
from storage import people


def confirm_promise(runtime: Runtime, ref: str, login: str) -> int:
    """Send the officer's own word on the standing promise; the message's id.

    A chat that is with the bot is taken for that one text and given back without a word. Raises CustodyRefused where
    somebody else has it, GateRefused where it may not go now.
    """
    with working(runtime, ref, f"user:{login}", kind="custody") as work:
        words = _words(work, login)
        taken = work.case.custody.state is CustodyState.BOT
        if taken:
            work.apply(Claimed(login=login, lease_until=work.now + lease_of(runtime)))
        token = work.case.custody.token
    try:
        return replying.reply(runtime, ref, login, words)
    finally:
        if taken:
            _give_back(runtime, ref, login, token)


def _give_back(runtime: Runtime, ref: str, login: str, token: int) -> None:
    """Without a word, unless somebody took the chat meanwhile."""
    with working(runtime, ref, f"user:{login}", kind="custody") as work:
        if work.case.custody.token == token:
            work.apply(HandedBack(outcome="information", agreed="", avoid=""))


def _words(work: Work, login: str) -> str:
    promise = work.case.promise
    if promise is None or not promise.left_minor:
        raise Refused("No promise stands that could be confirmed.")
    amount = Money(currency=promise.currency, minor=promise.left_minor)
    officer = people.names(work.connection).get(login, login)
    values: dict[str, Value] = {
        "name": called(work.file.borrower.name),
        "amount": amount,
        "date": promise.due_on,
        "officer": officer,
    }
    say = Say(key="promise_officer", values=values)
    point = replying.answer_at(work, None)
    return compose(work.runtime, work.file, say, channel=point.channel, unasked=False).body
