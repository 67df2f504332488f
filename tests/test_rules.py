"""Every rule has a page, every page a rule, and every example comes out as its page says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from factcheck.extract import Pipeline
from factcheck.model.article import Article, article_id
from factcheck.model.finding import SEVERITY
from factcheck.pipeline import run
from factcheck.reference.tables import ReferenceTable, load_reference
from factcheck.rules import load
from factcheck.rules.pages import Example, Page, list_markdown, rule_list, rule_markdown, rule_pages, rule_text
from scripts.rule_docs import FOLDER, documents

ROOT = Path(__file__).resolve().parents[1]
CODE = re.compile(r"FC[1-9]\d\d")
PAGES = rule_pages()
VERDICTS = {"none", *SEVERITY}


def emitted() -> Iterator[str]:
    """The codes that stand as strings in the comparing stage."""
    for file in sorted((ROOT / "factcheck" / "compare").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                yield node.value


def examples() -> Iterator[Any]:
    for page in PAGES.values():
        for number, example in enumerate(page.examples, 1):
            marks = [pytest.mark.xfail(raises=AssertionError, strict=True)] if example.pending else []
            yield pytest.param(page.code, example, id=f"{page.code}-{number}-{example.verdict}", marks=marks)


@cache
def table() -> ReferenceTable:
    return load_reference()


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert sorted(set(emitted())) == list(PAGES)


@pytest.mark.parametrize("page", list(PAGES.values()), ids=lambda page: page.code)
def test_page_is_complete(page: Page) -> None:
    assert CODE.fullmatch(page.code)
    assert page.name
    assert page.summary.endswith(".")
    for points in (page.flags, page.does_not_flag):
        assert points
        assert all(point.endswith(".") for point in points)
    assert len(page.shown) >= 3
    assert any(example.verdict == "none" for example in page.shown)
    assert {example.verdict for example in page.examples} <= VERDICTS


@pytest.mark.parametrize(("code", "example"), list(examples()))
def test_example(code: str, example: Example, nlp: Pipeline) -> None:
    articles = [
        Article(
            id=article_id(f"Outlet {number}", f"{number}.txt", article.text),
            path=f"{number}.txt",
            text=article.text,
            source=f"Outlet {number}",
            published=article.published,
        )
        for number, article in enumerate(example.articles, 1)
    ]
    report = run(articles, nlp, table())
    verdicts = {finding.verdict.value for finding in report.findings if finding.code == code}
    assert verdicts == ({example.verdict} - {"none"})


def test_the_documents_are_those_that_the_script_writes() -> None:
    written = {file.name: file.read_text(encoding="utf-8") for file in sorted(FOLDER.iterdir())}
    assert written == documents(), "run make rules"


@pytest.mark.parametrize("page", list(PAGES.values()), ids=lambda page: page.code)
def test_page_shows_all_that_holds_and_nothing_else(page: Page) -> None:
    text, markdown = " ".join(rule_text(page).split()), rule_markdown(page)
    for shown in (page.summary, *page.flags, *page.does_not_flag):
        assert shown in text
        assert shown in markdown
    for example in page.examples:
        assert (f".** {example.why}\n" in markdown) is not example.pending
        for article in example.articles:
            assert example.pending or (article.text in text and article.text in markdown)
    assert max(map(len, rule_text(page).splitlines())) <= 88


def test_lists_name_every_rule() -> None:
    assert re.findall(r"^FC\d{3}", rule_list(PAGES.values()), re.MULTILINE) == list(PAGES)
    assert re.findall(r"\((FC\d{3})\.md\)", list_markdown(PAGES.values())) == list(PAGES)


def test_every_pattern_of_furniture_is_read_as_text() -> None:
    """A pattern with a colon and a blank is a mapping to YAML, unless it stands in quotes."""
    entries = [entry for listed in load("furniture").values() if isinstance(listed, list) for entry in listed]
    assert len(entries) > 100
    told = [entry for entry in entries if isinstance(entry, dict) and set(entry) == {"has", "line"}]
    assert [entry for entry in entries if not isinstance(entry, str) and entry not in told] == []
    for entry in told:
        bare = entry["line"].replace("\\", "")
        assert all(word == word.lower() and word in bare for word in entry["has"])
