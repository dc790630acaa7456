"""The book of words as an admin meets it."""

from __future__ import annotations

import httpx2
import pytest

from cases.model import Channel
from cases.say import Say
from outreach.casefile import open_file
from outreach.rendering import compose
from tests.support.office import EVIL, Office

MENU = "/desk/wording/menu/en/default"


def save(office: Office, body: str, *, base: int = 0, reason: str = "plainer", path: str = MENU) -> httpx2.Response:
    return office.browser("imani").post(path, data={"body": body, "reason": reason, "base": str(base)})


def rendered(office: Office) -> str:
    with office.runtime.db.reading() as connection:
        file = open_file(connection, 1, office.clock.now(), lock=False)
    return compose(office.runtime, file, Say(key="menu"), channel=Channel.WEBCHAT, unasked=False).body


def test_every_message_is_listed_and_found(office: Office) -> None:
    browser = office.browser("imani")
    page = browser.get("/desk/wording").text
    assert all(f">{key}</a>" in page for key in office.runtime.words.keys)
    found = browser.get("/desk/wording?words=segment-no-such-word").text
    assert "Nothing found" in found
    assert ">overdue_1</a>" in browser.get("/desk/wording?words=OVERDUE").text


def test_saving_makes_a_version_and_the_next_message_uses_it(office: Office) -> None:
    saved = save(office, "What may I do? {{ choices }}")
    assert (saved.status_code, saved.headers["location"]) == (303, f"{MENU}?saved=1")
    assert rendered(office) == "What may I do?"
    page = office.browser("imani").get(saved.headers["location"]).text
    assert "Version 1 is in force" in page


def test_a_mistake_is_shown_with_its_place_and_nothing_is_saved(office: Office) -> None:
    refused = save(office, "Hello\n{{ choises }}")
    assert refused.status_code == 422
    assert "`choises` is not known; did you mean `choices`?" in refused.text
    assert ">2:4</button>" in refused.text
    assert "{{ choises }}</textarea>" in refused.text, "the draft is still there"
    assert office.runtime.words.current("menu", "en").version == 0  # type: ignore[union-attr]  # menu is shipped


def test_two_admins_do_not_overwrite_each_other(office: Office) -> None:
    assert save(office, "One {{ choices }}").status_code == 303
    refused = save(office, "Two {{ choices }}", base=0)
    assert refused.status_code == 422
    assert "saved version 1 meanwhile" in refused.text
    assert save(office, "Two {{ choices }}", base=1).status_code == 303


def test_versions_show_what_changed_and_lead_back(office: Office) -> None:
    save(office, "What would you like? {{ choices }}")
    browser = office.browser("imani")
    page = browser.get(f"{MENU}/versions").text
    assert "<del>help</del>" in page
    assert "<ins>you like</ins>" in page
    assert "plainer" in page
    back = browser.post(f"{MENU}/restore", data={"version": "0"})
    assert back.headers["location"] == f"{MENU}?saved=2"
    assert rendered(office) == "What would help?"


@pytest.mark.parametrize(
    ("channel", "shown"),
    [("default", ["SMS", "Telegram", "Web chat", "segment"]), ("sms", ["SMS", "segment"]), ("telegram", ["Telegram"])],
)
def test_the_preview_shows_each_channel_the_words_are_for(office: Office, channel: str, shown: list[str]) -> None:
    path = f"/desk/wording/overdue_1/en/{channel}/preview"
    page = office.browser("imani").post(path, data={"body": "{{ amount }} is open. {{ choices }}"}).text
    assert "$186.40 is open." in page
    assert all(f"<b>{word}</b>" in page or (word == "segment" and word in page) for word in shown)
    assert ("Web chat" in page) == ("Web chat" in shown)


def test_a_preview_never_hides_a_fault_and_never_becomes_markup(office: Office) -> None:
    page = office.browser("imani").post(f"{MENU}/preview", data={"body": EVIL + "{{ amout }}"}).text
    assert "`amout` is not known" in page
    assert "It cannot be made." in page
    fine = office.browser("imani").post(f"{MENU}/preview", data={"body": EVIL}).text
    assert EVIL not in fine
    assert "&lt;script&gt;" in fine


@pytest.mark.parametrize("path", ["nothing/en/default", "menu/xx/default", "menu/en/pigeon"])
def test_what_is_not_there_is_no_page(office: Office, path: str) -> None:
    assert office.browser("imani").get(f"/desk/wording/{path}").status_code == 404


def test_a_place_without_words_of_its_own_has_no_versions(office: Office) -> None:
    page = office.browser("imani").get("/desk/wording/menu/en/telegram/versions")
    assert (page.status_code, "No version yet" in page.text) == (200, True)
