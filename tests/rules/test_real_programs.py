"""The real PostgreSQL and the real Chromium that other tests stand on: each test gets a clean one."""

from __future__ import annotations

import psycopg
import pytest
from playwright.sync_api import Browser, Page

from tests.support import chromium


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_gets_an_empty_database(postgres_url: str, turn: str) -> None:
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE letters (line text)")  # would fail where the other turn's table still stood
        found = connection.execute("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")
        assert found.fetchone() == (1,), turn


def test_two_people_have_cookies_of_their_own(browser: Browser, browser_page: Page) -> None:
    browser_page.context.add_cookies([{"name": "who", "value": "one", "url": "http://127.0.0.1"}])
    with chromium.new_page(browser) as second:
        assert second.context.cookies() == []
    assert len(browser_page.context.cookies()) == 1


def test_a_page_that_asks_for_something_abroad_is_caught(browser: Browser) -> None:
    with pytest.raises(AssertionError, match=r"cdn\.example"), chromium.new_page(browser) as page:
        page.set_content("<img alt='' src='https://cdn.example/pixel.png'>")
