"""Why a message left, waits or was stopped: every candidate has one outcome with its reason, told in words."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cases.model import Channel
from channels.base import ErrorKind, SendError
from outreach import rulewords
from outreach.casework import claim
from outreach.explaining import OUTCOMES, Explanation, explain
from outreach.refusals import GateRefused, NotFound
from outreach.replying import reply
from outreach.rulebook import every_pack
from tests.support.stage import Stage

ROOT = Path(__file__).parents[2]
NIGHT = datetime(2026, 11, 25, 3, 30, tzinfo=UTC)
"""Half past ten in the evening in New York."""


def told(stage: Stage, template: str | None = None) -> list[Explanation]:
    """The explanations of what went out, or should have."""
    rows = [row for row in stage.out("B-1") if template in (None, row["template"])]
    return [explain(stage.runtime, int(str(row["id"]))) for row in rows]


def test_a_reminder_that_left_says_what_it_was_and_that_no_rule_objected(stage: Stage) -> None:
    stage.borrower(("2026-11-20", "186.40"))
    stage.turn()
    found = told(stage)[0]
    assert (found.state, found.decision, found.reasons, found.by) == ("sent", "allow", (), "the bot")
    assert found.what.startswith("Reminder, step ")
    assert found.made_from.startswith(f"template {found.template}, ")
    assert found.outcome == "It was allowed and sent."
    assert found.as_json()["borrower"] == "B-1"


def test_a_reminder_at_night_names_the_hours_and_that_they_are_the_houses(stage: Stage) -> None:
    stage.borrower(("2026-11-20", "186.40"))
    stage.clock.set(NIGHT)
    stage.turn()
    found = next(each for each in told(stage) if each.state == "held")
    deciding = found.deciding
    assert deciding is not None
    assert (deciding.rule, deciding.binding) == ("house.hours", "House")
    assert deciding.words == "Contact hours: 08:00 to 20:00 there"
    assert found.outcome.startswith("It is held back, and decided again. Contact hours")


def test_only_rules_of_the_status_law_are_called_law() -> None:
    assert [code for code, words in rulewords.STATUSES.items() if "law" in words.casefold().split()] == ["law", "draft"]
    assert [code for code, words in rulewords.STATUSES.items() if words == "Law"] == ["law"]


def test_every_rule_of_every_pack_is_said_in_words(stage: Stage) -> None:
    for pack in every_pack(stage.runtime):
        for section in (
            "hours",
            "caps",
            "cooldowns",
            "gaps",
            "disclosures",
            "stops",
            "bans",
            "third_parties",
            "content",
        ):
            for rule in getattr(pack, section):
                words = rulewords.of_rule(rule)
                assert words[0].isupper() or words[0].isdigit(), rule.id
                assert "_" not in words, (rule.id, words)


def test_every_reason_that_is_written_in_the_code_is_said_in_words() -> None:
    sources = [path.read_text("utf-8") for folder in ("cases", "outreach") for path in (ROOT / folder).rglob("*.py")]
    codes = {code for text in sources for code in re.findall(r'"((?:base|case|strategy)\.[a-z_]+)"', text)}
    assert {code for code in codes if rulewords.of_code(code) is None and not code.endswith(".toml")} == set()


def test_what_was_overtaken_says_by_what(stage: Stage) -> None:
    stage.borrower(("2026-11-20", "186.40"))
    stage.clock.set(NIGHT)
    stage.turn()
    stage.pay("186.40")
    found = next(each for each in told(stage) if each.state == "skipped")
    assert found.decision == "skip"
    assert [each.words for each in found.reasons] == [rulewords.TABLE[found.reasons[0].rule]]
    assert found.outcome.startswith("It was not sent: it was overtaken. ")


def test_a_reply_and_its_answer_are_explained_alike(stage: Stage) -> None:
    stage.borrower(("2026-11-20", "186.40"))
    stage.write("STOP")
    answer = told(stage, "stop_done")[0]
    assert (answer.what, answer.decision) == ("Confirmation of an opt-out", "allow")
    came = next(row for row in stage.rows("SELECT id FROM messages WHERE direction = 'in'"))
    assert explain(stage.runtime, came[0]).outcome == "It came in; nothing had to be decided."


def test_words_of_a_collector_that_were_refused_are_kept_with_the_decision(stage: Stage) -> None:
    stage.borrower(("2026-11-20", "186.40"), consents="")
    claim(stage.runtime, "B-1", "mara")
    with pytest.raises(GateRefused):
        reply(stage.runtime, "B-1", "mara", "Please call me.", channel=Channel.SMS)
    found = told(stage)[-1]
    assert (found.state, found.decision, found.by, found.template) == ("denied", "deny", "mara", None)
    assert found.deciding is not None
    assert "Please call me." in found.text
    stage.turn()
    assert stage.channels[Channel.SMS].sent == []


def test_a_failure_says_what_the_provider_said(stage: Stage) -> None:
    stage.borrower(("2026-11-20", "186.40"))
    stage.channels[Channel.SMS].orders.append(SendError(ErrorKind.BAD_ADDRESS, "no such number", code="30005"))
    stage.turn()
    found = next(each for each in told(stage) if each.state == "failed")
    assert found.outcome == "It was allowed, but not delivered. no such number."
    assert [code for _, _, code in found.receipts] == ["30005"]


def test_a_text_whose_sender_died_has_a_reason(stage: Stage) -> None:
    stage.borrower(("2026-11-20", "186.40"))
    stage.turn()
    stage.do("UPDATE messages SET state = 'sending', claimed_until = '2026-11-24T15:00:00.000000Z'")
    stage.clock.set(NIGHT)
    stage.turn()
    found = told(stage)[0]
    assert found.state == "unknown"
    assert "the program ended while the text was handed over" in found.outcome


def test_a_channel_that_would_have_waited_keeps_its_decision(stage: Stage) -> None:
    assert set(OUTCOMES) >= {"queued", "sent", "held", "denied", "skipped", "failed", "unknown", "received"}
    with pytest.raises(NotFound):
        explain(stage.runtime, 10**9)
