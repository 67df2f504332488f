"""`factcheck ingest` and `factcheck archive`: exit codes by the installed command, what is printed, what is kept."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest

from factcheck import cli
from factcheck.extract import Pipeline
from factcheck.store import open_archive
from tests.test_cli import COMMAND, LIMA, MONTEVIDEO, UNDATED, files, installed

OPTIONS = ["--store", "desk.db"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two articles in `news`, and the archive `desk.db` that ingest made of them."""
    folder = tmp_path_factory.mktemp("made")
    files(folder, a=LIMA, b=MONTEVIDEO)
    done = installed(["ingest", "news", *OPTIONS], folder)
    assert (done.returncode, done.stderr) == (0, "kept: 2 of 2 articles\n")
    assert "2 added" in done.stdout
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, to work in."""
    shutil.copytree(made, tmp_path / "desk")
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def ids(desk: Path) -> dict[str, str]:
    """Ids of the articles by path."""
    with open_archive(str(desk / "desk.db")) as archive:
        return {article.place: article.id for article in archive.listed()}


def test_unchanged_articles_are_not_read_again(desk: Path) -> None:
    done = installed(["ingest", "news", *OPTIONS], desk)
    assert done.returncode == 0
    assert "2 unchanged" in done.stdout


def test_a_changed_article_and_an_unreadable_one(desk: Path, nlp: Pipeline, capfd: pytest.CaptureFixture[str]) -> None:
    (desk / "news" / "b.txt").write_text(MONTEVIDEO.replace("Montevideo", "Salto"), encoding="utf-8")
    (desk / "news" / "c.json").write_text("{", encoding="utf-8")
    assert cli.run(["ingest", "news", *OPTIONS]) == 3
    out = capfd.readouterr()
    assert "1 changed, with the old version kept" in out.out
    assert "1 unchanged" in out.out
    assert "c.json" in out.err
    assert cli.run(["archive", "list", "--all-versions", "--format", "json", *OPTIONS]) == 0
    listed = json.loads(capfd.readouterr().out)
    assert [(a["place"], a["version"], a["current"]) for a in listed] == [
        ("b.txt", 1, False),
        ("b.txt", 2, True),
        ("a.txt", 1, True),
    ]


def test_two_articles_of_one_name_are_warned_of(desk: Path, nlp: Pipeline, capfd: pytest.CaptureFixture[str]) -> None:
    for folder, text in (("x", LIMA), ("y", LIMA.replace("Lima", "Cusco"))):
        (desk / folder).mkdir()
        (desk / folder / "a.txt").write_text(text, encoding="utf-8")
    assert cli.run(["ingest", "x", "y", "--store", "new.db"]) == 0
    assert "2 articles are called 'a.txt' and come from The Larch" in capfd.readouterr().err
    (desk / "x" / "a.txt").write_text(LIMA.replace("Lima", "Quito"), encoding="utf-8")
    assert cli.run(["ingest", "x", "--store", "new.db"]) == 0
    done = capfd.readouterr()
    assert "1 changed, with the old version kept" in done.out  # as an article of a later run may be
    assert "are called" not in done.err


def test_the_store_may_stand_in_the_settings(desk: Path) -> None:
    (desk / "factcheck.toml").write_text('store = "desk.db"\n', encoding="utf-8")
    done = installed(["archive", "stats"], desk / "news")  # the path is taken from where the settings lie
    assert done.returncode == 0
    assert "articles: 2 (2 versions, 2 sources, 2024-06-08 to 2024-06-09)" in done.stdout


def test_list_show_and_stats(desk: Path) -> None:
    done = installed(["archive", "list", *OPTIONS], desk)
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == [ids(desk)["b.txt"], ids(desk)["a.txt"]]
    done = installed(["archive", "list", "--source", "The Larch", *OPTIONS], desk)
    assert done.stdout.startswith(ids(desk)["a.txt"])
    assert len(done.stdout.splitlines()) == 1
    done = installed(["archive", "show", ids(desk)["a.txt"][:6], *OPTIONS], desk)
    assert done.returncode == 0
    assert "source: The Larch" in done.stdout
    assert "was held in Lima" in done.stdout
    assert "«Lima»" in done.stdout
    done = installed(["archive", "show", ids(desk)["a.txt"], "--format", "json", *OPTIONS], desk)
    assert json.loads(done.stdout)["article"]["source"] == "The Larch"
    done = installed(["archive", "stats", "--format", "json", *OPTIONS], desk)
    assert json.loads(done.stdout)["articles"] == 2


def test_verify_says_whether_the_archive_is_whole(desk: Path) -> None:
    done = installed(["archive", "verify", *OPTIONS], desk)
    assert (done.returncode, done.stdout) == (0, "The archive is whole.\n")
    connection = sqlite3.connect(desk / "desk.db")
    with connection:
        connection.execute("UPDATE version SET sha256 = 'x' WHERE article_id = ?", (ids(desk)["a.txt"],))
    connection.close()
    done = installed(["archive", "verify", *OPTIONS], desk)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(ids(desk)["a.txt"] + ": the text is not the one that was added")


def test_remove_and_add_again(desk: Path, nlp: Pipeline, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["archive", "remove", ids(desk)["a.txt"], *OPTIONS]) == 0
    assert capfd.readouterr().out.startswith("removed: 1 articles (1 versions, ")
    assert list(ids(desk)) == ["b.txt"]
    assert cli.run(["ingest", "news", *OPTIONS]) == 0
    out = capfd.readouterr().out
    assert "1 added" in out
    assert "1 unchanged" in out


def test_forget_an_article_for_good(desk: Path, nlp: Pipeline, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["archive", "forget", ids(desk)["a.txt"], *OPTIONS]) == 0
    assert b"Lima" not in (desk / "desk.db").read_bytes()
    assert cli.run(["ingest", "news", *OPTIONS]) == 0
    assert "1 left out, since they were forgotten for good" in capfd.readouterr().out
    assert list(ids(desk)) == ["b.txt"]


def test_forget_a_source(desk: Path) -> None:
    done = installed(["archive", "forget", "--source", "The Larch", *OPTIONS], desk)
    assert done.returncode == 0
    assert done.stdout.startswith("forgotten: 1 articles")
    assert list(ids(desk)) == ["b.txt"]


def test_forget_a_person(desk: Path, nlp: Pipeline, capfd: pytest.CaptureFixture[str]) -> None:
    said = MONTEVIDEO + "\nThe Chilean Foreign Minister Rosa Quiroga said so.\n"
    (desk / "news" / "b.txt").write_text(said, encoding="utf-8")
    assert cli.run(["ingest", "news", *OPTIONS]) == 0
    with open_archive("desk.db") as archive:
        before = archive.stats().claims_by_kind
    assert before.get("office_holder") == 1
    capfd.readouterr()
    assert cli.run(["archive", "forget", "--person", "Rosa Quiroga", *OPTIONS]) == 0
    out = capfd.readouterr()
    assert "1 claims" in out.out
    assert ids(desk)["b.txt"] in out.err, "its text still names her"
    with open_archive("desk.db") as archive:
        assert "office_holder" not in archive.stats().claims_by_kind


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["archive", "list"], "name the archive: --store desk.db, or store in the settings"),
        (["archive", "list", "--store", "none.db"], "there is no such archive"),
        (["archive", "verify", "--store", "none.db"], "there is no such archive"),
        (["archive", "stats", "--store", "news"], "is a folder, not an archive"),
        (["archive", "stats", "--store", "news/a.txt"], "is no archive: not a file of SQLite"),
        (["archive", "stats", "--store", "mysql://localhost/desk"], "is kept in SQLite or PostgreSQL"),
        (["archive", "show", "a0000", *OPTIONS], "no article has an id that begins with 'a0000'"),
        (["archive", "show", "a", *OPTIONS], "several articles have an id that begins with 'a'"),
        (["archive", "remove", *OPTIONS], "Missing argument"),
        (["archive", "forget", *OPTIONS], "say what to forget"),
        (["archive", "forget", "a1", "--source", "x", *OPTIONS], "say what to forget"),
        (["archive", "forget", "--person", " - ", *OPTIONS], "--person needs a name"),
        (["ingest", "nowhere", *OPTIONS], "does not exist"),
        (["ingest", "news"], "name the archive"),
        (["ingest", "news", "--store", "nowhere/desk.db"], "there is no folder"),
        (["ingest", "news", "--pipeline", "no_such_model", *OPTIONS], "cannot load the language model 'no_such_model'"),
        (["compare", "none.db"], "none.db"),
    ],
)
def test_wrong_usage_is_two(desk: Path, arguments: list[str], message: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(arguments) == 2
    out = capfd.readouterr()
    assert message in out.err
    assert out.out == ""


def test_what_cannot_be_read_is_three_by_the_installed_command(desk: Path) -> None:
    (desk / "news" / "c.json").write_text("{", encoding="utf-8")
    done = installed(["ingest", "news", *OPTIONS], desk)
    assert done.returncode == 3
    assert "2 unchanged" in done.stdout
    assert done.stderr.startswith("unreadable: c.json: ")


def test_an_interruption_leaves_the_archive_as_it_was(desk: Path) -> None:
    (desk / "news" / "c.json").write_text("{", encoding="utf-8")
    files(desk, long=UNDATED + "The talks between Chile and Bolivia in Lima ended in deadlock on Friday.\n\n" * 2000)
    with subprocess.Popen(
        [COMMAND, "ingest", "news", *OPTIONS], cwd=desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("unreadable: c.json: ")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (out, err.strip()) == ("", "Interrupted.")
    assert list(ids(desk)) == ["b.txt", "a.txt"]


@pytest.mark.parametrize("arguments", [["archive", "list"], ["ingest", "news", "--store", "nowhere/desk.db"]])
def test_wrong_usage_is_two_by_the_installed_command(desk: Path, arguments: list[str]) -> None:
    done = installed(arguments, desk)
    assert (done.returncode, done.stdout) == (2, "")


def test_an_archive_compares_as_its_articles_do(desk: Path, nlp: Pipeline) -> None:
    assert cli.run(["compare", "news", "-o", "json:files.json"]) == 0
    assert cli.run(["compare", "desk.db", "-o", "json:archive.json"]) == 0
    assert cli.run(["compare", "news", "--cache", "cache.db", "-o", "json:filled.json"]) == 0
    assert cli.run(["compare", "news", "--cache", "cache.db", "-o", "json:cached.json"]) == 0
    report = (desk / "files.json").read_bytes()
    assert json.loads(report)["findings"]
    for other in ("archive", "filled", "cached"):
        assert (desk / f"{other}.json").read_bytes() == report
    with open_archive("cache.db") as archive:
        assert (archive.stats().cached, archive.stats().articles) == (2, 0)


def test_an_archive_and_a_draft_compare_together(desk: Path, nlp: Pipeline, capfd: pytest.CaptureFixture[str]) -> None:
    (desk / "draft.txt").write_text(LIMA.replace("Lima", "Cusco").replace("The Larch", "The Desk"), encoding="utf-8")
    assert cli.run(["compare", "draft.txt", "desk.db", "--format", "json"]) == 0
    report = json.loads(capfd.readouterr().out)
    assert [a["path"] for a in report["articles"]] == ["a.txt", "b.txt", "draft.txt"]


def test_an_archive_read_by_other_rules_is_told_of(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    connection = sqlite3.connect(desk / "desk.db")
    with connection:
        connection.execute("UPDATE tool SET rules = 'older'")
    connection.close()
    assert cli.run(["compare", "desk.db", "--format", "json"]) == 0
    assert "desk.db: 2 versions of articles were read by other rules; ingest them again" in capfd.readouterr().err


@pytest.mark.parametrize("command", ["compare", "audit"])
def test_an_archive_that_has_grown_is_told_of_as_one_made_at_once(desk: Path, nlp: Pipeline, command: str) -> None:
    assert cli.run([command, "desk.db", "-o", "json:before.json"]) == 0
    more = files(desk / "more", c=MONTEVIDEO.replace("Montevideo", "Salto"), d=UNDATED)
    assert cli.run(["ingest", str(more), *OPTIONS]) == 0
    assert cli.run(["ingest", "news", str(more), "--store", "other.db"]) == 0
    for store in ("desk", "other"):
        assert cli.run([command, f"{store}.db", "-o", f"json:{store}.json"]) == 0
    grown = (desk / "desk.json").read_bytes()
    assert grown == (desk / "other.json").read_bytes() != (desk / "before.json").read_bytes()
