"""Tolls as figures: what those of a sentence come to, and what stands beside the figure of an article's title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from factcheck.model.claim import Claim
from factcheck.model.values import CasualtyValue

Figure = tuple[str, str, float | None, float | None]


def is_beside(claim: Claim, other: Claim, heads: AbstractSet[Figure | None]) -> bool:
    """Whether a claim's article agrees with the other in its title: then the copy has a figure of more besides."""
    return claim.article != other.article and not claim.announced and figure_of(other, claim.article) in heads


def figure_of(claim: Claim, article: str) -> Figure | None:
    """What an article would have to say to give a claim's toll as well; None for what is no whole toll."""
    value = claim.value
    if not isinstance(value, CasualtyValue) or value.part or value.trend:
        return None
    return article, claim.attribute, value.min, value.max


def sums_of(claims: Iterable[Claim]) -> Iterator[tuple[str, str, str, float]]:
    """What the tolls of one sentence come to: "four were stabbed and a guard was hurt" tells of five."""
    told: dict[tuple[str, int, str, str], list[float]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.value, CasualtyValue) and claim.value.min is not None and not claim.announced:
            told[claim.article, claim.quote_start, claim.event or "", claim.value.harm].append(claim.value.min)
    for (article, _, event, harm), numbers in told.items():
        if len(numbers) > 1:
            yield article, event, harm, sum(numbers)


def key_of_sum(claim: Claim) -> tuple[str, str, str, float] | None:
    """What `sums_of` has where the tolls of a sentence of its article come to a claim's; None for what is no toll."""
    value = claim.value
    if not isinstance(value, CasualtyValue) or value.min is None:
        return None
    return claim.article, claim.event or "", value.harm, value.min
