"""Every message fits every channel: seconds and keys of a call, buttons and rows of WhatsApp, segments of SMS."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from cases.model import Channel
from cases.money import Money
from cases.say import Choice, Phrase, Say, Value, choice
from outreach.examples import SETTINGS, TODAY, example
from outreach.limits import (
    CALL_KEYS,
    CALL_SECONDS,
    MORE,
    as_buttons,
    call_turns,
    fits_list,
    keypads,
    spoken_seconds,
)
from outreach.phrases import load_phrases
from outreach.wording import TEMPLATES, Rendered, Told, Words

WORDS = Words.shipped()
KEYS = sorted(path.name for path in (TEMPLATES / "messages" / "en").iterdir())
VOICE_ALONE = "voicemail"
WRITTEN = [key for key in KEYS if key != VOICE_ALONE]
LOCALES = tuple(SETTINGS)
PHRASES = load_phrases(TEMPLATES / "phrases")
SMS_MOST = 4
DEBT = re.compile(r"\d|pay|due|loan|debt|pago|deuda|vence|плат|долг|кредит(?! »)|还款|欠|逾期", re.IGNORECASE)


def wide(value: Value) -> Value:
    """The same kind of value as long as it gets: millions, and a day of another year."""
    if isinstance(value, Money):
        return Money(currency=value.currency, minor=value.minor * 1000 + 99)
    if isinstance(value, date) and not isinstance(value, datetime):
        return date(value.year + 1, 11, 25)
    if isinstance(value, Phrase):
        return Phrase(key=value.key, values={name: wide(each) for name, each in value.values.items()})
    if isinstance(value, tuple):
        return tuple(wide(each) for each in value)  # type: ignore[return-value]  # of one kind, as it was
    return value


def widened(say: Say) -> Say:
    return replace(say, values={name: wide(value) for name, value in say.values.items()})


CASES = {"usual": lambda say: say, "wide": widened}


def rendered(say: Say, locale: str, channel: Channel) -> Rendered:
    return WORDS.render(
        say,
        Told(locale=locale, channel=channel, sender=SETTINGS[locale].sender, today=TODAY, zone=ZoneInfo("UTC")),
        unasked=False,
    )


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", KEYS)
def test_a_call_says_it_in_turns_of_twenty_seconds_with_four_keys(key: str, locale: str, case: str) -> None:
    say = CASES[case](example(key, locale))
    pads = keypads(say.choices)
    assert [each for pad in pads for each in pad if each != MORE] == list(say.choices)
    for pad in pads:
        assert len(pad) <= CALL_KEYS
        text = rendered(replace(say, choices=pad), locale, Channel.VOICE).body
        turns = call_turns(text, locale)
        assert re.sub(r"\s", "", "".join(turns)) == re.sub(r"\s", "", text)
        assert max(spoken_seconds(turn, locale) for turn in turns) <= CALL_SECONDS


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", WRITTEN)
def test_whatsapp_shows_the_choices_as_buttons_or_as_rows(key: str, locale: str) -> None:
    labels = [each.label for each in rendered(example(key, locale), locale, Channel.WHATSAPP).choices]
    assert as_buttons(labels) or fits_list(labels), labels


@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_renders_on_every_channel(locale: str, channel: Channel) -> None:
    for key in KEYS if channel is Channel.VOICE else WRITTEN:
        for made in CASES.values():
            assert rendered(made(example(key, locale)), locale, channel).body


@pytest.mark.parametrize("locale", LOCALES)
def test_no_reply_by_text_message_is_longer_than_terms_may_be(locale: str) -> None:
    for key in WRITTEN:
        assert (rendered(example(key, locale), locale, Channel.SMS).segments or 0) <= SMS_MOST, key


@pytest.mark.parametrize("locale", LOCALES)
def test_the_subject_of_an_email_names_nothing(locale: str) -> None:
    forms = PHRASES[locale].forms("email.subject", Channel.EMAIL)
    assert forms is not None
    assert re.findall(r"{{ (\w+) }}", forms["other"]) == ["lender"]
    assert not DEBT.search(forms["other"])


def test_a_keypad_with_more_than_four_goes_on_under_more() -> None:
    choices = tuple(choice(each) for each in ("why", "pay", "promise", "parts", "paid", "person"))
    pads = keypads(choices)
    assert [[each.id for each in pad] for pad in pads] == [
        ["why", "pay", "promise", "more"],
        ["parts", "paid", "person"],
    ]
    assert keypads(choices[:4]) == (choices[:4],)
    assert keypads(()) == ((),)
    assert isinstance(MORE, Choice)


def test_a_long_sentence_is_broken_at_its_clauses_then_between_words() -> None:
    clauses = ", ".join(f"part {number} of the plan falls on a day in the month" for number in range(12))
    assert len(call_turns(clauses, "en")) > 1
    assert len(call_turns("word " * 200, "en")) > 1
    assert call_turns("Thank you.", "en") == ("Thank you.",)
