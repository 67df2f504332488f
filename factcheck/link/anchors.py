"""How well two mentions agree on what an event is known by: a level and points for each anchor."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct, field

from factcheck.model.event import EventMention
from factcheck.rules import load
from factcheck.text.dates.intervals import bounds, one_night, relation
from factcheck.text.gazetteer import gazetteer

CLOSE_TOLL = 0.9
NEAR_TOLL = 0.7


class Anchor(Struct, frozen=True):
    """One anchor's agreement: its name, the level reached and the points that it is worth."""

    name: str
    level: str
    points: float


class Evidence(Struct, frozen=True):
    """What is known of a mention beyond itself: its event's family and the day its article came out."""

    family: str
    block: str
    published: date | None
    extended: bool
    serial: bool
    placed: bool


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
    return Evidence(family, block, published, bool(rule.get("extended")), serial, family in weights()["placed"])


def family_of(kind: str) -> str:
    """The family of an event type; the several of a series have a family of their own."""
    name, _, series = kind.partition(" ")
    rule = load("events").get(name)
    family = str(rule["family"]) if rule is not None else name
    return f"{family} {series}" if series else family


def agreement(a: EventMention, b: EventMention, known: Known) -> list[Anchor]:
    """The anchors of two mentions compared; their points sum to the score of the link."""
    first, second = known.of[a.id], known.of[b.id]
    table = weights()["weights"]["placed" if first.placed else "other"]
    levels = {
        "type": "same" if a.type == b.type else "family" if first.family == second.family else "harm",
        "kind": first.family if first.family == second.family and first.family in table["kind"] else "",
        "ordinal": _ordinal(a, b) if first.serial and second.serial else "",
        "participants": _participants(a, b),
        "title": _title(a, b),
        "place": _place(a, b),
        "date": _date(a, b, extended=first.extended),
        "future": _future(a, b, first, second),
        "toll": _toll(a, b),
    }
    if levels["date"] in ("apart", "near"):
        levels["toll"] = ""  # wars have many days with tolls alike
    if levels["date"] == "apart" and levels["ordinal"] == "same" and levels["participants"] in ("some", "one", "pair"):
        levels["date"] = "firm_apart"
    found = [Anchor(name, level, float(table[name][level])) for name, level in levels.items() if level]
    dated = "same" if levels["date"] == "same" else "dated" if a.dates and b.dates else "undated"
    return [*found, *_published(a, b, known, table["published"][dated]), *_names(a, b, known.common, table["names"])]


def score(anchors: list[Anchor]) -> float:
    """Sum of the points."""
    return sum(anchor.points for anchor in anchors)


def pair_score(a: EventMention, b: EventMention, known: Known) -> float:
    """The score of two mentions."""
    pair = (a.id, b.id)
    if pair not in known.totals:
        known.totals[pair] = score(agreement(a, b, known))
    return known.totals[pair]


def differ(a: EventMention, b: EventMention, known: Known) -> bool:
    """Whether number, day, place or title tell two mentions of one article apart; else they are pieces of one event."""
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


def _participants(a: EventMention, b: EventMention) -> str:
    if not a.participants or not b.participants:
        return ""
    shared = len(a.participants & b.participants)
    smaller = min(len(a.participants), len(b.participants))
    if not shared:
        return "none"
    if shared < min(2, smaller) or shared * 2 < smaller:
        return "some"
    return "pair" if shared > 1 else "one"


def _title(a: EventMention, b: EventMention) -> str:
    ours = {n for n in a.names if n.startswith("title:")}
    theirs = {n for n in b.names if n.startswith("title:")}
    if not ours or not theirs:
        return ""
    return "same" if ours & theirs else "different"


def _place(a: EventMention, b: EventMention) -> str:
    known = gazetteer()
    # A country that is a party is named as one, and says nothing of where they met.
    ours = [i for i in _narrowest(a.places) if i not in a.participants]
    theirs = [i for i in _narrowest(b.places) if i not in b.participants]
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


def _date(a: EventMention, b: EventMention, *, extended: bool) -> str:
    levels = {_date_level(x, y, extended) for x in a.dates for y in b.dates}
    return next((level for level in ("same", "night", "near", "within", "year", "apart") if level in levels), "")


def _date_level(a: str, b: str, extended: bool) -> str:
    found = relation(a, b)
    if found == "unknown":
        return "unknown"
    if found in ("apart", "adjacent"):
        if one_night(a, b):
            return "night"
        near = relation(a, b, tolerance_days=3 if extended else 1) not in ("apart", "adjacent")
        return "near" if near or found == "adjacent" else "apart"
    coarsest = min(_precision(a), _precision(b))
    if coarsest >= 10:
        return "same"
    return "within" if coarsest >= 7 else "year"


def _precision(iso: str) -> int:
    """How many characters of a full date the value gives; a day without its year is a day."""
    first = iso.split("/")[0]
    return 10 if first.startswith("--") and len(first) == 7 else len(first)


def _future(a: EventMention, b: EventMention, first: Evidence, second: Evidence) -> str:
    """An article can't report what happened after it came out."""
    for mention, published in ((a, second.published), (b, first.published)):
        days = [d for d in (bounds(iso) for iso in mention.dates) if d is not None]
        if published is not None and days and min(d[0] for d in days) > published + timedelta(days=2):
            return "after"
    return ""


def _toll(a: EventMention, b: EventMention) -> str:
    """Great tolls are rare: two that are about the same, in one year, are likely of one event."""
    great = weights()["great_toll"]
    pairs = [(x, y) for x in a.tolls for y in b.tolls if min(x, y) >= great]
    ratio = max((min(pair) / max(pair) for pair in pairs), default=0.0)
    return "same" if ratio == 1 else "close" if ratio >= CLOSE_TOLL else "near" if ratio >= NEAR_TOLL else ""


def _published(a: EventMention, b: EventMention, known: Known, table: Any) -> list[Anchor]:
    """Reports of one event mostly come close together."""
    first, second = known.of[a.id].published, known.of[b.id].published
    if first is None or second is None:
        return []
    apart = abs((first - second).days)
    gap = "days" if apart <= 3 else "week" if apart <= 10 else "month" if apart <= 45 else "far"
    return [Anchor("published", gap, float(table[gap]))]


def _names(a: EventMention, b: EventMention, common: Mapping[str, int], table: Any) -> list[Anchor]:
    """Names shared, by kind, and kinds of which both have several and share none."""
    shared = a.names & b.names
    found: list[Anchor] = []
    for kind, points in table["kinds"].items():
        same = sum(n.startswith(kind + ":") and common.get(n, 1) <= weights()["common_name"] for n in shared)
        if same:
            worth = min(table["most"], sum(points * table["more"] ** n for n in range(same)))
            found.append(Anchor(kind, f"{same} shared", round(float(worth), 4)))
        elif kind in table["none"] and all(
            sum(n.startswith(kind + ":") for n in m.names) >= weights()["several"][kind] for m in (a, b)
        ):
            found.append(Anchor(kind, "none", float(table["none"][kind])))
    return found
