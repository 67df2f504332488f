"""A PostgreSQL server of the tests' own, on 127.0.0.1 in a temporary directory."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
PATIENCE = 60


def binaries() -> Path | None:
    """The folder with initdb and postgres: Debian's newest, else where the PATH leads."""
    versions = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda file: float(file.parts[-3]))
    found = versions[-1] if versions else shutil.which("initdb")
    return Path(found).parent if found else None


class Server:
    """A running server. `fresh` makes an empty database and gives its URL."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self._port = port
        self._number = count(1)

    def url(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self._port}/{database}"

    def fresh(self) -> str:
        name = f"archive{next(self._number)}"
        self.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def execute(self, statement: str, database: str = "postgres") -> None:
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def folder_of(self, database: str) -> Path:
        """Where the files of a database lie."""
        import psycopg

        with psycopg.connect(self.url(database)) as connection:
            row = connection.execute("SELECT oid FROM pg_database WHERE datname = %s", (database,)).fetchone()
        assert row is not None
        return self.folder / "data" / "base" / str(row[0])

    def wait(self, process: subprocess.Popen[bytes]) -> None:
        import psycopg

        until = time.monotonic() + PATIENCE
        while True:
            try:
                self.execute("SELECT 1")
            except psycopg.OperationalError:
                if process.poll() is not None or time.monotonic() > until:
                    raise
                time.sleep(0.1)
            else:
                return


@contextmanager
def running(programs: Path) -> Iterator[Server]:
    """Starts a server and stops it again. initdb refuses root, so root steps down to a user without rights."""
    folder = Path(tempfile.mkdtemp(prefix="factcheck-postgres-"))
    user = _user()
    try:
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        data = folder / "data"
        made = [str(programs / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(_as(user, [*made, "--locale=C"]), cwd=folder, check=True, capture_output=True)
        port = _free_port()
        command = [str(programs / "postgres"), "-D", str(data), "-h", "127.0.0.1", "-p", str(port), "-k", str(folder)]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(_as(user, [*command, "-F"]), cwd=folder, stdout=log, stderr=log)
            try:
                server = Server(folder, port)
                server.wait(process)
                yield server
            finally:
                process.send_signal(signal.SIGINT)  # ends at once, and in order
                process.wait(PATIENCE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> pwd.struct_passwd | None:
    """Whom root steps down to; None for everyone else, who stays who they are."""
    if os.getuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _as(user: pwd.struct_passwd | None, command: Sequence[str]) -> list[str]:
    if user is None:
        return list(command)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", *command]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
