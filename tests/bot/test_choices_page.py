"""The page of choices: each form is a fact in the log, counts at once, and says what it leaves as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from bot.words import words_for
from cases.flows.stop import START_WORDS
from cases.model import Channel
from outreach.runtime import Runtime
from outreach.wishing import Choices, choices
from tests.bot.conftest import id_of, token_of


async def identified(http: httpx2.AsyncClient, runtime: Runtime, ref: str = "B-1", year: str = "1987") -> str:
    """The address of a chat whose owner is confirmed."""
    chat = f"/chat/{token_of(runtime, ref)}"
    await http.get(chat)
    await http.post(f"{chat}/messages", json={"text": year})
    return chat


def stands(runtime: Runtime) -> Choices:
    found = choices(runtime, id_of(runtime))
    assert found is not None
    return found


def logged(runtime: Runtime) -> list[tuple[str, str]]:
    """(type, actor) of the newest facts of the case."""
    query = "SELECT type, actor FROM case_events ORDER BY id DESC LIMIT 4"
    with runtime.db.reading() as connection:
        return [(row.type, row.actor) for row in connection.execute(text(query))]


def sms(runtime: Runtime) -> str:
    return str(next(place.id for place in stands(runtime).places if place.channel is Channel.SMS))


CASES: list[tuple[dict[str, str], str, Callable[[Choices], Any], Any]] = [
    ({"wish": "language", "locale": "es"}, "LocaleChosen", lambda c: c.locale, "es"),
    (
        {"wish": "hours", "when": "between", "from": "18:00", "until": "20:00", "day0": "on", "day4": "on"},
        "PreferredHoursTold",
        lambda c: (c.hours, c.days),
        (("18:00", "20:00"), (0, 4)),
    ),
    ({"wish": "channel", "channel": "sms"}, "PreferredChannelTold", lambda c: c.preferred, Channel.SMS),
    ({"wish": "stop", "place": "SMS"}, "OptedOut", lambda c: [p.stopped for p in c.places], [True]),
    ({"wish": "pause", "day": "IN A WEEK"}, "HoldPlaced", lambda c: c.quiet_until == c.today + timedelta(days=7), True),
    ({"wish": "stop_all"}, "CeaseRequested", lambda c: c.ceased, True),
]


@pytest.mark.parametrize(("form", "fact", "read", "now"), CASES, ids=[case[1] for case in CASES])
async def test_a_form_becomes_the_fact_that_the_chat_makes_of_it(
    http: httpx2.AsyncClient,
    runtime: Runtime,
    form: dict[str, str],
    fact: str,
    read: Callable[[Choices], Any],
    now: object,
) -> None:
    chat = await identified(http, runtime)
    assert read(stands(runtime)) != now
    week = (stands(runtime).today + timedelta(days=7)).isoformat()
    meant = {"SMS": sms(runtime), "IN A WEEK": week}
    sent = {name: meant.get(value, value) for name, value in form.items()}
    answer = await http.post(f"{chat}/choices", data=sent)
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"{chat}/choices?saved={form['wish']}#{form['wish']}",
    )
    assert (fact, "borrower") in logged(runtime)
    assert read(stands(runtime)) == now
    page = (await http.get(answer.headers["location"])).text
    assert words_for(stands(runtime).locale)[1]["saved"] in page


async def test_what_was_stopped_can_be_started_again(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = await identified(http, runtime)
    await http.post(f"{chat}/choices", data={"wish": "stop", "place": sms(runtime)})
    assert "Start again here" in (await http.get(f"{chat}/choices")).text
    await http.post(f"{chat}/choices", data={"wish": "start", "place": sms(runtime)})
    assert [place.stopped for place in stands(runtime).places] == [False]
    assert ("OptedIn", "borrower") in logged(runtime)


async def test_said_twice_it_counts_once(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = await identified(http, runtime)
    for _ in range(2):
        await http.post(f"{chat}/choices", data={"wish": "stop_all"})
    assert [fact for fact, _ in logged(runtime)].count("CeaseRequested") == 1


async def test_a_person_opens_what_was_stopped_everywhere(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = await identified(http, runtime)
    await http.post(f"{chat}/choices", data={"wish": "stop_all"})
    page = (await http.get(f"{chat}/choices")).text
    assert "A person of our team opens it for you" in page
    await http.post(chat, data={"text": words_for("en")[1]["start_word"], "once": "abcdefgh"})
    assert "PersonRequested" in [fact for fact, _ in logged(runtime)]


@pytest.mark.parametrize("locale", ["en", "es", "ru", "zh-Hans"])
def test_the_word_that_starts_again_is_one_the_chat_knows(locale: str) -> None:
    assert words_for(locale)[1]["start_word"].casefold() in START_WORDS


async def test_before_identity_only_language_and_stop_are_there(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = f"/chat/{token_of(runtime)}"
    await http.get(chat)
    page = (await http.get(f"{chat}/choices")).text
    for hidden in ('value="hours"', 'value="channel"', 'name="place"', "my_data", "…43", f"{chat}/sent", "James"):
        assert hidden not in page
    assert 'value="stop_all"' in page
    refused = await http.post(f"{chat}/choices", data={"wish": "hours", "when": "any"})
    assert refused.status_code == 403
    assert (await http.post(f"{chat}/choices", data={"wish": "language", "locale": "ru"})).status_code == 303
    assert '<html lang="ru">' in (await http.get(f"{chat}/choices")).text


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"wish": "everything"},
        {"wish": "language", "locale": "xx"},
        {"wish": "hours", "when": "between", "from": "20:00", "until": "18:00", "day1": "on"},
        {"wish": "hours", "when": "between", "from": "25:00", "until": "26:00", "day1": "on"},
        {"wish": "hours", "when": "any"},
        {"wish": "channel", "channel": "pigeon"},
        {"wish": "channel", "channel": "whatsapp"},
        {"wish": "stop", "place": "x"},
        {"wish": "stop", "place": "999999"},
    ],
)
async def test_a_form_that_no_page_shows_changes_nothing(
    http: httpx2.AsyncClient, runtime: Runtime, form: dict[str, str]
) -> None:
    chat = await identified(http, runtime)
    before = (stands(runtime), logged(runtime))
    assert (await http.post(f"{chat}/choices", data=form)).status_code == 422
    assert (stands(runtime), logged(runtime)) == before


@pytest.mark.parametrize("days", [0, 15])
async def test_a_pause_is_for_days_ahead_and_not_for_long(
    http: httpx2.AsyncClient, runtime: Runtime, days: int
) -> None:
    chat = await identified(http, runtime)
    day = (stands(runtime).today + timedelta(days=days)).isoformat()
    assert (await http.post(f"{chat}/choices", data={"wish": "pause", "other": day})).status_code == 422
    assert stands(runtime).quiet_until is None


async def test_forged_and_expired_links_open_nothing(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    assert (await http.get("/chat/forged/choices")).status_code == 404
    assert (await http.post("/chat/forged/choices", data={"wish": "stop_all"})).status_code == 404
    assert not stands(runtime).ceased
