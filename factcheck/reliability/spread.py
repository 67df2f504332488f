"""How answers spread: who is first, who follows and how many days behind, who carries whose text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median

from factcheck.model.audit import Chain, Copying, Correction, Statement, Step, Timing
from factcheck.reliability.cases import Case, Relation

CHAINED = 3
CHAINS = 12


def timings(cases: Sequence[Case]) -> dict[str, Timing]:
    """Lead and lag of each source over the questions that two or more sources answer with a date."""
    first: dict[str, int] = defaultdict(int)
    behind: dict[str, list[int]] = defaultdict(list)
    for case in cases:
        days: dict[str, date] = {}
        for s in case.statements:
            if s.day is not None:
                days[s.source] = min(days.get(s.source, s.day), s.day)
        if len(days) < 2:
            continue
        start = min(days.values())
        for source, day in days.items():
            if day == start:
                first[source] += 1
            else:
                behind[source].append((day - start).days)
    return {
        source: Timing(
            first=first[source],
            followed=len(behind[source]),
            behind=tuple(sorted(behind[source])),
            median=float(median(behind[source])) if behind[source] else None,
        )
        for source in sorted({*first, *behind})
    }


def corrections(cases: Sequence[Case], marked: Mapping[str, bool]) -> dict[str, list[Correction]]:
    """A source's later answers that can't stand beside its earlier ones and are not `marked` as revisions."""
    found: dict[str, list[Correction]] = defaultdict(list)
    for case in cases:
        by_source: dict[str, list[int]] = defaultdict(list)
        for i, s in enumerate(case.statements):
            if s.day is not None and s.own:
                by_source[s.source].append(i)
        for source, indices in by_source.items():
            ordered = sorted(indices, key=lambda i: (str(case.statements[i].day), case.statements[i].id))
            for i, j in zip(ordered, ordered[1:], strict=False):
                earlier, later = case.statements[i], case.statements[j]
                apart = case.relation(i, later.value) is Relation.AGAINST
                if apart and case.relation(j, earlier.value) is Relation.AGAINST and earlier.day != later.day:
                    if earlier.article != later.article and not marked.get(later.id, False):
                        pair = (earlier.id, later.id)
                        found[source].append(
                            Correction(object=case.object, before=earlier.value, after=later.value, statements=pair)
                        )
    return found


def copyings(cases: Sequence[Case], dependence: Mapping[tuple[str, str], float]) -> dict[str, list[Copying]]:
    """Of whom each source carries copies: of texts it shares with an earlier report, or of shared mistakes."""
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for case in cases:
        for s in case.statements:
            for other in case.statements:
                if other.source == s.source or other.value != s.value:
                    continue
                if s.origin and s.origin == other.origin and _before(other, s):
                    texts[s.source, other.source].append(s.id)
                pair = (min(s.source, other.source), max(s.source, other.source))
                if pair in dependence:
                    alike[s.source, other.source].append(s.id)
    found: dict[str, list[Copying]] = defaultdict(list)
    for (source, of), ids in sorted(texts.items()):
        found[source].append(Copying(of=of, basis="text", probability=1.0, statements=tuple(dict.fromkeys(ids))))
    for (source, of), ids in sorted(alike.items()):
        chance = dependence[min(source, of), max(source, of)]
        found[source].append(Copying(of=of, basis="errors", probability=chance, statements=tuple(dict.fromkeys(ids))))
    return found


def _before(a: Statement, b: Statement) -> bool:
    return (str(a.day or "9999"), a.source, a.id) < (str(b.day or "9999"), b.source, b.id)


def chains(cases: Sequence[Case]) -> tuple[Chain, ...]:
    """The answers that most sources came to give, each report with the one that it was likely taken from.

    A report is taken from the first one of its own text; without one it stands for itself.
    """
    found = []
    for case in cases:
        for value in case.candidates:
            steps = _steps([s for s in case.statements if s.value == value])
            if len({s.source for s in steps}) >= CHAINED:
                found.append(Chain(object=case.object, value=value, steps=steps))
    copied = {id(c): sum(bool(s.parent) for s in c.steps) for c in found}
    found.sort(key=lambda c: (-copied[id(c)], -len(c.steps), c.object, c.value))
    return tuple(found[:CHAINS])


def _steps(statements: Sequence[Statement]) -> tuple[Step, ...]:
    first: dict[str, str] = {}
    steps = []
    seen: set[str] = set()
    for s in sorted((s for s in statements if s.day is not None), key=lambda s: (str(s.day), s.source, s.id)):
        assert s.day is not None
        if s.source in seen:
            continue
        seen.add(s.source)
        parent = first.get(s.origin, "") if s.origin else ""
        if s.origin:
            first.setdefault(s.origin, s.id)
        steps.append(
            Step(statement=s.id, source=s.source, day=s.day, parent=parent, basis="same text" if parent else "")
        )
    return tuple(steps)
