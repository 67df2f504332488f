"""Places and polities: what the other stages use of the gazetteer."""

from __future__ import annotations

from factcheck.text import place
from factcheck.text.gazetteer import Gazetteer, Match, gazetteer
from factcheck.text.place import Place, Relation
from factcheck.text.polities import Polity, polity_of

__all__ = ["Gazetteer", "Match", "Place", "Polity", "Relation", "gazetteer", "place_relation", "polity_of"]


def place_relation(a: Place | str, b: Place | str) -> Relation:
    """How `a` lies to `b`, places or their ids: "same", "contains", "inside", "apart" or "unknown".

    "unknown" also stands for an id that the gazetteer does not have. The gazetteer is read for ids only.
    """
    if isinstance(a, Place) and isinstance(b, Place):
        return place.place_relation(a, b)
    return gazetteer().relation(a, b)
