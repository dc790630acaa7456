"""Every shipped text: there in each locale, with the same variables, within its length, in our tone."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from cases.flows.menus import SAFE
from cases.model import Channel
from cases.say import Phrase, Say
from outreach.examples import SETTINGS, TODAY, example
from outreach.formats import babel_locale
from outreach.phrases import load_phrases
from outreach.sandbox import check_template, compile_template
from outreach.wording import SENDER_VARIABLES, TEMPLATES, Rendered, Sender, Told, Words

WORDS = Words.shipped()
PHRASES = load_phrases(TEMPLATES / "phrases")
LOCALES = tuple(SETTINGS)
README = (TEMPLATES / "README.md").read_text(encoding="utf-8")
OURS = SENDER_VARIABLES | {"choices"}
TEXTS = {path.relative_to(TEMPLATES): path.read_text(encoding="utf-8") for path in TEMPLATES.glob("messages/*/*/*.txt")}

NEVER = {
    "en": r"urgent|final|notice|court|legal|credit (record|score)|\bdebt\b|delinquen|arrears|unfortunately|\bdear\b|"
    r"you promised",
    "zh-Hans": r"催收|起诉|法院|征信|律师|最后通|立即|严重|黑名单|违约|不便|你|遗憾|¥|￥",
    "es": r"urgente|último aviso|moros|deudor|\bdeuda|juicio|tribunal|buró|embargo|\blegal|lamentablemente|estimad|"
    r"bienvenid|\b(tu|tus|te|ti|tienes|puedes|debes)\b",
    "ru": r"взыск|\bсуд|пристав|коллектор|задолж|срочно|немедленно|последнее|к сожалению|уважаем|"
    r"\b(ты|тебе|твой|обязаны|обещал|обещали|заплатил|должен|должна|согласен|согласна|забыл)\b",
}
OF_MONEY = {
    "en": r"\bpay|\bdue\b|owe|loan|late\b|amount|\$",
    "zh-Hans": r"还款|付款|贷款|欠|逾期|金额|元",
    "es": r"\bpag|deud|crédito|cuota|monto|\$",
    "ru": r"плат|кредит|долг|сумм|просроч|₽",
}


def _rows(first: str, until: str) -> list[list[str]]:
    """The cells of a table of the README."""
    part = README.split(first)[1].split(until)[0]
    lines = [line for line in part.splitlines() if line.startswith("| ") and not line.startswith("| key |")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _variables(cell: str) -> frozenset[str]:
    """Names in a cell like ``name?, question = question.*`` without what stands in brackets."""
    pieces = re.sub(r"\([^)]*\)", "", cell).split(",")
    return frozenset(match[0] for piece in pieces if (match := re.match(r"\w+", piece.strip())))


MESSAGES = {row[0].split()[0]: row for row in _rows("## Messages", "## Phrases")}
SEGMENTS = {key: 2 if row[1] == "U" else int(row[1]) for key, row in MESSAGES.items() if row[1] != "-"}
UNASKED = {key for key, row in MESSAGES.items() if row[1] == "U"}
OPEN = sorted(key for key, row in MESSAGES.items() if "°" in row[0] and row[1] != "-")


def _phrase_rows() -> dict[str, frozenset[str]]:
    documented: dict[str, frozenset[str]] = {}
    for name, cell in _rows("## Phrases", "\n## "):
        table, _, keys = re.sub(r"\s*\([^)]*\)", "", name).partition(": ")
        names = [f"{table}.{key.strip()}" for key in keys.split(",")] if keys else [table]
        documented |= dict.fromkeys(names, _variables(cell))
    return documented


def text_of(key: str, locale: str, channel: Channel, *, sender: Sender | None = None, bare: bool = False) -> Rendered:
    say = example(key, locale)
    return WORDS.render(
        Say(key=key, values=say.values) if bare else say,
        Told(
            locale=locale, channel=channel, sender=sender or SETTINGS[locale].sender, today=TODAY, zone=ZoneInfo("UTC")
        ),
        unasked=key in UNASKED,
    )


def test_every_key_is_documented_and_there_in_every_locale() -> None:
    for locale in LOCALES:
        assert {path.parts[2] for path in TEXTS if path.parts[1] == locale} == set(MESSAGES)
    assert {path.parts[1] for path in TEXTS} == set(LOCALES) == set(PHRASES)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_uses_the_documented_variables_and_no_others(locale: str) -> None:
    for key, row in MESSAGES.items():
        bodies = {path.stem: text for path, text in TEXTS.items() if path.parts[1:3] == (locale, key)}
        used = {name: set(compile_template(text).names) - OURS for name, text in bodies.items()}
        main = "default" if "default" in used else "voice"
        assert used.pop(main) == _variables(row[2]), f"{key} {locale}"
        for other, names in used.items():
            assert names <= _variables(row[2]), f"{key} {locale} {other}"


def test_every_locale_offers_the_choices_of_a_message_alike() -> None:
    asks: dict[str, set[bool]] = {}
    for path, text in TEXTS.items():
        asks.setdefault(path.parts[2], set()).add("choices" in compile_template(text).names)
    assert [key for key, answers in asks.items() if len(answers) > 1] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_phrase_is_documented_and_uses_its_variables(locale: str) -> None:
    entries, documented = PHRASES[locale].entries, _phrase_rows()
    assert {key for key in entries if not key.startswith("sms.")} == set(documented)
    for key, forms in entries.items():
        used = {name for text in forms.values() for name in compile_template(text).names} - OURS
        wanted = documented[key.removeprefix("sms.")]
        assert used <= wanted, f"{key} {locale}"
        assert key.startswith("sms.") or used == wanted, f"{key} {locale}"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_phrase_with_a_count_has_the_forms_of_its_language(locale: str) -> None:
    needed = {babel_locale(locale).plural_form(n) for n in range(1, 200)}
    for key, forms in PHRASES[locale].entries.items():
        if "n" in {name for text in forms.values() for name in compile_template(text).names}:
            assert needed <= set(forms), f"{key} {locale}"


def test_the_editor_would_accept_every_shipped_text() -> None:
    for path, text in TEXTS.items():
        assert check_template(text, WORDS.variables(path.parts[2])) == [], path


@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_can_be_said_on_every_channel(locale: str, channel: Channel) -> None:
    for key in MESSAGES:
        if key == "voicemail" and channel is not Channel.VOICE:
            continue
        body = text_of(key, locale, channel).body
        assert body
        assert not re.search(r"\{|\}|  |: *$| \.|。。|\.\.(?!\.)|\bNone\b", body), f"{key}: {body}"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", sorted(SEGMENTS))
def test_an_sms_keeps_within_its_segments(key: str, locale: str) -> None:
    message = text_of(key, locale, Channel.SMS)
    assert message.segments is not None
    assert message.segments <= SEGMENTS[key], message.body
    assert not re.search("[\u00a0\u202f]", message.body)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", ["to_person", "to_person_closed", "awaiting_person", "verify_locked", "unclear_2"])
def test_an_sms_that_tells_of_a_person_is_short_whenever_the_desk_opens(key: str, locale: str) -> None:
    shown = example(key, locale)
    opens = [datetime(2026, 11, day, 9, 30, tzinfo=UTC) for day in range(24, 31)]
    closed = [Phrase(key="person.closed", values={"at": at}) for at in opens]
    for line in [Phrase(key="person.queued"), *closed]:
        say = Say(key=key, values={**shown.values, "person_line": line}, choices=shown.choices)
        message = _reply(say, locale)
        assert message.segments is not None
        assert message.segments <= SEGMENTS[key], message.body


def _reply(say: Say, locale: str) -> Rendered:
    zone, sender = ZoneInfo("UTC"), SETTINGS[locale].sender
    return WORDS.render(
        say, Told(locale=locale, channel=Channel.SMS, sender=sender, today=TODAY, zone=zone), unasked=False
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_a_chat_message_is_short(locale: str) -> None:
    longest = 120 if locale == "zh-Hans" else 350
    for key in SEGMENTS:
        body = text_of(key, locale, Channel.WEBCHAT).body
        assert len(body) <= longest, f"{key}: {len(body)} {body}"


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_shouts_shames_or_threatens(locale: str) -> None:
    messages = {str(path): text for path, text in TEXTS.items() if path.parts[1] == locale}
    phrases = {key: text for key, forms in PHRASES[locale].entries.items() for text in forms.values()}
    for name, text in (messages | phrases).items():
        words = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", text)
        assert not re.search(r"[!！¡]", words), name
        assert not re.search(NEVER[locale], words, re.IGNORECASE), f"{name}: {words}"
        assert not [char for char in words if unicodedata.category(char) == "So"], name


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", [key for key in OPEN if key != "distress"])
def test_what_may_reach_a_stranger_names_no_money(key: str, locale: str) -> None:
    stranger = Sender(lender="Alder", full_name="Alder", phone="123", officer="Dana Reed")
    for channel in (Channel.SMS, Channel.WEBCHAT):
        body = text_of(key, locale, channel, sender=stranger, bare=True).body
        assert not re.search(OF_MONEY[locale], body, re.IGNORECASE), body


@pytest.mark.parametrize("locale", LOCALES)
def test_labels_under_a_message_differ(locale: str) -> None:
    for key in SEGMENTS:
        for channel in (Channel.SMS, Channel.WEBCHAT):
            labels = [option.label for option in text_of(key, locale, channel).choices]
            assert len(set(labels)) == len(labels), f"{key}: {labels}"


def test_the_gate_and_the_readme_agree_on_what_discloses_nothing() -> None:
    assert {key for key, row in MESSAGES.items() if "°" in row[0]} == SAFE


@pytest.mark.parametrize("locale", LOCALES)
def test_every_unasked_message_says_who_writes_and_names_the_officer(locale: str) -> None:
    officer = {"ru": "О. Миронова"}.get(locale, SETTINGS[locale].sender.officer)
    for key in UNASKED:
        body = text_of(key, locale, Channel.SMS).body
        assert officer in body
        assert body.endswith(PHRASES[locale].entries["stop_line.sms"]["other"])
