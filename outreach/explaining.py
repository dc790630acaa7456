"""Why a message left, waits or was stopped, in words: for the command line, the desk and the case file alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row

from cases.model import Borrower
from outreach import rulewords
from outreach.refusals import NotFound
from outreach.rulebook import Reason, RuleBook
from outreach.runtime import Runtime, zones_of
from storage import borrowers, people, receipt_rows, traffic

KINDS: Final[Mapping[str, str]] = {
    "demand": "Reminder",
    "service": "Service message",
    "reply": "Reply",
    "required_notice": "Required notice",
    "opt_out_confirmation": "Confirmation of an opt-out",
}
OUTCOMES: Final[Mapping[str, str]] = {
    "queued": "It was allowed and waits to be sent",
    "sending": "It is being handed to the provider",
    "sent": "It was allowed and sent",
    "delivered": "It was allowed, sent and delivered",
    "read": "It was allowed, sent, delivered and read",
    "held": "It is held back, and decided again",
    "denied": "It was not sent",
    "skipped": "It was not sent: it was overtaken",
    "failed": "It was allowed, but not delivered",
    "unknown": "It was handed over, and the provider gave no clear answer; it is never sent again blindly",
    "received": "It came in; nothing had to be decided",
}
"""What became of a message, by its state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One message with all that is known of why. ``zone`` is the borrower's; ``by`` says who wanted it sent."""

    id: int
    borrower: str
    kind: str
    what: str
    direction: str
    channel: str
    address: str | None
    by: str
    planned_at: datetime
    sent_at: datetime | None
    step: str | None
    template: str | None
    template_version: int | None
    locale: str | None
    text: str
    state: str
    decision: str | None
    until: datetime | None
    outcome: str
    reasons: tuple[Reason, ...]
    receipts: tuple[tuple[datetime, str, str | None], ...]
    failure: str | None
    zone: ZoneInfo

    @property
    def made_from(self) -> str:
        """Which words it was made from."""
        if self.template is None:
            return "words that a person wrote"
        version = f"version {self.template_version}" if self.template_version else "as shipped"
        return f"template {self.template}, {version}, {self.locale}"

    @property
    def deciding(self) -> Reason | None:
        """The rule whose verdict it is."""
        return next((each for each in self.reasons if each.decides), None)

    def at(self, moment: datetime) -> str:
        """``Tue 24 Nov 2026, 10:00`` where the borrower is."""
        local = moment.astimezone(self.zone)
        return f"{local:%a} {local.day} {local:%b %Y, %H:%M}"

    def as_json(self) -> dict[str, Any]:
        """``forbear why --json``; instants in UTC."""
        return {
            "id": self.id,
            "borrower": self.borrower,
            "what": self.what,
            "direction": self.direction,
            "kind": self.kind,
            "channel": self.channel,
            "address": self.address,
            "by": self.by,
            "planned_at": _utc(self.planned_at),
            "sent_at": _utc(self.sent_at),
            "step": self.step,
            "template": self.template,
            "template_version": self.template_version,
            "locale": self.locale,
            "text": self.text,
            "state": self.state,
            "decision": self.decision,
            "until": _utc(self.until),
            "outcome": self.outcome,
            "reasons": [
                {
                    "rule": each.rule,
                    "words": each.words,
                    "status": each.status,
                    "source": each.source,
                    "effect": each.effect,
                    "until": _utc(each.until),
                    "decides": each.decides,
                }
                for each in self.reasons
            ],
            "receipts": [{"at": _utc(at), "status": status, "code": code} for at, status, code in self.receipts],
            "failure": self.failure,
        }


def _utc(at: datetime | None) -> str | None:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def explain(runtime: Runtime, message_id: int, *, ref: str | None = None) -> Explanation:
    """Why one message, of this borrower if one is named. Raises NotFound."""
    with runtime.db.reading() as connection:
        row = traffic.get(connection, message_id)
        borrower = borrowers.get(connection, row.borrower_id) if row is not None else None
        if row is None or borrower is None or (ref is not None and borrower.ref != ref) or row.state == "opened":
            raise NotFound(f"There is no message {message_id}" + (f" of borrower {ref!r}." if ref else "."))
        return explain_rows(runtime, connection, borrower, [row])[0]


