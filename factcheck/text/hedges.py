"""How wide a hedged number is, and whether two numbers leave room for each other.

The rule for a number that the copy calls approximate ("about N"): a reader allows a tenth of it either
way, at least one, and 15 % where N has a single significant figure in front of its zeros ("about
2,000": 1,700 to 2,300), since such a number was rounded before it was hedged. "Nearly N" is N or up to
15 % less, "just over N" the same upwards.
"""

from __future__ import annotations

import math
from functools import lru_cache

from factcheck.model.values import Bounds, Number
from factcheck.rules import load

_HEDGES = load("hedges")
_CLASS: dict[str, str] = {
    phrase: kind.removesuffix("_open")
    for side in ("after", "before")
    for kind, phrases in _HEDGES[side].items()
    for phrase in phrases
} | {"+": "lower"}
_VAGUE = {phrase.removesuffix(" of"): limits for phrase, limits in _HEDGES["vague"].items()}
_APPROX_SHARE = 0.10
_ROUND_SHARE = 0.15
_SIDE_SHARE = 0.15


@lru_cache(maxsize=4096)
def width(qualifier: str) -> str:
    """The class of a qualifier: exact, lower, upper, approx, approx_below or approx_above.

    An unknown qualifier is "exact": a word that is no hedge widens nothing.
    """
    words = " ".join(qualifier.lower().split())
    if words in _CLASS:
        return _CLASS[words]
    if words in _VAGUE:
        return "lower" if _VAGUE[words][1] is None else "approx_above"
    return "exact"


def interval(bounds: Bounds, integral: bool = False) -> tuple[float, float]:
    """The closed interval that a fair reader allows a number, with infinity at an open end.

    `integral` says that only whole numbers count (people): "more than 200" is then 201 or more, and an
    approximate number is rounded inwards, but never to less than itself. A count is never negative, so an
    upper bound alone starts at 0 unless the bound itself is below.
    """
    low, high = bounds.min, bounds.max
    if low is None and high is None:
        return (0.0 if integral else -math.inf, math.inf)
    if low is None:
        assert high is not None
        top = _below(high, integral) if bounds.max_exclusive else float(high)
        return (min(0.0, top), top)
    bottom = _above(low, integral) if bounds.min_exclusive else float(low)
    if high is None:
        return (bottom, math.inf)
    top = _below(high, integral) if bounds.max_exclusive else float(high)
    return _widened(min(bottom, top), max(bottom, top), width(bounds.qualifier), integral)


def overlaps(a: Bounds, b: Bounds, integral: bool = True) -> bool:
    """Whether some number satisfies both, each read as `interval` reads it. Symmetric and reflexive."""
    (low_a, high_a), (low_b, high_b) = interval(a, integral), interval(b, integral)
    return max(low_a, low_b) <= min(high_a, high_b)


def is_rounding(a: Bounds, b: Bounds) -> bool:
    """Whether one of two numbers is the round form of the other. Symmetric; false for equal numbers.

    5,000 is a rounding of 4,987 and "over 130" of 135: the coarser number ends in zeros (two zeros or
    one significant figure for a plain number, any number of tens with a hedge), and the finer one rounds
    to it at that place. A hedge that points away from the other number ("over 130" against 127) speaks
    against it. A plain number below 100 is a count, not a rounding: 60 does not stand for 58.
    """
    x, y = _point(a), _point(b)
    if x is None or y is None or x == y:
        return False
    return _rounds_to(y, a, x) and not _points_away(b, y, x) or _rounds_to(x, b, y) and not _points_away(a, x, y)


def _points_away(claim: Bounds, fine: Number, coarse: Number) -> bool:
    """Whether a finer number halfway to the next round one has a hedge away from this one: "over 4,500", 4,000."""
    kind = width(claim.qualifier)
    away = kind in ("lower", "approx_above") if fine > coarse else kind in ("upper", "approx_below")
    return away and abs(fine - coarse) >= _place(coarse) / 2


def _above(value: Number, integral: bool) -> float:
    return math.floor(value) + 1.0 if integral else math.nextafter(float(value), math.inf)


def _below(value: Number, integral: bool) -> float:
    return math.ceil(value) - 1.0 if integral else math.nextafter(float(value), -math.inf)


def _widened(low: float, high: float, kind: str, integral: bool) -> tuple[float, float]:
    if kind == "approx":
        wide_low, wide_high = low - _slack(low, integral), high + _slack(high, integral)
    elif kind == "approx_below":
        wide_low, wide_high = low - _SIDE_SHARE * abs(low), high
    elif kind == "approx_above":
        wide_low, wide_high = low, high + max(_SIDE_SHARE * abs(high), 1.0 if integral else 0.0)
    else:
        return (low, high)
    if integral:
        wide_low, wide_high = min(low, math.ceil(wide_low)), max(high, math.floor(wide_high))
    return (max(0.0, wide_low) if low >= 0 else wide_low, wide_high)


def _slack(value: float, integral: bool) -> float:
    share = _ROUND_SHARE if _figures(value) == 1 and abs(value) >= 100 else _APPROX_SHARE
    least = 1.0 if integral or abs(value) >= 10 else 0.0
    return max(share * abs(value), least)


def _figures(value: float) -> int:
    """Significant figures in front of the trailing zeros; 0 for a number that is not whole."""
    if value == 0 or not float(value).is_integer():
        return 0
    return len(str(abs(int(value))).rstrip("0"))


def _point(bounds: Bounds) -> Number | None:
    """The number that a claim names, None for an interval of two different ends."""
    if bounds.min is not None and bounds.max is not None and bounds.min != bounds.max:
        return None
    return bounds.min if bounds.min is not None else bounds.max


def _rounds_to(fine: Number, claim: Bounds, coarse: Number) -> bool:
    place = _place(coarse)
    if place < 10 or _place(fine) >= place:
        return False
    kind = width(claim.qualifier)
    hedged = kind != "exact"
    if not hedged and (coarse < 100 or (place < 100 and _figures(coarse) > 1)):
        return False
    if (kind in ("lower", "approx_above") and fine < coarse) or (kind in ("upper", "approx_below") and fine > coarse):
        return False
    reach = place if hedged else place / 2
    return abs(fine - coarse) <= min(reach, 0.1 * abs(coarse))


def _place(value: Number) -> int:
    """The place a number is rounded to: 100 for 2,700, 1 for 23 and for a fraction."""
    if value == 0 or not float(value).is_integer():
        return 1
    written = str(abs(int(value)))
    return int(10 ** (len(written) - len(written.rstrip("0"))))
