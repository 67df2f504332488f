"""The archive: articles with their versions, claims, events and blocking keys, in SQLite or PostgreSQL.

SQLAlchemy is imported when an archive is opened and not before. `factcheck.store.archive.Archive` says what an
open archive can do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.store.types import (
    Added,
    ArchiveError,
    ArchiveProblem,
    Candidates,
    Conclusions,
    Entry,
    Listed,
    Mark,
    Removed,
    Review,
    Sifted,
    Stats,
    ToolVersion,
)

if TYPE_CHECKING:
    from factcheck.store.archive import Archive

SUFFIXES = (".db", ".sqlite", ".sqlite3")
# Kinds of database by which a URL is told from that of a file; which of them can be opened is said when one is.
DATABASES = frozenset({"mariadb", "mssql", "mysql", "oracle", "postgres", "postgresql", "sqlite"})


def is_archive(given: str) -> bool:
    """Whether what was given names an archive rather than articles: a database URL, or a file that ends like one."""
    scheme, is_url, _ = given.partition("://")
    if is_url:
        return scheme.partition("+")[0].lower() in DATABASES
    return given.lower().endswith(SUFFIXES)


def open_archive(url: str, *, create: bool = False) -> Archive:
    """Opens the archive at `url`: `sqlite:///desk.db`, `postgresql://host/name`, or the path of an SQLite file.

    An archive of an earlier schema is brought up to date. `create` makes one where there is none. Close it, or
    use it in a `with`. Raises ArchiveError, whose message says what is wrong and what to do.
    """
    from factcheck.store.archive import Archive
    from factcheck.store.engine import Database

    return Archive(Database.open(url, create=create))


__all__ = [
    "Added",
    "ArchiveError",
    "ArchiveProblem",
    "Candidates",
    "Conclusions",
    "Entry",
    "Listed",
    "Mark",
    "Removed",
    "Review",
    "Sifted",
    "Stats",
    "ToolVersion",
    "is_archive",
    "open_archive",
]
