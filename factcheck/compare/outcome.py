"""FC701: how one event ended, on a small lattice of terms."""

from __future__ import annotations

from functools import cache

from factcheck.compare.levels import Comparison, Level, Setting
from factcheck.model.claim import Claim, Modality
from factcheck.model.values import Kind, OutcomeValue
from factcheck.rules import load
from factcheck.text.phrasing import show

CODE = "FC701"


class CompareOutcomes:
    """Compares two outcomes of one event."""

    kind = Kind.OUTCOME
    code = CODE
    name = "outcome"

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Comparison:
        """Level of two outcomes; neighbours on the lattice do not exclude each other."""
        assert isinstance(a.value, OutcomeValue)
        assert isinstance(b.value, OutcomeValue)
        level, reason = _level(a, b, a.value, b.value, setting)
        return Comparison(level=level, code=CODE, a=show(a.value), b=show(b.value), reason=reason, confidence=0.6)


@cache
def _pairs(name: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in load("outcomes")[name])


def _level(a: Claim, b: Claim, left: OutcomeValue, right: OutcomeValue, setting: Setting) -> tuple[Level, str]:
    if left.term == right.term:
        return Level.SAME, "both tell of the same outcome"
    if frozenset({left.term, right.term}) in _pairs("near"):
        return Level.COMPATIBLE, "the outcomes do not exclude each other"
    if setting.same_article or Modality.PLANNED in (a.modality, b.modality):
        return Level.UNKNOWN, "one may be told of another stage"
    if setting.event is None or setting.event.ordinal is None:
        return Level.UNKNOWN, "it is not clear that both speak of the same round"
    if frozenset({left.term, right.term}) in _pairs("apart"):
        return Level.APART, "one round can't have ended in both"
    return Level.RECONCILABLE, "the outcomes differ, though one may be a part or a later stage of the other"
