"""The invented lenders and borrowers of the examples, one of each locale, and their days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from cases.money import Money
from outreach.wording import Sender

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
DUE, PAY_DAY, LATER = date(2026, 11, 20), date(2026, 12, 4), date(2026, 12, 11)
OPENS = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """An invented lender and borrower of one locale. ``due`` is a usual instalment in minor units."""

    sender: Sender
    name: str
    country: str
    currency: str
    due: int
    link: str
    note: str

    def money(self, minor: int) -> Money:
        """An amount in the setting's currency."""
        return Money(currency=self.currency, minor=minor)


SETTINGS = {
    "en": Setting(
        sender=Sender(
            lender="Alder Finance", full_name="Alder Finance Ltd", phone="+1 800 555 0142", officer="Dana Reed"
        ),
        name="James Cole",
        country="US",
        currency="USD",
        due=18640,
        link="alder.example/7F3K",
        note="Your new card is in place.",
    ),
    "zh-Hans": Setting(
        sender=Sender(lender="云杉消费金融", full_name="云杉消费金融有限公司", phone="400 000 1234", officer="李敏"),
        name="赵婷",
        country="CN",
        currency="CNY",
        due=243000,
        link="ys.example/u4",
        note="新卡已经换好了。",
    ),
    "es": Setting(
        sender=Sender(
            lender="Crédito Roble", full_name="Crédito Roble, S.A.", phone="800 000 1234", officer="Lucía Ramírez"
        ),
        name="Jorge Salas",
        country="MX",
        currency="MXN",
        due=162000,
        link="roble.example/9T",
        note="Su nueva tarjeta ya quedó.",
    ),
    "ru": Setting(
        sender=Sender(
            lender="Ясень Кредит", full_name="ООО «Ясень Кредит»", phone="88000001234", officer="Ольга Миронова"
        ),
        name="Пётр Кузнецов",
        country="RU",
        currency="RUB",
        due=745000,
        link="yasen.example/k2",
        note="Новая карта подключена.",
    ),
}
