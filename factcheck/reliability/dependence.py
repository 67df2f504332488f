"""Copying between sources, from the mistakes that they share.

Two sources that are right say the same; two that are independently wrong seldom do. The posterior of
dependence for a pair follows X. L. Dong, L. Berti-Equille, D. Srivastava: Integrating Conflicting Data: The
Role of Source Dependence, VLDB 2009. Statements of one origin are copies for certain.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

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
LEAST_WRONG = 0.02
APART = math.log(1 - COPIED)

Pair = tuple[str, str]


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
    dependence = suspicions(cases)
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


def suspicions(cases: Sequence[Case]) -> dict[Pair, float]:
    """Pairs that differ less often than two sources would of which nothing is known but that they err at times."""
    alone = (1 - UNKNOWN) ** 2
    alike = math.log(((1 - UNKNOWN) * COPIED + alone * (1 - COPIED)) / alone)
    evidence: dict[Pair, list[float]] = defaultdict(list)
    for case in cases:
        for pair, first, second in case.pairs():
            same = case.statements[first].value == case.statements[second].value
            evidence[pair].append(alike if same else APART)
    return _likely(evidence)


def dependences(cases: Sequence[Case], posterior: Posterior) -> dict[Pair, float]:
    """The probability that one of two sources copies the other, by pair in the order of names; those above a half.

    To agree where both are right is no evidence: good sources do. To agree where both are likely wrong is, and to
    differ speaks against copying.
    """
    evidence: dict[Pair, list[float]] = defaultdict(list)
    for case, chances in zip(cases, posterior.answers, strict=True):
        for pair, first, second in case.pairs():
            if case.statements[first].value != case.statements[second].value:
                evidence[pair].append(APART)
                continue
            right = chance_right(case, first, chances)
            wrong = posterior.wrong[pair[0]], posterior.wrong[pair[1]]
            evidence[pair].append(_shared_mistake(right, wrong) if right < LIKELY else 0.0)
    return _likely(evidence)


def _shared_mistake(right: float, wrong: tuple[float, float]) -> float:
    """The log of how much likelier a copied answer is than two independent ones, if it is right with a chance."""
    a, b = (min(max(w, LEAST_WRONG), 1 - LEAST_WRONG) for w in wrong)
    both_right, both_wrong = (1 - a) * (1 - b), a * b / FALSE_VALUES
    copied = (a + b) / 2 * COPIED + both_wrong * (1 - COPIED)
    return math.log((right * both_right + (1 - right) * copied) / (right * both_right + (1 - right) * both_wrong))


def _likely(evidence: Mapping[Pair, Sequence[float]]) -> dict[Pair, float]:
    found = {}
    for pair, logs in sorted(evidence.items()):
        odds = math.log(PRIOR / (1 - PRIOR)) + math.fsum(logs)
        chance = 1 / (1 + math.exp(-max(-500.0, min(500.0, odds))))
        if len(logs) >= SHARED and chance > LIKELY:
            found[pair] = round(chance, 3)
    return found


def chance_right(case: Case, statement: int, chances: Sequence[float]) -> float:
    """The probability that a statement is not against the truth."""
    row = case.relations[statement]
    return min(1.0, sum(p for p, relation in zip(chances, row, strict=True) if relation is not Relation.AGAINST))


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
