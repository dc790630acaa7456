"""Scenarios: gate requests from a file of JSON lines, each judged by exactly the packs it names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from cases.policy.decision import GateDecision
from cases.policy.gate import judge
from cases.policy.request import Contact, GateRequest
from cases.policy.wording import discloses_debt
from outreach.packerrors import PackError
from outreach.packrules import load_words
from outreach.policies import load_calendars, load_packs


def run_scenarios(path: Path, extra_dir: Path | None = None) -> Iterator[dict[str, Any]]:
    """One answer for each line, in order; and last, where anything was expected, ``{"summary": …}``.

    A line that cannot be read or judged gives ``{"id", "line", "error"}`` and counts as different.
    The summary: ``{"judged", "expected", "differ": [{"id", "expected", "got"}]}``.
    """
    judged, expected, differ = 0, 0, []
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            answer, expect = _answer(line, number, extra_dir)
            judged += 1
            expected += bool(expect)
            if "error" in answer or (expect and not _as_expected(expect, answer)):
                got = {key: answer[key] for key in ("decision", "until", "rule", "error") if key in answer}
                differ.append({"id": answer["id"], "expected": expect, "got": got})
            yield answer
    if expected or differ:
        yield {"summary": {"judged": judged, "expected": expected, "differ": differ}}


def _answer(line: str, number: int, extra_dir: Path | None) -> tuple[dict[str, Any], dict[str, Any] | None]:
    row: Any = None
    try:
        row = json.loads(line)
        packs = load_packs(row["packs"], extra_dir)
        request = read_scenario(row)
        decision = judge(request, packs, load_calendars(packs))
    except (KeyError, TypeError, AttributeError, ValueError, PackError) as error:
        id_, expect = (row.get("id"), row.get("expect")) if isinstance(row, dict) else (None, None)
        why = f"missing {error}" if isinstance(error, KeyError) else str(error)
        return {"id": id_, "line": number, "error": why}, expect
    return {"id": row["id"], **as_json(decision, request.at.tzinfo)}, row.get("expect")


def _as_expected(expect: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    if expect["decision"] != answer["decision"] or expect.get("rule", answer["rule"]) != answer["rule"]:
        return False
    until = expect.get("until")
    if until is None:
        return True
    return answer["until"] is not None and datetime.fromisoformat(until) == datetime.fromisoformat(answer["until"])


def read_scenario(row: Mapping[str, Any]) -> GateRequest:
    """The request of one scenario. Raises KeyError, TypeError or ValueError for what is missing or not readable."""
    message, borrower = row["message"], row["borrower"]
    facts = dict(borrower.get("facts") or {})
    wording = message.get("text")
    asked = message.get("in_reply_to")
    return GateRequest(
        at=datetime.fromisoformat(row["at"]),
        actor=row.get("actor", "first_party"),
        lender=row.get("lender", "nonbank"),
        channel=message["channel"],
        kind=message["kind"],
        loan=message.get("loan"),
        position=message.get("position") or "subsequent",
        text=wording,
        discloses=wording is not None and discloses_debt(wording, load_words()[0]),
        recipient=message.get("recipient") or "borrower",
        address=message.get("address"),
        provider=message.get("provider"),
        released=bool(message.get("released")),
        acknowledgement=bool(message.get("acknowledgement")),
        in_reply_to=(asked["channel"], datetime.fromisoformat(asked["at"])) if asked else None,
        zones=tuple(borrower.get("zones") or ()),
        language=borrower.get("language") or "en",
        identity=borrower.get("identity") or "unconfirmed",
        consent=frozenset(borrower.get("consent") or ()),
        opted_out=frozenset(facts.pop("opted_out", None) or ()),
        days_past_due=borrower.get("days_past_due"),
        facts=facts,
        history=tuple(_contact(contact) for contact in row.get("history") or ()),
    )


def _contact(row: Mapping[str, Any]) -> Contact:
    return Contact(
        at=datetime.fromisoformat(row["at"]).astimezone(UTC),
        channel=row["channel"],
        units=frozenset(row["units"]),
        loan=row.get("loan"),
        by=row.get("by") or "own",
        address=row.get("address"),
    )


def as_json(decision: GateDecision, zone: tzinfo | None = UTC) -> dict[str, Any]:
    """A decision as a program reads it, its instants written in ``zone``."""

    def written(at: datetime | None) -> str | None:
        return at.astimezone(zone).isoformat() if at is not None else None

    fired = [{**asdict(finding), "until": written(finding.until)} for finding in decision.fired]
    keys = ("rule", "status", "source")
    return {
        "decision": decision.decision,
        "until": written(decision.until),
        **{key: getattr(decision, key) for key in keys},
        "fired": [{key: finding[key] for key in ("rule", "effect", "until", "status", "source")} for finding in fired],
    }
