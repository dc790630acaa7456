from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest

from bot.app import create_bot_app
from bot.pages import linked
from outreach.arrivals import bring_in
from outreach.chat import thread
from outreach.clock import SetClock
from outreach.importing.rows import ImportKind
from outreach.runtime import Runtime
from outreach.settings import SampleSettings
from tests.bot.conftest import id_of, running_runtime, token_of


def once_of(page: str, form: str) -> str:
    found = re.search(rf'name="once" value="([\w-]+{form})"', page)
    assert found is not None
    return found[1]


async def test_opening_the_page_lets_the_bot_greet_once_a_day(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = f"/chat/{token_of(runtime)}"
    page = await http.get(chat)
    greeted = len(thread(runtime, id_of(runtime)))
    assert (page.status_code, greeted > 0) == (200, True)
    await http.get(chat)
    assert len(thread(runtime, id_of(runtime))) == greeted
    assert isinstance(runtime.clock, SetClock)
    runtime.clock.set(runtime.clock.now() + timedelta(days=1))
    await http.get(chat)
    assert len(thread(runtime, id_of(runtime))) > greeted


async def test_before_identity_the_page_names_neither_person_nor_debt_and_has_no_menu(
    http: httpx2.AsyncClient, runtime: Runtime
) -> None:
    page = (await http.get(f"/chat/{token_of(runtime)}")).text
    for word in ("James", "Cole", "186", "loan", "overdue", "owe", "owed", "debt"):
        assert not re.search(rf"\b{word}\b", page)
    assert 'value="menu"' not in page
    assert 'value="person"' in page


async def test_after_identity_the_menu_is_there(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = f"/chat/{token_of(runtime)}"
    await http.get(chat)
    await http.post(f"{chat}/messages", json={"text": "1987"})
    assert 'value="menu"' in (await http.get(chat)).text


async def test_a_form_without_script_is_taken_once_and_leads_back(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = f"/chat/{token_of(runtime)}"
    form = {"text": "1987", "once": once_of((await http.get(chat)).text, "w")}
    answers = [await http.post(chat, data=form) for _ in range(2)]
    assert [(answer.status_code, answer.headers["location"]) for answer in answers] == [(303, f"{chat}#end")] * 2
    assert [line.text for line in thread(runtime, id_of(runtime))].count("1987") == 1


async def test_a_form_without_its_mark_is_refused_and_an_empty_one_ignored(
    http: httpx2.AsyncClient, runtime: Runtime
) -> None:
    chat = f"/chat/{token_of(runtime)}"
    assert (await http.post(chat, data={"text": "hello"})).status_code == 422
    assert (await http.post(chat, data={"text": " ", "once": "abcdefgh"})).status_code == 303
    assert thread(runtime, id_of(runtime)) == []


async def test_a_form_with_too_many_fields_is_refused(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    fields = {f"field{number}": "1" for number in range(13)}
    refused = await http.post(f"/chat/{token_of(runtime)}", data=fields)
    assert (refused.status_code, "12 fields" in refused.json()["detail"]) == (422, True)


async def test_only_the_newest_message_offers_its_choices(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = f"/chat/{token_of(runtime)}"
    await http.get(chat)
    await http.post(f"{chat}/messages", json={"text": "1987"})
    await http.post(f"{chat}/messages", json={"choice": "why"})
    page = (await http.get(chat)).text
    lines = (await http.get(f"{chat}/messages")).json()
    offered = re.findall(r'name="choice" value="(\w+)"', page.split('class="replies"')[1])
    assert offered == [choice["id"] for choice in lines[-1]["choices"]]


@pytest.mark.parametrize(("ref", "lang", "word"), [("B-1", "en", "A person"), ("B-2", "zh-Hans", "人工")])
async def test_the_page_speaks_the_borrowers_language(
    http: httpx2.AsyncClient, runtime: Runtime, ref: str, lang: str, word: str
) -> None:
    page = (await http.get(f"/chat/{token_of(runtime, ref)}")).text
    assert f'<html lang="{lang}">' in page
    assert word in page


async def test_nothing_on_the_page_leaks_its_address_or_runs_from_within(
    http: httpx2.AsyncClient, runtime: Runtime
) -> None:
    page = await http.get(f"/chat/{token_of(runtime)}")
    policy = page.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in page.headers["x-robots-tag"]
    assert page.headers["cache-control"] == "no-store"
    assert "set-cookie" not in page.headers
    assert " style=" not in page.text
    assert not re.search(r"<script(?![^>]*src=)", page.text)
    assert not re.search(r" on\w+=", page.text)


async def test_an_expired_link_shows_how_to_get_a_fresh_one(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    token = token_of(runtime, days=1)
    assert isinstance(runtime.clock, SetClock)
    runtime.clock.set(runtime.clock.now() + timedelta(days=2))
    page = await http.get(f"/chat/{token}")
    assert page.status_code == 410
    assert f'action="/chat/{token}/renew"' in page.text
    assert runtime.settings.lender.phone in page.text
    assert thread(runtime, id_of(runtime)) == []


async def test_a_forged_link_is_404_with_a_page(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    page = await http.get("/chat/nonsense")
    assert (page.status_code, "does not open anything" in page.text) == (404, True)
    assert (await http.post("/chat/nonsense", data={"text": "x"})).status_code == 404
    assert (await http.post("/chat/nonsense/renew")).status_code == 404


async def test_sample_mode_says_so(tmp_path: Path) -> None:
    with running_runtime(tmp_path, sample=SampleSettings(enabled=True)) as runtime:
        transport = httpx2.ASGITransport(app=create_bot_app(runtime))
        async with httpx2.AsyncClient(transport=transport, base_url="https://chat.alder.example") as http:
            assert "invented people" in (await http.get(f"/chat/{token_of(runtime)}")).text


@pytest.mark.parametrize("path", ["borrower/borrower.css", "borrower/chat.js", "vendor/fonts.css"])
async def test_what_the_page_needs_is_served(http: httpx2.AsyncClient, path: str) -> None:
    assert (await http.get(f"/static/{path}")).status_code == 200


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("Pay here: https://pay.alder.example/x?a=1&b=2.", 'href="https://pay.alder.example/x?a=1&amp;b=2"'),
        ("请打开https://pay.alder.example。", 'href="https://pay.alder.example"'),
        ('javascript:alert(1) https://x.example/"onclick="y', 'href="https://x.example/"'),
    ],
)
def test_addresses_become_links_and_the_rest_is_escaped(text: str, html: str) -> None:
    shown = str(linked(text))
    assert html in shown
    assert '"onclick="' not in shown


async def test_the_page_bears_the_name_of_whose_debt_it_is(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    row = {"ref": "birch", "name": "Birch Credit", "phone": "+1 800 555 0177", "actor": "first_party", "kind": "bank"}
    loan = {"borrower_ref": "B-1", "name": "James Cole", "loan_ref": "L-1", "currency": "USD", "creditor": "birch"}
    for kind, record in ((ImportKind.CREDITORS, row), (ImportKind.LOANS, loan)):
        assert bring_in(runtime, kind, [record]).report.rejects == ()
    page = (await http.get(f"/chat/{token_of(runtime)}")).text
    assert "Birch Credit" in page
    assert runtime.settings.lender.name not in page


async def test_plans_on_offer_are_cards_and_each_is_taken_by_its_button(
    http: httpx2.AsyncClient, runtime: Runtime
) -> None:
    chat = f"/chat/{token_of(runtime)}"
    await http.get(chat)
    for said in ({"text": "1987"}, {"choice": "parts"}, {"choice": "options"}):
        await http.post(f"{chat}/messages", json=said)
    last = thread(runtime, id_of(runtime))[-1]
    assert [len(last.offers) > 0, last.choices[0][0].startswith("offer_")] == [True, True]
    page = (await http.get(chat)).text
    assert page.count('<article class="card offer') == len(last.offers)
    offered = re.findall(r'name="choice" value="(\w+)"', page.split('class="offers')[1])
    assert offered == [id_ for id_, _ in last.choices]


async def test_while_a_person_is_awaited_the_wait_stands_on_the_page_with_its_grounds(
    http: httpx2.AsyncClient, runtime: Runtime
) -> None:
    chat = f"/chat/{token_of(runtime)}"
    await http.get(chat)
    assert "Someone will join you here" not in (await http.get(chat)).text
    await http.post(f"{chat}/messages", json={"choice": "person"})
    page = (await http.get(chat)).text
    for shown in ("Someone will join you here", "Nobody is at the desk at this moment", "Mon–Fri", "New York"):
        assert shown in page
    assert not re.search(r"\b(James|186|loan|owe|debt)\b", page.split('id="waiting"')[1])


async def test_under_the_answer_with_my_data_stands_a_link_that_opens_it(
    http: httpx2.AsyncClient, runtime: Runtime
) -> None:
    chat = f"/chat/{token_of(runtime)}"
    await http.get(chat)
    await http.post(f"{chat}/messages", json={"text": "1987"})
    await http.post(f"{chat}/messages", json={"choice": "my_data"})
    found = re.search(
        r'<a class="btn go" href="[^"]*(/data/[\w-]+)"[^>]*>Open my data</a>', (await http.get(chat)).text
    )
    assert found is not None
    assert "James Cole" in (await http.get(found[1])).text
    await http.post(f"{chat}/messages", json={"text": "pay"})
    assert "Open my data" not in (await http.get(chat)).text
