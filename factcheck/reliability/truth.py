"""Truth discovery: answers and sources judged together, by expectation and maximisation.

The model is that of TDH (W. Jung, Y. Kim, K. Shim: Crowdsourced Truth Discovery in the Presence of
Hierarchies for Knowledge Fusion, EDBT 2019): a source gives the truth itself, a value that contains it, or a
wrong one, each with a probability of its own and a Dirichlet prior. Three things are different. The answer
of an object is one latent value for all its statements, as with Dawid and Skene (Applied Statistics 1979).
A source is judged apart in what it says coarsely and finely, since "in Japan" is right more often than "in
Nara", and what is known of all sources is the prior for each. And the likelihood is raised to a power below 1
(J. Miller, D. Dunson: Robust Bayesian Inference via Coarsening, JASA 2019), since sources that read each
other are less evidence than so many independent ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from factcheck.reliability.cases import Case, Relation

POWER = 0.5
# A wrong value is one of so many, as far as is known; chance alone seldom makes two sources err alike.
FALSE_VALUES = 10
# The prior: exact, general, wrong; and how many statements what is known of all sources counts for.
PRIOR = (3.0, 3.0, 2.0)
STRENGTH = 10.0
ROUNDS = 200
SETTLED = 1e-6

EXACT, GENERAL, WRONG, EITHER = range(4)
_OUTCOME = {
    Relation.EXACT: EXACT, Relation.GENERAL: GENERAL, Relation.SUPERSEDED: GENERAL, Relation.AGAINST: WRONG,
}  # fmt: skip

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Weights = Mapping[str, float]
"""How much each statement counts as evidence, by id; 1 where it is not named."""


class Posterior(Struct, frozen=True):
    """`answers[i]` has the probability of each candidate of case i; `sources` the probability that a source errs."""

    answers: tuple[tuple[float, ...], ...]
    wrong: Mapping[str, float]


class _Table(Struct, frozen=True):
    """Every pair of a statement and a candidate of its case, flat. `share` is one over how many values the outcome
    might have taken; `cell` is the row of the source and coarseness."""

    candidate: Ints
    cell: Ints
    outcome: Ints
    share: Floats
    weight: Floats
    case: Ints
    prior: Floats
    sources: tuple[str, ...]


def discover(cases: Sequence[Case], weights: Weights | None = None) -> Posterior:
    """The posterior of answers and sources. Cases keep their order; none give an empty posterior.

    A statement of no weight is no evidence of the answer, but its source answers for it all the same.
    """
    if not cases:
        return Posterior((), {})
    table = _flat(cases, weights or {})
    cells = 2 * len(table.sources)
    reliability: Floats = np.tile(np.array(PRIOR) / sum(PRIOR), (cells, 1))
    for _ in range(ROUNDS):
        answers = _answers(table, reliability)
        counts = _counts(table, answers, reliability)
        updated = _shrunk(counts)
        moved = float(np.abs(updated - reliability).max())
        reliability = updated
        if moved < SETTLED:
            break
    answers, counts = _answers(table, reliability), _counts(table, _answers(table, reliability), reliability)
    ends = np.cumsum([len(case.candidates) for case in cases])
    return Posterior(
        tuple(tuple(float(p) for p in part) for part in np.split(answers, ends[:-1])),
        {
            source: float(wrong / total) if total else PRIOR[WRONG] / sum(PRIOR)
            for source, wrong, total in zip(
                table.sources,
                counts[0::2, WRONG] + counts[1::2, WRONG],
                counts[0::2].sum(axis=1) + counts[1::2].sum(axis=1),
                strict=True,
            )
        },
    )


def _flat(cases: Sequence[Case], weights: Weights) -> _Table:
    sources = tuple(sorted({s.source for case in cases for s in case.statements}))
    number = {source: i for i, source in enumerate(sources)}
    rows: list[tuple[int, int, int, float, float]] = []
    owner: list[int] = []
    first = 0
    for index, case in enumerate(cases):
        generals = [_generals(case, column) for column in range(len(case.candidates))]
        ordered = any(generals)
        for i, statement in enumerate(case.statements):
            cell, weight = 2 * number[statement.source] + case.coarse[i], weights.get(statement.id, 1.0)
            for column, relation in enumerate(case.relations[i]):
                outcome = _OUTCOME[relation]
                spread = case.spreads[i][column] * _spread(outcome, generals[column], len(case.candidates))
                told = EITHER if outcome == EXACT and not ordered else outcome
                rows.append((first + column, cell, told, 1 / spread, weight))
        owner.extend([index] * len(case.candidates))
        first += len(case.candidates)
    columns: list[Any] = list(zip(*rows, strict=True))
    return _Table(
        candidate=np.array(columns[0], dtype=np.int64),
        cell=np.array(columns[1], dtype=np.int64),
        outcome=np.array(columns[2], dtype=np.int64),
        share=np.array(columns[3], dtype=np.float64),
        weight=np.array(columns[4], dtype=np.float64),
        case=np.array(owner, dtype=np.int64),
        prior=np.log(np.array([p for case in cases for p in case.priors], dtype=np.float64)),
        sources=sources,
    )


def _generals(case: Case, column: int) -> int:
    """How many values of a case contain its candidate, or were right until it."""
    return len(
        {s.value for s, row in zip(case.statements, case.relations, strict=True) if _OUTCOME[row[column]] == GENERAL}
    )


def _spread(outcome: int, generals: int, candidates: int) -> int:
    if outcome == EXACT:
        return 1
    return max(1, generals) if outcome == GENERAL else max(FALSE_VALUES, candidates - generals - 1)


def _answers(table: _Table, reliability: Floats) -> Floats:
    """The probability of each candidate, given how sources err."""
    chances = np.column_stack([reliability, reliability[:, EXACT] + reliability[:, GENERAL]])
    logs = np.log(chances[table.cell, table.outcome] * table.share) * table.weight * POWER
    scores = np.bincount(table.candidate, logs, minlength=len(table.case)) + table.prior
    best = np.full(int(table.case[-1]) + 1, -np.inf)
    np.maximum.at(best, table.case, scores)
    raised = np.exp(scores - best[table.case])
    return np.asarray(raised / np.bincount(table.case, raised)[table.case], dtype=np.float64)


def _counts(table: _Table, answers: Floats, reliability: Floats) -> Floats:
    """The expected outcomes of each source, a row a source and coarseness; copies count for their source as well."""
    chance = answers[table.candidate]
    counts = np.zeros(reliability.shape)
    for outcome in (EXACT, GENERAL, WRONG):
        chosen = table.outcome == outcome
        counts[:, outcome] += np.bincount(table.cell[chosen], chance[chosen], minlength=len(counts))
    either = table.outcome == EITHER
    told = np.bincount(table.cell[either], chance[either], minlength=len(counts))
    exact = reliability[:, EXACT] / (reliability[:, EXACT] + reliability[:, GENERAL])
    counts[:, EXACT] += told * exact
    counts[:, GENERAL] += told * (1 - exact)
    return counts


def _shrunk(counts: Floats) -> Floats:
    """Each source drawn towards all sources, so that one with three claims is no oracle and no liar."""
    updated = np.empty_like(counts)
    for level in (0, 1):
        pooled = counts[level::2].sum(axis=0) + np.array(PRIOR)
        updated[level::2] = counts[level::2] + STRENGTH * pooled / pooled.sum()
    return np.asarray(updated / updated.sum(axis=1, keepdims=True), dtype=np.float64)
