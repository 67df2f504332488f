"""Cases: the statements on one object, its candidates for the truth, and how each statement stands to each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from enum import IntEnum
from itertools import combinations

from msgspec import Struct

from factcheck.model.audit import Statement


class Relation(IntEnum):
    """How a statement stands to a candidate: it is it, contains or bounds it, was right until it, is against it."""

    EXACT = 0
    GENERAL = 1
    SUPERSEDED = 2
    AGAINST = 3


Covers = Callable[[Statement, str], float]
"""Whether a statement's value contains a candidate, or as a bound allows it: 0 if not, else out of how many values
that would allow it the source has chosen this one, so that "at least 1" says little for 400."""
Superseded = Callable[[Statement, str], bool]
"""Whether a statement gives an earlier state of what a candidate says."""

# An earlier state is one of so many that might have been told.
STATES = 3.0


class Case(Struct, frozen=True, kw_only=True):
    """One object. `relations[i][j]` is that of statement i to candidate j, `spreads[i][j]` what `Covers` gives, at
    least 1, `coarse[i]` whether i is a value that may contain others, and `priors[j]` how likely j is beforehand."""

    id: str
    object: str
    kind: str
    candidates: tuple[str, ...]
    statements: tuple[Statement, ...]
    relations: tuple[tuple[Relation, ...], ...]
    spreads: tuple[tuple[float, ...], ...]
    coarse: tuple[bool, ...]
    priors: tuple[float, ...]

    def relation(self, statement: int, candidate: str) -> Relation:
        """How a statement stands to a candidate, by name."""
        return self.relations[statement][self.candidates.index(candidate)]

    def firsts(self, asides: Collection[str] = ()) -> dict[str, int]:
        """The index of each source's first statement; those in `asides` are passed over."""
        found: dict[str, int] = {}
        for i, statement in enumerate(self.statements):
            if statement.id not in asides:
                found.setdefault(statement.source, i)
        return found

    def pairs(self, asides: Collection[str] = ()) -> Iterator[tuple[tuple[str, str], int, int]]:
        """The pairs of sources in the order of names, each with its first statement."""
        said = self.firsts(asides)
        for a, b in combinations(sorted(said), 2):
            yield (a, b), said[a], said[b]

    @property
    def contested(self) -> bool:
        """Whether no one candidate has all statements for it."""
        return not any(
            all(row[column] is not Relation.AGAINST for row in self.relations) for column in range(len(self.candidates))
        )


def never(statement: Statement, candidate: str) -> bool:
    """Nothing is superseded where no time is told."""
    return False


def alike(candidate: str) -> float:
    """Any value is as likely as another beforehand."""
    return 1.0


def make_case(
    key: tuple[str, str],
    statements: Iterable[Statement],
    covers: Covers,
    coarse: Callable[[Statement], bool],
    superseded: Superseded = never,
    prior: Callable[[str], float] = alike,
) -> Case:
    """A case of the statements on an object, `key` its (id, name); candidates are the values given, sorted."""
    given = tuple(statements)
    candidates = tuple(sorted({s.value for s in given}))
    spreads = tuple(tuple(0 if s.value == c else covers(s, c) for c in candidates) for s in given)
    relations = tuple(
        tuple(_standing(s, c, n, superseded) for c, n in zip(candidates, row, strict=True))
        for s, row in zip(given, spreads, strict=True)
    )
    return Case(
        id=key[0],
        object=key[1],
        kind=given[0].kind,
        candidates=candidates,
        statements=given,
        relations=relations,
        spreads=tuple(
            tuple(STATES if r is Relation.SUPERSEDED else max(1.0, n) for r, n in zip(standing, row, strict=True))
            for standing, row in zip(relations, spreads, strict=True)
        ),
        coarse=tuple(coarse(s) for s in given),
        priors=tuple(prior(c) for c in candidates),
    )


def _standing(statement: Statement, candidate: str, covered: float, superseded: Superseded) -> Relation:
    if statement.value == candidate:
        return Relation.EXACT
    if covered:
        return Relation.GENERAL
    return Relation.SUPERSEDED if superseded(statement, candidate) else Relation.AGAINST
