"""Copying between sources, from the mistakes that they share.

Two sources that are right say the same; two that are independently wrong seldom do. The posterior of
dependence for a pair follows X. L. Dong, L. Berti-Equille, D. Srivastava: Integrating Conflicting Data: The
Role of Source Dependence, VLDB 2009. Statements of one origin are copies for certain.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from factcheck.model.audit import Statement
from factcheck.reliability.cases import Case, Relation
from factcheck.reliability.truth import FALSE_VALUES, Posterior, discover

# Before anything is known; how much a copier takes over; how many questions two sources must share; and how
# often a source errs of which nothing is known.
PRIOR = 0.05
COPIED = 0.8
SHARED = 4
UNKNOWN = 0.2
ROUNDS = 3
LIKELY = 0.5

Pair = tuple[str, str]


class Shared(Struct, frozen=True):
    """What two sources have in common: chances that values they share are right and wrong, and questions apart."""

    right: float
    wrong: float
    apart: int


class Resolved(Struct, frozen=True):
    """Answers and sources with copies discounted: `weights` by statement, `dependence` by pair, a before b."""

    posterior: Posterior
    weights: Mapping[str, float]
    dependence: Mapping[Pair, float]


def resolve(cases: Sequence[Case], weights: Mapping[str, float] | None = None) -> Resolved:
    """Truth discovery and copying in turn: who is wrong shows who copies, and copies count less.

    `weights` of below 1 are statements that say less, beside what copying takes from them.
    """
    given = weights or {}
    # At first nobody is trusted, or five copies of one mistake would vouch for each other.
    dependence = dependences(cases, _doubtful(cases))
    used = _discounted(cases, given, dependence)
    posterior = discover(cases, used)
    for _ in range(ROUNDS):
        found = dependences(cases, posterior)
        if found == dependence:
            break
        dependence = found
        used = _discounted(cases, given, dependence)
        posterior = discover(cases, used)
    return Resolved(posterior, used, dependence)


def _doubtful(cases: Sequence[Case]) -> Posterior:
    """What is believed before anything is known: any shared value may be right, and all sources err alike."""
    even = tuple(tuple(1.0 for _ in case.candidates) for case in cases)
    return Posterior(even, {s.source: UNKNOWN for case in cases for s in case.statements})


def dependences(cases: Sequence[Case], posterior: Posterior) -> dict[Pair, float]:
    """The probability that one of two sources copies the other, by pair in the order of names; those above a half."""
    counted: dict[Pair, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for case, chances in zip(cases, posterior.answers, strict=True):
        _count(case, chances, counted)
    found = {
        pair: _posterior(Shared(right, wrong, int(apart)), posterior.wrong[pair[0]], posterior.wrong[pair[1]])
        for pair, (right, wrong, apart) in sorted(counted.items())
        if right + wrong + apart >= SHARED
    }
    return {pair: round(chance, 3) for pair, chance in found.items() if chance > LIKELY}


def _count(case: Case, chances: Sequence[float], counted: dict[Pair, list[float]]) -> None:
    said: dict[str, tuple[str, int]] = {}
    for i, statement in enumerate(case.statements):
        said.setdefault(statement.source, (statement.value, i))
    for a, b in combinations(sorted(said), 2):
        total = counted[a, b]
        if said[a][0] != said[b][0]:
            total[2] += 1
            continue
        right = chance_right(case, said[a][1], chances)
        total[0] += right
        total[1] += 1 - right


def chance_right(case: Case, statement: int, chances: Sequence[float]) -> float:
    """The probability that a statement is not against the truth."""
    row = case.relations[statement]
    return min(1.0, sum(p for p, relation in zip(chances, row, strict=True) if relation is not Relation.AGAINST))


def _posterior(shared: Shared, wrong_a: float, wrong_b: float) -> float:
    a, b = (min(max(wrong, 0.02), 0.9) for wrong in (wrong_a, wrong_b))
    alone_right, alone_wrong = (1 - a) * (1 - b), a * b / FALSE_VALUES
    either = (a + b) / 2
    copied_right = (1 - either) * COPIED + alone_right * (1 - COPIED)
    copied_wrong = either * COPIED + alone_wrong * (1 - COPIED)
    odds = math.log(PRIOR / (1 - PRIOR))
    odds += shared.right * math.log(copied_right / alone_right)
    odds += shared.wrong * math.log(copied_wrong / alone_wrong)
    odds += shared.apart * math.log(1 - COPIED)
    return 1 / (1 + math.exp(-max(-500.0, min(500.0, odds))))


def _discounted(
    cases: Sequence[Case], given: Mapping[str, float], dependence: Mapping[Pair, float]
) -> dict[str, float]:
    """How much each statement counts as evidence: those that repeat an earlier one of their origin, nothing."""
    weights: dict[str, float] = {}
    for case in cases:
        by_value: dict[str, list[Statement]] = defaultdict(list)
        for statement in case.statements:
            by_value[statement.value].append(statement)
        for group in by_value.values():
            ordered = sorted(group, key=lambda s: (str(s.day or "9999"), -given.get(s.id, 1.0), s.source, s.id))
            for i, statement in enumerate(ordered):
                free = given.get(statement.id, 1.0)
                for earlier in ordered[:i]:
                    free *= 1 - _copied(statement, earlier, dependence)
                weights[statement.id] = free
    return weights


def _copied(statement: Statement, earlier: Statement, dependence: Mapping[Pair, float]) -> float:
    """How much of a statement is likely taken over from an earlier one of the same value."""
    if statement.source == earlier.source or (statement.origin and statement.origin == earlier.origin):
        return 1.0
    first, second = sorted((statement.source, earlier.source))
    return COPIED * dependence.get((first, second), 0.0)
