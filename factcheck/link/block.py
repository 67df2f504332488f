"""Blocking keys: what two articles have in common if they are worth comparing.

A key depends on one article alone, so that an archive can file each article under its keys and find those
that a draft has to be set against without reading the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import combinations
from math import log

from factcheck.link.anchors import Evidence, evidence, weights
from factcheck.model.claim import Claim
from factcheck.model.event import EventMention
from factcheck.model.extraction import Extraction
from factcheck.model.values import OfficeHolderValue
from factcheck.text.dates.intervals import bounds
from factcheck.text.gazetteer import gazetteer
from factcheck.text.names import skeleton

WEAK_NAMES = 12
# Tolls within a third of each other share a step.
TOLL_STEP = 1.35


def blocking_keys(extraction: Extraction) -> frozenset[str]:
    """The keys of one article: those of the events that it tells of, and of the offices that it fills."""
    published = extraction.article.published
    events = {key for m in extraction.mentions for key in mention_keys(m, evidence(m, published))}
    return frozenset(events | set(office_keys(extraction.claims)))


def office_keys(claims: Iterable[Claim]) -> Iterator[str]:
    """An office of a polity; where the copy leaves the polity out, the person in the office."""
    for claim in claims:
        value = claim.value
        if isinstance(value, OfficeHolderValue):
            if value.polity:
                yield f"office|{value.office}|{value.polity}"
            yield f"holder|{value.office}|{skeleton(value.name)}"


def mention_keys(mention: EventMention, evidence: Evidence) -> Iterator[str]:
    """Blocking keys: what two mentions have in common if they are worth comparing."""
    for key in (
        *_name_keys(mention, evidence),
        *(_placed_keys if evidence.table == "placed" else _party_keys)(mention, evidence),
    ):
        yield f"{evidence.block}|{key}"


def _name_keys(mention: EventMention, evidence: Evidence) -> Iterator[str]:
    """A telling name; or two weak ones, or a weak one and the day, about the same time."""
    weak: list[str] = []
    for name in sorted(mention.names):
        if name.partition(":")[0] in weights()["telling"]:
            yield f"n|{name}"
        else:
            weak.append(name)
    for name in weak[:WEAK_NAMES]:
        for iso in mention.dates:
            if len(iso) >= 10:
                yield f"d|{iso[:10]}|{name}"
    for month in _published_months(evidence):
        for first, second in combinations(weak[:WEAK_NAMES], 2):
            yield f"w|{month}|{first}|{second}"


def _placed_keys(mention: EventMention, evidence: Evidence) -> Iterator[str]:
    months = {m for iso in mention.dates for m in _months(iso)}
    for place in mention.places:
        for month in sorted({*months, *_published_months(evidence)}):
            yield f"p|{place}|{month}"
    for party in sorted(mention.participants):
        for iso in mention.dates:
            if len(iso) >= 10:
                yield f"pd|{party}|{iso[:10]}"
    for toll in mention.tolls:
        if toll >= weights()["great_toll"]:
            size = round(log(toll, TOLL_STEP))
            yield from (f"t|{size + step}|{iso[:4]}" for step in (0, 1) for iso in mention.dates)
    for country in sorted({c for c in (_country(p) for p in mention.places) if c}):
        for iso in mention.dates:
            yield f"cd|{country}|{iso[:10]}"


def _party_keys(mention: EventMention, evidence: Evidence) -> Iterator[str]:
    parties = sorted(mention.participants)
    months = sorted({m for iso in mention.dates for m in _months(iso)}) or _published_months(evidence)
    years = sorted({iso[:4] for iso in mention.dates})
    for place in mention.places:
        for month in months:
            yield f"p|{place}|{month}"
    for pair in combinations(parties, 2):
        yield f"pp|{pair}|{mention.ordinal}"
        for month in months:
            yield f"pm|{pair}|{month}"
    for party in parties:
        for month in (*months, *years):
            yield f"1|{party}|{month}"


def _country(place_id: str) -> str:
    place = gazetteer().get(place_id)
    return "" if place is None else place.country


def _months(iso: str) -> set[str]:
    """Months a date touches, and those a few days away, so that near dates meet."""
    span = bounds(iso)
    if span is None or (span[1] - span[0]).days > 100:
        return set()
    return {d.isoformat()[:7] for d in span}


def _published_months(evidence: Evidence) -> list[str]:
    """The month an article came out, and the one it may have been written or followed up in."""
    if evidence.published is None:
        return []
    return sorted({(evidence.published + timedelta(days=days)).isoformat()[:7] for days in (-4, 0)})
