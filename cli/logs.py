"""Where log lines go: standard error, for people or as JSON."""

from __future__ import annotations

import logging
import sys

import structlog

from outreach.settings import LogSettings


def set_up_logs(settings: LogSettings) -> None:
    """Log lines of the program and its libraries, from the level of the settings up."""
    level = getattr(logging, settings.level.upper())
    logging.basicConfig(
        level=max(level, logging.WARNING), stream=sys.stderr, format="%(name)s: %(message)s", force=True
    )
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if settings.format == "json"
        # The usual traceback shows local variables, and with them the secret, tokens and what borrowers wrote.
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    # Telegram cannot be reached for a moment: the bot says so itself, once.
    logging.getLogger("aiogram").setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def quiet_logs(settings: LogSettings) -> None:
    """For commands that end soon: only what needs somebody's eye, and nothing on standard output."""
    louder = settings.model_copy(update={"level": "warning" if settings.level == "info" else settings.level})
    set_up_logs(louder)
