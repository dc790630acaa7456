"""What every test can ask for: a real PostgreSQL database, a page in a real Chromium."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import pytest
import structlog
from hypothesis import settings

from tests.support import chromium, postgres
from tests.support.missing import LEFT_OUT, require

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MARKED_BY_FIXTURE = {"postgres_server": "postgres", "browser": "browser"}

settings.register_profile("forbear", deadline=None)  # a busy machine is no fault of the code's
settings.load_profile("forbear")

# As the program logs (`cli/logs.py`): the usual traceback writes out every local variable, which takes a minute where
# one of them is a whole runtime.
structlog.configure(
    processors=[
        *structlog.get_config()["processors"][:-1],
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
    ]
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a real program, so that `make test-fast` can leave it out and nobody has to remember."""
    for item in items:
        for fixture, marker in MARKED_BY_FIXTURE.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(marker)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Say loudly what was not tested, just above pytest's closing line."""
    yield
    reasons = (str(report.longrepr) for report in terminalreporter.stats.get("skipped", []))
    left_out = Counter(reason.partition(LEFT_OUT)[2].rstrip("')") for reason in reasons if LEFT_OUT in reason)
    if left_out:
        terminalreporter.section("NOT EVERYTHING WAS TESTED", sep="!", red=True, bold=True)
        for reason, count in left_out.items():
            terminalreporter.line(f"left out: {count} because {reason}", red=True, bold=True)


LOGS = structlog.get_config()


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    """A command run in a test, or by a fixture of many, sets logs up for itself, on a stream that is soon closed."""
    structlog.configure(**LOGS)
    yield
    structlog.configure(**LOGS)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A throwaway server; one for each process that runs tests."""
    with postgres.running(require(postgres.find_programs(), postgres.DEBIAN_PACKAGE)) as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: postgres.Server) -> Iterator[str]:
    """The address of a new, empty database: `postgresql+psycopg://…`."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one module; `chromium.new_page(browser)` gives a second person's page."""
    with chromium.running(require(chromium.find_program(), chromium.DEBIAN_PACKAGE)) as started:
        yield started


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[Page]:
    """A page with cookies of its own, 1280 by 800, English, UTC."""
    with chromium.new_page(browser) as page:
        yield page
