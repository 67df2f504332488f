"""The word lists and own entries that the gazetteer adds to its data, read from factcheck/rules."""

from __future__ import annotations

from functools import cache

import msgspec
from msgspec import Struct

from factcheck.rules import load


class PolityRow(Struct, frozen=True):
    """A country or body of states in rules/polities.yml."""

    name: str
    also: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str = ""
    capital_also: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


class OwnPlace(Struct, frozen=True, forbid_unknown_fields=True):
    """An own entry in rules/places.yml. `within` and `contains` are ids of the gazetteer;
    a `common` name has other meanings and needs support."""

    name: str
    kind: str
    within: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    common: bool = False


class PlaceRules(Struct, frozen=True, forbid_unknown_fields=True):
    """rules/places.yml. `cities`: country → name in GeoNames → names in copy, the canonical one first;
    `divisions`: id → names in copy; `prefer`: name → id; `dependencies`: territory → state."""

    own: tuple[OwnPlace, ...]
    cities: dict[str, dict[str, tuple[str, ...]]]
    divisions: dict[str, tuple[str, ...]]
    prefer: dict[str, str]
    dependencies: dict[str, str]
    abbreviations: dict[str, tuple[str, ...]]
    dense: frozenset[str]
    stated: frozenset[str]


class PlaceWords(Struct, frozen=True):
    """rules/place_words.yml."""

    ordinary: frozenset[str]
    personal: frozenset[str]


@cache
def polity_rows() -> dict[str, PolityRow]:
    """Rows of rules/polities.yml by code."""
    return msgspec.convert(load("polities"), type=dict[str, PolityRow])


@cache
def place_rules() -> PlaceRules:
    """rules/places.yml."""
    return msgspec.convert(load("places"), type=PlaceRules)


@cache
def place_words() -> PlaceWords:
    """rules/place_words.yml."""
    return msgspec.convert(load("place_words"), type=PlaceWords)
