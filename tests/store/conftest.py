"""Every test of the archive runs on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from factcheck.store import open_archive
from factcheck.store.archive import Archive
from tests.store.postgres import Server, binaries, running


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """PostgreSQL, started once; a test that needs it is skipped where it is not installed."""
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (on Debian: apt-get install postgresql)")
    if find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed (the extra postgres)")
    with running(programs) as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An archive that is not there yet, in either database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.db'}"
    server: Server = request.getfixturevalue("server")
    return server.fresh()


@pytest.fixture
def archive(url: str) -> Iterator[Archive]:
    """An empty archive in either database."""
    with open_archive(url, create=True) as made:
        yield made
