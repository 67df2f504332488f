"""Small drafts and articles for the tests of `check`, and the sample drafts against the sample articles."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import yaml

from factcheck.api import read
from factcheck.check.baseline import Baseline
from factcheck.check.results import Policy
from factcheck.check.selection import Selection
from factcheck.extract import load_pipeline
from factcheck.model.article import Article, article_id
from factcheck.model.check import Check
from factcheck.pipeline import Against, Desk, check
from factcheck.reference.tables import load_reference
from factcheck.rules.pages import rule_pages
from tests.corpus_run import CORPUS, corpus_articles

CODES = tuple(rule_pages())
ALL_TOLD = Selection()

LIMA = "The second round of talks between Chile and Bolivia was held in Lima on 4 June 2024 and ended in deadlock."
MONTEVIDEO = "Chile and Bolivia held their second round of talks in Montevideo on 4 June 2024."
PUBLISHED = date(2024, 6, 9)


def article(text: str, path: str = "draft.md", source: str = "The Larch", **fields: Any) -> Article:
    """An article as the readers would make it."""
    given = {"published": PUBLISHED, **fields}
    return Article(id=article_id(source, path, text), path=path, text=text, source=source, **given)


def wire(text: str = MONTEVIDEO, path: str = "wire.txt", **fields: Any) -> Article:
    """An article of another outlet."""
    return article(text, path, "Paper Lantern", **{"published": date(2024, 6, 8), **fields})


def checked(
    *drafts: Article,
    against: tuple[Article, ...] = (),
    selection: Selection = ALL_TOLD,
    baseline: Baseline | None = None,
    as_of: date | None = None,
    threshold: str = "error",
) -> Check:
    """A check of drafts against articles; every path is told as `desk/<path>`."""
    policy = Policy(codes=CODES, selection=selection, baseline=baseline, as_of=as_of, threshold=threshold)
    files = {a.id: f"desk/{a.path}" for a in (*drafts, *against)}
    desk = Desk(pipeline=load_pipeline(), table=load_reference(), policy=policy, files=files)
    return check(drafts, Against(articles=against), desk)


@cache
def rivals() -> Check:
    """A draft that puts a round of talks into another city than the wire does."""
    return checked(article(f"{LIMA}\n\nThe quay was painted green.\n"), against=(wire(),))


@cache
def planted_check() -> Check:
    """The drafts of corpus/drafts against the sample articles."""
    drafts = read(CORPUS / "drafts").articles
    policy = Policy(codes=CODES)
    desk = Desk(pipeline=load_pipeline(), table=load_reference(), policy=policy, files={})
    return check(drafts, Against(articles=corpus_articles()), desk)


def planted() -> dict[str, Any]:
    """What is wrong and right in the drafts of corpus/drafts, by file."""
    found: dict[str, Any] = yaml.safe_load((CORPUS / "drafts" / "planted.yml").read_text(encoding="utf-8"))
    return found
