"""A throwaway PostgreSQL server: its own folder, a unix socket, no port, gone when the tests are."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

DEBIAN_PACKAGE = "postgresql"
START_SECONDS = 60
FAST_AND_FORGETFUL = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server, reached by the socket in `folder`, trusting the user `forbear`."""

    folder: Path

    def url(self, database: str) -> str:
        """The address of one database, in the form of `[database] url` in config.toml."""
        return f"postgresql+psycopg://forbear@/{database}?host={self.folder}"

    @contextmanager
    def database(self) -> Iterator[str]:
        """A new empty database; its address. Dropped afterwards with whoever is still connected."""
        name = f"test_{uuid.uuid4().hex[:12]}"
        self._do(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield self.url(name)
        finally:
            self._do(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def answers(self) -> bool:
        try:
            self._do(sql.SQL("SELECT 1"))
        except psycopg.OperationalError:
            return False
        return True

    def _do(self, statement: sql.SQL | sql.Composed) -> None:
        with psycopg.connect(host=str(self.folder), user="forbear", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)


def find_programs() -> Path | None:
    """The folder with initdb and postgres: the newest of Debian's, or wherever the path leads."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    if debian:
        return debian[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def running(programs: Path) -> Iterator[Server]:
    """Start a server with the programs of that folder; stop it and remove its folder afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="forbear-pg-"))
    account = _unprivileged_account()
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    process = None
    try:
        process = _start(programs, folder, account)
        server = Server(folder=folder)
        _wait_for(server, process)
        yield server
    finally:
        if process is not None:
            process.send_signal(signal.SIGINT)  # to PostgreSQL: disconnect everybody and leave
            process.wait(timeout=START_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged_account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root, so root lends it the account of its own package, or nobody."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _start(programs: Path, folder: Path, account: pwd.struct_passwd | None) -> subprocess.Popen[bytes]:
    user, group = (account.pw_uid, account.pw_gid) if account else (None, None)
    groups: list[int] | None = [] if account else None
    data = folder / "data"
    settings = FAST_AND_FORGETFUL | {"unix_socket_directories": str(folder)}
    initdb: list[str | Path] = [
        programs / "initdb",
        f"--pgdata={data}",
        "-U",
        "forbear",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-locale",
        "--no-sync",
    ]
    postgres: list[str | Path] = [
        programs / "postgres",
        f"-D{data}",
        *(f"--{name}={value}" for name, value in settings.items()),
    ]
    with (folder / "log").open("wb") as log:
        subprocess.run(
            initdb, cwd=folder, user=user, group=group, extra_groups=groups, check=True, stdout=log, stderr=log
        )
        return subprocess.Popen(
            postgres, cwd=folder, user=user, group=group, extra_groups=groups, stdout=log, stderr=log
        )


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not server.answers():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start:\n{(server.folder / 'log').read_text()}")
        time.sleep(0.05)
