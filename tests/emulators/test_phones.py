"""The page of phones: its data, its stream, and the page itself in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from emulators import EmulatorConfig, Person, Running, start
from emulators.phones.text import runs_of
from tests.emulators.conftest import CONFIG, JAMES, NINA
from tests.emulators.receiver import Receiver, listening
from tests.emulators.test_control import told

if TYPE_CHECKING:
    from playwright.sync_api import Page

BOT = CONFIG.bot_username
LINK = f"https://t.me/{BOT}?start=abc_123"


def sms(running: Running, body: str, to: str = JAMES.phone or "") -> None:
    form = {"To": to, "From": CONFIG.our_number, "Body": body}
    path = f"{running.twilio_base}/2010-04-01/Accounts/{CONFIG.account_sid}/Messages.json"
    httpx2.post(path, data=form, auth=(CONFIG.account_sid, CONFIG.auth_token), trust_env=False).raise_for_status()
    assert running.remote.settle()


def telegram(running: Running, method: str, **params: Any) -> Any:
    response = httpx2.post(f"{running.telegram_base}/bot{CONFIG.bot_token}/{method}", json=params, trust_env=False)
    return response.raise_for_status().json()["result"]


def phone(http: httpx2.Client, phone_id: str) -> dict[str, Any]:
    answer: dict[str, Any] = http.get(f"/phones/api/phones/{phone_id}").json()
    return answer


def test_both_channels_stand_on_one_phone_in_order(running: Running, http: httpx2.Client) -> None:
    sms(running, "Is this you?")
    running.remote.text(sender=JAMES.phone or "", body="1")
    running.remote.start_bot(JAMES.telegram_id or 0, "abc")
    telegram(running, "sendMessage", chat_id=JAMES.telegram_id, text="Welcome")
    entries = phone(http, "1")["entries"]
    said = [(entry["channel"], entry["from"], entry["runs"][0]["text"]) for entry in entries]
    assert said == [
        ("sms", "lender", "Is this you?"),
        ("sms", "person", "1"),
        ("telegram", "person", "/start abc"),
        ("telegram", "lender", "Welcome"),
    ]


def test_what_was_not_delivered_is_not_on_the_phone(running: Running, http: httpx2.Client) -> None:
    running.remote.line(JAMES.phone or "", "unreachable")
    sms(running, "Hello")
    assert phone(http, "1")["entries"] == []
    assert phone(http, "1")["line"] == "unreachable"


def test_unread_counts_what_came_since_the_phone_was_read(running: Running, http: httpx2.Client) -> None:
    sms(running, "one")
    sms(running, "two")
    running.remote.text(sender=JAMES.phone or "", body="mine")
    assert phone(http, "1")["unread"] == 2
    assert http.post("/phones/api/phones/1/read").json()["unread"] == 0
    sms(running, "three")
    listed = {one["name"]: one["unread"] for one in http.get("/phones/api/phones").json()}
    assert listed == {"James Cole": 1, NINA.name: 0}


def test_strangers_have_phones_too(running: Running, http: httpx2.Client) -> None:
    sms(running, "Hello", to="+12025550177")
    running.remote.start_bot(42)
    listed = [(one["id"], one["name"]) for one in http.get("/phones/api/phones").json()]
    assert listed[2:] == [("n12025550177", "+12025550177"), ("t42", "User 42")]


def test_a_press_and_its_answer_are_shown(running: Running, http: httpx2.Client) -> None:
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}, {"text": "Open", "url": LINK}]]}
    sent = telegram(running, "sendMessage", chat_id=NINA.telegram_id, text="Right?", reply_markup=markup)
    query = running.remote.press(NINA.telegram_id or 0, sent["message_id"], "y")
    telegram(running, "answerCallbackQuery", callback_query_id=query["id"], text="Noted")
    question, press = phone(http, "2")["entries"]
    assert [key["starts"] for key in question["buttons"][0]] == [False, True]
    assert (press["runs"][0]["text"], press["pressed"], press["answer"]) == ("Yes", True, "Noted")


def test_a_document_can_be_opened(running: Running, http: httpx2.Client) -> None:
    data = {"chat_id": str(NINA.telegram_id), "caption": "Your plan"}
    files = {"document": ("plan.pdf", b"%PDF-1.7", "application/pdf")}
    http.post(f"/telegram/bot{CONFIG.bot_token}/sendDocument", data=data, files=files)
    [entry] = phone(http, "2")["entries"]
    response = http.get(f"/phones/files/{entry['file']['id']}")
    assert (response.content, response.headers["content-disposition"]) == (b"%PDF-1.7", "attachment")
    assert http.get("/phones/files/none").status_code == 404


def test_an_opt_out_is_shown(running: Running, http: httpx2.Client) -> None:
    running.remote.text(sender=JAMES.phone or "", body="STOP")
    assert running.remote.settle()
    shown = phone(http, "1")
    assert shown["opted_out"]
    assert [entry["from"] for entry in shown["entries"]] == ["person", "carrier"]


def test_an_unknown_phone_is_not_found(http: httpx2.Client) -> None:
    assert http.get("/phones/api/phones/99").status_code == 404


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("plain", [("plain", None, False)]),
        ("", []),
        ("Pay: https://x.example/a.", [("Pay: ", None, False), ("https://x.example/a", "https://x.example/a", False),
                                       (".", None, False)]),
        (f"😂 {LINK}", [("😂 ", None, False), (LINK, LINK, True)]),
        (f"t.me/{BOT}?start=x", [(f"t.me/{BOT}?start=x", f"https://t.me/{BOT}?start=x", True)]),
        ("https://t.me/another?start=x", [("https://t.me/another?start=x", "https://t.me/another?start=x", False)]),
    ],
)  # fmt: skip
def test_links_are_found(text: str, runs: list[tuple[str, str | None, bool]]) -> None:
    assert [(run.text, run.href, run.starts) for run in runs_of(text, (), BOT)] == runs


def test_styles_overlap() -> None:
    entities = ({"type": "bold", "offset": 0, "length": 4}, {"type": "italic", "offset": 2, "length": 2})
    assert [(run.text, run.styles) for run in runs_of("abcdef", entities, BOT)] == [
        ("ab", ("bold",)),
        ("cd", ("bold", "italic")),
        ("ef", ()),
    ]


def test_the_stream_says_whose_phone_changed(running: Running, http: httpx2.Client) -> None:
    with http.stream("GET", "/phones/events") as stream:
        lines = stream.iter_lines()
        assert next(lines) == "retry: 1000"
        running.remote.write(NINA.telegram_id or 0, "hello")
        seen = [line for line in (next(lines) for _ in range(3)) if line]
    assert seen == ["event: change", f'data: {{"topic": "telegram", "telegram_id": {NINA.telegram_id}}}']


def test_the_page_has_a_strict_policy_and_nothing_inline(http: httpx2.Client) -> None:
    response = http.get("/phones")
    policy = response.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "<style" not in response.text
    assert " style=" not in response.text
    assert response.text.count("<script") == response.text.count('src="/phones/static/main.js"') == 1
    assert http.get("/").headers["location"] == "/phones"


@pytest.fixture(scope="module")
def product() -> Iterator[Receiver]:
    with listening() as one:
        yield one


@pytest.fixture(scope="module")
def crowd(product: Receiver) -> Iterator[Running]:
    people = [Person(name=f"Alex Example {number}", phone=f"+1202555{number:04}") for number in range(58)]
    config = EmulatorConfig(
        people=(JAMES, NINA, *people), clock_url=product.url, desk_url="http://127.0.0.1:9/desk", receipt_delay_s=0.0
    )
    with start(config) as running:
        yield running


NOON = "2026-11-24T12:00:00+00:00"


@pytest.fixture
def page(crowd: Running, product: Receiver, browser_page: Page) -> Page:
    crowd.remote.reset()
    product.answers.clear()
    product.standing = told({"now": NOON, "next_fire": NOON, "sample": True})
    browser_page.goto(crowd.phones_url)
    browser_page.locator("#list button").first.wait_for()
    return browser_page


def shown(page: Page, channel: str, text: str) -> None:
    page.locator(f".screen[data-channel={channel}] .thread", has_text=text).wait_for(timeout=5000)


def test_a_person_reads_and_answers_by_hand(page: Page, crowd: Running) -> None:
    page.get_by_text("Sample: nothing here reaches a real person").wait_for()
    page.get_by_placeholder("Name or number").fill("james")
    assert page.locator("#list button").count() == 1
    page.locator("#list button").click()
    sms(crowd, f"Is this you? Or come to Telegram: {LINK}")
    shown(page, "sms", "Is this you?")
    page.get_by_label("Write by SMS").fill("1")
    page.keyboard.press("Enter")
    shown(page, "sms", "1")
    page.get_by_role("button", name=LINK, exact=True).click()
    shown(page, "telegram", "/start abc_123")
    markup = {"inline_keyboard": [[{"text": "A person", "callback_data": "person"}]]}
    telegram(crowd, "sendMessage", chat_id=JAMES.telegram_id, text="What now?", reply_markup=markup)
    page.get_by_role("button", name="A person", exact=True).click()
    page.locator(".pressed", has_text="A person").wait_for()
    page.get_by_role("button", name="Block", exact=True).click()
    page.get_by_role("button", name="Unblock and restart").wait_for()
    state = crowd.remote.state()
    assert [message["body"] for message in state["twilio"]["messages"]][1:] == ["1"]
    kinds = [next(kind for kind in update if kind != "update_id") for update in state["telegram"]["pending_updates"]]
    assert kinds == ["message", "callback_query", "my_chat_member"]


def test_unread_counts_arrive_live(page: Page, crowd: Running) -> None:
    assert page.locator("#list button").count() == 60
    sms(crowd, "Hello", to="+12025550020")
    row = page.locator("#list button", has_text="Alex Example 20")
    row.locator(".count", has_text="1").wait_for()
    row.click()
    row.locator(".count:empty").wait_for(state="attached")


def test_the_clock_is_moved_and_says_what_happened(page: Page, product: Receiver) -> None:
    product.answers.append(told({"now": NOON, "counts": {"fired": 2, "sent": 1, "held": 1}}, method="POST"))
    page.get_by_role("button", name="One day on").click()
    page.get_by_text("2 due, 1 sent, 1 held for later.").wait_for()
    assert [got.json for got in product.got if got.method == "POST"] == [{"advance_s": 86400}]
    page.locator("#now", has_text="Tue 24 Nov, 12:00").wait_for()


def test_a_narrow_screen_shows_one_pane_at_a_time(page: Page, crowd: Running) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    assert not page.locator("#phone").is_visible()
    page.locator("#list button", has_text="James Cole").click()
    page.get_by_role("heading", name="James Cole").wait_for()
    assert not page.locator("#list").is_visible()
    assert page.locator("html").evaluate("element => element.scrollWidth") == 390
    page.get_by_role("button", name="Back to people").click()
    page.locator("#list").wait_for()
