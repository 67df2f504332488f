"""Brings an archive to the latest schema."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from factcheck.store.schema import HEAD
from factcheck.store.types import ArchiveError

REVISIONS = Path(__file__).parent / "migrations"


def revision_of(connection: Connection) -> str:
    """The schema that a database is at; "" where it holds no archive."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def is_current(connection: Connection, shown: str) -> bool:
    """Whether an archive is at the latest schema. Raises ArchiveError for one of a later schema."""
    found = revision_of(connection)
    if found > HEAD:
        raise ArchiveError(
            f"{shown}: was written by a newer factcheck (schema {found}, this one knows up to {HEAD}); "
            "update factcheck to use it"
        )
    return found == HEAD


def migrate(connection: Connection, shown: str, *, to: str = "head") -> None:
    """Runs the migrations that an archive lacks, inside the transaction of `connection`.

    Raises ArchiveError for a database that is not empty and no archive, or one of a later schema.
    """
    if is_current(connection, shown):
        return
    if not revision_of(connection) and inspect(connection).get_table_names():
        raise ArchiveError(f"{shown}: is a database of something else; name another for the archive")
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(REVISIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
