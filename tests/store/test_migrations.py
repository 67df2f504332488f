"""An archive of any earlier schema is brought up to date; one of a later schema is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect, text

from factcheck.store import ArchiveError, open_archive
from factcheck.store.migrate import REVISIONS
from factcheck.store.schema import HEAD, metadata
from tests.store.sample import BRIDGE, FERRY, TOOL, entry, extraction

FIRST = "0001"
# The tables that the first schema does not have.
LATER = ("fingerprint", "cached", "verdict", "removal", "conclusion", "basis", "alteration")


def engine(url: str) -> Engine:
    return create_engine(url.replace("postgresql://", "postgresql+psycopg://"))


def at_first_schema(url: str) -> None:
    """An archive as the first schema had it, with an article."""
    with open_archive(url, create=True) as archive:
        archive.add([entry(extraction(FERRY))], TOOL)
    made = engine(url)
    with made.begin() as connection:
        for table in LATER:
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE alembic_version SET version_num = :first"), {"first": FIRST})
    made.dispose()


def test_what_the_migrations_make_is_the_schema(url: str) -> None:
    open_archive(url, create=True).close()
    made = engine(url)
    with made.connect() as connection:
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == HEAD
        assert compare_metadata(context, metadata) == []
    made.dispose()


def test_the_revisions_are_a_line_that_ends_at_the_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(REVISIONS))
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [HEAD]
    revisions = [revision.revision for revision in script.walk_revisions()]
    assert revisions == sorted(revisions, reverse=True), "a later revision has the higher number"
    assert revisions[-1] == FIRST


def test_the_first_schema_is_what_the_first_migration_makes(url: str) -> None:
    at_first_schema(url)
    config = Config()
    config.set_main_option("script_location", str(REVISIONS))
    made = engine(url)
    with made.begin() as connection:
        before = tables(connection)
        for table in (*before, "alembic_version"):
            connection.execute(text(f"DROP TABLE IF EXISTS {table}{'' if 'sqlite' in url else ' CASCADE'}"))
        config.attributes["connection"] = connection
        command.upgrade(config, FIRST)
        assert tables(connection) == before
    made.dispose()


def tables(connection: Connection) -> list[str]:
    names = inspect(connection).get_table_names()
    return sorted(name for name in names if name != "alembic_version")


def test_an_archive_of_the_first_schema_goes_on(url: str) -> None:
    at_first_schema(url)
    with open_archive(url) as archive:
        assert archive.stats().schema == HEAD
        assert list(archive.extractions()) == [extraction(FERRY)]
        archive.add([entry(extraction(BRIDGE, path="bridge.txt"), prints=(5,))], TOOL)
        assert archive.stats().fingerprints == 1
        assert archive.verify() == []


def test_an_archive_of_a_later_schema_is_left_alone(url: str) -> None:
    open_archive(url, create=True).close()
    made = engine(url)
    with made.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    made.dispose()
    with pytest.raises(ArchiveError, match=r"was written by a newer factcheck \(schema 9999.*update factcheck"):
        open_archive(url)


def test_a_database_of_something_else_is_left_alone(url: str, tmp_path: Path) -> None:
    made = engine(url)
    with made.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (name TEXT)"))
    with pytest.raises(ArchiveError, match="is a database of something else"):
        open_archive(url, create=True)
    with made.connect() as connection:
        assert tables(connection) == ["recipes"]
    made.dispose()
