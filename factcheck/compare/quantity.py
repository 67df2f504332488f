"""FC501: measures and counts of things."""

from __future__ import annotations

from factcheck.compare.bounds import equal, in_base_units, meets, miscopied, rounds
from factcheck.compare.levels import Comparison, Level, Setting
from factcheck.model.claim import Claim
from factcheck.model.values import Kind, QuantityValue
from factcheck.rules import load
from factcheck.text.folding import fold
from factcheck.text.phrasing import show
from factcheck.text.stems import stem
from factcheck.text.units import base_unit

CODE = "FC501"
# Magnitudes that seismic networks give for one shock differ by a few tenths.
BETWEEN_NETWORKS = 0.3
SMALL = 1e-9
# What has once been measured stays as it was; a count may grow from day to day.
LASTING = frozenset(unit for unit in load("quantities")["measures"]) | {"magnitude"}
MEASURED = frozenset(load("quantities")["measures"])
GENERAL = frozenset(load("quantities")["general"])
# Days within which two reports of pleas tell of one hearing.
ONE_HEARING = 1
STATES = frozenset(stem(word) for word in (*load("quantities")["custody"], *load("quantities")["conditions"]))
# Units that say by themselves what was counted or measured.
TELLING = frozenset({"magnitude", "attackers", "aftershock", "earthquake", "explosion", "blast"})


class CompareQuantities:
    """Compares two quantities of one unit and object."""

    kind = Kind.QUANTITY
    code = CODE
    name = "quantity"

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Comparison:
        """Level of two quantities; different units are unknown."""
        assert isinstance(a.value, QuantityValue)
        assert isinstance(b.value, QuantityValue)
        level, reason, confidence = _level(a.value, b.value, setting)
        if level is Level.APART and _two_networks(a, b):
            level, reason = Level.COMPATIBLE, "two institutes measure one shock some tenths apart"
        return Comparison(
            level=level, code=CODE, a=show(a.value), b=show(b.value), reason=reason, confidence=confidence
        )


def _two_networks(a: Claim, b: Claim) -> bool:
    """Whether two named bodies give magnitudes as close as their networks' measurements of one shock come."""
    if not isinstance(a.value, QuantityValue) or not isinstance(b.value, QuantityValue):
        return False
    if a.value.unit != "magnitude" or a.value.min is None or b.value.min is None:
        return False
    named = [c.attribution for c in (a, b) if c.attribution is not None and c.attribution.named]
    apart = len(named) == 2 and fold(named[0].speaker) != fold(named[1].speaker)
    return apart and abs(a.value.min - b.value.min) <= BETWEEN_NETWORKS + SMALL


def _level(left: QuantityValue, right: QuantityValue, setting: Setting) -> tuple[Level, str, float]:
    if base_unit(left.unit)[0] != base_unit(right.unit)[0]:
        return Level.UNKNOWN, "the units differ", 0.5
    first, second = in_base_units(left), in_base_units(right)
    if equal(first, second):
        return Level.SAME, "both give the same number", 0.95
    if meets(first, second):
        return Level.COMPATIBLE, "the numbers allow for each other", 0.9
    if rounds(first, second):
        return Level.RECONCILABLE, "one is the other rounded", 0.7
    vague = _unclear(left, right, setting)
    if vague:
        return Level.UNKNOWN, vague, 0.5
    if miscopied(first, second):
        return Level.APART, "two exact numbers that differ by one digit", 0.7
    return _over_time(left, setting)


def _unclear(left: QuantityValue, right: QuantityValue, setting: Setting) -> str:
    """Why it is not clear that the same was counted, "" where it is."""
    if left.of == "duration" and not setting.extended:
        return "an event of this kind does not last: something else did"
    if not (left.of and right.of) and left.unit not in TELLING:
        return "it is not clear that the same was counted"
    if left.unit == "time":
        return "how often one was hit is told of one person, and there may be several"
    if left.unit in GENERAL and not _held_alike(left, right):
        return "people are counted, and not by what was done to all of them"
    return "one article counts two things alike" if setting.same_article else ""


def _over_time(value: QuantityValue, setting: Setting) -> tuple[Level, str, float]:
    """What was measured stays as it was; a count may grow from one report to the next."""
    if value.unit in LASTING or value.of == "duration":
        return Level.APART, "the numbers can't both hold", 0.6
    when_a, when_b = setting.published_a, setting.published_b
    at_once = when_a is not None and when_b is not None and abs((when_a - when_b).days) <= ONE_HEARING
    if value.unit in GENERAL and value.of.startswith("pleaded") and at_once:
        return Level.APART, "they pleaded once, and both reports tell of it", 0.6
    if value.unit in GENERAL:
        moved = when_a is not None and when_b is not None and when_a != when_b and not value.of.startswith("pleaded")
        level = Level.SUPERSEDED if moved else Level.RECONCILABLE
        return level, "more may have been held or freed by then", 0.5
    if when_a is None or when_b is None:
        return Level.RECONCILABLE, "a report has no date, so that the number may have changed", 0.4
    if when_a != when_b:
        return Level.RECONCILABLE, "the number may have changed between the two reports", 0.5
    return Level.APART, "the numbers can't both hold", 0.6


def _held_alike(left: QuantityValue, right: QuantityValue) -> bool:
    """Whether both count people in one state that tells who they are: charged, homeless."""
    return left.unit in MEASURED or {stem(left.of.split()[0]), stem(right.of.split()[0])} <= STATES
