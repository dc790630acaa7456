"""Every setting, from ``config.toml`` and from ``FORBEAR__SECTION__KEY`` in the environment, which wins."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from outreach.checked import Calendar, ClockTime, Slot, Weekday, Zone, make_sense
from outreach.endpoint import Endpoint


class Section(BaseModel):
    """A table of the configuration. Unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LenderSettings(Section):
    """Who writes to the borrower."""

    name: str = "Alder Finance"
    full_name: str = "Alder Finance Ltd (受委托)"
    phone: str = "+1 800 555 0142"
    officer: str = "Dana Reed"
    actor: Literal["first_party", "third_party"] = "first_party"
    kind: Literal["bank", "mfi", "nonbank"] = "nonbank"
    pay_url: str = "https://pay.alder.example"
    jurisdiction: str = "US"
    locale: str = "en"


class DatabaseSettings(Section):
    """Where the state lives."""

    url: str = "sqlite:///forbear.db"


class WebSettings(Section):
    """The web server. ``public_url`` is how borrowers and providers reach it."""

    host: str = "127.0.0.1"
    port: int = Field(default=8321, ge=1, le=65535)
    public_url: str = ""

    @property
    def base_url(self) -> str:
        """``public_url`` without a slash at its end, or the local address."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"


class TelegramSettings(Section):
    """The Telegram bot. It is off while ``token`` is empty."""

    token: str = ""
    username: str = ""
    api_base: str = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_secret: str = ""


class TwilioSettings(Section):
    """SMS by Twilio. It is off while any of the first three is empty."""

    account_sid: str = ""
    auth_token: str = ""
    from_number: str = ""
    api_base: str = "https://api.twilio.com"


class PolicySettings(Section):
    """Which packs judge whom; ``house`` is always added."""

    packs: dict[str, list[str]] = Field(
        default_factory=lambda: {
            "US": ["us-federal"],
            "US-CA": ["us-ca"],
            "US-MA": ["us-ma"],
            "US-NY-NYC": ["us-nyc"],
            "US-WA": ["us-wa"],
            "CA": ["ca"],
            "MX": ["mx-condusef"],
            "BR": ["br"],
            "BR-AL": ["br-al"],
            "GB": ["uk-conc"],
            "EU": ["eu"],
            "RU": ["ru-230fz"],
            "KZ": ["kz"],
            "CN": ["cn-consumer-loan"],
            "IN": ["in-rbi"],
            "ID": ["id-ojk"],
            "PH": ["ph-sec"],
            "KE": ["ke"],
            "NG": ["ng"],
        }
    )
    packs_dir: str = ""


class StrategySettings(Section):
    """The ladder of reminders; empty means the one shipped."""

    file: str = ""


class SchedulerSettings(Section):
    """The alarm clock."""

    engine: Literal["embedded"] = "embedded"
    tick_seconds: int = Field(default=5, ge=1)
    batch: int = Field(default=500, ge=1, le=10_000)


class IdentitySettings(Section):
    """What is asked before debt may be spoken of, and for how long an answer counts."""

    facts: list[Literal["birth_year", "id_last4", "postal_code"]] = ["birth_year"]
    tries: int = Field(default=3, ge=1)
    count_days: int = Field(default=30, ge=1)
    valid_days: int = Field(default=180, ge=1)


class ConversationSettings(Section):
    """How long a question waits in a chat, and how long an answer to it counts."""

    pause_minutes: int = Field(default=30, ge=0)
    session_hours: int = Field(default=24, ge=1)


class ReadingSettings(Section):
    """Which readings of borrowers' messages are kept for a supervisor's eye."""

    review_below: float = Field(default=0.6, ge=0, le=1)


class SecondReaderSettings(Section):
    """A second reader of doubtful messages. It is off while ``url`` or ``model`` is empty, or ``send`` is "off"."""

    url: Endpoint = ""
    model: str = ""
    key: str = ""
    send: Literal["masked", "as_written", "off"] = "masked"
    ask_below: float = Field(default=0.6, ge=0, le=1)
    timeout_seconds: float = Field(default=3.0, gt=0, le=30)
    rest_seconds: int = Field(default=60, ge=1)

    @property
    def on(self) -> bool:
        """Whether anybody is asked at all."""
        return bool(self.url and self.model) and self.send != "off"


class PlanSettings(Section):
    """What may be agreed, promises included; empty means the policy shipped."""

    file: str = ""


class ReliefSettings(Section):
    """What relief may be granted to somebody in trouble."""

    file: str = ""


class SignpostSettings(Section):
    """Where free help is to be had: advice on debt, and lines for people in despair."""

    file: str = ""


class DeskSettings(Section):
    """When people answer, and how long a chat is theirs. Hours are in ``zone``."""

    zone: Zone = "America/New_York"
    opens: ClockTime = "09:00"
    closes: ClockTime = "18:00"
    pauses: list[Slot] = []
    days: list[Weekday] = ["mon", "tue", "wed", "thu", "fri"]
    days_off: list[date] = []
    holidays: Calendar = ""
    lease_minutes: int = Field(default=15, ge=1)
    answer_minutes: int = Field(default=30, ge=1)
    session_hours: int = Field(default=12, ge=1)
    idle_minutes: int = Field(default=60, ge=1)
    lock_after: int = Field(default=10, ge=3)
    lock_minutes: int = Field(default=30, ge=1)
    capacity: int = Field(default=5, ge=1, le=100)
    auto_assign: bool = False
    take_up_minutes: int = Field(default=2, ge=1)
    _make_sense = model_validator(mode="after")(make_sense)


class FeedSettings(Section):
    """A feed of payments: after so many hours without word from it the ledger counts as out of date."""

    stale_hours: int = Field(default=30, ge=1)


FEED_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
"""What a feed may be called: letters, digits, dots, dashes and low lines."""
FeedName = Annotated[str, StringConstraints(pattern=FEED_NAME)]


class LinkSettings(Section):
    """Links that borrowers get."""

    chat_days: int = Field(default=30, ge=1)
    telegram_days: int = Field(default=7, ge=1)
    data_days: int = Field(default=7, ge=1)


class PriceSettings(Section):
    """What one segment or message costs, in ``currency``, for people to see before they send. 0: not shown."""

    currency: Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")] = ""
    sms: Decimal = Field(default=Decimal(0), ge=0)
    whatsapp: Decimal = Field(default=Decimal(0), ge=0)


class SampleSettings(Section):
    """Sample mode: invented borrowers, stand-ins for the providers, a clock that can be moved."""

    enabled: bool = False
    emulators_port: int = Field(default=8322, ge=0, le=65535)
    seed: int = 7


class LogSettings(Section):
    """What is logged, and how."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["console", "json"] = "console"


