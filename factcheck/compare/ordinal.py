"""FC601: the number of an event in its series, and how many there were."""

from __future__ import annotations

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

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Comparison:  # noqa: ARG002
        """Level of two ordinals or counts of rounds."""
        assert isinstance(a.value, OrdinalValue)
        assert isinstance(b.value, OrdinalValue)
        if a.value.value == b.value.value:
            level, reason = Level.SAME, "both give the same number"
        elif a.value.of != b.value.of or a.attribute != b.attribute:
            level, reason = Level.UNKNOWN, "they count different things"
        elif a.attribute.startswith("number of"):
            level, reason = Level.UNKNOWN, "the count may have grown between the reports"
        else:
            level, reason = Level.APART, "one event has two numbers in its series"
        return Comparison(level=level, code=CODE, a=show(a.value), b=show(b.value), reason=reason, confidence=0.6)
