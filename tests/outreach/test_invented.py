"""Invented borrowers and real providers never meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.model import Channel
from outreach.invented import SAMPLE_MARK, real_providers
from outreach.runtime import build_runtime
from outreach.settings import Settings
from storage import meta, schema
from storage.session import Database

REAL = {
    "telegram": {"token": "123456:abcdef"},
    "twilio": {"account_sid": f"AC{'0' * 32}", "auth_token": "x", "from_number": "+15005550006"},
}
STAND_INS = {name: {**values, "api_base": "http://127.0.0.1:8322/x"} for name, values in REAL.items()}


def settings_for(folder: Path, providers: dict[str, dict[str, str]]) -> Settings:
    return Settings.model_validate({"home": folder, **providers})


@pytest.mark.parametrize("invented", [True, False])
@pytest.mark.parametrize("real", [True, False])
def test_only_the_sample_and_a_real_provider_are_kept_apart(tmp_path: Path, *, invented: bool, real: bool) -> None:
    settings = settings_for(tmp_path, REAL if real else STAND_INS)
    database = Database(settings.database_url)
    schema.migrate(database)
    if invented:
        with database.writing() as connection:
            meta.put(connection, SAMPLE_MARK, "now")
    database.close()
    runtime = build_runtime(settings)
    kept_apart = invented and real
    assert (runtime.channels[Channel.SMS].on, runtime.channels[Channel.TELEGRAM].on) == (not kept_apart,) * 2
    assert (runtime.settings.telegram.token == "") == kept_apart
    runtime.close()


def test_a_provider_is_real_unless_it_is_on_this_machine(tmp_path: Path) -> None:
    assert real_providers(settings_for(tmp_path, REAL)) == ["telegram", "twilio"]
    assert real_providers(settings_for(tmp_path, STAND_INS)) == []
    assert real_providers(settings_for(tmp_path, {})) == []
    posing = {**REAL["twilio"], "api_base": "https://127.0.0.1.evil.example"}
    assert real_providers(settings_for(tmp_path, {"twilio": posing})) == ["twilio"]
