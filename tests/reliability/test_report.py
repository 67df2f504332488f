"""The audit of a comparison: copies, tolls, what counts for a source and what does not."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from factcheck.extract import load_pipeline
from factcheck.model.article import Article, article_id
from factcheck.model.audit import Audit, Rate, SourceAudit, Truth
from factcheck.pipeline import run
from factcheck.reference.tables import load_reference
from factcheck.reliability import audit_report
from factcheck.reliability.rates import COMPARABLE
from tests.corpus_run import corpus_report


@cache
def corpus_audit() -> Audit:
    """The audit of the sample articles."""
    return audit_report(corpus_report())


def source(audit: Audit, name: str) -> SourceAudit:
    """A source by name."""
    return next(s for s in audit.sources if s.source == name)


def rate(source: SourceAudit, name: str) -> Rate:
    """A rate of a source by name."""
    return next(r for r in source.rates if r.name == name)


def _audited(*told: tuple[str, int, str]) -> Audit:
    """The audit of articles given as source, day of March 2024 and text."""
    articles = [
        Article(
            id=article_id(name, f"{name}.txt", text),
            path=f"{name}.txt",
            text=text,
            source=name,
            published=date(2024, 3, day),
        )
        for name, day, text in told
    ]
    return audit_report(run(articles, load_pipeline(), load_reference()))


def _toll(audit: Audit, harm: str) -> Truth:
    return next(t for t in audit.truths if t.kind == "casualty" and harm in t.object and t.rule)


def test_a_copy_is_named_and_is_no_second_origin() -> None:
    copier = source(corpus_audit(), "Polder & Quay")
    assert {(c.of, c.basis) for c in copier.copies} == {("Bramble Hill Gazette", "text")}
    chain = next(c for c in corpus_audit().chains if any(s.parent for s in c.steps))
    taken = next(s for s in chain.steps if s.parent)
    assert taken.source == "Polder & Quay"
    assert next(s for s in chain.steps if s.statement == taken.parent).source == "Bramble Hill Gazette"


def test_sources_with_few_comparable_claims_are_named_and_not_ranked() -> None:
    audit = corpus_audit()
    assert {s.source for s in audit.sources if not s.ranked}
    assert all(s.ranked == (s.comparable >= COMPARABLE) for s in audit.sources)
    ranked = [s.reliability.mean or 0 for s in audit.sources if s.ranked]
    assert ranked == sorted(ranked, reverse=True)


def test_every_counted_claim_can_be_looked_up() -> None:
    audit = corpus_audit()
    known = {s.id for s in audit.statements}
    claims = {c.id for c in corpus_report().claims}
    counted = [r for s in audit.sources for r in (s.reliability, *s.rates)]
    assert {i for r in counted for i in r.statements} <= known
    assert {s.claim for s in audit.statements} <= claims
    assert all(len(r.statements) == r.hits for s in audit.sources for r in s.rates)


def test_what_the_reference_table_rules_out_counts_against_a_source() -> None:
    against = rate(source(corpus_audit(), "The Larkspur Post"), "contradicted by the reference")
    assert against.hits == 1
    assert against.mean is not None


def test_the_audit_does_not_depend_on_the_order_of_articles() -> None:
    told = (
        ("Hill Paper", 5, "A fire in Arequipa on 4 March 2024 killed 12 people and injured 30, police said."),
        ("Bay Radio", 6, "The fire in Arequipa on 4 March 2024 killed 14 people and injured 30."),
        ("Quay Times", 6, "Fourteen people were killed by the fire in Arequipa on 4 March 2024, and 30 were injured."),
    )
    assert _audited(*told) == _audited(*reversed(told))


def test_a_later_total_supersedes_an_earlier_one() -> None:
    audit = _audited(
        ("Hill Paper", 5, "A fire in Arequipa on 4 March 2024 killed 12 people."),
        ("Bay Radio", 6, "The fire in Arequipa on 4 March 2024 killed 14 people."),
        ("Quay Times", 7, "Fourteen people were killed in the fire in Arequipa on 4 March 2024."),
    )
    found = _toll(audit, "killed")
    assert (found.value, found.minimum, found.maximum) == ("14", "12", "14")
    assert {s.source: s.relation for s in found.support}["Hill Paper"] == "superseded"
    assert rate(source(audit, "Hill Paper"), "earlier and superseded").hits == 1
    assert rate(source(audit, "Hill Paper"), "against the best answer").hits == 0


def test_a_bound_supports_the_number_that_it_allows() -> None:
    found = _toll(
        _audited(
            ("Hill Paper", 5, "A fire in Arequipa on 4 March 2024 killed at least 10 people."),
            ("Bay Radio", 5, "The fire in Arequipa on 4 March 2024 killed 14 people."),
        ),
        "killed",
    )
    assert found.value == "14"
    assert {s.source: s.relation for s in found.support} == {"Hill Paper": "general", "Bay Radio": "exact"}


def test_what_a_named_speaker_says_is_not_the_sources_own() -> None:
    audit = _audited(
        ("Hill Paper", 5, "A fire in Arequipa on 4 March 2024 killed 12 people, mayor Ines Quispe said."),
        ("Bay Radio", 5, "The fire in Arequipa on 4 March 2024 killed 14 people."),
        ("Quay Times", 5, "The fire in Arequipa on 4 March 2024 killed 14 people."),
    )
    quoted = next(s for s in audit.statements if s.source == "Hill Paper" and s.kind == "casualty")
    assert not quoted.own
    against = rate(source(audit, "Hill Paper"), "against the best answer")
    assert quoted.id not in against.statements


@pytest.mark.parametrize("field", ["truths", "sources", "statements"])
def test_an_audit_of_nothing_is_empty(field: str) -> None:
    assert getattr(audit_report(run([], load_pipeline(), load_reference())), field) == ()
