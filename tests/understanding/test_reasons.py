"""Why somebody fell behind, how many depend on them, and which relief they name, in four languages."""

from __future__ import annotations

from datetime import date

import pytest

from cases.reading import Reading
from understanding import read

REASONS = {
    "forgot": ["I forgot, sorry", "se me olvidó", "забыла, простите", "忘了还"],
    "payment_failed": ["autopay failed", "me rechazaron la tarjeta", "платёж не прошёл", "扣款失败了"],
    "salary_late": ["my salary is late", "todavía no me pagan", "задержали зарплату", "公司还没发工资"],
    "lost_job": ["I lost my job", "me quedé sin trabajo en octubre", "меня сократили", "我失业了"],
    "illness": [
        "I was in the hospital",
        "me operaron del corazón la semana pasada",
        "я заболела, лежу в больнице",
        "孩子住院了",
    ],
}
INNOCENT = ["I won't forget", "sick of these texts", "не забуду", "no se me olvida", "不会忘", "why", "200 on friday"]
PEOPLE = [("mis 2 hijos", 2), ("двое детей", 2), ("两个孩子", 2), ("three kids", 3), ("just me", 0), ("никого", 0)]
RELIEF = [
    ("la pausa, ahorita no me alcanza", "pause"),
    ("smaller payments", "reduced"),
    ("пауза", "pause"),
    ("暂缓吧", "pause"),
    ("i have to go", "later"),
    ("давайте потом", "later"),
]


def hear(text: str) -> Reading:
    return read(text, locale="en", today=date(2026, 11, 24), currency="USD")


@pytest.mark.parametrize(("reason", "text"), [(reason, text) for reason, texts in REASONS.items() for text in texts])
def test_a_reason_is_heard(reason: str, text: str) -> None:
    assert hear(text).reason == reason


@pytest.mark.parametrize("text", INNOCENT)
def test_words_that_resemble_a_reason_give_none(text: str) -> None:
    assert hear(text).reason is None


@pytest.mark.parametrize(("text", "count"), PEOPLE)
def test_people_are_counted(text: str, count: int) -> None:
    assert hear(text).people == count


@pytest.mark.parametrize(("text", "relief"), RELIEF)
def test_relief_is_heard_by_name(text: str, relief: str) -> None:
    assert hear(text).relief == relief
