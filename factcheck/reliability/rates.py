"""What each source's statements come to: right, agreeing, superseded, precise, each as a rate with its interval.

A rate counts statements on questions that two or more independent origins answer; an origin that several
outlets share is one. What a source only quotes from a named speaker is the speaker's and is not counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from msgspec import Struct

from factcheck.model.audit import Rate, Statement
from factcheck.reliability.answers import Answered
from factcheck.reliability.cases import Case, Relation
from factcheck.reliability.dependence import chance_right
from factcheck.reliability.intervals import rate

COMPARABLE = 5


class Standing(Struct, frozen=True):
    """One comparable statement: its chance of being right, and how it stands to the answer and to the others."""

    statement: Statement
    right: float
    relation: Relation
    agrees: bool


def standings(answered: Sequence[Answered], asides: Collection[str]) -> dict[str, list[Standing]]:
    """The comparable statements of each source, in the order of the cases."""
    found: dict[str, list[Standing]] = defaultdict(list)
    for one in answered:
        case = one.case
        for i, statement in enumerate(case.statements):
            others = _independent(case, i, asides)
            if statement.id in asides or not statement.own or not others:
                continue
            found[statement.source].append(
                Standing(
                    statement,
                    chance_right(case, i, one.chances),
                    case.relations[i][one.chosen],
                    2 * sum(compatible(case, i, j) for j in others) >= len(others),
                )
            )
    return found


def _independent(case: Case, i: int, asides: Collection[str]) -> list[int]:
    """The statements of a case by other sources and from other origins than one's own."""
    mine = case.statements[i]
    return [
        j
        for j, s in enumerate(case.statements)
        if s.source != mine.source and s.id not in asides and not (mine.origin and s.origin == mine.origin)
    ]


def compatible(case: Case, i: int, j: int) -> bool:
    """Whether two statements of a case can both hold."""
    a, b = case.statements[i], case.statements[j]
    against = Relation.AGAINST
    return case.relation(i, b.value) is not against or case.relation(j, a.value) is not against


def reliability(standing: Sequence[Standing]) -> Rate:
    """How often a source is right, the chance of each statement counted in part."""
    wrong = tuple(s.statement.id for s in standing if s.relation is Relation.AGAINST)
    return rate("right", sum(s.right for s in standing), len(standing), wrong)


def compared_rates(standing: Sequence[Standing]) -> list[Rate]:
    """Agreement with independent others, and what is against the answer and what only came before it."""
    return [
        _share("agrees with independent others", standing, lambda s: s.agrees),
        _share("against the best answer", standing, lambda s: s.relation is Relation.AGAINST),
        _share("earlier and superseded", standing, lambda s: s.relation is Relation.SUPERSEDED),
    ]


def _share(name: str, standing: Sequence[Standing], holds: Callable[[Standing], bool]) -> Rate:
    hits = [s.statement.id for s in standing if holds(s)]
    return rate(name, len(hits), len(standing), hits)


def named_rates(claims: Sequence[str], marks: Mapping[str, Collection[str]]) -> list[Rate]:
    """The share of a source's claims under each mark, by the mark's name."""
    return [
        rate(name, len(hits), len(claims), hits)
        for name, marked in marks.items()
        for hits in [[c for c in claims if c in marked]]
    ]
