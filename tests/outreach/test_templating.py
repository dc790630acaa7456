"""Versions of words: saved, refused, gone back to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach import templating
from outreach.templating import TemplatingRefused
from outreach.wordbook import CHAPTERS, REST, UNASKED, book
from outreach.wording import Address
from tests.support.office import NOW, Office, make_office

MENU: Address = ("menu", "en", "default")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = make_office(tmp_path)
    yield made
    made.runtime.close()


def save(office: Office, body: str, *, address: Address = MENU, base: int = 0, reason: str = "plainer") -> int:
    return templating.save(office.runtime, address, body, author="imani", reason=reason, base=base, now=NOW)


def test_each_save_is_a_new_version_with_author_and_reason(office: Office) -> None:
    assert save(office, "One {{ choices }}") == 1
    assert save(office, "Two {{ choices }}", base=1, reason="shorter") == 2
    newest, before, shipped = templating.versions(office.runtime, MENU)
    assert (newest.version, newest.body, newest.author, newest.reason) == (2, "Two {{ choices }}", "imani", "shorter")
    assert (before.version, shipped.version, shipped.author) == (1, 0, None)


@pytest.mark.parametrize(
    ("body", "reason", "why"),
    [
        ("{{ amout }}", "x", "mistakes"),
        ("{% for a in b %}{% endfor %}", "x", "mistakes"),
        ("  ", "x", "empty"),
        ("Fine {{ choices }}", " ", "Say why"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_kept(office: Office, body: str, reason: str, why: str) -> None:
    with pytest.raises(TemplatingRefused, match=why):
        save(office, body, reason=reason)
    assert [version.version for version in templating.versions(office.runtime, MENU)] == [0]


def test_a_channel_gets_words_of_its_own_and_falls_back_until_then(office: Office) -> None:
    address: Address = ("menu", "es", "sms")
    opened = templating.open_template(office.runtime, address)
    assert opened.found == ("menu", "es", "default")
    assert save(office, "Opciones: {{ choices }}", address=address) == 1
    assert templating.open_template(office.runtime, address).found == address
    row = next(row for row in book(office.runtime) if row.key == "menu")
    assert (row.edited, row.changed_by) == (True, "imani")
    assert [place.state for place in row.places["es"] if place.channel == "sms"] == ["edited"]


def test_going_back_makes_the_old_words_the_newest(office: Office) -> None:
    save(office, "One {{ choices }}")
    assert templating.restore(office.runtime, MENU, 0, author="imani", now=NOW) == 2
    shipped = office.runtime.words.original("menu", "en")
    current = office.runtime.words.current("menu", "en")
    assert shipped is not None
    assert current is not None
    assert (current.version, current.body) == (2, shipped.body)
    with pytest.raises(TemplatingRefused, match="no version 9"):
        templating.restore(office.runtime, MENU, 9, author="imani", now=NOW)


def test_every_shipped_message_can_be_opened_and_shown_without_a_fault(office: Office) -> None:
    for row in book(office.runtime):
        for locale in office.runtime.words.locales:
            channel = next((place.channel for place in row.places[locale] if place.version is not None), None)
            if channel is None:
                continue
            opened = templating.open_template(office.runtime, (row.key, locale, channel))
            made = templating.preview(office.runtime, opened.address, opened.current.body)
            assert made.problems == (), row.key
            assert [shown.failed for shown in made.shown if shown.failed] == [], f"{row.key} {locale}"


def test_the_chapters_and_the_unasked_ones_name_messages_that_exist(office: Office) -> None:
    keys = set(office.runtime.words.keys)
    assert keys >= UNASKED
    assert {row.chapter for row in book(office.runtime)} == {*CHAPTERS, REST}
