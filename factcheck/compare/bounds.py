"""Intervals compared: what tolls, counts and measures have in common."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from factcheck.model.values import Bounds, Number, QuantityValue, bounds_of
from factcheck.text.hedges import is_rounding, overlaps
from factcheck.text.units import base_unit

MISCOPIED_DIGITS = 4
SIGNIFICANT = 3


def in_base_units(value: QuantityValue) -> Bounds:
    """The interval of a quantity in the base unit of its dimension: miles as kilometres."""
    factor = base_unit(value.unit)[1]
    bounds = bounds_of(value)
    if factor == 1:
        return bounds
    low, high = bounds.min, bounds.max
    about = "about" if bounds.qualifier == "exact" else bounds.qualifier
    return Bounds(
        None if low is None else low * factor,
        None if high is None else high * factor,
        bounds.min_exclusive,
        bounds.max_exclusive,
        about,
    )


def equal(a: Bounds, b: Bounds) -> bool:
    """Whether two intervals are the same, hedge and all."""
    return (a.min, a.max, a.min_exclusive, a.max_exclusive) == (b.min, b.max, b.min_exclusive, b.max_exclusive) and (
        a.qualifier == b.qualifier or a.min != a.max
    )


def meets(a: Bounds, b: Bounds) -> bool:
    """Whether a fair reader allows both: the intervals overlap, hedges taken at their width."""
    return overlaps(a, b)


def rounds(a: Bounds, b: Bounds) -> bool:
    """Whether one is the other rounded."""
    return is_rounding(a, b)


def exact(value: Bounds) -> Number | None:
    """The number of an exact value, else None."""
    return value.min if value.min is not None and value.min == value.max and value.qualifier == "exact" else None


def miscopied(a: Bounds, b: Bounds) -> bool:
    """Whether two long exact numbers differ by one digit: a slip of the pen, not a later count.

    One edit (optimal string alignment) between numbers of four or more digits that are not round.
    """
    first, second = exact(a), exact(b)
    if first is None or second is None or first == second:
        return False
    left, right = str(first), str(second)
    if min(len(left.rstrip("0")), len(right.rstrip("0"))) < SIGNIFICANT:
        return False
    return min(len(left), len(right)) >= MISCOPIED_DIGITS and OSA.distance(left, right) == 1


def above(a: Bounds, b: Bounds) -> bool:
    """Whether all that `a` allows lies above all that `b` allows."""
    low = a.min if a.min is not None else a.max
    high = b.max if b.max is not None else b.min
    if low is None or high is None:
        return False
    return low > high or (low == high and (a.min_exclusive or b.max_exclusive))
