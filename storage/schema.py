"""The schema's version: migrate up to it, say where a database stands."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.session import Database, DatabaseError

HERE = Path(__file__).parent / "migrations"


def _config(database: Database) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["engine"] = database.engine
    return config


def newest() -> str:
    """The version this program brings."""
    head = ScriptDirectory(str(HERE)).get_current_head()
    if head is None:
        raise DatabaseError("this program brings no schema; install it anew")
    return head


def version(database: Database) -> str | None:
    """The version a database stands at; None for an empty one."""
    with database.reading() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def state(database: Database) -> str:
    """``current``, ``empty``, ``older``, or ``newer`` than this program."""
    found = version(database)
    if found is None:
        return "empty"
    known = {script.revision for script in ScriptDirectory(str(HERE)).walk_revisions()}
    if found not in known:
        return "newer"
    return "current" if found == newest() else "older"


def migrate(database: Database) -> None:
    """Bring a database up to this program's version. Raises DatabaseError for one from a newer program."""
    if state(database) == "newer":
        raise DatabaseError("the database was made by a newer version of Forbear; install that version")
    command.upgrade(_config(database), "head")


def require_current(database: Database) -> None:
    """Raises DatabaseError unless the schema is this program's."""
    words = {
        "empty": "the database is empty; run: forbear migrate",
        "older": "the database is of an older version; run: forbear migrate",
        "newer": "the database was made by a newer version of Forbear; install that version",
    }
    found = state(database)
    if found != "current":
        raise DatabaseError(words[found])
