"""Units of one dimension brought to one base unit, so that miles and kilometres compare."""

from __future__ import annotations

# unit: (base unit, factor). Tons of news copy are tonnes: outlets use the words for one another.
_BASE: dict[str, tuple[str, float]] = {
    "mile": ("kilometre", 1.609344),
    "metre": ("kilometre", 0.001),
    "foot": ("kilometre", 0.0003048),
    "yard": ("kilometre", 0.0009144),
    "ton": ("tonne", 1.0),
    "kilogram": ("tonne", 0.001),
    "pound": ("tonne", 0.00045359237),
    "minute": ("hour", 1 / 60),
    "second": ("hour", 1 / 3600),
    "week": ("day", 7.0),
    "acre": ("hectare", 0.40468564),
    "square mile": ("square kilometre", 2.589988),
}


def base_unit(unit: str) -> tuple[str, float]:
    """The base unit of a unit's dimension and the factor to it; a unit not listed is its own base."""
    return _BASE.get(unit, (unit, 1.0))
