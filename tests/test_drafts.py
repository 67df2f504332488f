"""Drafts with planted errors against the sample articles: each is told, and nothing of what is right beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from factcheck.model.article import Article
from factcheck.model.check import Check, Result
from factcheck.model.claim import Claim
from tests.drafts_run import planted, planted_check

ERRORS = [(file, error) for file, entry in planted().items() for error in entry["planted"]]
RIGHT = [(file, words) for file, entry in planted().items() for words in entry["correct"]]
KINDS = {
    "date", "venue", "casualty", "office-holder", "quantity", "ordinal", "outcome", "role",
    "arithmetic", "weekday", "geography", "headline",
}  # fmt: skip


@pytest.fixture(scope="module")
def check() -> Check:
    return planted_check()


def draft(check: Check, file: str) -> Article:
    return next(a for a in check.report.articles if a.id in check.drafts and a.path == file)


def claims_among(check: Check, file: str, words: str) -> Iterator[Claim]:
    article = draft(check, file)
    assert article.text.count(words) == 1, words
    start = article.text.index(words)
    for claim in check.claims():
        if claim.article == article.id and start <= claim.span[0] < start + len(words):
            yield claim


def told_on(check: Check, claims: set[str]) -> list[Result]:
    return [result for result in check.told() if result.claim in claims]


def test_there_is_an_error_of_each_kind_and_enough_that_is_right() -> None:
    assert {error["kind"] for _, error in ERRORS} == KINDS
    assert len(ERRORS) >= 12
    assert len(RIGHT) >= 12


@pytest.mark.parametrize(
    ("file", "error"), ERRORS, ids=lambda value: value if isinstance(value, str) else value["kind"]
)
def test_a_planted_error_is_told(check: Check, file: str, error: dict[str, Any]) -> None:
    claims = {claim.id for claim in claims_among(check, file, error["words"])}
    found = {(r.finding.code, r.finding.verdict.value) for r in told_on(check, claims)}
    assert (error["code"], "contradiction") in found


@pytest.mark.parametrize(("file", "words"), RIGHT)
def test_nothing_is_told_of_what_is_right(check: Check, file: str, words: str) -> None:
    claims = list(claims_among(check, file, words))
    assert claims, "no claim is read there, so nothing is shown by silence"
    assert [r.finding.explanation for r in told_on(check, {claim.id for claim in claims})] == []


def test_most_of_what_is_right_was_compared_with_something(check: Check) -> None:
    compared = set(check.compared)
    held = [words for file, words in RIGHT if any(c.id in compared for c in claims_among(check, file, words))]
    assert len(held) >= 12


def test_the_headline_is_held_against_its_own_body(check: Check) -> None:
    file, error = next(pair for pair in ERRORS if pair[1]["kind"] == "headline")
    claims = {claim.id for claim in claims_among(check, file, error["words"])}
    assert "same-article" in {result.finding.scope for result in told_on(check, claims)}
