"""The borrower's schedule: nothing before identity, every figure the ledger's, in their own language."""

from __future__ import annotations

from datetime import date

import httpx2
from sqlalchemy import text

from outreach.runtime import Runtime
from tests.bot.conftest import id_of, token_of


async def _known(http: httpx2.AsyncClient, chat: str, year: str) -> None:
    await http.get(chat)
    await http.post(f"{chat}/messages", json={"text": year})


async def test_before_identity_it_leads_to_the_chat_that_asks(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = f"/chat/{token_of(runtime)}"
    answer = await http.get(f"{chat}/schedule")
    assert (answer.status_code, answer.headers["location"]) == (303, chat)
    assert "schedule" not in (await http.get(chat)).text


async def test_it_shows_what_clears_it_the_picture_and_each_line(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    with runtime.db.writing() as connection:
        loan = connection.execute(text("SELECT id FROM loans WHERE ref = 'L-1'")).scalar_one()
        row = {"loan": loan, "on": date(2026, 11, 22).isoformat(), "at": "2026-11-22T12:00:00.000000Z"}
        connection.execute(
            text(
                "INSERT INTO payments (loan_id, external_ref, amount_minor, paid_at, paid_on, recorded_at)"
                " VALUES (:loan, 'P', 6000, :at, :on, :at)"
            ),
            row,
        )
    chat = f"/chat/{token_of(runtime)}"
    await _known(http, chat, "1987")
    page = await http.get(f"{chat}/schedule")
    assert page.status_code == 200
    for shown in ("$126.40", "Instalment 1, due Fri, Nov 20", "$141.15 principal, $45.25 interest", "\u2212$60.00"):
        assert shown in page.text
    assert page.text.count("<svg viewBox=") == 1 + 3
    assert f'href="{chat}/schedule"' in (await http.get(chat)).text


async def test_it_speaks_the_borrowers_language(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = f"/chat/{token_of(runtime, 'B-2')}"
    await _known(http, chat, "1991")
    page = (await http.get(f"{chat}/schedule")).text
    assert "1,204.50元" in page
    assert "今天还清逾期需要" in page
    assert "Instalment" not in page


async def test_a_forged_link_opens_nothing(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    assert id_of(runtime)
    assert (await http.get("/chat/forged/schedule")).status_code == 404
