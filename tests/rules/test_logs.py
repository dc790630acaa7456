"""What is logged of an error shows where it happened, and never what the variables held."""

from __future__ import annotations

import pytest
import structlog

from cli.logs import set_up_logs
from outreach.settings import LogSettings


def fail(secret: str) -> None:
    raise RuntimeError(f"failed with {len(secret)} characters")


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_traceback_shows_no_local_variables(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs(LogSettings.model_validate({"format": form}))
    try:
        fail("hush" * 3)
    except RuntimeError:
        structlog.get_logger("test").exception("it_failed")
    logged = capsys.readouterr().err
    assert "failed with 12 characters" in logged
    assert "hushhushhush" not in logged
