"""What people make of findings."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct


class Ruling(StrEnum):
    """A reviewer's word on a finding."""

    CONFIRM = "confirm"
    DISMISS = "dismiss"
    UNSURE = "unsure"


class Review(Struct, frozen=True, kw_only=True):
    """A reviewer's word on a finding, and why. `verdict` is a `Ruling`, `at` an ISO 8601 time in UTC."""

    finding: str
    reviewer: str
    verdict: str
    note: str
    at: str


def latest(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Of each reviewer the last word on each finding, in the order they came."""
    kept: dict[tuple[str, str], Review] = {}
    for review in reviews:
        kept.pop((review.finding, review.reviewer), None)
        kept[review.finding, review.reviewer] = review
    return tuple(kept.values())


def rulings(reviews: Iterable[Review]) -> dict[str, Ruling]:
    """The last word on each finding, whoever said it; `reviews` come in the order they were said."""
    return {review.finding: Ruling(review.verdict) for review in reviews}
