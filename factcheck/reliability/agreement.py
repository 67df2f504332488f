"""Agreement between sources: Krippendorff's alpha by kind, by pair, and groups of sources that answer alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import combinations
from typing import Any

from factcheck.model.audit import Agreement, KindAgreement, PairAgreement
from factcheck.reliability.cases import Case, Relation
from factcheck.reliability.intervals import library, rate
from factcheck.reliability.rates import compatible

SHARED = 3
PAIRS = 200
GROUPED = 40
ALIKE = 0.5


def agreement(cases: Sequence[Case], asides: Collection[str] = (), *, by_kind: bool = True) -> Agreement:
    """Agreement over all cases. A pair needs three questions in common; the best known 200 pairs are listed.

    Without `by_kind` alpha is left out, and the library that computes it, slow to load, is not needed.
    """
    kinds: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        kinds[case.kind].append(case)
    pairs = _pairs(cases, asides)
    return Agreement(
        kinds=tuple(_alpha(kind, kinds[kind], asides) for kind in sorted(kinds)) if by_kind else (),
        pairs=pairs,
        clusters=_clusters(pairs),
    )


def _alpha(kind: str, cases: Sequence[Case], asides: Collection[str]) -> KindAgreement:
    """Alpha (K. Krippendorff, Content Analysis, 1980): 1 is agreement in everything, 0 what chance would give.

    Nominal, but for values of which one contains the other: those do not disagree.
    """
    rows: list[tuple[str, str, str]] = []
    joined: dict[str, set[str]] = defaultdict(set)
    objects = 0
    for case in cases:
        said = case.firsts(asides)
        if len(said) < 2:
            continue
        objects += 1
        rows += [(source, case.id, case.statements[i].value) for source, i in said.items()]
        for s, row in zip(case.statements, case.relations, strict=True):
            for candidate, relation in zip(case.candidates, row, strict=True):
                if relation is Relation.GENERAL:
                    joined[s.value].add(candidate)
                    joined[candidate].add(s.value)
    labels = {label for _, _, label in rows}
    if len(labels) < 2:
        return KindAgreement(kind=kind, alpha=1.0 if rows else None, objects=objects, statements=len(rows))

    def distance(a: str, b: str) -> float:
        return 0.0 if a == b or (a in joined and b in joined[a]) else 1.0

    task: Any = library("nltk.metrics.agreement").AnnotationTask(data=rows, distance=distance)
    try:
        alpha = float(task.alpha())
    except ZeroDivisionError:  # no two of the values disagree
        alpha = 1.0
    return KindAgreement(kind=kind, alpha=round(alpha, 4), objects=objects, statements=len(rows))


def _pairs(cases: Sequence[Case], asides: Collection[str]) -> tuple[PairAgreement, ...]:
    shared: dict[tuple[str, str], list[bool]] = defaultdict(list)
    apart: dict[tuple[str, str], list[str]] = defaultdict(list)
    for case in cases:
        for pair, first, second in case.pairs(asides):
            alike = compatible(case, first, second)
            shared[pair].append(alike)
            if not alike:
                apart[pair] += [case.statements[first].id, case.statements[second].id]
    known = sorted(((pair, alike) for pair, alike in shared.items() if len(alike) >= SHARED), key=_best_known)
    return tuple(
        PairAgreement(a=a, b=b, rate=rate("agree", sum(alike), len(alike), apart[a, b]))
        for (a, b), alike in known[:PAIRS]
    )


def _best_known(pair: tuple[tuple[str, str], list[bool]]) -> tuple[int, tuple[str, str]]:
    return -len(pair[1]), pair[0]


def _clusters(pairs: Sequence[PairAgreement]) -> tuple[tuple[str, ...], ...]:
    """Groups by average linkage on the disagreement of pairs, cut at half of what is usual between two sources.

    Two sources without questions in common are taken to disagree as much as is usual.
    """
    sources = sorted({name for pair in pairs for name in (pair.a, pair.b)})[:GROUPED]
    if len(sources) < 3:
        return ()
    apart = {(p.a, p.b): 1 - (p.rate.mean or 0.0) for p in pairs}
    usual = sum(apart.values()) / len(apart)
    distances = [apart.get(pair, usual) for pair in combinations(sources, 2)]
    hierarchy = library("scipy.cluster.hierarchy")
    numbers = hierarchy.fcluster(hierarchy.linkage(distances, "average"), t=usual * ALIKE, criterion="distance")
    groups: dict[int, list[str]] = defaultdict(list)
    for source, number in zip(sources, numbers, strict=True):
        groups[int(number)].append(source)
    return tuple(sorted(tuple(group) for group in groups.values() if len(group) > 1))
