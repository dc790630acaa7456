"""A Say becomes the text that leaves: words found, values made text, sender and opt-out line around it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from cases.model import Channel
from cases.money import Money
from cases.say import Phrase, Say, Value, choice
from outreach.examples import SETTINGS, TODAY, example
from outreach.wording import Rendered, Sender, StoredTemplate, Told, WordingError, Words

WORDS = Words.shipped()
DUE = Say(
    key="overdue_1",
    values={"amount": Money(currency="USD", minor=18640), "date": date(2026, 11, 20)},
    choices=(choice("pay"), choice("paid"), choice("promise"), choice("trouble")),
)


def rendered(
    say: Say,
    locale: str = "en",
    *,
    channel: Channel = Channel.SMS,
    unasked: bool = False,
    sender: Sender | None = None,
    words: Words = WORDS,
) -> Rendered:
    signed = sender or SETTINGS.get(locale, SETTINGS["en"]).sender
    zone = ZoneInfo("America/Chicago")
    return words.render(
        say, Told(locale=locale, channel=channel, sender=signed, today=TODAY, zone=zone), unasked=unasked
    )


REMINDERS = {
    "en": "Alder Finance, Dana Reed's team: $186.40 due Fri, Nov 20 has not reached us. "
    "1 pay, 2 paid already, 3 pick a date, 4 trouble. Reply STOP to opt out",
    "zh-Hans": "【云杉消费金融有限公司】李敏团队 AI 助手：11月20日（周五）的2,430.00元我们还没收到。"
    "1 付款 2 已付 3 定日期 4 有困难。拒收请回复R",
    "es": "Crédito Roble, Lucía Ramírez: No llegó $1,620.00 del viernes 20 de noviembre. "
    "1 pagar, 2 ya pagué, 3 fecha, 4 ayuda. Para salir: ALTO",
    "ru": "Ясень Кредит 88000001234, О. Миронова: 7 450,00 ₽ от 20 ноября (пт) не поступили. "
    "1 оплата, 2 оплачено, 3 дата, 4 трудно. Отказ: СТОП",
}


@pytest.mark.parametrize(("locale", "body"), REMINDERS.items())
def test_an_unasked_sms_names_the_officer_and_the_way_out(locale: str, body: str) -> None:
    assert rendered(example("overdue_1", locale), locale, unasked=True).body == body


def test_with_buttons_the_text_stands_without_digits_and_the_labels_come_along() -> None:
    message = rendered(DUE, channel=Channel.TELEGRAM, unasked=True)
    assert message.body == "Alder Finance, Dana Reed's team: $186.40 due Fri, Nov 20 has not reached us."
    assert [(option.id, option.label) for option in message.choices] == [
        ("pay", "Pay"),
        ("paid", "Paid already"),
        ("promise", "Pick a date"),
        ("trouble", "Trouble"),
    ]
    assert message.segments is None


def test_a_reply_has_neither_sender_nor_opt_out_line() -> None:
    assert rendered(example("menu", "en")).body.startswith("What would help? 1 why, 2 pay,")


def test_a_reply_says_which_words_it_took() -> None:
    message = rendered(example("overdue_1", "es"), "es-MX")
    assert (message.locale, message.channel, message.template_version) == ("es", "sms", 0)


def test_words_are_looked_for_from_the_nearest_to_english() -> None:
    assert WORDS.chain("menu", "zh-CN", "sms") == (
        ("menu", "zh-CN", "sms"),
        ("menu", "zh-CN", "default"),
        ("menu", "zh", "sms"),
        ("menu", "zh", "default"),
        ("menu", "zh-Hans", "sms"),
        ("menu", "zh-Hans", "default"),
        ("menu", "en", "sms"),
        ("menu", "en", "default"),
    )


def test_a_locale_without_words_is_written_to_in_english_with_english_habits() -> None:
    message = rendered(DUE, "de-DE", channel=Channel.WEBCHAT)
    assert (message.locale, message.body) == ("en", "$186.40 due Fri, Nov 20 has not reached us.")


def test_a_region_keeps_its_habits() -> None:
    values: dict[str, Value] = {"amount": Money(currency="GBP", minor=18640), "date": date(2026, 11, 20)}
    assert rendered(Say(key="overdue_1", values=values), "en-GB").body == "£186.40 due Fri 20 Nov has not reached us."


def test_a_stored_version_replaces_the_shipped_words() -> None:
    words = WORDS.with_overlay({("overdue_1", "en", "default"): (7, "Hello. {{ amount }} is late.")})
    message = rendered(DUE, words=words)
    assert (message.body, message.template_version) == ("Hello. $186.40 is late.", 7)
    assert (
        words.original("overdue_1", "en")
        != words.current("overdue_1", "en")
        == StoredTemplate(7, "Hello. {{ amount }} is late.")
    )
    assert rendered(DUE, words=words.with_overlay({})).template_version == 0


def test_a_missing_value_names_key_locale_channel_line_and_variable() -> None:
    with pytest.raises(WordingError) as caught:
        rendered(Say(key="overdue_1", values={"amount": Money(currency="RUB", minor=1)}), "ru")
    error = caught.value
    assert (error.key, error.locale, error.channel, error.line) == ("overdue_1", "ru", "sms", 1)
    assert str(error) == "overdue_1 (ru, sms), line 1: no value for date"


@pytest.mark.parametrize(
    ("say", "what"),
    [
        (Say(key="nobody_wrote_this"), "there are no words for this key"),
        (Say(key="why_stale", values={"as_of": datetime(2026, 11, 24)}), "has no time zone"),  # noqa: DTZ001 - the point
        (Say(key="pause_here", values={"step": Phrase(key="step.nowhere")}), "there is no phrase step.nowhere"),
        (Say(key="pause_here", values={"step": Phrase(key="part.line")}), "phrase part.line: no value for date"),
        (Say(key="plan_day_ask", values={"amount": Money(currency="XQZ", minor=1)}), "XQZ"),
    ],
)
def test_whatever_cannot_be_said_is_one_kind_of_error(say: Say, what: str) -> None:
    with pytest.raises(WordingError, match=what):
        rendered(say)


def test_a_broken_stored_template_is_an_error_too() -> None:
    words = WORDS.with_overlay({("menu", "en", "default"): (2, "ok\n{% for x in y %}{% endfor %}")})
    with pytest.raises(WordingError, match=r"menu \(en, default\), line 2: loops are not available"):
        rendered(Say(key="menu"), words=words)


def test_what_a_borrower_wrote_stays_one_line_of_text() -> None:
    values: dict[str, Value] = {
        "words": "{{ amount }}\n\n1 yes",
        "date": date(2026, 12, 8),
        "link": "",
        "rests_line": "",
    }
    body = rendered(Say(key="dispute_open", values=values)).body
    assert body.startswith("So: {{ amount }} 1 yes. We check and answer by Tue, Dec 8.")


def test_a_chat_link_is_added_where_two_segments_hold_it() -> None:
    line = Phrase(key="chat.line", values={"link": "https://alder.example/chat/abc"})
    say = Say(key=DUE.key, values={**DUE.values, "chat_line": line}, choices=DUE.choices)
    body = rendered(say, unasked=True).body
    assert body.endswith("4 trouble. Chat: https://alder.example/chat/abc Reply STOP to opt out")


def test_a_chat_link_that_does_not_fit_is_left_out() -> None:
    line = Phrase(key="chat.line", values={"link": "https://alder.example/chat/" + "a" * 200})
    say = Say(key=DUE.key, values={**DUE.values, "chat_line": line}, choices=DUE.choices)
    message = rendered(say, unasked=True)
    assert (message.body, message.segments) == (rendered(DUE, unasked=True).body, 1)


def test_a_long_sms_loses_its_link_first_then_long_dates_then_the_name() -> None:
    eve = example("promise_eve", "ru")
    assert "yasen.example" in rendered(eve, "ru", channel=Channel.TELEGRAM, unasked=True).body
    assert "yasen.example" not in rendered(eve, "ru", unasked=True).body
    assert "25 ноября (ср)" in rendered(eve, "ru", unasked=True).body
    assert "20 nov" in rendered(example("plan_ended", "es"), "es", unasked=True).body
    long_name = Say(key="first_contact_again", values={"name": "Konstantinopolskaja " * 3}, choices=(choice("yes_me"),))
    body = rendered(long_name, "ru", unasked=True).body
    assert "Konstantin" not in body
    assert body.startswith("Ясень Кредит 88000001234, О. Миронова: Вам можно писать сюда? 1 да.")


def test_a_text_too_long_for_any_cut_keeps_officer_and_way_out() -> None:
    sender = Sender(lender="Ясень" * 20, full_name="Ясень", phone="88000001234", officer="Ольга Миронова")
    message = rendered(example("overdue_2", "ru"), "ru", unasked=True, sender=sender)
    assert "О. Миронова" in message.body
    assert message.body.endswith("Отказ: СТОП")
    assert message.segments is not None
    assert message.segments > 2


def test_another_officer_may_be_named_in_the_text_while_the_sender_stays() -> None:
    say = Say(key="are_you_a_bot", values={"officer": "Noor Haddad"})
    assert rendered(say).body.endswith("Noor Haddad is a person. Write PERSON and Noor gets this chat.")
    assert rendered(say, unasked=True).body.startswith("Alder Finance, Dana Reed's team: ")


def test_a_list_stands_one_a_line_where_there_is_room() -> None:
    say = example("plan_terms", "en")
    assert rendered(say, channel=Channel.WEBCHAT).body.splitlines()[:3] == [
        "Tue, Dec 15: $62.13",
        "Jan 15, 2027: $62.13",
        "Feb 15, 2027: $62.14",
    ]
    assert rendered(say).body.startswith("Tue, Dec 15: $62.13; Jan 15, 2027: $62.13; Feb 15, 2027: $62.14. Total")


@pytest.mark.parametrize(
    ("locale", "texts"),
    [
        ("en", ["1 loan", "2 loans", "5 loans"]),
        ("ru", ["1 кредит", "2 кредита", "5 кредитов"]),
        ("es", ["1 crédito", "2 créditos", "5 créditos"]),
        ("zh-Hans", ["1笔贷款", "2笔贷款", "5笔贷款"]),
    ],
)
def test_counts_bend_their_noun(locale: str, texts: list[str]) -> None:
    for n, text in zip((1, 2, 5), texts, strict=True):
        values: dict[str, Value] = {"count_loans": Phrase(key="count.loans", values={"n": n}), "amounts": ()}
        assert text in rendered(Say(key="overdue_several", values=values), locale).body


def test_moments_are_told_by_the_borrowers_clock() -> None:
    values = {"as_of": datetime(2026, 11, 24, 16, 5, tzinfo=UTC)}
    assert rendered(Say(key="why_stale", values=values)).body.startswith("This is as of 10:05 AM today.")


def test_codes_are_shown_when_the_loans_differ_in_currency() -> None:
    message = WORDS.render(
        DUE,
        Told(
            locale="en",
            channel=Channel.SMS,
            sender=SETTINGS["en"].sender,
            today=TODAY,
            zone=ZoneInfo("UTC"),
            currencies_differ=True,
        ),
        unasked=False,
    )
    assert message.body.startswith("USD 186.40 due")


def test_an_editor_is_told_which_variables_a_message_knows() -> None:
    sender = {"lender", "full_name", "phone", "officer", "officer_short", "officer_initials"}
    assert WORDS.variables("promise_eve") == {"amount", "date", "link", "choices", *sender}
