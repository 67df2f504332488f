"""Databases behind an archive: URLs, transactions, who may write, and errors in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from factcheck.store.migrate import is_current, migrate
from factcheck.store.types import ArchiveError

PATIENCE = 30
"""Seconds that a writer waits for another one."""

# Any number will do, as long as every writer takes the same.
_LOCK = 7041776
_WRITING = "factcheck_writing"
_WAITING = "factcheck_waiting"
_IN_TURN = "another process is writing to this archive and did not finish in time; try again later"
_BUSY = ("database is locked", "lock timeout", "LockNotAvailable")


class Database:
    """An open database. `read` and `write` give a connection in a transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.shown = _shown(engine.url)

    @classmethod
    def open(cls, given: str, *, create: bool, patience: float = PATIENCE) -> Database:
        """Opens a database, makes it if asked to, and migrates it. Raises ArchiveError."""
        url = _url(given)
        if url.get_backend_name() == "sqlite":
            _check_file(url, create=create)
        database = cls(_engine(url, patience))
        try:
            with database.read() as connection:
                current = is_current(connection, database.shown)
            if not current:
                with database.write() as connection:
                    migrate(connection, database.shown)
        except BaseException:
            database.close()
            raise
        return database

    @property
    def sqlite(self) -> bool:
        """Whether it is a file of SQLite."""
        return self._engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Closes all connections."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the archive."""
        with self._in_words(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self, *, wait: bool = True) -> Iterator[Connection]:
        """A transaction that is kept whole or not at all; one writer at a time, the others wait, or fail at once."""
        with self._in_words(), self._engine.connect() as plain:
            connection = plain.execution_options(**{_WRITING: True, _WAITING: wait})
            with connection.begin():
                if not self.sqlite:
                    self._lock(connection, wait=wait)
                yield connection

    def _lock(self, connection: Connection, *, wait: bool) -> None:
        """Takes the lock of PostgreSQL's writers."""
        if wait:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        elif not connection.execute(text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": _LOCK}).scalar():
            raise ArchiveError(f"{self.shown}: {_IN_TURN}")

    def compact(self) -> None:
        """Writes the database anew, so that nothing of what was deleted is left in it."""
        if not self.sqlite:
            with self._in_words(), self._engine.connect() as plain:
                plain.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM FULL"))
            return
        with self._in_words(), closing(self._engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, *_ = cursor.fetchone() or (0,)
        if busy:
            raise ArchiveError(
                f"{self.shown}: what was forgotten is deleted, but another program holds the file open and keeps its "
                "traces there; close it and give the command again"
            )

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """Turns errors of the database into ArchiveError."""
        try:
            yield
        except DBAPIError as error:
            raise ArchiveError(f"{self.shown}: {_in_words(error)}") from error
        except sqlite3.Error as error:
            raise ArchiveError(f"{self.shown}: {error}") from error


def _in_words(error: DBAPIError) -> str:
    said = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
    if any(sign in said or sign in type(error.orig).__name__ for sign in _BUSY):
        return _IN_TURN
    if "file is not a database" in said:
        return "is no archive: not a file of SQLite"
    if isinstance(error, OperationalError) and ("refused" in said or "could not connect" in said):
        return f"cannot reach the server: {said}"
    return f"the database says: {said}"


def _url(given: str) -> URL:
    if "://" not in given:
        return URL.create("sqlite", database=given)
    try:
        url = make_url(given)
    except ArgumentError as error:
        raise ArchiveError(
            f"{given!r} is no database URL, such as sqlite:///desk.db or postgresql://host/name"
        ) from error
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise ArchiveError(
            f"{_shown(url)}: an archive is kept in SQLite or PostgreSQL, not in {url.get_backend_name()}"
        )
    return url


def _shown(url: URL) -> str:
    """A URL as messages name it: without a password, and a file by its path."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)


def _check_file(url: URL, *, create: bool) -> None:
    if not url.database or url.database == ":memory:":
        raise ArchiveError("an archive in SQLite needs the path of a file, such as sqlite:///desk.db")
    file = Path(url.database)
    if file.is_dir():
        raise ArchiveError(f"{file}: is a folder, not an archive")
    if not file.parent.is_dir():
        raise ArchiveError(f"{file}: there is no folder {str(file.parent)!r}")
    if not create and not file.exists():
        raise ArchiveError(f"{file}: there is no such archive; make one with: factcheck ingest PATH --store {file}")


def _engine(url: URL, patience: float) -> Engine:
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": patience})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    milliseconds = max(1, round(patience * 1000))
    try:
        return create_engine(url, connect_args={"options": f"-c lock_timeout={milliseconds}", "connect_timeout": 10})
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise ArchiveError(
            f"{_shown(url)}: PostgreSQL needs a driver: pip install 'factcheck-desk[postgres]'"
        ) from error


def _set_up_sqlite(connection: Any, _: Any) -> None:
    """Readers go on while one writes; what was committed survives a crash; deleted pages are overwritten."""
    connection.isolation_level = None  # or the driver would begin transactions by itself, and too late
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once, so that what it read before it writes still holds."""
    options = connection.get_execution_options()
    if not options.get(_WRITING):
        connection.exec_driver_sql("BEGIN")
        return
    patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
    if not options.get(_WAITING):
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {patience}")
