"""A case that is open on the desk: everything its panes are made of, loaded once for a request."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import Depends, HTTPException, Path
from starlette.responses import HTMLResponse, Response

from cases.holds import ordered
from desk.past import lateness_of, talks_of, tried_by_bot
from desk.summary import SummaryLine, summary_of
from desk.talk import NOTE, GateView, Held, Notice, channels_of, gate_for, held_by, items_of, party_ways
from desk.telling import QUIET, Told, told, told_message
from desk.visit import LARGEST_ID, Visit, Visited
from outreach import casebook, drafting, macros
from outreach.casebook import CaseView
from outreach.casework import OUTCOMES
from outreach.drafting import Begun
from outreach.people import names_of
from outreach.planwork import Asked, asked_of
from outreach.refusals import NotFound
from outreach.revealing import known_facts, looks_of, may_look
from outreach.runtime import zones_of
from outreach.snoozing import aside_of
from outreach.worklist import borrower_id_of

RowId = Annotated[int, Path(ge=1, le=LARGEST_ID)]
"""The number of a message or a task in an address."""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """One visit to one case. Parts are loaded when they are asked for; make a new one after a change."""

    visit: Visit
    ref: str

    @cached_property
    def view(self) -> CaseView:
        """The case. Raises HTTPException 404 for an unknown ref."""
        try:
            return casebook.case_view(self.visit.runtime, self.ref)
        except NotFound as missing:
            raise HTTPException(404, str(missing)) from None

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of colleagues by login."""
        return names_of(self.visit.runtime)

    @cached_property
    def held(self) -> Held:
        """Who holds the conversation."""
        return held_by(self.visit, self.view, self.names)

    @cached_property
    def asked(self) -> Asked | None:
        """The plan that waits for a decision, with its limits and who may decide."""
        return asked_of(self.visit.runtime, self.ref) if self.view.case.plan_asked else None

    @property
    def there(self) -> ZoneInfo:
        """The borrower's zone."""
        return zones_of(self.view.borrower)[0]

    def told(self) -> list[Told]:
        """The timeline, newest first: what happened, and what was said or should have been."""
        runtime = self.visit.runtime
        facts = [told(line, self.names) for line in casebook.timeline(runtime, self.ref) if line.what not in QUIET]
        said = [told_message(line) for line in casebook.thread(runtime, self.ref)]
        return sorted([*facts, *said], key=lambda each: each.line.at, reverse=True)

    def base(self) -> dict[str, Any]:
        """What every part's template needs."""
        return {
            "ref": self.ref,
            "view": self.view,
            "held": self.held,
            "there": self.there,
            "names": self.names,
            "held_by_rank": ordered(self.view.case.holds),
            "asked": self.asked,
            "aside": aside_of(self.visit.runtime, self.ref),
            "may_look": may_look(self.visit.person, self.view.case, self.visit.now),
            "known_facts": known_facts(self.view.borrower),
            # Asked only where the page shows it.
            "looks": partial(looks_of, self.visit.runtime, self.visit.person, self.ref),
        }

    def summary(self) -> tuple[SummaryLine, ...]:
        """The case in short, for whoever takes it or has it."""
        runtime = self.visit.runtime
        log, thread = casebook.timeline(runtime, self.ref), casebook.thread(runtime, self.ref)
        return summary_of(self.view, log, thread, self.names)

    def past(self) -> dict[str, Any]:
        """What lies behind the case: talks of people, what the bot tried, a year of days past due."""
        runtime = self.visit.runtime
        accounts = [loan.account for loan in self.view.loans]
        return {
            "talks": talks_of(casebook.timeline(runtime, self.ref), self.names),
            "tried": tried_by_bot(casebook.thread(runtime, self.ref)),
            "lateness": lateness_of(accounts, self.view.as_of),
            "outcomes": OUTCOMES,
        }

    def thread(self) -> dict[str, Any]:
        """What the thread needs beside that."""
        return {"items": items_of(self.visit, self.ref, self.view, self.there, self.names)}

    def gate(self, text: str, channel: str | None, *, notice: bool = False) -> tuple[GateView, str | None]:
        """What the gate says to a draft, and the channel it would take."""
        there = self.view.borrower.jurisdiction
        return gate_for(self.visit, self.ref, text, channel, jurisdiction=there, notice=notice)

    def composer(self, notice: Notice | None = None) -> dict[str, Any]:
        """What the composer needs: channels, parties, what was begun, the gate's word on it, texts, and a notice."""
        runtime, person, mine = self.visit.runtime, self.visit.person, self.held.mode == "mine"
        draft = drafting.begun(runtime, self.ref, person.login) if mine else None
        gate, at = self.gate(draft.text if draft else "", self._channel(draft)) if mine else (None, None)
        return {
            "draft": draft.text if draft else "",
            "ready": macros.filled(runtime, self.ref, person) if mine else (),
            "channels": channels_of(self.visit, self.view),
            "beside": party_ways(self.visit, self.view),
            "gate": gate,
            "at_channel": at,
            "notice": notice,
        }

    def _channel(self, draft: Begun | None) -> str | None:
        """The channel at which a draft was left, while it is still there."""
        left = draft.channel if draft else None
        ways = {*channels_of(self.visit, self.view), NOTE, *(way.value for way in party_ways(self.visit, self.view))}
        return left if left in ways else None

    def panes(self) -> dict[str, Any]:
        """What both panes need."""
        borrower_id = borrower_id_of(self.visit.runtime, self.ref)
        return {
            **self.base(),
            **self.thread(),
            **self.composer(),
            **self.past(),
            "told": self.told(),
            "summary": self.summary(),
            "borrower_id": borrower_id,
        }

    def part(self, template: str, *, status: int = 200, happened: tuple[str, ...] = (), **values: Any) -> Response:
        """A part of the page. ``happened``: events for the page's other parts, which then fetch themselves anew."""
        headers = {"HX-Trigger": json.dumps({name: {"target": "body"} for name in happened})} if happened else None
        return self.visit.page(template, status=status, headers=headers, **{**self.base(), **values})

    def renewed(self) -> Opened:
        """The same case, loaded anew."""
        return Opened(visit=self.visit, ref=self.ref)


def nothing(*, happened: tuple[str, ...], status: int = 200) -> Response:
    """An empty part, and what the page should fetch anew."""
    headers = {"HX-Trigger": json.dumps({name: {"target": "body"} for name in happened})}
    return HTMLResponse("", status_code=status, headers=headers)


def _opened(visit: Visited, ref: str) -> Opened:
    return Opened(visit=visit, ref=ref)


OpenCase = Annotated[Opened, Depends(_opened)]
