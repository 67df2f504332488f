"""How well two mentions agree on what an event is known by: a level and points for each anchor."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct, field

from factcheck.model.event import Anchor, EventMention
from factcheck.rules import load
from factcheck.text.dates.intervals import bounds, hours_apart, one_night, relation
from factcheck.text.gazetteer import gazetteer

CLOSE_TOLL = 0.9
NEAR_TOLL = 0.7
# An article tells of what happens up to this long after it came out: clocks and datelines differ.
AHEAD = timedelta(days=2)
# An interval longer than this is not the same as a day in it.
LONG = timedelta(days=7)
# Levels of dates, the best first, and those of places that may be one.
DATE_LEVELS = ("same", "night", "near", "within", "hour", "year", "apart")
MET = ("same", "same_city", "inside")
# One name in so many is shared by chance.
FEW = 3
# How far apart two reports came out: up to so many days each, and beyond.
GAPS = ("days", "week", "month", "far")
GAP_DAYS = (3, 10, 45)


class Evidence(Struct, frozen=True):
    """What is known of a mention beyond itself: its event's family and the day its article came out.

    `table` names the weights by which such events are known.
    """

    family: str
    block: str
    published: date | None
    extended: bool
    serial: bool
    table: str


class Known(Struct, frozen=True):
    """The corpus as the anchors see it: evidence by mention, and in how many articles each name stands.

    `totals` keeps the scores of pairs, which are asked for again and again.
    """

    of: Mapping[str, Evidence]
    common: Mapping[str, int]
    totals: dict[tuple[str, str], float] = field(default_factory=dict)


@cache
def weights() -> Any:
    """The table of rules/linking.yml."""
    return load("linking")


def evidence(mention: EventMention, published: date | None) -> Evidence:
    """What a mention's type and its article's date say of it."""
    rule = load("events").get(mention.type.partition(" ")[0], {})
    family = family_of(mention.type)
    # What one paper files under a crash is a shooting to another: events with victims are compared across families.
    block = "harm" if rule.get("harm") and " " not in family else family
    serial = bool(rule.get("series") or rule.get("serial"))
    table = next((name for name in ("placed", "step") if family in weights()[name]), "other")
    return Evidence(family, block, published, bool(rule.get("extended")), serial, table)


def family_of(kind: str) -> str:
    """The family of an event type; the several of a series have a family of their own."""
    name, _, series = kind.partition(" ")
    rule = load("events").get(name)
    family = str(rule["family"]) if rule is not None else name
    return f"{family} {series}" if series else family


def agreement(a: EventMention, b: EventMention, known: Known) -> list[Anchor]:
    """The anchors of two mentions compared; their points sum to the score of the link."""
    first, second = known.of[a.id], known.of[b.id]
    table = weights()["weights"][first.table]
    levels = {
        "type": "same" if a.type == b.type else "family" if first.family == second.family else "harm",
        "kind": first.family if first.family == second.family and first.family in table["kind"] else "",
        "ordinal": _ordinal(a, b) if first.serial and second.serial else "",
        "participants": parties_level(a.participants, b.participants),
        "title": titles_level(titles(a.names), titles(b.names)),
        "place": places_level(met_in(a.places, a.participants), met_in(b.places, b.participants)),
        "date": dates_level(a.dates, b.dates, extended=first.extended),
        "future": _future(a, b, first, second),
        "toll": tolls_level(great_tolls(a.tolls), great_tolls(b.tolls)),
    }
    if levels["date"] in ("apart", "near", "hour"):
        levels["toll"] = ""  # wars have many days with tolls alike
    if levels["date"] == "apart" and levels["ordinal"] == "same" and levels["participants"] in ("some", "one", "pair"):
        levels["date"] = "firm_apart"
    found = [Anchor(name, level, float(table[name][level])) for name, level in levels.items() if level]
    names = _names(a, b, known.common, table["names"], met=levels["place"] in MET)
    return [*found, *_published(a, b, known, table["published"][_dated(a, b, levels["date"])]), *names]


def _dated(a: EventMention, b: EventMention, level: str) -> str:
    """What the days of publication are held against. What is told in passing may lie far back."""
    if a.dates and b.dates:
        return "same" if level == "same" else "dated"
    return "undated" if a.salience == b.salience == 1 else "passing"


def score(anchors: list[Anchor]) -> float:
    """Sum of the points, which are multiples of a ten-thousandth."""
    return round(sum(anchor.points for anchor in anchors), 4)


def pair_score(a: EventMention, b: EventMention, known: Known) -> float:
    """The score of two mentions, whichever is named first."""
    pair = (a.id, b.id) if a.id < b.id else (b.id, a.id)
    total = known.totals.get(pair)
    if total is None:
        first, second = (a, b) if a.id < b.id else (b, a)
        total = known.totals[pair] = score(agreement(first, second, known))
    return total


def differ(a: EventMention, b: EventMention, known: Known) -> bool:
    """Whether scene, number, day, place or title tell two mentions of one article apart; else they are one event's."""
    if a.scene is not None and b.scene is not None and a.scene != b.scene:
        return True
    levels = {anchor.name: anchor.level for anchor in agreement(a, b, known)}
    return (
        "different" in (levels.get("ordinal"), levels.get("title"))
        or levels.get("date", "same") not in ("same", "within")
        or levels.get("place", "same") in ("apart", "inside_country", "inside_region")
    )


