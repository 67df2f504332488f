"""FC201: where one event took place."""

from __future__ import annotations

from factcheck.compare.bounds import in_base_units, meets
from factcheck.compare.levels import Comparison, Level, Setting
from factcheck.model.claim import Claim, Modality
from factcheck.model.values import Bounds, Kind, QuantityValue, VenueValue
from factcheck.text.gazetteer import gazetteer
from factcheck.text.numbers import find_numbers
from factcheck.text.phrasing import show

CODE = "FC201"
# One distance is this many times the other: as surveys of one place differ, and too far for one place.
NEAR = 1.2
FAR = 1.5
# Events of these families meet in one place; others strike in many at once.
GATHERINGS = frozenset({"diplomacy", "summit", "meeting", "accord"})


class CompareVenues:
    """Compares two venues of one event by their places in the gazetteer."""

    kind = Kind.VENUE
    code = CODE
    name = "venue"

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Comparison:
        """Level of two venues; a place inside the other is compatible."""
        assert isinstance(a.value, VenueValue)
        assert isinstance(b.value, VenueValue)
        level, reason, confidence = _level(a, b, a.value, b.value, setting)
        return Comparison(
            level=level, code=CODE, a=show(a.value), b=show(b.value), reason=reason, confidence=confidence
        )


def _distances(first: str, second: str, *, same_speaker: bool) -> tuple[Level, str, float]:
    """Two distances from one place, in kilometres."""
    left, right = _kilometres(first), _kilometres(second)
    if left is None or right is None:
        return Level.UNKNOWN, "a distance can't be read", 0.5
    if meets(left, right):
        return Level.COMPATIBLE, "the distances allow for each other", 0.9
    near = (left.min or 0) <= NEAR * (right.min or 0) and (right.min or 0) <= NEAR * (left.min or 0)
    if near and not same_speaker:
        return Level.COMPATIBLE, "two surveys put it within a fifth of one distance", 0.6
    far = (left.min or 0) > FAR * (right.min or 0) or (right.min or 0) > FAR * (left.min or 0)
    if far:
        return Level.APART, "the distances from one place are far apart", 0.7
    if same_speaker:
        return Level.APART, "one speaker gives two distances from one place", 0.65
    return Level.RECONCILABLE, "the distances from one place differ, as measurements do", 0.5


def _is_measured(offset: str) -> bool:
    """Whether an offset gives a distance, and not only "near" or "outside"."""
    return any(letter.isdigit() for letter in offset)


def _kilometres(offset: str) -> Bounds | None:
    number = next((n for n in find_numbers(offset) if n.role == "measure"), None)
    if number is None:
        return None
    value = QuantityValue(
        min=number.bounds.min,
        max=number.bounds.max,
        min_exclusive=number.bounds.min_exclusive,
        max_exclusive=number.bounds.max_exclusive,
        qualifier=number.bounds.qualifier,
        unit=number.unit,
    )
    return in_base_units(value)


def _level(a: Claim, b: Claim, left: VenueValue, right: VenueValue, setting: Setting) -> tuple[Level, str, float]:
    found = gazetteer().relation(left.place, right.place)
    if left.offset or right.offset:
        if found in ("same", "inside", "contains") and not (_is_measured(left.offset) or _is_measured(right.offset)):
            return Level.COMPATIBLE, "beside a place and in it may be one spot", 0.7
        if left.offset and right.offset and found in ("same", "inside", "contains", "unknown"):
            return _distances(left.offset, right.offset, same_speaker=setting.same_speaker)
        return Level.UNKNOWN, "one is a distance from a place", 0.5
    if found == "same":
        return Level.SAME, "both name the same place", 0.95
    if found in ("inside", "contains"):
        return Level.COMPATIBLE, "one place lies in the other", 0.9
    if found == "unknown":
        return Level.UNKNOWN, "the map does not tell whether the places are one", 0.5
    if Modality.PLANNED in (a.modality, b.modality):
        return Level.UNKNOWN, "one is a plan", 0.5
    if setting.family not in GATHERINGS:
        return Level.UNKNOWN, "an event of this kind may touch several places", 0.5
    if setting.event is not None and setting.event.ordinal is None and setting.several_sites:
        return Level.UNKNOWN, "one report names several places for it", 0.5
    return Level.APART, "the two places lie apart, and it can't have been held in both", 0.85
