"""Photos and files as they come in: by the page, by Telegram, by MMS; the hostile ones among them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from typing import Any

import httpx2
import pytest

from bot.own import MINOR, TECHNICAL
from bot.updates import take_update
from bot.words import FOLDER
from cases.model import (
    Borrower,
    Charge,
    HoldScope,
    HoldType,
    Instalment,
    Loan,
    Payment,
    Plan,
    PlanPart,
    PlanState,
    Promise,
    PromiseState,
)
from channels.base import Attached, ErrorKind, Outgoing, SendError
from channels.twilio_media import fetch_media, is_ours
from outreach.casebook import case_view
from outreach.files import MOST_A_DAY, MOST_BYTES, clean_name, type_of
from outreach.links import data_link
from outreach.own_data import HOLD, POINT, PROOF
from outreach.runtime import Runtime
from storage import borrowers
from tests.bot.conftest import id_of, token_of

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 40
POLYGLOT = b"\xff\xd8\xff\xe0<script>alert(1)</script>"
REFUSED: dict[str, bytes] = {
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "html": b"<!doctype html><script>alert(1)</script>",
    "a script before a picture": b"<script>//\xff\xd8\xff</script>",
    "zip": b"PK\x03\x04" + b"\x00" * 60,
    "gif": b"GIF89a" + b"\x00" * 20,
    "a late pdf": b"\n%PDF-1.7",
}


def proofs(runtime: Runtime) -> list[Any]:
    return list(case_view(runtime, "B-1").proofs)


async def send(
    http: httpx2.AsyncClient, runtime: Runtime, content: bytes, name: str = "receipt.jpg"
) -> httpx2.Response:
    files = {"file": (name, content, "image/svg+xml")}
    return await http.post(f"/chat/{token_of(runtime)}/proof", files=files, headers={"Accept": "application/json"})


@pytest.mark.parametrize(
    ("head", "type_"),
    [
        (JPEG, "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "image/heic"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"RIFF\x00\x00\x00\x00WAVE", None),
        (b"\x00\x00\x00\x18ftypisom", None),
        (b"", None),
    ],
)
def test_a_type_is_told_by_the_first_bytes(head: bytes, type_: str | None) -> None:
    assert type_of(head) == type_


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("receipt.jpg", "receipt.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\windows\\run.exe", "run.jpg"),
        ("photo.svg", "photo.jpg"),
        ("bomb.zip.jpg", "bomb.zip.jpg"),
        ("a\u202egpj.exe", "agpj.jpg"),
        ('x"; filename="y.html', "x filename=y.jpg"),
        ("<b>.png", "b.jpg"),
        ("..", "file.jpg"),
        ("\x00", "file.jpg"),
        ("n" * 300, "n" * 60 + ".jpg"),
    ],
)
def test_a_name_keeps_no_folder_and_has_the_ending_of_what_it_is(given: str, kept: str) -> None:
    assert clean_name(given, "image/jpeg") == kept


async def test_a_photo_sent_by_the_page_is_kept_once_with_its_fact(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    for _ in range(2):
        assert (await send(http, runtime, JPEG, "../x/receipt.png")).json()["id"]
    (kept,) = proofs(runtime)
    assert (kept.name, kept.content_type, kept.size, kept.kind) == ("receipt.jpg", "image/jpeg", len(JPEG), "unsorted")
    with runtime.db.reading() as connection:
        log = connection.exec_driver_sql("SELECT type FROM case_events").scalars().all()
    assert list(log).count("ProofReceived") == 1


async def test_without_script_the_form_leads_back_to_the_page(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    address = f"/chat/{token_of(runtime)}"
    page = (await http.get(address)).text
    assert 'enctype="multipart/form-data"' in page
    fields, files = {"once": "abcdefghp"}, {"file": ("r.jpg", JPEG, "image/jpeg")}
    done = await http.post(f"{address}/proof", data=fields, files=files)
    assert (done.status_code, done.headers["location"]) == (303, f"{address}#end")
    assert len(proofs(runtime)) == 1
    assert "[r.jpg]" in (await http.get(address)).text


@pytest.mark.parametrize("kind", REFUSED)
async def test_what_is_no_photo_and_no_pdf_is_refused_and_never_kept(
    http: httpx2.AsyncClient, runtime: Runtime, kind: str
) -> None:
    assert (await send(http, runtime, REFUSED[kind], "photo.jpg")).status_code == 200
    assert proofs(runtime) == []
    lines = (await http.get(f"/chat/{token_of(runtime)}/messages")).json()
    assert any("no photo and no PDF" in line["text"] for line in lines)


async def test_an_empty_file_is_said_to_be_empty(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    await send(http, runtime, b"", "zero.jpg")
    lines = (await http.get(f"/chat/{token_of(runtime)}/messages")).json()
    assert any("it is empty" in line["text"] for line in lines)


async def test_a_huge_file_is_turned_away(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    huge = JPEG + b"\x00" * MOST_BYTES
    assert (await send(http, runtime, huge)).status_code == 200  # a little too large: told in the chat
    assert (await send(http, runtime, huge + b"\x00" * 100_000)).status_code == 413
    plain = await http.post(f"/chat/{token_of(runtime)}/proof", files={"file": ("x.jpg", huge * 2, "image/jpeg")})
    assert plain.status_code == 303
    assert proofs(runtime) == []


async def test_no_more_than_ten_a_day_are_kept(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    for number in range(MOST_A_DAY + 1):
        await send(http, runtime, JPEG + bytes([number]))
    assert len(proofs(runtime)) == MOST_A_DAY
    lines = (await http.get(f"/chat/{token_of(runtime)}/messages")).json()
    assert any("more than we can take" in line["text"] for line in lines)


@pytest.mark.parametrize(
    ("content", "content_type", "status"),
    [
        (b"x", "text/plain", 415),
        (b"--a\r\nrubbish", "multipart/form-data; boundary=a", 422),
        (b"", "multipart/form-data", 422),
    ],
)
async def test_a_form_that_is_none_is_refused(
    http: httpx2.AsyncClient, runtime: Runtime, content: bytes, content_type: str, status: int
) -> None:
    headers = {"Content-Type": content_type, "Accept": "application/json"}
    answer = await http.post(f"/chat/{token_of(runtime)}/proof", content=content, headers=headers)
    assert answer.status_code == status


async def test_a_forged_link_takes_nothing(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    files = {"file": ("x.jpg", JPEG, "image/jpeg")}
    assert (await http.post("/chat/nonsense/proof", files=files)).status_code == 404
    assert proofs(runtime) == []


class Fetches:
    """A channel whose provider gives these bytes."""

    def __init__(self, content: bytes | Exception | None) -> None:
        self.content, self.asked = content, 0

    async def fetch(self, attached: Attached, most: int) -> bytes | None:
        self.asked += 1
        if isinstance(self.content, Exception):
            raise self.content
        return self.content

    async def send(self, outgoing: Outgoing) -> None:
        """Nothing leaves."""

    async def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize(
    ("given", "kept"),
    [(JPEG, 1), (None, 0), (SendError(ErrorKind.RETRY, "gone"), 0), (REFUSED["svg"], 0)],
)
def test_a_photo_on_telegram_is_fetched_and_kept(runtime: Runtime, given: Any, kept: int) -> None:
    channel = next(each for each in runtime.channels if each.value == "telegram")
    fetches = Fetches(given)
    runtime.channels = {**runtime.channels, channel: fetches}  # type: ignore[dict-item] # a provider's part alone
    with runtime.db.writing() as connection:
        borrowers.add_contact_point(
            connection, id_of(runtime), channel, "500143", now=runtime.clock.now(), consented=True
        )
    update = {"update_id": 7, "message": {"chat": {"id": 500143, "type": "private"}, "photo": [{"file_id": "f"}]}}
    for _ in range(2):  # delivered twice, fetched once
        take_update(runtime, update)
    assert (len(proofs(runtime)), fetches.asked) == (kept, 1)


def test_a_strangers_photo_is_not_fetched(runtime: Runtime) -> None:
    channel = next(each for each in runtime.channels if each.value == "telegram")
    fetches = Fetches(JPEG)
    runtime.channels = {**runtime.channels, channel: fetches}  # type: ignore[dict-item] # a provider's part alone
    take_update(
        runtime, {"update_id": 8, "message": {"chat": {"id": 1, "type": "private"}, "document": {"file_id": "f"}}}
    )
    assert fetches.asked == 0


MEDIA = "/2010-04-01/Accounts/{sid}/Messages/MM1/Media/ME1"


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ("{base}" + MEDIA, True),
        ("http://169.254.169.254" + MEDIA, False),
        ("http://127.0.0.1:1" + MEDIA, False),
        ("{base}@evil.example" + MEDIA, False),
        ("{base}/2010-04-01/Accounts/OTHER/Messages/MM1/Media/ME1", False),
        ("{base}" + MEDIA + "/../../../../secrets", False),
        ("{base}" + MEDIA + "?x=1", False),
        ("file:///etc/passwd", False),
        ("http://[broken", False),
        ("", False),
    ],
)
def test_only_media_of_our_account_at_the_configured_api_are_opened(runtime: Runtime, url: str, ours: bool) -> None:
    config = runtime.settings.twilio
    assert is_ours(config, url.format(base=config.api_base, sid=config.account_sid)) is ours


async def test_another_address_is_refused_before_anything_is_opened(runtime: Runtime) -> None:
    with pytest.raises(SendError, match="not of our account"):
        await fetch_media(runtime.settings.twilio, Attached(source="http://10.0.0.1/x", name="x"), 10)


async def test_my_data_opens_by_its_own_link_and_has_nobody_elses(http: httpx2.AsyncClient, runtime: Runtime) -> None:
    await send(http, runtime, JPEG)
    link = data_link(runtime.settings, runtime.secret, id_of(runtime), runtime.clock.now())
    page = await http.get(link)
    assert (page.status_code, "receipt.jpg" in page.text) == (200, True)
    found = (await http.get(f"{link}?form=json")).json()
    assert {"you", "loans", "messages", "photos_and_files"} <= set(found)
    assert not {"notes", "tasks", "events", "parties"} & set(found)
    assert found["you"]["ref"] == "B-1"
    assert (await http.get(f"/data/{token_of(runtime)}")).status_code == 404


async def test_my_data_has_names_for_fields_amounts_with_their_currency_and_days_in_words(
    http: httpx2.AsyncClient, runtime: Runtime
) -> None:
    link = data_link(runtime.settings, runtime.secret, id_of(runtime), runtime.clock.now())
    page = (await http.get(link)).text
    assert "_minor" not in page
    assert "<dt>Principal</dt>" in page
    assert "$" in page
    assert not re.search(r"<dd>\s*\d{4}-\d\d-\d\d\s*</dd>", page)


def test_every_field_of_ones_own_data_has_a_name_in_every_language() -> None:
    kept = (Borrower, Loan, Instalment, Payment, Charge, Promise, Plan, PlanPart)
    own = {field.name.removesuffix(MINOR) for each in kept for field in fields(each)} | {*POINT, *HOLD, *PROOF}
    for locale, names in tomllib.loads((FOLDER / "fields.toml").read_text("utf-8")).items():
        assert own - TECHNICAL <= set(names["fields"]), locale
        assert {*PromiseState, *PlanState, *HoldType, *HoldScope} <= set(names["values"]), locale
