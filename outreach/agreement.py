"""The document of a plan: the terms that were agreed, read from their canonical text, in the borrower's language."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.flows.relief import phrase
from cases.hardship import Relief
from cases.model import Channel, Plan
from cases.money import Money
from cases.relief import terms_of
from cases.say import Phrase, Value
from outreach.casefile import BorrowerFile, open_file
from outreach.runtime import Runtime, zones_of
from outreach.spoken import Speaker
from storage import casefiles

WORDS = ("title", "who", "loan", "agreed_at", "amounts", "number", "date", "amount", "total", "conditions", "consent")
WORDS_BELOW = ("seal", "seal_help", "back", "print_hint")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One plan as its document shows it. ``seal`` is the SHA-256 of ``terms`` in groups; ``words`` the page's own."""

    ref: str
    name: str
    loans: str
    agreed_at: str
    parts: tuple[tuple[int, str, str], ...]
    total: str
    difference: str
    conditions: tuple[str, ...]
    consent: str
    seal: str
    terms: str
    words: dict[str, str]


def agreement(runtime: Runtime, borrower_id: int, ref: str) -> Agreement | None:
    """The document of a plan that this borrower agreed to; None where there is none of that ref."""
    now = runtime.clock.now()
    with runtime.db.reading() as connection:
        case_id = casefiles.id_for_borrower(connection, borrower_id)
        file = open_file(connection, case_id, now, lock=False) if case_id is not None else None
    plans = file.case.plans if file is not None else ()
    plan = next((plan for plan in plans if plan.ref == ref and plan.terms), None)
    if file is not None and plan is None:
        relief = next((each for each in file.case.reliefs if each.ref == ref), None)
        return relief_document(runtime, file, relief) if relief is not None else None
    if file is None or plan is None:
        return None
    return _Writer(runtime=runtime, file=file, plan=plan).document()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    runtime: Runtime
    file: BorrowerFile
    plan: Plan

    def document(self) -> Agreement:
        terms = json.loads(self.plan.terms or "{}")
        agreed_at = self.plan.accepted_at or self.plan.offered_at
        return Agreement(
            ref=self.plan.ref,
            name=self.file.borrower.name or self.file.borrower.ref,
            loans=", ".join(account.loan.product or account.loan.ref for account in self._loans()),
            agreed_at=self._text(agreed_at),
            parts=tuple((number, self._day(on), self._money(minor)) for number, on, minor in terms["parts"]),
            total=self._money(terms["total_minor"]),
            difference=self._difference(terms, agreed_at.astimezone(zones_of(self.file.borrower)[0]).date()),
            conditions=tuple(self._conditions(terms)),
            consent=self._say("consent_given"),
            seal=" ".join(_groups(self.plan.terms_hash or "")),
            terms=self.plan.terms or "",
            words={word: self._say(word) for word in (*WORDS, *WORDS_BELOW)},
        )

    def _loans(self) -> list[Any]:
        return [account for account in self.file.accounts if account.loan.currency == self.plan.currency]

    def _difference(self, terms: dict[str, Any], on: date) -> str:
        more = terms["total_minor"] - terms["balance_minor"]
        if not more:
            return self._say("same", date=on)
        return self._say("more" if more > 0 else "less", date=on, amount=self._value(abs(more)))

    def _conditions(self, terms: dict[str, Any]) -> list[str]:
        if terms["kind"] == "settlement":
            closes = self._say("closes", amount=self._value(terms["balance_minor"] - terms["total_minor"]))
            return [closes, self._say("reverts")]
        grace = self._speaker().phrase(Phrase(key="grace.days", values={"n": terms["grace_days"] or 0}), {})
        return [self._say("quiet"), grace, self._say("ends"), self._say("earlier")]

    def _value(self, minor: int) -> Money:
        return Money(currency=self.plan.currency, minor=minor)

    def _money(self, minor: int) -> str:
        return self._text(self._value(minor))

    def _day(self, on: str) -> str:
        return self._text(date.fromisoformat(on))

    def _text(self, value: Value) -> str:
        return self._speaker().text(value, {})

    def _say(self, key: str, **values: Value) -> str:
        return self._speaker().phrase(Phrase(key=f"terms.{key}", values=values), {})

    def _speaker(self) -> Speaker:
        return self.runtime.words.speaker(
            locale=self.file.borrower.locale,
            channel=Channel.WEBCHAT,
            today=self.file.today,
            zone=zones_of(self.file.borrower)[0],
            currencies_differ=len({account.loan.currency for account in self.file.accounts}) > 1,
        )


def _groups(seal: str) -> list[str]:
    return [seal[at : at + 8] for at in range(0, len(seal), 8)]


def relief_document(runtime: Runtime, file: BorrowerFile, relief: Relief) -> Agreement:
    """The document of relief: what was read back, its payments if there are any, and when it is looked at again."""
    speaker = runtime.words.speaker(
        locale=file.borrower.locale,
        channel=Channel.WEBCHAT,
        today=file.today,
        zone=zones_of(file.borrower)[0],
        currencies_differ=len({account.loan.currency for account in file.accounts}) > 1,
    )

    def told(key: str, **values: Value) -> str:
        return speaker.phrase(Phrase(key=key, values=values), {})

    def money(minor: int) -> str:
        return speaker.text(Money(currency=relief.currency, minor=minor), {})

    cost = "cost.frozen" if relief.frozen else "cost.goes_on"
    loans = [account for account in file.accounts if account.loan.currency == relief.currency]
    return Agreement(
        ref=relief.ref,
        name=file.borrower.name or file.borrower.ref,
        loans=", ".join(account.loan.product or account.loan.ref for account in loans),
        agreed_at=speaker.text(relief.granted_at, {}) if relief.granted_at else "",
        parts=tuple((part.number, speaker.text(part.due_on, {}), money(part.amount_minor)) for part in relief.parts),
        total=money(relief.total_minor),
        difference="",
        conditions=(speaker.phrase(phrase(relief), {}), told(cost), told("terms.review", date=relief.review_on)),
        consent=told("terms.consent_given"),
        seal=" ".join(_groups(relief.terms_hash)),
        terms=terms_of(relief),
        words={word: told(f"terms.{word}") for word in (*WORDS, *WORDS_BELOW)},
    )
