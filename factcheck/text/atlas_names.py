"""Which names each place goes by: the making of the gazetteer's index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factcheck.text.geodata import GeoData
from factcheck.text.place_rules import OwnPlace, place_rules, place_words, polity_rows
from factcheck.text.placenames import fold_lines, fold_name, plain

CONTINENTS = {
    "m49:002": ("Africa",),
    "m49:009": ("Oceania",),
    "m49:019": ("Americas", "the Americas"),
    "m49:142": ("Asia",),
    "m49:150": ("Europe",),
}
DIVISION_WORDS = "Oblast|Province|Governorate|Region|District|County|Prefecture|Krai|Department|State|Republic"
ENGLISH_DIVISION = re.compile(rf"(?P<name>(?!The )[A-Z][A-Za-z' -]+) (?:{DIVISION_WORDS})")
_AUTO_ALIASES = {"crossing": ("crossing", "border crossing", "border", "crossing point", "border gate")}

# In transliterations the article's l takes the sound of the letter behind it: Ar Ramadi.
_ARTICLE = re.compile(r"(?:[AE]l|A(?:d|dh|n|r|s|sh|t|th|z))[ -](?=\w{4})")
_ARTICLE_COUNTRIES = frozenset("AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE".split())
_ARTICLE_TOWN = 15_000

Names = Iterable[tuple[str, int]]


def own_id(name: str) -> str:
    """Id of an own entry, made from its name: "x:strait-of-hormuz"."""
    return "x:" + "-".join(re.sub(r"[^a-z0-9 ]", "", plain(name).lower().replace("-", " ")).split())


def own_places() -> tuple[OwnPlace, ...]:
    """Our own entries and then the continents, in the order of their positions."""
    continents = (OwnPlace(names[0], "continent", also=names[1:]) for names in CONTINENTS.values())
    return (*place_rules().own, *continents)


def own_ids() -> tuple[str, ...]:
    """Ids of `own_places`."""
    return (*(own_id(entry.name) for entry in place_rules().own), *CONTINENTS)


def without_article(name: str, country: str) -> str:
    """An Arabic name without its article ("Al Qamishli" → "Qamishli"), or "" where it has none."""
    if country not in _ARTICLE_COUNTRIES:
        return ""
    match = _ARTICLE.match(name)
    return name[match.end() :] if match else ""


class NameIndex:
    """Folded name → positions, in the making.

    `exonyms` are names that copy gives to positions whose name is another; `missing` are ids and names in our rules
    that this edition of the tables does not have.
    """

    def __init__(self, data: GeoData, ids: dict[str, int]) -> None:
        self._data, self._ids = data, ids
        self.first_division = len(data.countries.codes)
        self.first_city = self.first_division + len(data.subdivisions.ids)
        self.first_own = self.first_city + len(data.cities.names)
        self.positions: dict[str, tuple[int, ...]] = {}
        self.exonyms: dict[int, str] = {}
        self.missing: list[str] = []
        self._add(zip(data.cities.names, range(self.first_city, self.first_own), strict=True))
        self._add(zip(data.subdivisions.names, range(self.first_division, self.first_city), strict=True))
        self._add(self._aliases())
        self._add((name, number) for number, names in enumerate(data.countries.spellings) for name in names)
        self._add(self._names_without_article())
        # listed first: they are looked up in what the tables gave alone
        self._add(list(self._rule_names()))

    def _add(self, names: Names) -> None:
        pairs = list(names)
        # most names are ASCII, and those fold many times faster on their own
        self._fold([pair for pair in pairs if pair[0].isascii()])
        self._fold([pair for pair in pairs if not pair[0].isascii()])

    def _fold(self, pairs: list[tuple[str, int]]) -> None:
        held = self.positions
        folded = fold_lines("\n".join([name for name, _ in pairs])).split("\n")
        for key, (_, position) in zip(folded, pairs, strict=False):
            if not key:
                continue
            known = held.get(key)
            if known is None:
                held[key] = (position,)
            elif position not in known[-3:]:
                held[key] = (*known, position)

    def _aliases(self) -> Iterator[tuple[str, int]]:
        rows, codes = self._data.subdivisions, list(self._data.countries.codes)
        ordinary = place_words().ordinary
        dense = {codes.index(code) for code in place_rules().dense}
        for number in range(len(rows.ids)):
            # "Cook" alone is a surname; the county goes by "Cook County"
            bare_too = rows.levels[number] == 1 or rows.countries[number] not in dense
            for name in rows.aliases_of(number):
                if not bare_too and " " not in name:
                    continue
                yield name, self.first_division + number
                english = ENGLISH_DIVISION.fullmatch(name) if bare_too else None
                if english and fold_name(english["name"]) not in ordinary:
                    yield english["name"], self.first_division + number

    def _names_without_article(self) -> Iterator[tuple[str, int]]:
        cities, codes = self._data.cities, self._data.countries.codes
        for number, population in enumerate(cities.populations):
            if population >= _ARTICLE_TOWN and cities.countries[number] >= 0:
                if name := without_article(cities.names[number], codes[cities.countries[number]]):
                    yield name, self.first_city + number

    def _rule_names(self) -> Iterator[tuple[str, int]]:
        for code, row in polity_rows().items():
            if code in self._ids:
                yield from ((name, self._ids[code]) for name in (row.name, *row.also))
        for country, cities in place_rules().cities.items():
            for name, spellings in cities.items():
                position = self._city(name, country)
                if position < 0:
                    self.missing.append(f"{name}, {country}")
                    continue
                self.exonyms[position] = spellings[0]
                yield from ((spelling, position) for spelling in spellings)
        for place_id, spellings in place_rules().divisions.items():
            position = self._ids.get(place_id, -1)
            if position < 0:
                self.missing.append(place_id)
                continue
            self.exonyms[position] = spellings[0]
            yield from ((spelling, position) for spelling in spellings)
        for number, entry in enumerate(own_places(), start=self.first_own):
            endings = _AUTO_ALIASES.get(entry.kind, ())
            yield from ((name, number) for name in (entry.name, *entry.also))
            yield from ((f"{entry.name} {ending}", number) for ending in endings if ending not in entry.name)

    def _city(self, name: str, country: str) -> int:
        found = self.positions.get(fold_name(name), ())
        return most_populous(found, self._data, self._ids.get(country, -1))


def most_populous(positions: Iterable[int], data: GeoData, country: int) -> int:
    """Of some positions that of the most populous city in a country, or -1."""
    first_city = len(data.countries.codes) + len(data.subdivisions.ids)
    after, cities = first_city + len(data.cities.names), data.cities
    found = [p for p in positions if first_city <= p < after and cities.countries[p - first_city] == country]
    return max(found, key=lambda p: cities.populations[p - first_city], default=-1)
