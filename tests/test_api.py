"""The same from Python."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from factcheck import api
from factcheck.extract import load_pipeline
from factcheck.model.finding import Scope
from factcheck.pipeline import ingest
from factcheck.store import open_archive

TEXT = "The second round of talks between Chile and Bolivia was held in {} on 4 June 2024.\n"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    for name, place in (("a", "Lima"), ("b", "Montevideo")):
        text = f"source: Outlet {name}\npublished: 2024-06-08\n\n{TEXT.format(place)}"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_importing_the_package_imports_little_and_api_comes_when_asked_for() -> None:
    code = (
        "import sys, factcheck; print('factcheck.api' in sys.modules, 'spacy' in sys.modules);"
        "print(callable(factcheck.api.compare), hasattr(factcheck, 'nothing'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines() == ["False False", "True False"]


def test_read_sorts_what_it_found(news: Path) -> None:
    (news / "c.json").write_text("{", encoding="utf-8")
    reading = api.read([news, news / "a.txt"])
    assert [article.path for article in reading.articles] == ["a.txt", "b.txt"]
    assert [problem.path for problem in reading.unreadable] == ["c.json"]
    assert [note.path for note in reading.notes] == ["a.txt"]
    assert api.read(str(news / "a.txt")).articles == reading.articles[:1]


def test_what_is_given_wins_over_the_page(news: Path) -> None:
    reading = api.read(news, source="Wire", published=date(2024, 7, 1))
    assert {(a.source, a.published) for a in reading.articles} == {("Wire", date(2024, 7, 1))}


def test_compare_takes_paths_articles_and_both(news: Path) -> None:
    articles = api.read(news).articles
    report = api.compare(news)
    assert [(f.code, f.scope) for f in report.findings] == [("FC201", Scope.CROSS_SOURCE)]
    assert api.compare(str(news)) == report
    assert api.compare(reversed(articles)) == report
    assert api.compare([articles[1], news / "a.txt"]) == report
    assert api.compare([*articles, news / "a.txt"]) == report
    assert api.compare(articles[0]).findings == ()


def test_extract_gives_the_claims_and_events_of_compare(news: Path) -> None:
    claims, report = api.extract(news), api.compare(news)
    assert claims.claims
    assert (claims.claims, claims.events) == (report.claims, report.events)
    assert (claims.questions, claims.findings) == ((), ())


def test_input_that_is_unreadable_is_not_passed_over_in_silence(news: Path) -> None:
    (news / "c.json").write_text("{", encoding="utf-8")
    with pytest.raises(api.NotAllRead, match=r"c\.json: ") as caught:
        api.compare(news)
    assert [problem.path for problem in caught.value.unreadable] == ["c.json"]
    assert api.compare(api.read(news).articles).findings


def test_what_cannot_be_done_is_raised(news: Path) -> None:
    with pytest.raises(api.MissingPath):
        api.compare(news / "nothing")
    with pytest.raises(api.ReferenceError):
        api.compare(news, reference=[news / "nothing.csv"])
    with pytest.raises(api.ModelMissing, match="no_such_model"):
        api.extract(news, pipeline="no_such_model")


def test_an_empty_input_gives_an_empty_report() -> None:
    assert api.compare([]).articles == ()
    assert replace(api.extract([]), tool=api.compare([]).tool) == api.compare([])


def test_check_tells_what_concerns_the_draft(news: Path) -> None:
    draft, other = api.read(news).articles
    check = api.check(draft, news)
    assert [(r.finding.code, r.draft) for r in check.told()] == [("FC201", draft.id)]
    assert api.check(news / "a.txt", other) == check
    assert api.check(draft).results == ()
    undated = replace(draft, published=None)
    assert [notice.code for notice in api.check(undated).notices] == ["undated"]
    assert api.check(undated, as_of=date(2024, 6, 8)).notices == ()


def test_check_asks_an_archive(news: Path, tmp_path: Path) -> None:
    draft, other = api.read(news).articles
    with open_archive(str(tmp_path / "desk.db"), create=True) as archive:
        assert sum(count for count, _ in ingest([other], load_pipeline(), archive)) == 1
    check = api.check(draft, tmp_path / "desk.db")
    assert [r.finding.id for r in check.told()] == [r.finding.id for r in api.check(draft, other).told()]
    with pytest.raises(api.ArchiveError, match="none.db"):
        api.check(draft, tmp_path / "none.db")
