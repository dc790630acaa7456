"""The invented people of the stories: what the lender's file says of them, and the phones they hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from emulators import EmulatorConfig, Person
from outreach.settings import LenderSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrower:
    """A row of the loans file, its instalments as (due on, principal, interest), and the person's devices."""

    first_name: str
    loan: dict[str, Any]
    instalments: tuple[tuple[str, str, str], ...]
    telegram_id: int
    timezone: str

    @property
    def ref(self) -> str:
        """As the lender names them."""
        return str(self.loan["borrower_ref"])

    @property
    def phone(self) -> str:
        """E.164."""
        return str(self.loan["phone"])

    def instalment_rows(self) -> list[dict[str, Any]]:
        """Rows of the instalments file."""
        loan_ref = self.loan["loan_ref"]
        return [
            {"loan_ref": loan_ref, "number": number, "due_on": due_on, "principal": principal, "interest": interest}
            for number, (due_on, principal, interest) in enumerate(self.instalments, start=1)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lender:
    """Who writes: the settings of ``[lender]``, where the desk is, and what of ``plans.toml`` is the lender's own."""

    settings: LenderSettings
    zone: str = "America/New_York"
    plans: str = ""

    @property
    def officer(self) -> str:
        """Who works at the desk in a story."""
        return self.settings.officer


ALDER = Lender(settings=LenderSettings())
LENDERS = {
    "Alder": ALDER,
    "Alder-frozen": Lender(settings=LenderSettings(), plans='[cost]\npromised = "frozen"\n'),
    "云杉": Lender(
        settings=LenderSettings(
            name="云杉消费金融",
            full_name="云杉消费金融有限公司",
            phone="400 000 1234",
            officer="李敏",
            jurisdiction="CN",
            locale="zh-Hans",
        ),
        zone="Asia/Shanghai",
    ),
    "Roble": Lender(
        settings=LenderSettings(
            name="Crédito Roble",
            full_name="Crédito Roble",
            phone="800 000 1234",
            officer="Lucía Ramírez",
            jurisdiction="MX",
            locale="es",
        ),
        zone="America/Mexico_City",
    ),
    "Ясень": Lender(
        settings=LenderSettings(
            name="Ясень Кредит",
            full_name="Ясень Кредит",
            phone="88000001234",
            officer="Ольга Миронова",
            jurisdiction="RU",
            locale="ru",
        ),
        zone="Europe/Moscow",
        plans='[cost]\ndisputed = "frozen"\n',
    ),
}
"""The lenders of the worked dialogues, by the name in a story's head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Country:
    """What loans of one country share."""

    currency: str
    locale: str
    jurisdiction: str
    timezone: str
    extra: dict[str, Any] = field(default_factory=dict)


US = _Country(currency="USD", locale="en", jurisdiction="US", timezone="America/New_York")
MX = _Country(currency="MXN", locale="es", jurisdiction="MX", timezone="America/Mexico_City")
CN = _Country(currency="CNY", locale="zh-Hans", jurisdiction="CN", timezone="Asia/Shanghai")
RU = _Country(currency="RUB", locale="ru", jurisdiction="RU", timezone="Europe/Moscow")


def _borrower(
    number: int, name: str, born: str, country: _Country, phone: str, *instalments: tuple[str, str, str], **loan: Any
) -> Borrower:
    row = {
        "borrower_ref": f"B-{number}",
        "name": name,
        "loan_ref": f"L-{number}",
        "currency": country.currency,
        "locale": country.locale,
        "timezone": country.timezone,
        "jurisdiction": country.jurisdiction,
        "phone": phone,
        "consents": "sms|telegram",
        "birth_date": born,
    }
    return Borrower(
        first_name=name.split()[0],
        loan=row | loan,
        instalments=instalments,
        telegram_id=500_000 + number,
        timezone=country.timezone,
    )


JAMES = _borrower(
    143,
    "James Cole",
    "1987-05-04",
    US,
    "+12025550143",
    ("2026-11-20", "141.15", "45.25"),
    ("2026-12-20", "141.15", "45.25"),
)
PRIYA = _borrower(
    144,
    "Priya Nair",
    "1990-01-19",
    US,
    "+12025550144",
    ("2026-11-12", "215.00", "25.00"),
    ("2026-12-12", "215.00", "25.00"),
)
ROSA = _borrower(
    145,
    "Rosa Méndez",
    "1985-03-11",
    MX,
    "+525555550145",
    ("2026-10-05", "1500.00", "120.00"),
    ("2026-11-05", "1500.00", "120.00"),
)
ANDREI = _borrower(146, "Андрей Волков", "1979-08-30", RU, "+79990000146", ("2026-11-10", "6120.00", "1330.00"))
ZHAO = _borrower(
    147,
    "赵婷",
    "1991-02-03",
    CN,
    "+8613800000147",
    ("2026-10-10", "2300.00", "130.00"),
    ("2026-11-10", "2300.00", "130.00"),
)
CHEN = _borrower(
    148,
    "陈浩",
    "1988-06-17",
    CN,
    "+8613800000148",
    ("2026-11-20", "1226.50", "50.00"),
    ("2026-12-20", "1226.50", "50.00"),
)
SAM = _borrower(
    152,
    "Sam Ortiz",
    "1983-09-09",
    US,
    "+12025550152",
    ("2026-11-02", "80.00", "15.00"),
    ("2026-12-02", "80.00", "15.00"),
)
WANG = _borrower(153, "王磊", "1990-07-21", CN, "+8613800000153", ("2026-11-20", "1200.00", "76.50"))
JORGE = _borrower(154, "Jorge Salas", "1980-12-01", MX, "+525555550154", ("2026-11-05", "1500.00", "120.00"))
PYOTR = _borrower(155, "Пётр Кузнецов", "1958-02-14", RU, "+79990000155", ("2026-11-10", "6120.00", "1330.00"))
NINA = _borrower(156, "Нина Орлова", "1984-10-02", RU, "+79990000156", ("2026-11-10", "6120.00", "1330.00"))
CAST = {
    borrower.first_name: borrower
    for borrower in (NINA, SAM, WANG, JORGE, PYOTR, JAMES, PRIYA, ROSA, ANDREI, ZHAO, CHEN)
}

STAND_INS = EmulatorConfig(
    people=tuple(
        Person(
            name=str(each.loan["name"]),
            phone=each.phone,
            telegram_id=each.telegram_id,
            language=str(each.loan["locale"]),
            timezone=each.timezone,
        )
        for each in CAST.values()
    ),
    receipt_delay_s=0.0,
    webhook_retry_s=0.02,
    seed=7,
)
