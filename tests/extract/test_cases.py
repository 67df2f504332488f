"""Each table of claims, and the context in which they stand."""

from __future__ import annotations

from functools import cache

import pytest

from factcheck.extract import Extraction, Pipeline, extract, load_pipeline
from tests.claim_cases import Case, load_cases, params, problems

FILES = (
    "claims_date",
    "claims_venue",
    "claims_casualty",
    "claims_office_holder",
    "claims_quantity",
    "claims_ordinal",
    "claims_outcome",
    "claims_role",
    "context",
)
LEAST = 300


@cache
def _extracted(file: str) -> dict[str, Extraction]:
    """All articles of a table in one go."""
    articles = [case.article for case in load_cases(file)]
    return {found.article.text: found for found in extract(articles, load_pipeline())}


def _all_cases() -> list[Case]:
    return [case for file in FILES for case in load_cases(file)]


@pytest.mark.parametrize("case", params(_all_cases()))
def test_case(case: Case) -> None:
    extraction = _extracted(case.file)[case.article.text]
    events = {mention.id: mention for mention in extraction.mentions}
    claims = [claim for claim in extraction.claims if claim.kind is case.kind]
    assert problems(claims, case, events) == []


def test_a_claim_is_read_alike_alone_and_among_others(nlp: Pipeline) -> None:
    for file in FILES:
        case = load_cases(file)[0]
        (alone,) = extract([case.article], nlp)
        assert alone == _extracted(file)[case.article.text]


def test_the_tables_are_large_enough_on_both_sides() -> None:
    cases = _all_cases()
    without = sum(not case.claims for case in cases)
    assert len(cases) >= LEAST
    # Among the cases of context, the hard ones are those in the outlet's own firm voice.
    own_voice = sum("speaker" in claim and claim["speaker"] is None for case in cases for claim in case.claims)
    assert without + own_voice >= len(cases) / 3


def test_no_text_stands_twice_in_a_table() -> None:
    for file in FILES:
        texts = [case.article.text for case in load_cases(file)]
        assert len(texts) == len(set(texts))