class Settings(Section):
    """All of it. ``home`` is the folder relative paths resolve against."""

    home: Path = Field(default=Path(), exclude=True)
    lender: LenderSettings = LenderSettings()
    database: DatabaseSettings = DatabaseSettings()
    web: WebSettings = WebSettings()
    telegram: TelegramSettings = TelegramSettings()
    twilio: TwilioSettings = TwilioSettings()
    policy: PolicySettings = PolicySettings()
    strategy: StrategySettings = StrategySettings()
    scheduler: SchedulerSettings = SchedulerSettings()
    identity: IdentitySettings = IdentitySettings()
    conversation: ConversationSettings = ConversationSettings()
    readings: ReadingSettings = ReadingSettings()
    second_reader: SecondReaderSettings = SecondReaderSettings()
    plans: PlanSettings = PlanSettings()
    relief: ReliefSettings = ReliefSettings()
    signposts: SignpostSettings = SignpostSettings()
    desk: DeskSettings = DeskSettings()
    feeds: dict[FeedName, FeedSettings] = {}
    links: LinkSettings = LinkSettings()
    prices: PriceSettings = PriceSettings()
    sample: SampleSettings = SampleSettings()
    log: LogSettings = LogSettings()

    def path(self, value: str) -> Path:
        """A path of the configuration, resolved against the folder of the config file."""
        return (self.home / value).resolve()

    @property
    def database_url(self) -> str:
        """The database's address, a relative SQLite path made absolute beside the config file."""
        prefix = "sqlite:///"
        url = self.database.url
        if not url.startswith(prefix) or url in (prefix, prefix + ":memory:"):
            return url
        return prefix + str(self.path(url.removeprefix(prefix)))
