"""A place, how two places lie to each other, and the words that qualify a place's name."""

from __future__ import annotations

import math
import re
from typing import Literal, NamedTuple

from msgspec import Struct

from factcheck.text.placenames import fold_name

Relation = Literal["same", "contains", "inside", "apart", "unknown"]


class Place(Struct, frozen=True, kw_only=True):
    """A place of the gazetteer.

    `id` is stable: "TR" for a country, "TR-34" (ISO 3166-2) or "AF.11.2010" (GeoNames) for a division,
    "gn:745044" for a city, "x:kashmir" for an entry of our own, "UA#east" for a part of a place and
    "gn:745044#near" for its surroundings. `kind` is country, region (first-level division), district
    (second-level), city, part, vicinity, or the kind of an own entry: crossing, area, water, island,
    airport, site, continent. `within` holds the ids of the places that contain it, the nearest first;
    `touches` the countries that a water or an area borders. `country` is "" where there is no one country.
    """

    id: str
    name: str
    kind: str
    within: tuple[str, ...] = ()
    country: str = ""
    population: int = 0
    lat: float | None = None
    lon: float | None = None
    touches: tuple[str, ...] = ()


class Qualified(NamedTuple):
    """A name taken apart: the bare name, a hint at its kind ("province") and the part of it that is meant."""

    name: str
    hint: str = ""
    part: str = ""


LOOSE_KINDS = frozenset({"area", "water", "continent"})

_KINDS_OF_HINT = {
    "region": "province region oblast state governorate emirate canton prefecture department territory krai",
    "district": "district county raion tehsil municipality subdistrict borough parish",
    "city": "city town village",
}
KIND_OF_HINT = {word: kind for kind, words in _KINDS_OF_HINT.items() for word in words.split()}

_HEADS = "|".join(KIND_OF_HINT)
_SIDE = r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?"
_MIDDLE = "central|downtown|upper|lower|occupied|mainland"
_HEAD_AFTER = re.compile(rf"(?P<name>.+?)\s+(?P<head>{_HEADS})", re.I)
_HEAD_BEFORE = re.compile(rf"(?:the\s+)?(?P<head>{_HEADS})\s+of\s+(?P<name>.+)", re.I)
_PART_BEFORE = re.compile(rf"(?:the\s+)?(?:far\s+)?(?P<part>{_SIDE}|{_MIDDLE})\s+(?P<name>.+)", re.I)
_PART_OF = re.compile(
    rf"(?:the\s+)?(?P<part>{_SIDE}|outskirts|suburbs?|cent(?:re|er)|heart|edge)(?:\s+parts?)?\s+of\s+(?P<name>.+)",
    re.I,
)
_NEAR = re.compile(
    r"(?:near|close to|just outside|outside|off(?: the coast of)?|around|the vicinity of)\s+(?P<name>.+)", re.I
)

_ENDING = re.compile(r"ern$")
_PARTS_OF = frozenset({"outskirts", "suburb", "suburbs", "edge", "heart"})
_SIDES = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})
_OPPOSITE = frozenset(
    {("north", "south"), ("east", "west"), ("northeast", "southwest"), ("northwest", "southeast")}
    | {("northeast", "south"), ("northwest", "south"), ("southeast", "north"), ("southwest", "north")}
    | {("northeast", "west"), ("southeast", "west"), ("northwest", "east"), ("southwest", "east")}
    | {("northeast", "northwest"), ("southeast", "southwest")}
)


def take_apart(name: str) -> tuple[Qualified, ...]:
    """The ways to read a name as a bare name with qualifiers, the likeliest first; empty where there is none.

    "Herat province" has the hint "province", "eastern Ukraine" the part "eastern", "near Kyiv" the part
    "near".
    """
    name = " ".join(name.split())
    readings: list[Qualified] = []
    if match := _HEAD_AFTER.fullmatch(name) or _HEAD_BEFORE.fullmatch(name):
        readings.append(Qualified(match["name"], hint=match["head"].lower()))
    if match := _NEAR.fullmatch(name):
        readings.append(Qualified(match["name"], part="near"))
    if match := _PART_OF.fullmatch(name) or _PART_BEFORE.fullmatch(name):
        readings.append(Qualified(match["name"], part=match["part"].lower().replace("-", "")))
    return tuple(readings)


