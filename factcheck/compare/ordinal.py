"""FC601: the number of an event in its series, and how many there were."""

from __future__ import annotations

from factcheck.compare.firmness import POINTED
from factcheck.compare.levels import Comparison, Level, Setting
from factcheck.model.claim import Claim
from factcheck.model.values import Kind, OrdinalValue
from factcheck.text.phrasing import show

CODE = "FC601"


class CompareOrdinals:
    """Compares two numbers in a series."""

    kind = Kind.ORDINAL
    code = CODE
    name = "ordinal"

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Comparison:
        """Level of two ordinals or counts of rounds."""
        assert isinstance(a.value, OrdinalValue)
        assert isinstance(b.value, OrdinalValue)
        if a.value.value == b.value.value:
            level, reason = Level.SAME, "both give the same number"
        elif setting.family in POINTED:
            level, reason = Level.UNKNOWN, "events of this kind are numbered as each article tells them"
        elif a.value.of != b.value.of or a.attribute != b.attribute:
            level, reason = Level.UNKNOWN, "they count different things"
        elif a.attribute.startswith("number of"):
            level, reason = _counts(a.value.value, b.value.value, setting)
        else:
            level, reason = Level.APART, "one event has two numbers in its series"
        return Comparison(level=level, code=CODE, a=show(a.value), b=show(b.value), reason=reason, confidence=0.6)


def _counts(left: int, right: int, setting: Setting) -> tuple[Level, str]:
    """How many there were so far: the count may grow from one day to the next, and never falls."""
    when_a, when_b = setting.published_a, setting.published_b
    if when_a is None or when_b is None or setting.same_article:
        return Level.UNKNOWN, "it is not clear which count is the later one"
    if when_a == when_b:
        return Level.RECONCILABLE, "two counts of one day"
    later, earlier = (right, left) if when_a < when_b else (left, right)
    if later > earlier:
        return Level.SUPERSEDED, "the later report counts more: there were more by then"
    return Level.APART, "the later report counts fewer than there had been"
