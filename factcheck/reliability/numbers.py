"""Numbers as answers: a bound allows what lies beyond it, and a later total takes the place of an earlier one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

from factcheck.model.audit import Statement
from factcheck.model.values import Bounds
from factcheck.reliability.cases import Superseded
from factcheck.text.hedges import interval

RARER = 2 / 3


def is_point(bounds: Bounds | None) -> bool:
    """Whether a number is one value; what is no number is taken for one."""
    if bounds is None:
        return True
    low, high = interval(bounds, integral=True)
    return low == high


def allows(outer: Bounds | None, inner: Bounds | None) -> float:
    """Out of how many bounds `outer` was chosen if `inner` is the truth; 0 where it does not allow it.

    How far a bound lies below the truth is a matter of scale: "at least 10" says much for 17 and little for 400.
    A range or an approximate number is chosen out of one.
    """
    if outer is None or inner is None:
        return 0
    (low, high), (bottom, top) = interval(outer, integral=True), interval(inner, integral=True)
    if not (low <= bottom and top <= high and (low, high) != (bottom, top)):
        return 0
    return max(1.0, bottom / max(1.0, low)) if math.isinf(high) and math.isfinite(bottom - low) else 1.0


def small_first(bounds: Bounds | None) -> float:
    """How likely a number is beforehand: large ones are rarer than small ones.

    Between no preference and one over the number, which prefers no scale (H. Jeffreys, Theory of Probability).
    """
    if bounds is None:
        return 1.0
    return float(max(1.0, abs(float(bounds.first))) ** -RARER)


def later_totals(group: Sequence[Statement], numbers: Mapping[str, Bounds | None]) -> Superseded:
    """Whether a total was given before a higher one was first told: it may have been right in its time."""
    first: dict[str, date] = {}
    for s in group:
        if s.day is not None:
            first[s.value] = min(first.get(s.value, s.day), s.day)

    def superseded(statement: Statement, candidate: str) -> bool:
        mine, theirs = numbers[statement.value], numbers[candidate]
        if mine is None or theirs is None or statement.day is None or candidate not in first:
            return False
        higher = interval(theirs, integral=True)[0] > interval(mine, integral=True)[0]
        return higher and statement.day < first[candidate]

    return superseded
