"""The document of a plan: nothing before identity, then the terms that were agreed, with their fingerprint."""

from __future__ import annotations

import re

import httpx2

from outreach.runtime import Runtime
from tests.bot.conftest import token_of

LINK = re.compile(r"/terms/([0-9a-f]+)")


async def test_the_terms_that_were_agreed_can_be_read_and_printed(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = f"/chat/{token_of(runtime)}"
    await http.get(chat)
    for words in ("1987", "can i pay 100 a month, payday is the 1st", "yes"):
        await http.post(f"{chat}/messages", json={"text": words})
    found = LINK.search((await http.get(chat)).text)
    assert found
    page = await http.get(f"{chat}/terms/{found[1]}")
    assert page.status_code == 200
    for shown in ("Your plan", "$100.00", "$86.40", "$186.40", "Fingerprint (SHA-256):"):
        assert shown in page.text
    unknown = await http.get(f"{chat}/terms/nothing")
    assert (unknown.status_code, unknown.headers["location"]) == (303, chat)


async def test_before_identity_the_document_leads_to_the_chat(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    chat = f"/chat/{token_of(runtime)}"
    answer = await http.get(f"{chat}/terms/any")
    assert (answer.status_code, answer.headers["location"]) == (303, chat)
