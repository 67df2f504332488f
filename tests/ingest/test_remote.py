"""Files on another file system give what they give on disk: here one in memory, as fsspec has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck import cli
from factcheck.ingest import MissingPath, Unreachable, count, read
from factcheck.ingest.remote import fetch

fsspec = pytest.importorskip("fsspec")

FILES = {
    "sources.csv": "path,source\nb.txt,The Larch\n",
    "b.txt": "published: 2019-05-04\n\nA landslide near Cusco killed nine people on 3 May 2019, officials said.",
    "a/c.md": "source: The Elm\npublished: 2019-05-05\n\nA landslide near Cusco killed 11 people on 3 May 2019.",
    "a/.hidden.txt": "Not copy.",
    "wire.jsonl": '{"text": "Ten died in Oran.", "id": "7"}\n{"text": ""}\n',
    "z.pdf": "%PDF",
}


@pytest.fixture
def url() -> Iterator[str]:
    """A folder in memory."""
    system = fsspec.filesystem("memory")
    for path, text in FILES.items():
        system.pipe(f"/news/{path}", text.encode())
    yield "memory://news"
    system.rm("/news", recursive=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The same on disk."""
    for path, text in FILES.items():
        file = tmp_path / "news" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "news"


def test_a_folder_is_read_as_on_disk(url: str, folder: Path) -> None:
    found = list(read([url]))
    assert len(found) == 4
    assert found == list(read([folder])) == list(read([folder.as_uri()]))


@pytest.mark.parametrize("path", ["b.txt", "a/c.md", "wire.jsonl", "z.pdf"])
def test_a_file_is_read_as_on_disk(url: str, folder: Path, path: str) -> None:
    assert list(read([f"{url}/{path}"])) == list(read([folder / path]))


def test_a_file_is_given_up_when_it_has_been_read(url: str) -> None:
    there: list[set[str]] = []
    for copy, folder in fetch(url, frozenset({".txt", ".md"}), "sources.csv"):
        assert copy.file.is_file()
        there.append({file.name for file in folder.rglob("*") if file.is_file()})
    assert there == [{"sources.csv", "b.txt"}, {"sources.csv"}, {"sources.csv", "c.md"}]
    assert not folder.exists()


def test_how_many_there_are_is_not_known_beforehand(url: str, folder: Path) -> None:
    assert count([url, folder]) is None


def test_what_is_not_there_is_told_before_anything_is_read(folder: Path) -> None:
    with pytest.raises(MissingPath, match="memory://nowhere"):
        read([folder, "memory://nowhere"])
    with pytest.raises(Unreachable, match="cannot reach carrier://pigeon"):
        read(["carrier://pigeon"])


@pytest.mark.parametrize("command", ["compare", "extract"])
def test_commands_take_urls(
    command: str, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run([command, url, "-o", "json:report.json"]) == 3  # one record has no text
    assert '"The Elm"' in (tmp_path / "report.json").read_text(encoding="utf-8")
    assert cli.run([command, "memory://nowhere"]) == 2
    assert "no such file or folder: memory://nowhere" in capsys.readouterr().err


def test_an_archive_takes_what_is_at_a_url(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["ingest", url, "--store", "desk.db"]) == 3
    assert cli.run(["ingest", "carrier://pigeon", "--store", "desk.db"]) == 2
