"""What reviewers said, as it counts for sources: in the sample articles, with words on some of the findings."""

from __future__ import annotations

from functools import cache

import pytest
from msgspec.structs import replace

from factcheck.model.audit import Audit, Rate
from factcheck.model.finding import Finding, Scope, Verdict
from factcheck.model.review import Review
from factcheck.model.values import Kind
from factcheck.reliability import audit_report
from factcheck.reliability.reviewed import RATE
from tests.corpus_run import corpus_report


def _audited(*words: tuple[str, str]) -> Audit:
    """The audit of the sample articles after words (finding, verdict) on them."""
    said = tuple(
        Review(finding=finding, reviewer="Ines Moll", verdict=verdict, note="", at=f"2026-01-01T00:00:0{n}+00:00")
        for n, (finding, verdict) in enumerate(words)
    )
    return audit_report(replace(corpus_report(), reviews=said))


@cache
def _unjudged() -> Audit:
    return _audited()


def _rate(audit: Audit, source: str, name: str = RATE) -> Rate:
    one = next(one for one in audit.sources if one.source == source)
    return next(rate for rate in one.rates if rate.name == name)


def _source(claim: str) -> str:
    article = next(one.article for one in corpus_report().claims if one.id == claim)
    return next(one.source for one in corpus_report().articles if one.id == article)


def _finding(scope: Scope, kind: Kind | None = None) -> Finding:
    """The first contradiction of a scope."""
    kinds = {question.id: question.kind for question in corpus_report().questions}
    return next(
        f for f in corpus_report().findings
        if f.scope is scope and f.verdict is Verdict.CONTRADICTION and kind in (None, kinds.get(f.question))
    )  # fmt: skip


def test_where_nobody_judged_there_is_nothing_to_count() -> None:
    assert {rate.of for one in _unjudged().sources for rate in one.rates if rate.name == RATE} == {0}
    assert _unjudged().rulings == ()


def test_a_confirmed_contradiction_counts_against_the_side_that_the_best_answer_rules_out() -> None:
    venue = _finding(Scope.CROSS_SOURCE, Kind.VENUE)
    sides = {side.value: side.claims[0] for side in (venue.a, venue.b)}
    audit = _audited((venue.id, "confirm"))
    lost, held = _rate(audit, _source(sides["Istanbul"])), _rate(audit, _source(sides["Doha"]))
    assert (lost.hits, lost.of, lost.statements) == (1, 1, (sides["Istanbul"],))
    assert lost.low is not None
    assert lost.high is not None
    assert 0 < lost.low < lost.high <= 1
    assert (held.hits, held.of) == (0, 1)
    assert audit.rulings == (("confirm", 1),)


def test_a_confirmed_contradiction_with_the_reference_table_counts_against_the_source() -> None:
    reference = _finding(Scope.REFERENCE)
    rate = _rate(_audited((reference.id, "confirm")), _source(reference.a.claims[0]))
    assert (rate.hits, rate.of) == (1, 1)


@pytest.mark.parametrize(
    ("scope", "name"),
    [(Scope.REFERENCE, "contradicted by the reference"), (Scope.SAME_ARTICLE, "contradicts itself")],
)
def test_a_dismissed_finding_counts_against_nobody(scope: Scope, name: str) -> None:
    finding = _finding(scope)
    source = _source(finding.a.claims[0])
    before, after = _rate(_unjudged(), source, name), _rate(_audited((finding.id, "dismiss")), source, name)
    assert set(before.statements) - set(after.statements) == {*finding.a.claims, *finding.b.claims}
    judged = _rate(_audited((finding.id, "dismiss")), source)
    assert judged.of >= 1
    assert judged.hits == 0


def test_answers_whose_contradiction_was_dismissed_can_stand_beside_each_other() -> None:
    sides = [side for f in corpus_report().findings for side in (f.a, f.b) if side.value == "Istanbul"]
    claims = {claim for side in sides for claim in side.claims}
    against = [f for f in corpus_report().findings if {*f.a.claims, *f.b.claims} & claims]
    audit = _audited(*((f.id, "dismiss") for f in against))
    before = next(
        t for t in _unjudged().truths if any(s.value == "Istanbul" and s.relation == "against" for s in t.support)
    )
    venue = next(t for t in audit.truths if t.id == before.id)
    assert before.contested
    assert "against" not in {s.relation for s in venue.support}
    assert not venue.contested


def test_the_last_word_counts_and_being_unsure_counts_for_nothing() -> None:
    reference = _finding(Scope.REFERENCE)
    source = _source(reference.a.claims[0])
    assert _rate(_audited((reference.id, "confirm"), (reference.id, "unsure")), source).of == 0
    assert _rate(_audited((reference.id, "unsure"), (reference.id, "confirm")), source).hits == 1
    assert _audited((reference.id, "dismiss"), (reference.id, "confirm")).rulings == (("confirm", 1),)


def test_words_on_findings_that_the_report_has_not_are_passed_over() -> None:
    assert _audited(("f000", "dismiss")) == _unjudged()
