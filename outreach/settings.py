"""Every setting, from ``config.toml`` and from ``FORBEAR__SECTION__KEY`` in the environment, which wins."""

from __future__ import annotations

import difflib
import os
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from outreach.checked import ClockTime, Weekday, Zone, make_sense

ENV_PREFIX = "FORBEAR__"
CONFIG_VARIABLE = "FORBEAR_CONFIG"


class ConfigError(Exception):
    """A setting that cannot be used; the text names the file or variable, the key, and what to do."""


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
            "CN": ["cn-consumer-loan"],
            "RU": ["ru-230fz"],
            "MX": ["mx-condusef"],
            "GB": ["uk-conc"],
            "KZ": ["kz"],
            "IN": ["in-rbi"],
            "ID": ["id-ojk"],
            "PH": ["ph-sec"],
            "BR": ["br-al"],
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
    valid_days: int = Field(default=180, ge=1)


class PromiseSettings(Section):
    """Limits of a promise that the bot may take."""

    max_days: int = Field(default=21, ge=1)
    least_part: float = Field(default=0.10, gt=0, le=1)
    grace_days: int = Field(default=1, ge=0)
    max_broken: int = Field(default=2, ge=1)


class PlanSettings(Section):
    """Limits of an instalment plan that the bot may agree."""

    max_parts: int = Field(default=6, ge=2)
    first_within_days: int = Field(default=31, ge=1)
    grace_days: int = Field(default=3, ge=0)


class DeskSettings(Section):
    """When people answer, and how long a chat is theirs. Hours are in ``zone``."""

    zone: Zone = "America/New_York"
    opens: ClockTime = "09:00"
    closes: ClockTime = "18:00"
    days: list[Weekday] = ["mon", "tue", "wed", "thu", "fri"]
    lease_minutes: int = Field(default=15, ge=1)
    answer_minutes: int = Field(default=30, ge=1)
    session_hours: int = Field(default=12, ge=1)
    _make_sense = model_validator(mode="after")(make_sense)


class LinkSettings(Section):
    """Links that borrowers get."""

    chat_days: int = Field(default=30, ge=1)
    telegram_days: int = Field(default=7, ge=1)


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
    promises: PromiseSettings = PromiseSettings()
    plans: PlanSettings = PlanSettings()
    desk: DeskSettings = DeskSettings()
    links: LinkSettings = LinkSettings()
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


SECTIONS: dict[str, type[Section]] = {
    name: field.annotation
    for name, field in Settings.model_fields.items()
    if isinstance(field.annotation, type) and issubclass(field.annotation, Section)
}


def config_path(explicit: Path | None = None) -> Path:
    """The config file: the one named, else ``$FORBEAR_CONFIG``, else ``config.toml`` here."""
    if explicit is not None:
        return explicit
    return Path(os.environ.get(CONFIG_VARIABLE) or "config.toml")


def load_settings(explicit: Path | None = None) -> Settings:
    """Read file and environment. Raises ConfigError where a file, key or value is no good."""
    path = config_path(explicit)
    named = explicit is not None or CONFIG_VARIABLE in os.environ
    if named and not path.is_file():
        raise ConfigError(f"{path}: there is no such config file; copy config.example.toml there")
    values = _read_toml(path) if path.is_file() else {}
    _refuse_unknown(values, str(path))
    overrides = _from_environment(dict(os.environ))
    for section, keys in overrides.items():
        table = values.setdefault(section, {})
        table.update(keys)
    return _build(values, path, overrides, home=path.resolve().parent)


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from None


def _nearest(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.0)
    return f"; the nearest known one is {close[0]!r}" if close else ""


def _refuse_unknown(values: dict[str, Any], where: str) -> None:
    for section, table in values.items():
        if section not in SECTIONS:
            raise ConfigError(f"{where}: [{section}] is not a known section{_nearest(section, list(SECTIONS))}")
        if not isinstance(table, dict):
            raise ConfigError(f"{where}: {section} must be a table, written [{section}]")
        known = list(SECTIONS[section].model_fields)
        for key in table:
            if key not in known:
                raise ConfigError(f"{where}: [{section}] {key} is not a known key{_nearest(key, known)}")


def _from_environment(environment: dict[str, str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, raw in environment.items():
        if not name.upper().startswith(ENV_PREFIX):
            continue
        section, _, key = name[len(ENV_PREFIX) :].lower().partition("__")
        if section not in SECTIONS:
            raise ConfigError(f"{name}: {section!r} is not a known section{_nearest(section, list(SECTIONS))}")
        known = list(SECTIONS[section].model_fields)
        if key not in known:
            raise ConfigError(f"{name}: {key!r} is not a known key{_nearest(key, known)}")
        found.setdefault(section, {})[key] = _environment_value(raw, SECTIONS[section].model_fields[key].annotation)
    return found


def _environment_value(raw: str, annotation: Any) -> Any:
    """Lists and tables are written as TOML; everything else is the text itself."""
    if annotation in (str, int, float, bool) or not raw.startswith(("[", "{")):
        return raw
    try:
        return tomllib.loads(f"value = {raw}")["value"]
    except tomllib.TOMLDecodeError:
        return raw


def _build(values: dict[str, Any], path: Path, overrides: dict[str, dict[str, Any]], *, home: Path) -> Settings:
    try:
        return Settings(home=home, **values)
    except ValidationError as error:
        first = error.errors()[0]
        section, *key = (str(part) for part in first["loc"])
        own = key[:1] and key[0] in overrides.get(section, {})
        place = f"{ENV_PREFIX}{section}__{key[0]}".upper() if own else f"{path}: {'.'.join([section, *key])}"
        raise ConfigError(f"{place}: {first['msg']} (given: {first['input']!r})") from None
