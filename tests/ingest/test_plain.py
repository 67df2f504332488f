"""Plain text: encodings, header rules, where the copy begins."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from factcheck.ingest import Unreadable, read
from factcheck.model.article import Article
from factcheck.text.offsets import line_column

COPY = "KABUL: “Nine” people – among them café owners – met.\nThey left.\n"
HEADERS = yaml.safe_load((Path(__file__).parents[1] / "cases" / "headers.yml").read_text(encoding="utf-8"))


def one(path: Path) -> Article:
    (article,) = read([path])
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(COPY.encode(encoding))
    assert one(tmp_path / "a.txt").text == COPY


def test_a_guessed_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(COPY.encode("cp1252"))
    (tmp_path / "b.txt").write_bytes(COPY.encode("utf-8"))
    guessed, certain = read([tmp_path])
    assert isinstance(guessed, Article)
    assert isinstance(certain, Article)
    assert any("cp1252" in warning for warning in guessed.warnings)
    assert not any("guess" in warning for warning in certain.warnings)


def test_a_broken_byte_does_not_spoil_the_rest(tmp_path: Path) -> None:
    data = (COPY * 3).encode("utf-8")
    (tmp_path / "a.txt").write_bytes(data + b"caf\xe9")
    article = one(tmp_path / "a.txt")
    assert article.text == COPY * 3 + "caf\ufffd"
    assert any("1 broken" in warning for warning in article.warnings)


def test_another_alphabet_is_detected(tmp_path: Path) -> None:
    copy = "Переговоры в столице завершились без соглашения, сообщил представитель министерства.\n" * 5
    (tmp_path / "a.txt").write_bytes(copy.encode("cp1251"))
    assert one(tmp_path / "a.txt").text == copy


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends(tmp_path: Path, ending: str) -> None:
    (tmp_path / "a.txt").write_bytes(b"source: X" + ending.encode() * 2 + b"One." + ending.encode() + b"Two.")
    article = one(tmp_path / "a.txt")
    assert article.text == "One.\nTwo."
    assert line_column(article, article.text.index("Two")) == (4, 1)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (bytes(range(256)) * 20, "not text"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"", "no text"),
        (b" \n\t\n", "no text"),
        (b"source: X\npublished: 2024-01-01\n\n", "no text"),
        (b"\xff\xfeA", "broken utf-16"),
    ],
)
def test_unreadable(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    (problem,) = read([tmp_path])
    assert isinstance(problem, Unreadable)
    assert problem.path == "a.txt"
    assert message in problem.message


@pytest.mark.parametrize("case", HEADERS, ids=lambda case: case["name"])
def test_header(tmp_path: Path, case: dict[str, str]) -> None:
    (tmp_path / "a.md").write_text(case["file"], encoding="utf-8")
    article = one(tmp_path / "a.md")
    assert article.text == case["text"]
    for name in ("source", "url", "author", "language"):
        assert getattr(article, name) == case.get(name, ""), name
    assert article.published == case.get("published")
    if "title" in case:
        assert article.title == case["title"]
    if "warning" in case:
        assert any(case["warning"] in warning for warning in article.warnings)
    if article.text:
        line, column = line_column(article, 0)
        assert case["file"].split("\n")[line - 1][column - 1 :] == article.text.split("\n")[0]
