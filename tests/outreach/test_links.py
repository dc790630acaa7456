from __future__ import annotations

import re
import string
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.links import (
    LinkExpired,
    LinkForged,
    Purpose,
    chat_link,
    chat_token,
    read_token,
    telegram_link,
    telegram_token,
)
from outreach.settings import Settings, WebSettings

SECRET = b"a secret of thirty-two bytes, so"
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=7)


@given(st.integers(min_value=1, max_value=2**63 - 1))
def test_a_token_gives_back_its_borrower_and_fits_telegrams_start_payload(borrower_id: int) -> None:
    token = telegram_token(SECRET, borrower_id, LATER)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", token)
    assert read_token(SECRET, token, "telegram", NOW) == borrower_id


@given(st.integers(min_value=0), st.sampled_from(string.ascii_letters + string.digits + "-_"))
def test_any_changed_letter_makes_it_forged(place: int, letter: str) -> None:
    token = chat_token(SECRET, 7, LATER)
    place %= len(token)
    changed = token[:place] + letter + token[place + 1 :]
    if changed != token:
        with pytest.raises(LinkForged):
            read_token(SECRET, changed, "chat", NOW)


@pytest.mark.parametrize("token", ["", "x", "nonsense", "A" * 64, "é" * 24, "AAAA====", " ", "a/b+c"])
def test_what_is_no_token_is_forged(token: str) -> None:
    with pytest.raises(LinkForged):
        read_token(SECRET, token, "chat", NOW)


@pytest.mark.parametrize(("made", "purpose"), [(chat_token, "telegram"), (telegram_token, "chat")])
def test_a_token_opens_only_what_it_was_made_for(made: Callable[[bytes, int, datetime], str], purpose: Purpose) -> None:
    with pytest.raises(LinkForged):
        read_token(SECRET, made(SECRET, 7, LATER), purpose, NOW)


def test_another_installations_token_is_forged() -> None:
    with pytest.raises(LinkForged):
        read_token(b"another secret", chat_token(SECRET, 7, LATER), "chat", NOW)


def test_it_works_until_its_minute_and_then_says_whose_it_was() -> None:
    token = chat_token(SECRET, 7, LATER)
    assert read_token(SECRET, token, "chat", LATER - timedelta(seconds=1)) == 7
    with pytest.raises(LinkExpired) as expired:
        read_token(SECRET, token, "chat", LATER)
    assert expired.value.borrower_id == 7


def test_the_chat_link_is_public_url_chat_token_and_the_same_all_day() -> None:
    settings = Settings(web=WebSettings(public_url="https://chat.alder.example/"))
    link = chat_link(settings, SECRET, 7, NOW)
    assert link.startswith("https://chat.alder.example/chat/")
    assert chat_link(settings, SECRET, 7, NOW + timedelta(hours=8)) == link
    assert read_token(SECRET, link.rpartition("/")[2], "chat", NOW + timedelta(days=30)) == 7


def test_the_telegram_link_opens_the_bot_with_its_own_token() -> None:
    link = telegram_link(Settings(), SECRET, 7, NOW, username="@alder_bot")
    assert link.startswith("https://t.me/alder_bot?start=")
    assert read_token(SECRET, link.partition("=")[2], "telegram", NOW) == 7