def part_of(base: Place, part: str) -> Place:
    """The place that a qualifier makes of another: "eastern" of Ukraine, "outskirts" of Kyiv, "near" Kyiv."""
    if part == "near":
        return _derive(base, part, f"near {base.name}", "vicinity", base.within)
    side = _ENDING.sub("", part)
    if side in _SIDES:
        return _derive(base, side, f"{side}ern {base.name}", "part", (base.id, *base.within))
    label = f"{part} of {base.name}" if part in _PARTS_OF else f"{part} {base.name}"
    return _derive(base, part, label, "part", (base.id, *base.within))


def _derive(base: Place, part: str, name: str, kind: str, within: tuple[str, ...]) -> Place:
    country = base.id if base.kind == "country" else base.country
    return Place(id=f"{base.id}#{part}", name=name, kind=kind, within=within, country=country, touches=base.touches)


def place_relation(a: Place, b: Place) -> Relation:
    """How `a` lies to `b`: the same, containing it, inside it, apart from it, or not to be told.

    "unknown" stands where maps alone do not decide: a sea against a country on its shore, a part of a
    country against a town in it, a town against the big city whose suburb it may be, two entries of one
    name in one country.
    """
    if a.id == b.id:
        return "same"
    if b.id in a.within:
        return "inside"
    if a.id in b.within:
        return "contains"
    if "#" in a.id or "#" in b.id:
        return _part_relation(a, b)
    if _may_overlap(a, b):
        return "unknown"
    return "apart"


def _part_relation(a: Place, b: Place) -> Relation:
    base_a, _, part_a = a.id.partition("#")
    base_b, _, part_b = b.id.partition("#")
    if base_a == base_b:
        return "apart" if (part_a, part_b) in _OPPOSITE or (part_b, part_a) in _OPPOSITE else "unknown"
    if base_a in b.within or base_b in a.within or base_a == b.id or base_b == a.id:
        return "unknown"
    if "near" in (part_a, part_b) and _divisions(a) & _divisions(b):
        return "unknown"
    return "unknown" if _loose_together(a, b) else "apart"


def _may_overlap(a: Place, b: Place) -> bool:
    if _loose_together(a, b):
        return True
    same_country = bool(a.country) and a.country == b.country
    if same_country and _bare(a.name) == _bare(b.name):
        return True
    return same_country and _suburb(a, b)


def _bare(name: str) -> str:
    """The name without the word for its kind: "Moscow" of "Moscow Oblast"."""
    match = _HEAD_AFTER.fullmatch(name)
    return fold_name(match["name"] if match else name)


def _loose_together(a: Place, b: Place) -> bool:
    if a.kind not in LOOSE_KINDS and b.kind not in LOOSE_KINDS:
        return False
    return bool(_lands(a) & _lands(b)) and not _in_other_divisions(a, b)


def _in_other_divisions(a: Place, b: Place) -> bool:
    """Whether the divisions that two places lie in, or are, are known and none is the same."""
    ours, theirs = ({*_divisions(p), *([p.id] if p.kind == "region" else [])} for p in (a, b))
    return bool(ours and theirs) and not ours & theirs and not (a.touches or b.touches)


def _lands(place: Place) -> set[str]:
    return {i for i in (place.id, place.country, *place.within, *place.touches) if len(i) == 2}


def _divisions(place: Place) -> set[str]:
    return {i for i in place.within if len(i) > 2 and not i.startswith(("m49:", "x:"))}


def _suburb(a: Place, b: Place) -> bool:
    """Whether two cities are so near, for the size of the bigger one, that one may be a suburb of the other."""
    apart = distance_km(a, b)
    return apart is not None and apart < 3 + 8 * math.sqrt(max(a.population, b.population) / 1e6)


def distance_km(a: Place, b: Place) -> float | None:
    """The distance of two places in kilometres, on a plane; None where one's position is not known."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    north = (a.lat - b.lat) * 111.2
    east = (a.lon - b.lon) * 111.2 * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.hypot(north, east)
