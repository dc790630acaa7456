"""What a borrower was sent, or nearly was: when, where, what for, on what ground, or why it was kept back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row

from cases.model import Channel, ContactPoint, Kind
from cases.policy.pack import CapRule, CooldownRule, GapRule, HoursRule
from cases.say import Phrase
from outreach.casefile import BorrowerFile, open_file
from outreach.conversing import reason_of
from outreach.rulebook import RuleBook
from outreach.runtime import Runtime, zones_of
from outreach.spoken import Speaker
from storage import casefiles, traffic

SHOWN: Final = timedelta(days=90)
STANDS: Final = {
    "queued": "waits",
    "held": "waits",
    "sending": "sent",
    "unknown": "sent",
    "sent": "sent",
    "delivered": "arrived",
    "read": "arrived",
    "failed": "failed",
    "denied": "kept",
    "skipped": "kept",
}
"""What became of a message, in five words: sent, arrived, failed, waits, or kept back."""
KEPT: Final = {
    "base.opted_out": "stopped",
    "base.consent": "consent",
    "base.identity": "unconfirmed",
    "base.promise_stands": "agreed",
    "base.plan_stands": "agreed",
    "base.custody": "person",
    "base.contact_point": "nowhere",
    "base.channel_off": "nowhere",
    "base.zone": "hours",
    "case.promised": "agreed",
    "case.plan": "agreed",
    "case.forbearance": "agreed",
    "case.hardship": "resting",
    "case.paid": "arrived",
    "case.payment": "arrived",
    "case.other_channel": "elsewhere",
    "case.changed": "overtaken",
    "case.closed": "overtaken",
    "strategy.changed": "overtaken",
    "strategy.superseded": "overtaken",
}
"""Why a message was kept back, by the rule that decided, as far as no pack brings it; holds are ``resting``."""
RULES: Final = ((HoursRule, "hours"), (CapRule, "often"), (CooldownRule, "often"), (GapRule, "often"))
"""The same for rules of packs, by their kind; all others are ``rules``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message of ours. ``stands`` is a word of ``STANDS``; ``kept`` says why it was kept back, where it was.

    ``why`` is what it was for, ``ground`` on which it was allowed: both in the reader's words, the ground empty for
    what was not sent. ``answer``: it answered what they wrote.
    """

    channel: str
    at: datetime
    text: str
    why: str
    ground: str
    stands: str
    kept: str
    answer: bool


def letters(runtime: Runtime, borrower_id: int) -> tuple[Letter, ...]:
    """What was meant for the borrower in the last 90 days on all channels, the newest first; nothing sent to others."""
    now = runtime.clock.now()
    with runtime.db.reading() as connection:
        case_id = casefiles.id_for_borrower(connection, borrower_id)
        file = open_file(connection, case_id, now, lock=False) if case_id is not None else None
        rows = traffic.ours_since(connection, borrower_id, now - SHOWN)
    if file is None:
        return ()
    others = {point.id for point in file.party_points}
    writer = _Writer(
        points={point.id: point for point in file.points},
        book=RuleBook(runtime, file.borrower.jurisdiction),
        speaker=_speaker(runtime, file),
    )
    return tuple(writer.letter(row) for row in rows if row.contact_point_id not in others)


def _speaker(runtime: Runtime, file: BorrowerFile) -> Speaker:
    return runtime.words.speaker(
        locale=file.borrower.locale,
        channel=Channel.WEBCHAT,
        today=file.today,
        zone=zones_of(file.borrower)[0],
        currencies_differ=len({account.loan.currency for account in file.accounts}) > 1,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    points: dict[int, ContactPoint]
    book: RuleBook
    speaker: Speaker

    def letter(self, row: Row[Any]) -> Letter:
        answer = row.kind == Kind.REPLY and row.actor == "bot"
        stands = STANDS.get(row.state, "sent")
        why = Phrase(key="because.reply") if answer else reason_of(row)
        return Letter(
            channel=self.say(f"channel.{row.channel}"),
            at=row.sent_at or row.planned_at,
            text=row.body or "",
            why=self.speaker.phrase(why, {}),
            ground=self.ground(row, answer) if stands in ("sent", "arrived", "failed") else "",
            stands=stands,
            kept=self.kept(row) if stands in ("kept", "waits") else "",
            answer=answer,
        )

    def say(self, key: str) -> str:
        return self.speaker.piece(key, {})

    def ground(self, row: Row[Any], answer: bool) -> str:
        if answer:
            return self.say("ground.reply")
        point = self.points.get(row.contact_point_id)
        if point is None or point.consented_at is None:
            return self.say("ground.allowed")
        agreed = point.consented_at.astimezone(self.speaker.formats.zone).date()
        return self.speaker.phrase(Phrase(key="ground.agreed", values={"date": agreed}), {})

    def kept(self, row: Row[Any]) -> str:
        """A word for why it was not sent, or not yet; empty where nothing but its moment is waited for."""
        code = row.decision_rule
        if not code or row.decision == "allow":
            return ""
        if code.startswith("base.hold."):
            return "resting"
        rule = None if code in KEPT else self.book.rule(code)
        return KEPT.get(code) or next((word for kind, word in RULES if isinstance(rule, kind)), "rules")
