"""Where the invented borrowers live: language, money, zone, officer, and numbers that reach nobody.

Numbers: ``+1 202 555 01xx`` is reserved for fiction
(https://www.nanpa.com/resources/number-resources/line-numbers). The others have the right length and begin where no
number of that country does, so that they can ring nowhere: Mexican area codes have no leading 0, Chinese mobile
numbers no second digit below 3, Russian area codes no leading 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One country in one of its languages.

    ``least`` and ``most`` bound a loan's principal, in major units; ``zones`` are what a borrower's ``timezone`` may
    be; ``phone`` is completed by a number of two digits.
    """

    country: str
    locale: str
    zones: tuple[str, ...]
    currency: str
    officer: str
    phone: str
    least: int
    most: int
    annual_rate: str
    products: tuple[str, ...]


_US: Final = Place(
    country="US",
    locale="en",
    zones=("America/New_York", "America/Chicago", "America/New_York|America/Chicago", "America/Los_Angeles"),
    currency="USD",
    officer="Dana Reed",
    phone="+120255501{:02}",
    least=1_800,
    most=6_400,
    annual_rate="17.9",
    products=("Personal loan", "Car repair loan", "Home loan"),
)

PLACES: Final[Mapping[str, Place]] = {
    "us": _US,
    "us-es": replace(_US, locale="es", officer="Elena Duarte", products=("Préstamo personal", "Préstamo para el auto")),
    "mx": Place(
        country="MX",
        locale="es",
        zones=("America/Mexico_City", "America/Mexico_City", "America/Tijuana"),
        currency="MXN",
        officer="Lucía Ramírez",
        phone="+5200555501{:02}",
        least=14_000,
        most=58_000,
        annual_rate="36",
        products=("Préstamo personal", "Crédito de nómina"),
    ),
    "cn": Place(
        country="CN",
        locale="zh-Hans",
        zones=("Asia/Shanghai",),
        currency="CNY",
        officer="李敏",
        phone="+86120005501{:02}",
        least=12_000,
        most=48_000,
        annual_rate="14.4",
        products=("消费贷款", "装修贷款"),
    ),
    "ru": Place(
        country="RU",
        locale="ru",
        zones=("Europe/Moscow", "Europe/Moscow", "Asia/Yekaterinburg"),
        currency="RUB",
        officer="Ольга Миронова",
        phone="+700055501{:02}",
        least=60_000,
        most=280_000,
        annual_rate="24",
        products=("Потребительский кредит", "Кредит на технику"),
    ),
}
