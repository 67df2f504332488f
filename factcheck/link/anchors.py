"""How well two mentions agree on what an event is known by: a level and points for each anchor."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from msgspec import Struct

from factcheck.model.event import EventMention
from factcheck.rules import load
from factcheck.text.dates.intervals import bounds, relation
from factcheck.text.gazetteer import gazetteer


class Anchor(Struct, frozen=True):
    """One anchor's agreement: its name, the level reached and the points that it is worth."""

    name: str
    level: str
    points: float


class Evidence(Struct, frozen=True):
    """What is known of a mention beyond itself: its event's family and the day its article came out."""

    family: str
    published: date | None
    extended: bool


@cache
def weights() -> Any:
    """The table of rules/linking.yml."""
    return load("linking")


def family_of(kind: str) -> str:
    """The family of an event type; the several of a series have a family of their own."""
    name, _, series = kind.partition(" ")
    rule = load("events").get(name)
    family = str(rule["family"]) if rule is not None else name
    return f"{family} {series}" if series else family


def is_extended(kind: str) -> bool:
    """Whether events of the type may last for days."""
    rule = load("events").get(kind.partition(" ")[0])
    return bool(rule and rule.get("extended"))


def agreement(a: EventMention, b: EventMention, known: Mapping[str, Evidence], rare: Mapping[str, int]) -> list[Anchor]:
    """The anchors of two mentions compared; their points sum to the score of the link."""
    found = [_type(a, b), _ordinal(a, b), _participants(a, b), _title(a, b)]
    firm = any(anchor.name == "ordinal" and anchor.level == "same" for anchor in found) and any(
        anchor.name == "participants" and anchor.points > 0 for anchor in found
    )
    found += [_place(a, b, firm=firm), _date(a, b, known, firm=firm), _published(a, b, known), _names(a, b, rare)]
    return [anchor for anchor in found if anchor.level != "unknown"]


def score(anchors: list[Anchor]) -> float:
    """Sum of the points."""
    return sum(anchor.points for anchor in anchors)


def _anchor(name: str, level: str) -> Anchor:
    return Anchor(name, level, 0.0 if level == "unknown" else float(weights()[name][level]))


def _type(a: EventMention, b: EventMention) -> Anchor:
    return _anchor("type", "same" if a.type == b.type else "family")


def _ordinal(a: EventMention, b: EventMention) -> Anchor:
    if a.ordinal is None or b.ordinal is None:
        return _anchor("ordinal", "unknown")
    return _anchor("ordinal", "same" if a.ordinal == b.ordinal else "different")


def _participants(a: EventMention, b: EventMention) -> Anchor:
    if not a.participants or not b.participants:
        return _anchor("participants", "unknown")
    shared = len(a.participants & b.participants)
    smaller = min(len(a.participants), len(b.participants))
    if not shared:
        return _anchor("participants", "none")
    return _anchor("participants", "most" if shared >= min(2, smaller) and shared * 2 >= smaller else "some")


def _title(a: EventMention, b: EventMention) -> Anchor:
    ours = {n for n in a.names if n.startswith("title:")}
    theirs = {n for n in b.names if n.startswith("title:")}
    if not ours or not theirs:
        return _anchor("title", "unknown")
    return _anchor("title", "same" if ours & theirs else "different")


def _place(a: EventMention, b: EventMention, *, firm: bool) -> Anchor:
    known = gazetteer()
    levels = {known.relation(x, y) for x in a.places for y in b.places}
    if "same" in levels:
        shared = [p for p in (known.get(i) for i in a.places if i in b.places) if p is not None]
        if all(p.kind == "country" for p in shared) and shared:
            return _anchor("place", "inside_country")
        small = any(p.kind != "country" and p.population < weights()["big_city"] and p.kind != "region" for p in shared)
        return _anchor("place", "same" if small or not shared else "same_city")
    if levels & {"contains", "inside"}:
        wide = {p.kind for p in (known.get(i) for i in (*a.places, *b.places)) if p is not None}
        return _anchor("place", "inside" if "country" not in wide else "inside_country")
    if levels == {"apart"}:
        return Anchor("place", "apart", float(weights()["firm_disagreement"] if firm else weights()["place"]["apart"]))
    return _anchor("place", "unknown")


def _date(a: EventMention, b: EventMention, known: Mapping[str, Evidence], *, firm: bool) -> Anchor:
    levels = {_date_level(x, y, known[a.id].extended) for x in a.dates for y in b.dates}
    for level in ("same", "near", "within", "year"):
        if level in levels:
            return _anchor("date", level)
    if "apart" in levels:
        return Anchor("date", "apart", float(weights()["firm_disagreement"] if firm else weights()["date"]["apart"]))
    return _anchor("date", "unknown")


def _date_level(a: str, b: str, extended: bool) -> str:
    found = relation(a, b)
    if found == "unknown":
        return "unknown"
    if found in ("apart", "adjacent"):
        near = relation(a, b, tolerance_days=3 if extended else 1) not in ("apart", "adjacent")
        return "near" if near or found == "adjacent" else "apart"
    coarsest = min(len(a.split("/")[0]), len(b.split("/")[0]))
    if coarsest >= 10:
        return "same"
    return "within" if coarsest >= 7 else "year"


def _published(a: EventMention, b: EventMention, known: Mapping[str, Evidence]) -> Anchor:
    """An article can't report what happened after it; without dates, reports of one event come close together."""
    first, second = known[a.id].published, known[b.id].published
    for mention, published in ((a, second), (b, first)):
        days = [d for d in (bounds(iso) for iso in mention.dates) if d is not None]
        if published is not None and days and min(d[0] for d in days) > published + timedelta(days=2):
            return _anchor("published", "before")
    if first is None or second is None or (a.dates and b.dates):
        return _anchor("published", "unknown")
    if not a.dates and not b.dates:
        apart = abs((first - second).days)
    else:
        dated, other = (a, second) if a.dates else (b, first)
        days = [d for d in (bounds(iso) for iso in dated.dates) if d is not None]
        apart = min((abs((other - d[1]).days) for d in days), default=0)
    return _anchor("published", "near" if apart <= 4 else "far" if apart > 30 else "unknown")


def _names(a: EventMention, b: EventMention, rare: Mapping[str, int]) -> Anchor:
    ours = {n for n in a.names if not n.startswith("title:")}
    theirs = {n for n in b.names if not n.startswith("title:")}
    common, table = weights()["common_name"], weights()["names"]
    shared = [n for n in ours & theirs if rare.get(n, 1) <= common]
    if shared:
        points = table["first"] + (len(shared) - 1) * table["more"]
        return Anchor("names", f"{len(shared)} shared", float(min(points, table["most"])))
    if any(n.startswith("site:") for n in ours & theirs):
        # Many articles name the site of a great event: it is common and yet says much.
        return _anchor("names", "site")
    if len(ours) >= 2 and len(theirs) >= 2:
        return _anchor("names", "none")
    return _anchor("names", "unknown")