def _ordinal(a: EventMention, b: EventMention) -> str:
    """Numbers tell events of a series apart."""
    if a.ordinal is None or b.ordinal is None:
        return ""
    return "same" if a.ordinal == b.ordinal else "different"


def parties_level(ours: frozenset[str], theirs: frozenset[str]) -> str:
    """How far the parties are the same."""
    if not ours or not theirs:
        return ""
    shared = len(ours & theirs)
    smaller = min(len(ours), len(theirs))
    if not shared:
        return "none"
    if shared < min(2, smaller) or shared * 2 < smaller:
        return "some"
    return "pair" if shared > 1 else "one"


def titles(names: frozenset[str]) -> frozenset[str]:
    """The names that are an event's own: "Operation …"."""
    return frozenset(n for n in names if n.startswith("title:"))


def titles_level(ours: frozenset[str], theirs: frozenset[str]) -> str:
    """Whether events that both bear a name of their own bear the same."""
    if not ours or not theirs:
        return ""
    return "same" if ours & theirs else "different"


@lru_cache(maxsize=65536)
def met_in(places: tuple[str, ...], participants: frozenset[str]) -> tuple[str, ...]:
    """The narrowest places. A country that is a party is named as one, and says nothing of where they met."""
    return tuple(i for i in _narrowest(places) if i not in participants)