def explain_rows(
    runtime: Runtime, connection: Connection, borrower: Borrower, rows: Iterable[Row[Any]]
) -> list[Explanation]:
    """The same for rows of one borrower that were read already, with their receipts in one query."""
    rows = list(rows)
    receipts = receipt_rows.by_message(connection, [row.id for row in rows])
    names = people.names(connection)
    book = RuleBook(runtime, borrower.jurisdiction)
    return [_explained(book, borrower, row, receipts.get(row.id, ()), names) for row in rows]


def _explained(
    book: RuleBook, borrower: Borrower, row: Row[Any], receipts: Iterable[Row[Any]], names: Mapping[str, str]
) -> Explanation:
    reasons = _reasons(book, row) if row.direction == "out" else ()
    return Explanation(
        id=row.id,
        borrower=borrower.ref,
        kind=row.kind,
        what=_what(row),
        direction=row.direction,
        channel=row.channel,
        address=row.address,
        by=spoken_by(row.actor, names),
        planned_at=row.planned_at,
        sent_at=row.sent_at,
        step=row.step,
        template=row.template,
        template_version=row.template_version,
        locale=row.locale,
        text=row.body or "",
        state=row.state,
        decision=row.decision,
        until=row.decision_until,
        outcome=_outcome(row, next((each for each in reasons if each.decides), None)),
        reasons=reasons,
        receipts=tuple((each.at, each.status, each.code) for each in receipts),
        failure=row.failure or row.failure_code,
        zone=zones_of(borrower)[0],
    )


def _what(row: Row[Any]) -> str:
    if row.direction == "in":
        return "Message from the borrower"
    of = f", step {row.step} of the strategy" if row.step else ""
    return f"{KINDS.get(row.kind, row.kind)}{of}"


def spoken_by(actor: str, names: Mapping[str, str]) -> str:
    """Who an actor of a row is, by name: ``Mara Lind``, ``the bot``, ``the program core-banking``."""
    kind, _, name = actor.partition(":")
    if kind == "api":
        return f"the program {name}"
    if kind == "cli":
        return f"{name}, on the command line"
    if name:
        return names.get(name, name)
    return f"the {kind}" if kind in ("bot", "system", "borrower", "provider") else kind


def _outcome(row: Row[Any], decided: Reason | None) -> str:
    said = OUTCOMES.get(row.state, row.state)
    if row.state == "failed" and row.failure_code in ("template", "internal"):
        said = "It was not sent: it could not be made"
    instead = (row.decision_why or {}).get("instead")
    if instead is not None:
        other = rulewords.CHANNELS.get(instead, instead)
        said = f"It was not sent here, where it would have had to wait: {other} was chosen instead"
    because = f". {decided.words}" if decided is not None and row.state in ("held", "denied", "skipped") else ""
    failed = f". {row.failure or row.failure_code}" if row.state in ("failed", "unknown") and row.failure_code else ""
    return f"{said}{because}{failed}."


def _reasons(book: RuleBook, row: Row[Any]) -> tuple[Reason, ...]:
    """All rules that fired, the deciding one first. What was overtaken has one reason and no older ones."""
    why = row.decision_why or {}
    if row.decision_rule is None:
        return ()
    listed = why.get("fired") or ()
    if row.decision == "skip" or not listed:
        listed = [{"rule": row.decision_rule, "effect": row.decision, "status": why.get("status", "house")}]
        listed[0]["source"] = why.get("source") if row.decision != "skip" else None
    reasons = [_reason(book, each, decides=each["rule"] == row.decision_rule) for each in listed]
    return tuple(sorted(reasons, key=lambda each: not each.decides))


def _reason(book: RuleBook, fired: Mapping[str, Any], *, decides: bool) -> Reason:
    until = fired.get("until")
    status = fired.get("status") or "house"
    return Reason(
        rule=fired["rule"],
        words=book.words(fired["rule"]) or fired.get("source") or fired["rule"],
        status=status,
        binding=rulewords.STATUSES.get(status, rulewords.STATUSES["house"]),
        source=fired.get("source") or "",
        effect=fired.get("effect") or "deny",
        until=datetime.fromisoformat(until) if until else None,
        decides=decides,
    )
