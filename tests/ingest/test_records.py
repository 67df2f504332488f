"""JSON, JSON Lines and CSV."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from factcheck.ingest import Note, Unreadable, read
from factcheck.model.article import Article
from factcheck.text.offsets import line_column

RECORD = {
    "id": "r1",
    "source": "Delta Times",
    "url": "https://example.org/1",
    "title": "Nine hurt",
    "published": "2024-03-12T10:00:00Z",
    "author": "Lena Ito",
    "language": "en",
    "text": "A ferry struck the pier.\nNine were “hurt”.",
}


def articles(path: Path) -> list[Article]:
    found = list(read([path]))
    assert all(isinstance(entry, Article) for entry in found), found
    return [entry for entry in found if isinstance(entry, Article)]


def check(article: Article) -> None:
    assert article.text == RECORD["text"]
    assert (article.source, article.url, article.title) == ("Delta Times", "https://example.org/1", "Nine hurt")
    assert (article.published, article.author, article.language) == (date(2024, 3, 12), "Lena Ito", "en")


@pytest.mark.parametrize("wrap", [lambda r: r, lambda r: [r], lambda r: {"articles": [r], "note": "x"}])
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_json(tmp_path: Path, wrap, indent: int | None, ascii_only: bool) -> None:  # type: ignore[no-untyped-def]
    raw = json.dumps(wrap(RECORD), indent=indent, ensure_ascii=ascii_only)
    (tmp_path / "a.json").write_text(raw, encoding="utf-8")
    (article,) = articles(tmp_path / "a.json")
    check(article)
    assert article.path == ("a.json" if wrap(RECORD) is RECORD else "a.json#r1")
    assert article.external_id == "r1"
    line, column = line_column(article, 0)
    assert raw.split("\n")[line - 1][column - 1 :].startswith("A ferry")


def test_jsonl(tmp_path: Path) -> None:
    rows = [RECORD, {**RECORD, "id": 7, "text": "Two."}, {"text": "Three."}]
    raw = "\n".join([json.dumps(rows[0], ensure_ascii=False), "", *map(json.dumps, rows[1:]), ""])
    (tmp_path / "a.jsonl").write_text(raw, encoding="utf-8")
    found = articles(tmp_path / "a.jsonl")
    check(found[0])
    assert [article.path for article in found] == ["a.jsonl#r1", "a.jsonl#7", "a.jsonl#4"]
    assert [article.external_id for article in found] == ["r1", "7", ""]
    assert [article.line_base for article in found] == [1, 3, 4]
    line, column = line_column(found[0], found[0].text.index("Nine"))
    assert raw.split("\n")[line - 1][column - 1 :].startswith("Nine were")


def test_a_bad_line_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n{"text": \n[1]\n{"text": ""}\n{"text": "Two."}\n')
    found = list(read([tmp_path / "a.jsonl"]))
    assert [type(entry) for entry in found] == [Article, Unreadable, Unreadable, Unreadable, Article]
    assert [entry.path for entry in found] == [f"a.jsonl#{line}" for line in range(1, 6)]


@pytest.mark.parametrize(
    ("names", "title", "source"),
    [
        (("body", "headline", "outlet", "date", "id"), "Nine hurt", "Delta Times"),
        (("content", "title", "publisher", "date_published", "external_id"), "Nine hurt", "Delta Times"),
        (("Text", "Title", "Source", "Published", "ID"), "Nine hurt", "Delta Times"),
    ],
)
def test_other_names(tmp_path: Path, names: tuple[str, ...], title: str, source: str) -> None:
    record = dict(zip(names, ("One.", "Nine hurt", "Delta Times", "2024-03-12", "x1"), strict=True))
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    (article,) = articles(tmp_path / "a.jsonl")
    assert (article.text, article.title, article.source) == ("One.", title, source)
    assert (article.published, article.external_id) == (date(2024, 3, 12), "x1")


def test_our_name_wins_over_another_for_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"content": "Teaser.", "text": "One.", "body": null}')
    assert articles(tmp_path / "a.jsonl")[0].text == "One."


def test_values_that_are_no_strings(tmp_path: Path) -> None:
    record = {
        "text": "One.",
        "source": {"name": "Delta Times"},
        "author": ["Lena Ito", {"name": "Tom Reyes"}],
        "url": None,
    }
    (tmp_path / "a.json").write_text(json.dumps(record))
    (article,) = articles(tmp_path / "a.json")
    assert (article.source, article.author, article.url) == ("Delta Times", "Lena Ito, Tom Reyes", "")


def test_half_a_character_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Nine \\ud83d met."}')
    assert articles(tmp_path / "a.jsonl")[0].text == "Nine \ufffd met."


def test_the_same_record_in_two_files_is_read_once(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text('{"id": "x", "source": "Delta Times", "text": "One."}')
    assert [type(entry) for entry in read([tmp_path])] == [Article, Note]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(tmp_path: Path, delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, [*RECORD, "extra"], delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerow({**RECORD, "extra": "1"})
    writer.writerow({**RECORD, "id": "", "text": 'Two\nlines, and a "quote".'})
    (tmp_path / "a.csv").write_bytes(out.getvalue().encode("utf-8"))
    first, second = articles(tmp_path / "a.csv")
    check(first)
    assert (first.path, second.path) == ("a.csv#r1", "a.csv#4")
    raw = out.getvalue().replace("\r\n", "\n").split("\n")
    for article, word in ((first, "Nine"), (second, "lines")):
        line, column = line_column(article, article.text.index(word))
        assert raw[line - 1][column - 1 :].startswith(word)


def test_a_very_long_cell(tmp_path: Path) -> None:
    copy = "Nine people met. " * 20_000
    (tmp_path / "a.csv").write_text(f'text\n"{copy}"\n')
    assert articles(tmp_path / "a.csv")[0].text == copy


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", "{", "not valid JSON"),
        ("a.json", "3", "neither an object nor a list"),
        ("a.json", '{"title": "x"}', "no text"),
        ("a.csv", "title,url\na,b\n", "without a text column"),
        ("a.csv", "", "without a text column"),
    ],
)
def test_unreadable(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content)
    (problem,) = read([tmp_path / name])
    assert isinstance(problem, Unreadable)
    assert message in problem.message


def test_the_same_record_again_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"id": "x", "text": "One."}\n{"id": "x", "text": "One."}\n{"id": "x", "text": "Two."}\n'
    )
    first, again, other = read([tmp_path / "a.jsonl"])
    assert isinstance(first, Article)
    assert again == Note("a.jsonl#x", "the same article again: read once")
    assert isinstance(other, Article)
    assert other.id != first.id
