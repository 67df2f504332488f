"""Paths, folders, sources.csv, precedence, ids."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck.ingest import Metadata, MissingPath, Note, Unreadable, read
from factcheck.ingest.registry import READERS
from factcheck.model.article import Article

COPY = "A ferry struck the pier at Port Elma, and nine passengers were hurt.\n"


def write(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def articles(*paths: Path, metadata: Metadata | None = None) -> list[Article]:
    return [entry for entry in read(paths, metadata) if isinstance(entry, Article)]


def test_a_missing_path_is_told_before_anything_is_read(tmp_path: Path) -> None:
    write(tmp_path, a_DOT_txt=COPY)
    with pytest.raises(MissingPath, match="nowhere") as caught:
        read([tmp_path / "a.txt", tmp_path / "nowhere"])
    assert caught.value.path == str(tmp_path / "nowhere")
    assert isinstance(caught.value, FileNotFoundError)


def test_folders_are_read_in_order_and_paths_are_relative(tmp_path: Path) -> None:
    write(
        tmp_path, b_DOT_txt="B.", a_DOT_md="A.", sub__c_DOT_TXT="C.", sub__deep__d_DOT_txt="D.", x_DOT_docx="?",
        Makefile="?", _DOT_hidden_DOT_txt="H.", _DOT_git__e_DOT_txt="E.",
    )  # fmt: skip
    found = list(read([tmp_path]))
    assert [entry.path for entry in found] == ["a.md", "b.txt", "sub/c.TXT", "sub/deep/d.txt"]
    assert all(isinstance(entry, Article) for entry in found)


def test_strings_are_paths_too(tmp_path: Path) -> None:
    write(tmp_path, a_DOT_txt=COPY)
    assert [entry.path for entry in read([str(tmp_path / "a.txt")])] == ["a.txt"]


def test_an_unknown_kind_is_told_only_where_it_is_named(tmp_path: Path) -> None:
    write(tmp_path, a_DOT_txt=COPY, b_DOT_xyz="?")
    assert [type(entry) for entry in read([tmp_path])] == [Article]
    (problem,) = read([tmp_path / "b.xyz"])
    assert isinstance(problem, Unreadable)
    assert ".xyz" in problem.message
    assert all(suffix in problem.message for suffix in READERS)


def test_an_unreadable_file_costs_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, a_DOT_txt=COPY, c_DOT_txt="C.")
    (tmp_path / "b.txt").write_bytes(bytes(range(32)) * 9)
    assert [(entry.path, type(entry)) for entry in read([tmp_path])] == [
        ("a.txt", Article),
        ("b.txt", Unreadable),
        ("c.txt", Article),
    ]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a_DOT_txt=COPY, b_DOT_txt="B.")
    real = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    problem, article = read([tmp_path])
    assert problem == Unreadable("a.txt", "Permission denied")
    assert isinstance(article, Article)


def test_the_same_file_given_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, sub__a_DOT_txt=COPY)
    found = list(read([tmp_path, tmp_path / "sub" / "a.txt"]))
    assert [type(entry) for entry in found] == [Article, Note]


def test_equal_paths_and_words_from_two_arguments_stay_two_articles(tmp_path: Path) -> None:
    write(tmp_path, one__a_DOT_txt=COPY, two__a_DOT_txt=COPY)
    first, second = articles(tmp_path / "one", tmp_path / "two")
    assert first.path == second.path == "a.txt"
    assert first.id != second.id


def test_two_outlets_with_the_same_words_stay_two_articles(tmp_path: Path) -> None:
    write(tmp_path, one__a_DOT_txt=f"source: A\n\n{COPY}", two__a_DOT_txt=f"source: B\n\n{COPY}")
    assert len({article.id for article in articles(tmp_path)}) == 2


def test_ids_do_not_depend_on_where_the_folder_lies(tmp_path: Path) -> None:
    write(tmp_path, one__a_DOT_txt=COPY, two__a_DOT_txt=COPY, two__b_DOT_txt="B.")
    (alone,) = articles(tmp_path / "one")
    assert alone in articles(tmp_path / "two")


TABLE = "path,source,published,title,url\nsub/a.txt,Table Times,2024-01-02,Table title,https://t.example/a\n"
PAGE = (
    "source: Header Herald\npublished: 2024-01-03\ntitle: Header title\n\n"
    "Published: 4 January 2024\nBy The Stated Times\n"
)


def test_sources_csv(tmp_path: Path) -> None:
    write(tmp_path, sources_DOT_csv=TABLE, sub__a_DOT_txt=COPY, sub__b_DOT_txt="B.")
    first, second = read([tmp_path])
    assert isinstance(first, Article)
    assert (first.source, first.title, first.url) == ("Table Times", "Table title", "https://t.example/a")
    assert first.published == date(2024, 1, 2)
    assert first.warnings == ()
    assert isinstance(second, Article)
    assert second.source == ""


def test_a_table_as_a_spreadsheet_writes_it(tmp_path: Path) -> None:
    write(tmp_path, sub__a_DOT_txt=COPY)
    rows = "Path;Source;Published\r\nsub\\a.txt;Café Times;12.03.2024\r\n"
    (tmp_path / "sources.csv").write_bytes(rows.encode("cp1252"))
    (article,) = articles(tmp_path)
    assert (article.source, article.published) == ("Café Times", date(2024, 3, 12))


def test_a_nearer_table_and_a_nearer_row_win(tmp_path: Path) -> None:
    write(
        tmp_path,
        sources_DOT_csv="path,source,published\nsub,Folder Times,2024-01-02\nsub/a.txt,,2024-01-05\nsub/b.txt,Outer,\n",
        sub__sources_DOT_csv="path,source\nb.txt,Inner\n",
        sub__a_DOT_txt=COPY,
        sub__b_DOT_txt="B.",
    )
    first, second = articles(tmp_path)
    assert (first.source, first.published) == ("Folder Times", date(2024, 1, 5))
    assert (second.source, second.published) == ("Inner", date(2024, 1, 2))


def test_a_table_beside_a_file_that_is_named(tmp_path: Path) -> None:
    write(tmp_path, sources_DOT_csv="path,source\na.txt,Table Times\n", a_DOT_txt=COPY)
    assert [article.source for article in articles(tmp_path / "a.txt")] == ["Table Times"]
    assert [article.source for article in articles(tmp_path / "a.txt", tmp_path / "sources.csv")] == ["Table Times"]


def test_a_table_names_records(tmp_path: Path) -> None:
    write(
        tmp_path,
        sources_DOT_csv="path,source\na.jsonl,All\na.jsonl#x,One\n",
        a_DOT_jsonl='{"id": "x", "text": "X."}\n{"id": "y", "text": "Y."}\n',
    )
    assert [article.source for article in articles(tmp_path)] == ["One", "All"]


def test_what_is_wrong_with_a_table_is_told(tmp_path: Path) -> None:
    write(
        tmp_path,
        a__sources_DOT_csv="file,source\nx,y\n",
        a__x_DOT_txt="X.",
        b__sources_DOT_csv="path,source\ngone.txt,y\n",
    )
    found = list(read([tmp_path]))
    assert [(entry.path, type(entry)) for entry in found] == [
        ("a/sources.csv", Unreadable),
        ("a/x.txt", Article),
        ("b/sources.csv", Note),
    ]
    assert "gone.txt" in str(found[2])


def test_precedence(tmp_path: Path) -> None:
    copy = f"{PAGE}\n{COPY}"
    write(tmp_path, sources_DOT_csv=TABLE, sub__a_DOT_txt=copy)
    given = Metadata(published=date(2024, 1, 1), source="Given Gazette")
    (article,) = articles(tmp_path, metadata=given)
    assert (article.source, article.published, article.title) == ("Given Gazette", date(2024, 1, 1), "Table title")
    (article,) = articles(tmp_path)
    assert (article.source, article.published, article.title) == ("Table Times", date(2024, 1, 2), "Table title")
    (tmp_path / "sources.csv").unlink()
    (article,) = articles(tmp_path)
    assert (article.source, article.published, article.title) == ("Header Herald", date(2024, 1, 3), "Header title")
    write(tmp_path, sub__a_DOT_txt=copy.split("\n\n", 1)[1])
    (article,) = articles(tmp_path)
    assert (article.source, article.published) == ("The Stated Times", date(2024, 1, 4))


def test_a_published_value_that_is_no_date_gives_way_with_a_warning(tmp_path: Path) -> None:
    write(tmp_path, sources_DOT_csv="path,published\na.txt,soon\n", a_DOT_txt=f"published: 2024-01-03\n\n{COPY}")
    (article,) = articles(tmp_path)
    assert article.published == date(2024, 1, 3)
    assert any("'soon'" in warning for warning in article.warnings)


def test_without_a_date_there_is_a_warning_and_no_date(tmp_path: Path) -> None:
    write(tmp_path, a_DOT_txt=COPY)
    (article,) = articles(tmp_path)
    assert article.published is None
    assert [warning for warning in article.warnings if warning.startswith("no publication date")]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    write(tmp_path, sources_DOT_csv=TABLE, sub__a_DOT_txt=PAGE + COPY, b_DOT_jsonl='{"text": "X."}\n{"text": ""}\n')
    assert list(read([tmp_path])) == list(read([tmp_path]))
