"""Whatever is amiss in an archive is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from factcheck.store import open_archive
from tests.store.sample import BRIDGE, FERRY, FERRY_LATER, TOOL, entry, extraction

# What is done to the database, and what has to be said of it.
DAMAGE = {
    "UPDATE version SET sha256 = 'x'": "the text is not the one that was added",
    "UPDATE version SET article_id = 'a0' WHERE number = 1": "holds the article",
    "UPDATE version SET published = '2001-01-01'": "source, place or date differ",
    "UPDATE version SET current = (number = 1)": "version 2 is the last, but [1] count",
    "UPDATE version SET record = 'oops'": "the article cannot be read",
    "UPDATE article SET source = 'Another'": "source, place or date differ",
    "UPDATE claim SET record = 'oops'": "cannot be read",
    "UPDATE claim SET claim_id = 'c0'": "is filed under a wrong id",
    "UPDATE claim SET kind = 'venue'": "is filed under a wrong id, article or kind",
    "DELETE FROM claim WHERE position = 0": "claims are missing",
    "DELETE FROM mention": "is of an event that is not there",
    "UPDATE mention SET record = 'oops'": "the event mention",
    "UPDATE mention SET mention_id = 'm0'": "is filed under a wrong id",
    "UPDATE cached SET record = CAST('oops' AS BLOB)": "cached: cannot be read",
    "UPDATE cached SET article_id = 'a0'": "cached: holds the article",
}
ORPHANS = {
    "DELETE FROM version WHERE number = 1": "rows belong to no version",
    "DELETE FROM article": "rows belong to no article",
    "DELETE FROM tool": "rows belong to no tool",
}


def damaged(file: Path, statement: str) -> list[str]:
    """What is found in an archive that a statement was done to."""
    with open_archive(str(file), create=True) as archive:
        archive.add([entry(extraction(FERRY)), entry(extraction(FERRY_LATER))], TOOL)
        archive.remember([entry(extraction(BRIDGE, path="draft.txt"))], TOOL)
        assert archive.verify() == []
    engine = create_engine(f"sqlite:///{file}")  # without foreign keys, which a connection has to ask for
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
    with open_archive(str(file)) as archive:
        return [f"{problem.where}: {problem.message}" for problem in archive.verify()]


@pytest.mark.parametrize(("statement", "message"), [*DAMAGE.items(), *ORPHANS.items()])
def test_damage_is_named(tmp_path: Path, statement: str, message: str) -> None:
    found = damaged(tmp_path / "desk.db", statement)
    assert any(message in line for line in found), found


def test_words_that_moved_are_named(tmp_path: Path) -> None:
    shifted = "UPDATE claim SET record = replace(record, '\"span\":[', '\"span\":[1') WHERE position = 0"
    found = damaged(tmp_path / "desk.db", shifted)
    assert any("do not stand where it says" in line for line in found), found


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    with open_archive(str(file), create=True) as archive:
        archive.add([entry(extraction(FERRY, path=f"{n}.txt")) for n in range(200)], TOOL)
    whole = file.read_bytes()
    middle = len(whole) // 2 // 4096 * 4096
    file.write_bytes(whole[:middle] + b"\xff" * 8192 + whole[middle + 8192 :])
    with open_archive(str(file)) as archive:
        assert archive.verify()
