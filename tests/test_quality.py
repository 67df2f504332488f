"""The floor under the quality of findings: the sample articles against their gold."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from factcheck.model.finding import Verdict
from factcheck.model.report import Report
from tests.corpus_run import CORPUS, corpus_report
from tests.scoring import Score, score

FLOORS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "floors.yml").read_text(encoding="utf-8"))
GOLD: dict[str, Any] = json.loads((CORPUS / "gold.json").read_text(encoding="utf-8"))


@cache
def _score() -> Score:
    return score(corpus_report(), GOLD)


@pytest.mark.parametrize("measure", ["recall", "values", "conflicts", "references", "internal"])
def test_no_measure_falls_below_its_floor(measure: str) -> None:
    assert getattr(_score(), measure) >= FLOORS[measure], "\n".join(_score().misses)


@pytest.mark.parametrize("kind", sorted(FLOORS["recall_by_kind"]))
def test_no_kind_is_found_less_often_than_its_floor(kind: str) -> None:
    assert _score().recall_by_kind[kind] >= FLOORS["recall_by_kind"][kind], "\n".join(_score().misses)


def test_every_kind_has_a_floor() -> None:
    assert set(FLOORS["recall_by_kind"]) == {claim["kind"] for claim in GOLD["claims"]}


def test_few_traps_are_called_contradictions() -> None:
    assert _score().flagged <= FLOORS["flagged"], "\n".join(_score().misses)


def test_the_report_stays_readable() -> None:
    assert len(corpus_report().findings) <= FLOORS["findings"]


def _changed(**changes: object) -> Report:
    return replace(corpus_report(), **changes)


def test_the_score_falls_with_the_claims() -> None:
    poorer = score(_changed(claims=corpus_report().claims[::2]), GOLD)
    assert poorer.recall < _score().recall
    assert poorer.conflicts < _score().conflicts


def test_the_score_falls_with_the_findings() -> None:
    silent = score(_changed(findings=()), GOLD)
    assert silent.recall == _score().recall
    assert silent.conflicts == silent.references == silent.internal == silent.flagged == 0


def test_a_contradiction_everywhere_springs_the_traps() -> None:
    findings = corpus_report().findings
    claims = [claim.id for claim in corpus_report().claims]
    loud = tuple(
        replace(
            findings[0],
            id=f"f{i}",
            verdict=Verdict.CONTRADICTION,
            a=replace(findings[0].a, claims=(claim,)),
            b=replace(findings[0].b, claims=tuple(c for c in claims if c != claim)),
        )
        for i, claim in enumerate(claims)
    )
    assert score(_changed(findings=loud), GOLD).flagged > len(GOLD["non_conflicts"]) / 2


def test_wrong_values_are_noticed() -> None:
    claims = corpus_report().claims
    other = {claim.kind: claim.value for claim in claims}
    shifted = tuple(replace(claim, value=other[claim.kind]) for claim in claims)
    assert score(_changed(claims=shifted), GOLD).values < _score().values / 2
