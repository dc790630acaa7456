"""A text for one borrower on one channel: their language, the officer they know, their own dates."""

from __future__ import annotations

from dataclasses import replace

from cases.model import Channel
from cases.say import Phrase, Say
from outreach.casefile import BorrowerFile
from outreach.invitations import chat_link_for
from outreach.runtime import Runtime, zones_of
from outreach.wording import Rendered


def compose(
    runtime: Runtime, file: BorrowerFile, say: Say, *, channel: Channel, unasked: bool, locale: str | None = None
) -> Rendered:
    """The words. An unasked SMS also leads to a chat, where there is room for that.

    Raises WordingError where a template is broken or a value missing.
    """
    if unasked and channel is Channel.SMS:
        link = Phrase(key="chat.line", values={"link": chat_link_for(runtime, file)})
        say = replace(say, values={**say.values, "chat_line": link})
    currencies = {loan.currency for loan in file.position.loans if loan.balance_minor}
    return runtime.words.render(
        say,
        locale=locale or file.borrower.locale,
        channel=channel,
        unasked=unasked,
        sender=runtime.sender(file.officer),
        currencies_differ=len(currencies) > 1,
        today=file.today,
        zone=zones_of(file.borrower)[0],
    )
