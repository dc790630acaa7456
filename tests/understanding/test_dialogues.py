"""Every line that a borrower writes in the dialogues of the voice guide is read as the dialogue needs."""

from __future__ import annotations

from datetime import date

import pytest

from cases.reading import Intent
from understanding import read
from understanding.scoring import IDLE

TUESDAY = date(2026, 11, 24)
FRIDAY = date(2026, 12, 4)
WEDNESDAY = date(2026, 12, 2)
FOURTH = date(2026, 12, 4)

NONE: frozenset[Intent] = frozenset()

LINES = [
    # text, locale, today, intent, rights, amounts in minor units, dates
    ("why?? i have autopay", "en-US", TUESDAY, Intent.ASK_WHY, NONE, [], []),
    ("ok i get paid the 4th", "en-US", TUESDAY, Intent.PROMISE, NONE, [], [FOURTH]),
    ("yes", "en-US", TUESDAY, Intent.YES, NONE, [], []),
    ("next friday", "en-US", FRIDAY, Intent.PROMISE, NONE, [], [date(2026, 12, 11)]),
    ("yes pls", "en-US", TUESDAY, Intent.YES, NONE, [], []),
    ("STOP charging me late fees!!", "en-US", TUESDAY, Intent.ASK_WHY, NONE, [], []),
    ("just dont text me anymore", "en-US", TUESDAY, Intent.STOP, {Intent.STOP}, [], []),
    ("一下子还不上，能分期吗", "zh-Hans", TUESDAY, Intent.ASK_PLAN, NONE, [], []),
    ("一个月300吧 15号发", "zh-Hans", TUESDAY, Intent.ASK_PLAN, NONE, [30000], [date(2026, 12, 15)]),
    ("819太多了，600顶天了", "zh-Hans", TUESDAY, Intent.ASK_PLAN, NONE, [81900, 60000], []),
    ("同意", "zh-Hans", TUESDAY, Intent.YES, NONE, [], []),
    ("上周五就还了啊，怎么还催", "zh-Hans", TUESDAY, Intent.ALREADY_PAID, NONE, [], [date(2026, 11, 20)]),
    ("20号，1276.5，工行。截图传了", "zh-Hans", TUESDAY, Intent.ALREADY_PAID, NONE, [127650], [date(2026, 11, 20)]),
    ("发错了吧，不认识这人", "zh-Hans", TUESDAY, Intent.WRONG_PERSON, {Intent.WRONG_PERSON}, [], []),
    ("me quedé sin trabajo en octubre, no sé cómo le voy a hacer", "es-MX", TUESDAY, Intent.CANNOT_PAY, NONE, [], []),
    ("sí", "es-MX", TUESDAY, Intent.YES, NONE, [], []),
    ("unos 6000 de lo que va saliendo", "es-MX", TUESDAY, None, NONE, [600000], []),
    ("2800 de renta y como 500 de luz, gas y eso", "es-MX", TUESDAY, None, NONE, [280000, 50000], []),
    ("2300", "es-MX", TUESDAY, None, NONE, [230000], []),
    ("mis 2 hijos", "es-MX", TUESDAY, None, NONE, [], []),
    ("la pausa, ahorita no me alcanza", "es-MX", TUESDAY, None, NONE, [], []),
    ("sí, gracias", "es-MX", TUESDAY, Intent.YES, NONE, [], []),
    ("soy su esposa, qué pasó? debe algo?", "es-MX", TUESDAY, Intent.THIRD_PARTY, NONE, [], []),
    ("este es MI celular, ya no manden nada", "es-MX", TUESDAY, Intent.STOP, {Intent.STOP}, [], []),
    ("почему 7595,95? платёж же 7450", "ru", TUESDAY, Intent.ASK_WHY, NONE, [759595, 745000], []),
    ("смс я не подключал, за это платить не буду", "ru", TUESDAY, Intent.DISPUTE, {Intent.DISPUTE}, [], []),
    ("ок, в пятницу закину", "ru", WEDNESDAY, Intent.PROMISE, NONE, [], [FOURTH]),
    ("это сын. папа умер 12 ноября", "ru", TUESDAY, Intent.DECEASED, {Intent.DECEASED}, [], [date(2026, 11, 12)]),
    ("какие платежи, мне жить не хочется. устала", "ru", TUESDAY, Intent.DISTRESS, {Intent.DISTRESS}, [], []),
    ("можно. спасибо", "ru", TUESDAY, Intent.YES, NONE, [], []),
]
CURRENCIES = {"en-US": "USD", "zh-Hans": "CNY", "es-MX": "MXN", "ru": "RUB"}


@pytest.mark.parametrize(("text", "locale", "today", "intent", "rights", "amounts", "dates"), LINES)
def test_a_line_of_the_dialogues_is_read_as_the_dialogue_needs(
    text: str,
    locale: str,
    today: date,
    intent: Intent | None,
    rights: frozenset[Intent],
    amounts: list[int],
    dates: list[date],
) -> None:
    reading = read(text, locale=locale, today=today, currency=CURRENCIES[locale])
    assert [amount.minor for amount in reading.amounts] == amounts
    assert [found.on for found in reading.dates] == dates
    assert reading.rights == rights
    assert intent is None or reading.intent is intent


NOT_UNDERSTOOD = [
    ("same thing w the card as june", "en-US"),
    ("no the OTHER one, the auto thing", "en-US"),
    ("1", "en-US"),
    ("1987", "en-US"),
    ("[фото] договор, стр. 3", "ru"),
    ("дома, дочка тут. просто сил нет", "ru"),
]


@pytest.mark.parametrize(("text", "locale"), NOT_UNDERSTOOD)
def test_what_the_dialogues_do_not_understand_is_not_acted_upon(text: str, locale: str) -> None:
    reading = read(text, locale=locale, today=TUESDAY, currency=CURRENCIES[locale])
    assert reading.intent in IDLE
    assert (reading.rights, reading.amounts, reading.dates) == (frozenset(), (), ())


def test_the_wife_who_asks_us_to_stop_is_heard_as_both() -> None:
    reading = read("este es MI celular, ya no manden nada", locale="es-MX", today=TUESDAY, currency="MXN")
    assert (reading.intent, reading.runner_up) == (Intent.STOP, Intent.THIRD_PARTY)


def test_a_fee_to_be_stopped_leaves_the_dispute_as_the_second_meaning() -> None:
    reading = read("STOP charging me late fees!!", locale="en-US", today=TUESDAY, currency="USD")
    assert (reading.intent, reading.runner_up) == (Intent.ASK_WHY, Intent.DISPUTE)
