"""Which claims of a question are set against which: all of them, or those near in time.

Pairs grow with the square of the claims. A question that more than WHOLE claims answer is taken by sorted
neighbourhood (Hernández and Stolfo 1995): its claims in the order of publication, each against the REACH next ones.
So the cost grows with the claims, and a change from one report to the next is found. `in_part` tells such questions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations, product

from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.question import Answer, Question

WHOLE = 200
REACH = 50

Only = frozenset[str] | None
"""Ids of the articles that are asked about; None asks about all."""

Claims = Mapping[str, Claim]
Rivals = Iterable[tuple[Claim, Claim]]


def in_part(question: Question) -> bool:
    """Whether so many claims answer a question that only those near in time are set against one another."""
    return sum(len(answer.claims) for answer in question.answers) > WHOLE


def rival_claims(
    question: Question, claims: Claims, articles: Mapping[str, Article], only: Only
) -> Iterator[tuple[Answer, Answer, Rivals]]:
    """Every two answers with the pairs of their claims that are set against each other, row by row.

    Where `only` names articles, all pairs of which one is theirs: those grow with the claims alone.
    """
    if only is None and in_part(question):
        yield from _neighbours(question, claims, articles)
        return
    for first, second in combinations(question.answers, 2):
        yield first, second, _across(first, second, claims, only)


def _across(first: Answer, second: Answer, claims: Claims, only: Only) -> Rivals:
    for a, b in product([claims[i] for i in first.claims], [claims[i] for i in second.claims]):
        if only is None or a.article in only or b.article in only:
            yield a, b


def _neighbours(
    question: Question, claims: Claims, articles: Mapping[str, Article]
) -> Iterator[tuple[Answer, Answer, Rivals]]:
    """The same for claims that came out close to each other. Those without a day come last."""
    place = {i: (n, at) for n, answer in enumerate(question.answers) for at, i in enumerate(answer.claims)}
    told = sorted(place, key=lambda i: (articles[claims[i].article].published or date.max, i))
    near: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for position, one in enumerate(told):
        for other in told[position + 1 : position + 1 + REACH]:
            (first, row), (second, column) = sorted((place[one], place[other]))
            if first != second:
                near[first, second].append((row, column))
    for (n, m), cells in sorted(near.items()):
        left, right = question.answers[n], question.answers[m]
        yield left, right, [(claims[left.claims[r]], claims[right.claims[c]]) for r, c in sorted(cells)]
