"""FC101: dates of one event."""

from __future__ import annotations

from factcheck.compare.levels import Comparison, Level, Setting
from factcheck.model.claim import Claim, Modality
from factcheck.model.values import DateValue, Kind
from factcheck.text.dates.intervals import bounds, relation
from factcheck.text.phrasing import show

CODE = "FC101"
LASTING_DAYS = 4


class CompareDates:
    """Compares two dates of one event: its day, its start, its end, its time of day."""

    kind = Kind.DATE
    code = CODE
    name = "date"

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Comparison:
        """Level of two dates. Start and end of an event that lasts are reconciled."""
        assert isinstance(a.value, DateValue)
        assert isinstance(b.value, DateValue)
        level, reason, confidence = _level(a, b, a.value, b.value, setting)
        return Comparison(
            level=level, code=CODE, a=show(a.value), b=show(b.value), reason=reason, confidence=confidence
        )


def _level(a: Claim, b: Claim, left: DateValue, right: DateValue, setting: Setting) -> tuple[Level, str, float]:
    if left.iso == right.iso:
        return Level.SAME, "both give the same date", 0.95
    found = relation(left.iso, right.iso, tolerance_days=max(left.tolerance, right.tolerance))
    if found in ("same", "within", "overlap"):
        return Level.COMPATIBLE, "one date lies within the other, or is the same less precisely", 0.9
    if found == "unknown":
        return Level.UNKNOWN, "the dates can't be compared: a year or a day is not known", 0.5
    if Modality.PLANNED in (a.modality, b.modality):
        return Level.UNKNOWN, "one is a plan", 0.5
    gap = _gap(left.iso, right.iso)
    both = a.attribute == b.attribute and a.attribute in ("start", "end")
    if not both and {a.attribute, b.attribute} & {"start", "end"} and gap is not None and gap <= LASTING_DAYS:
        return Level.RECONCILABLE, "one gives the start or the end of an event that lasted", 0.75
    if not both and setting.extended and gap is not None and gap <= 1:
        return Level.RECONCILABLE, "neighbouring days of an event that may have lasted over both", 0.7
    if not both and found == "adjacent" and ("T" in left.iso or "T" in right.iso or setting.family != "violence"):
        return Level.RECONCILABLE, "a day apart, which midnight or a time zone may explain", 0.6
    return Level.APART, "the dates exclude each other", 0.7


def _gap(a: str, b: str) -> int | None:
    first, second = bounds(a), bounds(b)
    if first is None or second is None:
        return None
    return max((second[0] - first[1]).days, (first[0] - second[1]).days)
