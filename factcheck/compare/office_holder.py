"""FC401: who holds an office."""

from __future__ import annotations

from functools import cache

from rapidfuzz.distance import OSA

from factcheck.compare.levels import Comparison, Level, Setting
from factcheck.model.claim import Claim
from factcheck.model.values import Kind, OfficeHolderValue
from factcheck.rules import load
from factcheck.text.folding import fold
from factcheck.text.names import same_person
from factcheck.text.phrasing import show

CODE = "FC401"
# Two names for one office this many days apart are more likely a change of holder than a mistake.
HANDOVER_DAYS = 60
LOOSE = frozenset({"former", "then", "designate", "deputy"})

# Letters from which on one more or less is a slip of the pen.
LONG_NAME = 6


class CompareOfficeHolders:
    """Compares two persons named for one office of one polity."""

    kind = Kind.OFFICE_HOLDER
    code = CODE
    name = "office-holder"

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Comparison:
        """Level of two holders; spellings of one name are the same person."""
        assert isinstance(a.value, OfficeHolderValue)
        assert isinstance(b.value, OfficeHolderValue)
        level, reason, confidence = _level(a.value, b.value, setting)
        return Comparison(
            level=level, code=CODE, a=show(a.value), b=show(b.value), reason=reason, confidence=confidence
        )


@cache
def _unique() -> frozenset[str]:
    return frozenset(key for key, office in load("offices")["offices"].items() if office["unique"])


@cache
def _local() -> frozenset[str]:
    return frozenset(key for key, office in load("offices")["offices"].items() if office.get("local"))


def _one_letter(first: str, second: str) -> bool:
    """Whether two names are the same but for one letter of the surname (optimal string alignment)."""
    left, right = fold(first).split(), fold(second).split()
    if len(left) < 2 or len(left) != len(right) or left[:-1] != right[:-1]:
        return False
    return min(len(left[-1]), len(right[-1])) >= LONG_NAME and OSA.distance(left[-1], right[-1]) == 1


def _level(left: OfficeHolderValue, right: OfficeHolderValue, setting: Setting) -> tuple[Level, str, float]:
    match = same_person(left.name, right.name)
    if match.level == "same":
        return Level.SAME, match.why or "one person, spelt in two ways", 0.95
    if match.level == "compatible":
        return Level.COMPATIBLE, match.why or "the names allow for one person", 0.9
    if match.level == "unknown" or left.office not in _unique() or not (left.polity or right.polity):
        return Level.UNKNOWN, "there may be several such offices, or the names can't be compared", 0.5
    if left.office in _local() and "," not in left.polity:
        return Level.UNKNOWN, "many towns and counties share a name, and neither report says which it is", 0.5
    if _one_letter(left.name, right.name):
        return Level.RECONCILABLE, "the names differ by one letter: more likely a slip than two people", 0.6
    if {left.qualifier, right.qualifier} & LOOSE:
        return Level.UNKNOWN, "one is said of another time than the present", 0.5
    if setting.same_article:
        return Level.UNKNOWN, "one article may speak of two times", 0.5
    when_a, when_b = setting.published_a, setting.published_b
    if when_a is None or when_b is None:
        return Level.RECONCILABLE, "a report has no date, so that the holder may have changed", 0.5
    if abs((when_a - when_b).days) > HANDOVER_DAYS:
        return Level.SUPERSEDED, "the reports lie far enough apart for a change of holder", 0.6
    return Level.APART, "two people are named for one office at one time", 0.85
