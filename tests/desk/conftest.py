"""The desk on an archive of the sample articles; every test gets a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from factcheck.desk.app import create_app
from factcheck.desk.holdings import Reader, desk_tools
from factcheck.desk.security import Access
from factcheck.extract import Pipeline
from factcheck.pipeline import ingest
from factcheck.reference.tables import load_reference
from factcheck.store import open_archive
from tests.corpus_run import corpus_articles

HERE = "http://127.0.0.1"


@pytest.fixture(scope="session")
def filled(nlp: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive file with the sample articles."""
    file = tmp_path_factory.mktemp("desk") / "filled.db"
    with open_archive(str(file), create=True) as archive:
        assert sum(done for done, _ in ingest(corpus_articles(), nlp, archive)) == len(corpus_articles())
    return file


@pytest.fixture
def reader(filled: Path, nlp: Pipeline, tmp_path: Path) -> Iterator[Reader]:
    """A reader of a copy of that archive."""
    file = tmp_path / "desk.db"
    shutil.copy(filled, file)
    with open_archive(str(file)) as archive:
        yield Reader(archive, desk_tools(nlp, load_reference()))


@pytest.fixture
def client(reader: Reader) -> TestClient:
    """A browser without scripts, at the machine itself."""
    return TestClient(create_app(reader, Access.new("127.0.0.1")), base_url=HERE, follow_redirects=False)
