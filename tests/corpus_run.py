"""The sample articles, read and compared once for all tests of a session."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from factcheck.api import read
from factcheck.extract import load_pipeline
from factcheck.model.article import Article
from factcheck.model.report import Report
from factcheck.pipeline import run
from factcheck.reference.tables import load_reference

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


@cache
def corpus_articles() -> tuple[Article, ...]:
    """The articles of corpus/articles, in the order in which they are read."""
    reading = read(CORPUS / "articles")
    assert not reading.unreadable
    return reading.articles


@cache
def corpus_report() -> Report:
    """What a run over the sample articles gives."""
    return run(corpus_articles(), load_pipeline(), load_reference())
