"""Options that many commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Config = Annotated[
    Path | None, typer.Option("--config", help="The config file. Default: $FORBEAR_CONFIG, else config.toml here.")
]
Json = Annotated[bool, typer.Option("--json", help="JSON on standard output and nothing else there.")]
