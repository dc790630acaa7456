"""`python -m emulators --port 8090 [--config people.toml]`: run the stand-ins until Ctrl-C."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from emulators.config import EmulatorConfig, Person, read_config
from emulators.server import start

NEWCOMERS = (
    Person(name="James Cole", phone="+12025550143", telegram_id=500143, timezone="America/New_York"),
    Person(
        name="Rosa Méndez", phone="+525550100144", telegram_id=500144, language="es", timezone="America/Mexico_City"
    ),
    Person(name="赵婷", phone="+8613800000145", telegram_id=500145, language="zh-Hans", timezone="Asia/Shanghai"),
    Person(name="Нина Орлова", phone="+79990000146", telegram_id=500146, language="ru", timezone="Europe/Moscow"),
)
"""Invented people, for a start without a configuration file."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m emulators", description="Stand-ins for Telegram and Twilio.")
    parser.add_argument("--port", type=int, default=8090, help="port on 127.0.0.1 (default 8090, 0 takes a free one)")
    parser.add_argument("--config", type=Path, help="TOML file with the settings of emulators/config.py")
    options = parser.parse_args(arguments)
    try:
        config = read_config(options.config) if options.config else EmulatorConfig(people=NEWCOMERS)
        running = start(config, options.port)
    except (OSError, ValueError) as error:
        print(f"The stand-ins cannot start: {error}", file=sys.stderr)
        return 1
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with running:
        print(f"phones            {running.phones_url}")
        print(f"telegram.api_base {running.telegram_base}")
        print(f"twilio.api_base   {running.twilio_base}", flush=True)
        stopped.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