@lru_cache(maxsize=65536)
def places_level(ours: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    """How the places lie to each other, at the best."""
    known = gazetteer()
    levels = {known.relation(x, y) for x in ours for y in theirs}
    if "same" in levels:
        shared = [p for p in (known.get(i) for i in ours if i in theirs) if p is not None]
        if shared and all(p.kind == "country" for p in shared):
            return "same_country"
        if shared and all(p.kind in ("country", "region") for p in shared):
            return "same_region"
        small = any(p.kind not in ("country", "region") and p.population < weights()["big_city"] for p in shared)
        return "same" if small or not shared else "same_city"
    if levels & {"contains", "inside"}:
        wide = {p.kind for p in (known.get(i) for i in (*ours, *theirs)) if p is not None}
        return "inside_country" if "country" in wide else "inside_region" if "region" in wide else "inside"
    return "apart" if levels == {"apart"} else ""


@lru_cache(maxsize=65536)
def _narrowest(places: tuple[str, ...]) -> tuple[str, ...]:
    """Places without those that only say where another of them lies: of "Joplin, Missouri" the town."""
    found = [(i, p) for i, p in ((i, gazetteer().get(i)) for i in places) if p is not None]
    wider = {i for _, place in found for i in place.within}
    return tuple(i for i, _ in found if i not in wider)


@lru_cache(maxsize=65536)
def dates_level(ours: tuple[str, ...], theirs: tuple[str, ...], *, extended: bool) -> str:
    """How the dates lie to each other, at the best. `extended` events last, and are near within three days."""
    levels = {_date_level(x, y, extended) for x in _closest(ours) for y in _closest(theirs)}
    return next((level for level in DATE_LEVELS if level in levels), "")


def _closest(dates: tuple[str, ...]) -> list[str]:
    """Dates without days of which another value gives the hour."""
    timed = {iso.partition("T")[0] for iso in dates if "T" in iso}
    return [iso for iso in dates if iso not in timed]


def _date_level(a: str, b: str, extended: bool) -> str:
    found = relation(a, b)
    if found == "unknown":
        return "unknown"
    if found in ("apart", "adjacent"):
        if one_night(a, b):
            return "night"
        if not extended and hours_apart(a, b):
            return "hour"
        near = relation(a, b, tolerance_days=3 if extended else 1) not in ("apart", "adjacent")
        return "near" if near or found == "adjacent" else "apart"
    coarsest = min(_precision(a), _precision(b))
    if coarsest >= 10:
        return "within" if _long(a) != _long(b) else "same"
    return "within" if coarsest >= 7 else "year"


def _long(iso: str) -> bool:
    """Whether a value covers so many days that one of them is not the same."""
    days = bounds(iso) if "/" in iso else None
    return days is not None and days[1] - days[0] > LONG


def _precision(iso: str) -> int:
    """How many characters of a full date the value gives; a day without its year is a day."""
    first = iso.split("/")[0]
    return 10 if first.startswith("--") and len(first) == 7 else len(first)


def _future(a: EventMention, b: EventMention, first: Evidence, second: Evidence) -> str:
    """An article can't report what happened after it came out."""
    for mention, published in ((a, second.published), (b, first.published)):
        start = first_day(mention.dates)
        if published is not None and start is not None and start > published + AHEAD:
            return "after"
    return ""


@lru_cache(maxsize=65536)
def first_day(dates: tuple[str, ...]) -> date | None:
    """The earliest day that the dates allow."""
    return min((span[0] for span in map(bounds, dates) if span is not None), default=None)


def great_tolls(tolls: tuple[int, ...]) -> tuple[int, ...]:
    """Tolls so great that they tell events apart."""
    return tuple(toll for toll in tolls if toll >= weights()["great_toll"])


def tolls_level(ours: tuple[int, ...], theirs: tuple[int, ...]) -> str:
    """Great tolls are rare: two that are about the same, in one year, are likely of one event."""
    ratio = max((min(x, y) / max(x, y) for x in ours for y in theirs), default=0.0)
    return "same" if ratio == 1 else "close" if ratio >= CLOSE_TOLL else "near" if ratio >= NEAR_TOLL else ""


def _published(a: EventMention, b: EventMention, known: Known, table: Any) -> list[Anchor]:
    """Reports of one event mostly come close together."""
    first, second = known.of[a.id].published, known.of[b.id].published
    if first is None or second is None:
        return []
    apart = abs((first - second).days)
    gap = GAPS[bisect_left(GAP_DAYS, apart)]
    return [Anchor("published", gap, float(table[gap]))]


def _names(a: EventMention, b: EventMention, common: Mapping[str, int], table: Any, *, met: bool) -> list[Anchor]:
    """Names shared, by kind, and kinds of which both have several and share none. A victim is not counted as a person
    once more."""
    most = weights()["common_name"]
    shared = Counter(n.partition(":")[0] for n in a.names & b.names if common.get(n, 1) <= most)
    ours, theirs = _kinds(a.names), _kinds(b.names)
    found: list[Anchor] = []
    for kind in table["kinds"]:
        same = shared[kind]
        fresh = max(0, same - shared["victim"]) if kind == "person" else same
        if fresh:
            few = bool(is_few(fresh, min(ours[kind], theirs[kind])))
            found.append(Anchor(kind, f"{fresh} shared", names_worth(kind, fresh, table, met=met, few=few)))
        elif not same and kind in table["none"] and min(ours[kind], theirs[kind]) >= weights()["several"][kind]:
            found.append(Anchor(kind, "none", float(table["none"][kind])))
    return found


def is_few(shared: Any, held: Any) -> Any:
    """Whether a third or less is shared of what the side that names fewer names: of many names some agree by chance.

    For numbers or arrays of numbers.
    """
    return shared * FEW <= held


def names_worth(kind: str, shared: int, table: Any, *, met: bool, few: bool) -> float:
    """Points for so many names of a kind in common, each next worth less.

    Many towns have a street of one name: `met` says whether the places are the same or one lies in the other, `few`
    what `is_few` says.
    """
    if few and shared and kind in table["few"]:
        return float(table["few"][kind])
    worth = sum(table["kinds"][kind] * table["more"] ** n for n in range(shared))
    kept = 1 if met else table["unmet"].get(kind, 1)
    return round(float(min(table["most"], worth) * kept), 4)


@lru_cache(maxsize=65536)
def _kinds(names: frozenset[str]) -> Counter[str]:
    """How many names there are of each kind."""
    return Counter(name.partition(":")[0] for name in names)
