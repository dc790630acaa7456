"""What a borrower was sent and why: what was held back is there like what was sent, what others got is not."""

from __future__ import annotations

import httpx2
from sqlalchemy import text

from bot.words import all_words
from outreach.correspondence import KEPT, STANDS, letters
from outreach.rulewords import TABLE
from outreach.runtime import Runtime
from storage import traffic
from tests.bot.conftest import id_of, token_of
from tests.bot.test_choices_page import identified, sms


async def test_before_identity_it_leads_to_the_chat_that_asks(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = f"/chat/{token_of(runtime)}"
    answer = await http.get(f"{chat}/sent")
    assert (answer.status_code, answer.headers["location"]) == (303, chat)


def keep(runtime: Runtime, **values: object) -> None:
    """A message of ours as the outbox leaves it."""
    borrower_id, now = id_of(runtime), runtime.clock.now()
    row = {
        "borrower_id": borrower_id,
        "case_id": borrower_id,
        "loans": ["L-1"],
        "channel": "sms",
        "address": "+12025550143",
        "direction": "out",
        "actor": "bot",
        "kind": "demand",
        "state": "delivered",
        "template": "first_contact",
        "body": "A message for you.",
        "choices": [],
        "planned_at": now,
        "sent_at": now,
        "decision": "allow",
        "decision_rule": None,
    }
    with runtime.db.writing() as connection:
        traffic.add(connection, row | values)


async def test_it_names_when_where_what_for_and_on_what_ground(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = await identified(http, runtime)
    keep(runtime, contact_point_id=int(sms(runtime)))
    page = (await http.get(f"{chat}/sent")).text
    for shown in (
        "Nov 24, 2026, 10:00",
        "text message",
        "Because we would like to know whether we can reach you here.",
        "You agreed to messages here on",
        "A message for you.",
    ):
        assert shown in page, shown


async def test_what_was_held_back_is_listed_with_its_reason(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = await identified(http, runtime)
    keep(runtime, state="skipped", sent_at=None, decision="skip", decision_rule="base.hold.dispute")
    keep(runtime, state="denied", sent_at=None, decision="deny", decision_rule="base.opted_out")
    page = (await http.get(f"{chat}/sent")).text
    assert page.count("Not sent</span>") == 2
    assert "Messages were resting for you at that time." in page
    assert "You had asked us not to write there." in page


async def test_answers_of_the_chat_are_folded_away(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = await identified(http, runtime)
    found = letters(runtime, id_of(runtime))
    assert [letter.answer for letter in found] == [True] * len(found)
    assert f"Answers to what you wrote ({len(found)})" in (await http.get(f"{chat}/sent")).text


async def test_what_went_to_somebody_else_is_theirs(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    await identified(http, runtime)
    rows = len(letters(runtime, id_of(runtime)))
    party = (
        "INSERT INTO parties (borrower_id, party_ref, role, name, details) VALUES (:b, 'G-1', 'guarantor', 'X', '{}')"
    )
    point = (
        "INSERT INTO contact_points (borrower_id, channel, address, owner, created_at, party_id)"
        " SELECT :b, 'sms', '+12025550177', 'party', :at, id FROM parties RETURNING id"
    )
    with runtime.db.writing() as connection:
        connection.execute(text(party), {"b": id_of(runtime)})
        guarantor = connection.execute(
            text(point), {"b": id_of(runtime), "at": "2026-11-01T00:00:00.000000Z"}
        ).scalar_one()
    keep(runtime, contact_point_id=guarantor)
    keep(runtime, contact_point_id=int(sms(runtime)), body="Mine.")
    assert [letter.text for letter in letters(runtime, id_of(runtime))][:-rows] == ["Mine."]


def test_every_word_for_what_became_of_it_is_there() -> None:
    words = all_words()["en"]
    assert {f"is_{word}" for word in STANDS.values()} <= set(words)
    assert {f"kept_{word}" for word in (*KEPT.values(), "resting", "often", "hours", "rules")} <= set(words)
    assert set(KEPT) <= set(TABLE)
