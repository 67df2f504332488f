"""A world made up: what happens in it day by day, who holds its offices, and how its names are spelt.

Events happen at one rate, so that the number of them in a month does not depend on how long the world goes on. The
same seed gives the same world.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import count

from msgspec import Struct

from factcheck.text.gazetteer import gazetteer
from factcheck.text.place import Place

START = date(2019, 1, 1)
EVENTS_A_DAY = 8

CITIES = """
Lima|PE Quito|EC Bogota|CO Santiago|CL Montevideo|UY Arequipa|PE Cali|CO Rosario|AR Recife|BR Manaus|BR Porto|PT
Seville|ES Lyon|FR Turin|IT Graz|AT Brno|CZ Gdansk|PL Malmo|SE Bergen|NO Tampere|FI Tartu|EE Kaunas|LT Varna|BG
Cluj-Napoca|RO Thessaloniki|GR Izmir|TR Adana|TR Tbilisi|GE Yerevan|AM Shiraz|IR Basra|IQ Aleppo|SY Amman|JO
Alexandria|EG Oran|DZ Fez|MA Dakar|SN Kumasi|GH Kano|NG Douala|CM Kampala|UG Mombasa|KE Arusha|TZ Lusaka|ZM
Harare|ZW Durban|ZA Lahore|PK Jaipur|IN Kandy|LK Chittagong|BD Mandalay|MM Chiang Mai|TH Hue|VN Cebu City|PH
Surabaya|ID Busan|KR Sapporo|JP Wuhan|CN Almaty|KZ Perth|AU Dunedin|NZ Winnipeg|CA Tucson|US Monterrey|MX
""".replace("\n", " ").split(" ")
TYPES = ("explosion", "fire", "crash", "flood", "earthquake", "shooting", "talks")
GIVEN = "Ana Ivo Mila Pavel Sofia Omar Lena Tomas Aiko Hugo Nadia Emil Rosa Jonas Farah Luka Vera Amir Ines".split()
SYLLABLES = "ba ber do dov el fan gor hal i ka kov la lin ma mor na nes o pet ra ren sa sil ta tor u va ven zo".split()
SITES = ("market", "station", "factory", "school", "harbour", "stadium", "hospital", "bridge")


class Happening(Struct, frozen=True):
    """One event of the made-up world."""

    type: str
    place: Place
    day: date
    site: str
    person: str
    official: str
    dead: int
    hurt: int
    ordinal: int
    guest: str


def city_names() -> list[tuple[str, str]]:
    """(name, country) pairs; a name of two words was cut at its space."""
    pairs: list[tuple[str, str]] = []
    waiting: list[str] = []
    for word in filter(None, CITIES):
        name, bar, country = word.partition("|")
        waiting.append(name)
        if bar:
            pairs.append((" ".join(waiting), country))
            waiting = []
    return pairs


@cache
def cities() -> tuple[Place, ...]:
    """The places of the world, as the gazetteer has them."""
    found = [gazetteer().lookup(name, (country,)) for name, country in city_names()]
    return tuple(place for place in found if place is not None)


def happenings(seed: int) -> Iterator[list[Happening]]:
    """The events of one day after the other, without end."""
    chance = random.Random(seed)
    for number in count():
        day = START + timedelta(days=number)
        yield [_happening(chance, day) for _ in range(EVENTS_A_DAY)]


def _happening(chance: random.Random, day: date) -> Happening:
    place, guest = chance.sample(cities(), 2)
    dead = round(chance.paretovariate(1.1)) + chance.randint(0, 3)
    return Happening(
        type=chance.choice(TYPES),
        place=place,
        day=day,
        site=chance.choice(SITES),
        person=name(chance),
        official=name(chance),
        dead=min(dead, 4000),
        hurt=dead * chance.randint(1, 6),
        ordinal=chance.randint(1, 4),
        guest=guest.country,
    )


def name(chance: random.Random) -> str:
    """A person's name."""
    family = "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4)))
    return f"{chance.choice(GIVEN)} {family.capitalize()}"


@cache
def holder(office: str, country: str, year: int) -> str:
    """Who holds an office of a country: another person every four years, not everywhere in the same."""
    return name(random.Random(f"{office} {country} {(year + sum(map(ord, country))) // 4}"))


def spelled(chance: random.Random, person: str) -> str:
    """A name as one source has it: mostly whole, now and then transliterated otherwise or by an initial."""
    turn = chance.random()
    if turn < 0.75:
        return person
    given, _, family = person.partition(" ")
    return f"{given} {family.replace('k', 'q').replace('v', 'w')}" if turn < 0.9 else f"{given[0]}. {family}"


def country_name(code: str) -> str:
    """A country as copy calls it."""
    place = gazetteer().get(code)
    return place.name if place else code
