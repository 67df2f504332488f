"""The best supported answer to each question, with the majority beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from factcheck.model.audit import Support, Truth
from factcheck.model.values import Number
from factcheck.reliability.cases import Case, Relation
from factcheck.reliability.dependence import Resolved
from factcheck.text.numbers import find_numbers

WORDS = {
    Relation.EXACT: "exact",
    Relation.GENERAL: "general",
    Relation.SUPERSEDED: "superseded",
    Relation.AGAINST: "against",
}


class Answered(Struct, frozen=True):
    """A case with the probabilities of its candidates, the index of the chosen one, and the chance that it holds.

    An answer holds if it is the truth or contains it.
    """

    case: Case
    chances: tuple[float, ...]
    chosen: int
    holds: float

    @property
    def value(self) -> str:
        """The chosen answer."""
        return self.case.candidates[self.chosen]


def answer(case: Case, chances: tuple[float, ...]) -> Answered:
    """Chooses the most probable answer; of equals the first in order of the alphabet."""
    rounded = [round(p, 9) for p in chances]
    chosen = rounded.index(max(rounded))
    contained = sum(p for j, p in enumerate(chances) if _contains(case, case.candidates[chosen], j))
    return Answered(case, chances, chosen, min(1.0, chances[chosen] + contained))


def _contains(case: Case, value: str, other: int) -> bool:
    """Whether a candidate contains another: a statement of the one is general to the other, whoever makes it."""
    return any(
        s.value == value and row[other] is Relation.GENERAL
        for s, row in zip(case.statements, case.relations, strict=True)
    )


def majority(case: Case, asides: Collection[str] = ()) -> str:
    """The answer of most origins; of equals the first by the alphabet. A source counts once for a value."""
    votes: dict[str, set[str]] = {value: set() for value in case.candidates}
    for statement in case.statements:
        if statement.id not in asides:
            votes[statement.value].add(statement.origin or f"source {statement.source}")
    return min(votes, key=lambda value: (-len(votes[value]), value))


def truths(
    cases: Sequence[Case], resolved: Resolved, asides: Collection[str], rules: Mapping[str, str]
) -> tuple[list[Answered], tuple[Truth, ...]]:
    """Every case answered, and the truths in the order of the cases; `rules` adds words for a case by its id."""
    answered = [answer(c, p) for c, p in zip(cases, resolved.posterior.answers, strict=True)]
    return answered, tuple(_truth(one, asides, rules.get(one.case.id, "")) for one in answered)


def _truth(one: Answered, asides: Collection[str], rule: str) -> Truth:
    case = one.case
    rows = zip(case.statements, case.relations, strict=True)
    support = [
        Support(statement=s.id, source=s.source, value=s.value, relation=WORDS[row[one.chosen]]) for s, row in rows
    ]
    order = list(WORDS.values())
    least, most = _frame(case, asides) if rule else ("", "")
    return Truth(
        id=case.id,
        object=case.object,
        kind=case.kind,
        value=one.value,
        probability=round(one.holds, 4),
        support=tuple(sorted(support, key=lambda s: (order.index(s.relation), s.source, s.statement))),
        majority=majority(case, asides),
        contested=case.contested,
        minimum=least,
        maximum=most,
        rule=rule,
    )


def _frame(case: Case, asides: Collection[str]) -> tuple[str, str]:
    """The lowest and the highest number that any source puts forward as its own answer."""
    told = sorted({s.value for s in case.statements if s.id not in asides}, key=lambda v: (number_of(v), v))
    return (told[0], told[-1]) if told else ("", "")


def number_of(value: str) -> Number:
    """The number in a value; of "at least 3" it is 3, and 0 where there is none."""
    found = find_numbers(value)
    return found[0].bounds.first if found else 0
