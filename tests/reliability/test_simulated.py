"""What the audit finds where the truth is known: independent sources, copied wires, intervals that hold."""

from __future__ import annotations

import numpy as np
import pytest

from factcheck.reliability.answers import majority, truths
from factcheck.reliability.cases import Case
from factcheck.reliability.dependence import resolve
from factcheck.reliability.intervals import rate
from factcheck.reliability.rates import COMPARABLE, reliability, standings
from tests.reliability.simulated import TRUE, case_of, independent, right, stated

ACCURACIES = {f"s{i}": a for i, a in enumerate((0.95, 0.85, 0.75, 0.65, 0.55, 0.4))}
CORPORA = 500


def _votes(cases: list[Case]) -> float:
    return sum(majority(case) == TRUE for case in cases) / len(cases)


def test_independent_sources_are_weighed_by_how_often_they_are_right() -> None:
    cases = independent(1, ACCURACIES, 200)
    resolved = resolve(cases)
    wrong = resolved.posterior.wrong
    assert right(cases, resolved) > 0.95
    assert right(cases, resolved) > _votes(cases) + 0.02
    assert sorted(wrong, key=lambda s: wrong[s]) == list(ACCURACIES)
    assert resolved.dependence == {}


def test_good_sources_that_never_differ_are_no_copies() -> None:
    cases = independent(2, {"a": 0.99, "b": 0.99, "c": 0.6, "d": 0.6}, 150)
    assert ("a", "b") not in resolve(cases).dependence


def test_five_copies_of_one_wrong_wire_do_not_outvote_three_reports() -> None:
    copies = [stated("o", f"copy {i}", "wrong", origin="wire") for i in range(5)]
    reports = [stated("o", f"report {i}", TRUE) for i in range(3)]
    case = case_of("o", [*copies, *reports])
    assert right([case], resolve([case])) == 1
    apart = case_of("o", [stated("o", s.source, s.value) for s in case.statements])
    assert right([apart], resolve([apart])) == 0, "without the wire known, five count for more than three"


@pytest.mark.parametrize("seed", range(5))
def test_copiers_are_found_by_the_mistakes_that_they_share(seed: int) -> None:
    random = np.random.default_rng(seed)
    cases = []
    for number in range(60):
        wire = TRUE if random.random() < 0.5 else f"false {random.integers(10)}"
        statements = [stated(f"o{number}", f"copy {i}", wire) for i in range(5)]
        for i in range(3):
            value = TRUE if random.random() < 0.85 else f"false {random.integers(10)}"
            statements.append(stated(f"o{number}", f"report {i}", value))
        cases.append(case_of(f"o{number}", statements))
    resolved = resolve(cases)
    found = {source for pair in resolved.dependence for source in pair}
    assert found == {f"copy {i}" for i in range(5)}
    assert right(cases, resolved) > 0.9
    assert right(cases, resolved) > _votes(cases) + 0.2


def test_a_source_with_three_claims_is_no_oracle_and_is_not_ranked() -> None:
    cases = independent(3, ACCURACIES, 100)
    lucky = [
        case_of(case.id, [*case.statements, stated(case.id, "newcomer", TRUE)]) if number < 3 else case
        for number, case in enumerate(cases)
    ]
    answered, _ = truths(lucky, resolve(lucky), (), {})
    standing = standings(answered, ())["newcomer"]
    found = reliability(standing)
    assert len(standing) == 3 < COMPARABLE
    assert found.low is not None
    assert found.low < 0.6
    assert found.mean is not None
    assert found.mean < 0.9


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    held = total = 0
    for seed in range(CORPORA):
        random = np.random.default_rng(seed)
        accuracies = {f"s{i}": float(random.uniform(0.55, 0.97)) for i in range(6)}
        cases = independent(seed, accuracies, 50)
        answered, _ = truths(cases, resolve(cases), (), {})
        for source, standing in standings(answered, ()).items():
            found = reliability(standing)
            assert found.low is not None
            assert found.high is not None
            held += found.low <= accuracies[source] <= found.high
            total += 1
    assert 0.85 <= held / total <= 0.95


def test_a_rate_of_nothing_is_unknown() -> None:
    assert rate("right", 0, 0).mean is None
    three = rate("right", 3, 3)
    assert three.low is not None
    assert three.low < 0.6, "three of three is no certainty"
