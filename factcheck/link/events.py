"""Mentions to events: mentions that agree on enough of their anchors speak of one event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from msgspec import Struct

from factcheck.link.anchors import Evidence, agreement, family_of, is_extended, score, weights
from factcheck.model.article import Article, content_id
from factcheck.model.event import Event, EventMention
from factcheck.text.dates.intervals import bounds
from factcheck.text.gazetteer import gazetteer

REPRESENTATIVES = 8
CLOSE = 0.5


class LinkedEvents(Struct, frozen=True):
    """Events in a stable order, the event of each mention, and the keys whose blocks were too big to compare."""

    events: tuple[Event, ...]
    event_of: dict[str, str]
    skipped_blocks: tuple[str, ...]


def link_events(mentions: Sequence[EventMention], articles: Mapping[str, Article]) -> LinkedEvents:
    """Joins mentions whose score reaches the threshold, best first, as long as nothing in the group vetoes it."""
    ordered = sorted(mentions, key=lambda m: m.id)
    known = {m.id: Evidence(family_of(m.type), _sane_date(articles[m.article]), is_extended(m.type)) for m in ordered}
    rare = Counter(n for m in ordered for n in m.names)
    pairs, skipped = _candidates(ordered, known)
    edges: list[tuple[float, str, str]] = []
    by_id = {m.id: m for m in ordered}
    for first, second in pairs:
        total = score(agreement(by_id[first], by_id[second], known, rare))
        if total >= weights()["threshold"]:
            edges.append((total, first, second))
    groups = _merge(sorted(edges, key=lambda e: (-e[0], e[1], e[2])), by_id, known, rare)
    events = sorted((_event([by_id[i] for i in group], articles) for group in groups), key=lambda e: (e.articles, e.id))
    return LinkedEvents(tuple(events), {m: e.id for e in events for m in e.mentions}, tuple(skipped))


def _sane_date(article: Article) -> date | None:
    return article.published


def _candidates(mentions: Sequence[EventMention], known: Mapping[str, Evidence]) -> tuple[list[tuple[str, str]], list[str]]:
    """Pairs that share a blocking key, and the keys that too many share for their pairs to be compared."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        for key in sorted(set(_keys(mention, known[mention.id]))):
            blocks[key].append(mention.id)
    article = {m.id: m.article for m in mentions}
    pairs: set[tuple[str, str]] = set()
    skipped: list[str] = []
    for key, members in sorted(blocks.items()):
        if len(members) > weights()["block_cap"]:
            skipped.append(key)
            continue
        pairs.update((x, y) for x, y in combinations(members, 2) if article[x] != article[y])
    return sorted(pairs), skipped


def _keys(mention: EventMention, evidence: Evidence) -> Iterator[str]:
    family = evidence.family
    for name in mention.names:
        yield f"{family}|n|{name}"
    months = sorted({m for iso in mention.dates for m in _months(iso)}) or _published_months(evidence)
    for place in mention.places:
        for month in months:
            yield f"{family}|p|{place}|{month}"
    parties = sorted(mention.participants)
    if family not in weights()["placed"]:
        for pair in combinations(parties, 2):
            yield f"{family}|pp|{pair}|{mention.ordinal}"
            for month in months:
                yield f"{family}|pm|{pair}|{month}"
        for party in parties:
            for month in months:
                yield f"{family}|1|{party}|{month}"
    else:
        countries = sorted({c for c in (_country(p) for p in mention.places) if c})
        for country in countries:
            for iso in mention.dates:
                yield f"{family}|cd|{country}|{iso[:10]}"
    for iso in mention.dates:
        if len(iso) in (4, 7):
            for party in parties:
                yield f"{family}|y|{party}|{iso[:4]}"
        for party in parties:
            yield f"{family}|yy|{party}|{iso[:4]}"


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
    return [] if evidence.published is None else [evidence.published.isoformat()[:7]]


def _merge(edges: Sequence[tuple[float, str, str]], by_id: Mapping[str, EventMention], known: Mapping[str, Evidence], rare: Mapping[str, int]) -> list[list[str]]:
    group_of = {i: n for n, i in enumerate(by_id)}
    members: dict[int, list[str]] = {n: [i] for i, n in group_of.items()}
    unclear = _ambiguous(edges, by_id, known, rare)
    for _, first, second in edges:
        if (first, second) in unclear:
            continue
        left, right = group_of[first], group_of[second]
        if left == right or not _may_join(members[left], members[right], by_id, known, rare):
            continue
        if len(members[left]) < len(members[right]):
            left, right = right, left
        for moved in members.pop(right):
            group_of[moved] = left
            members[left].append(moved)
    return list(members.values())


def _ambiguous(edges: Sequence[tuple[float, str, str]], by_id: Mapping[str, EventMention], known: Mapping[str, Evidence], rare: Mapping[str, int]) -> set[tuple[str, str]]:
    """Links of a mention that fits two others equally well, which can't be one event themselves."""
    around: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for total, first, second in edges:
        around[first].append((total, second))
        around[second].append((total, first))
    unclear: set[tuple[str, str]] = set()
    for mention, near in around.items():
        best = max(total for total, _ in near)
        top = [other for total, other in near if total > best - CLOSE][:REPRESENTATIVES]
        for x, y in combinations(top, 2):
            if by_id[x].article == by_id[y].article or _vetoed(by_id[x], by_id[y], known, rare):
                unclear.update({_pair(mention, x), _pair(mention, y)})
    return unclear


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _vetoed(a: EventMention, b: EventMention, known: Mapping[str, Evidence], rare: Mapping[str, int]) -> bool:
    anchors = agreement(a, b, known, rare)
    return any(x.points <= weights()["veto"] for x in anchors) or score(anchors) < -1.0


def _may_join(left: Sequence[str], right: Sequence[str], by_id: Mapping[str, EventMention], known: Mapping[str, Evidence], rare: Mapping[str, int]) -> bool:
    """No two mentions of the joined group rule each other out, nor come from one article as two events."""
    if {by_id[i].article for i in left} & {by_id[i].article for i in right}:
        return False
    for x in _representatives(left, by_id):
        for y in _representatives(right, by_id):
            if _vetoed(by_id[x], by_id[y], known, rare):
                return False
    return True


def _representatives(group: Sequence[str], by_id: Mapping[str, EventMention]) -> list[str]:
    return sorted(group, key=lambda i: (-len(by_id[i].dates) - len(by_id[i].places), i))[:REPRESENTATIVES]


def _event(mentions: Sequence[EventMention], articles: Mapping[str, Article]) -> Event:
    """The event of a group; its id hangs on the mention of the earliest report, so later reports don't change it."""
    earliest = min(mentions, key=lambda m: (articles[m.article].published or date.max, m.id))
    best = max(mentions, key=lambda m: (m.salience, len(m.label), m.id))
    parties = Counter(p for m in mentions for p in m.participants)
    places = Counter(p for m in mentions for p in m.places)
    dates = Counter(d for m in mentions for d in m.dates)
    types = Counter(m.type for m in mentions)
    return Event(
        id=content_id("e", earliest.id),
        type=_top(types) or best.type,
        label=best.label,
        ordinal=next((m.ordinal for m in mentions if m.ordinal is not None), None),
        participants=tuple(p for p, _ in sorted(parties.items(), key=lambda kv: (-kv[1], kv[0]))[:4]),
        place=_top(places),
        date=_top(dates),
        articles=tuple(sorted({m.article for m in mentions})),
        mentions=tuple(sorted(m.id for m in mentions)),
    )


def _top(counts: Counter[str]) -> str:
    return min(counts, key=lambda key: (-counts[key], key)) if counts else ""
