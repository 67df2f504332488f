"""Mentions to events: mentions that agree on enough of their anchors speak of one event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations

from msgspec import Struct

from factcheck.link.anchors import Evidence, Known, differ, evidence, pair_score, weights
from factcheck.link.block import mention_keys
from factcheck.model.article import Article, content_id
from factcheck.model.event import Event, EventMention

REPRESENTATIVES = 8
LABEL_WORDS = (2, 6)


Pair = tuple[str, str]
Edge = tuple[float, str, str]


class LinkedEvents(Struct, frozen=True):
    """Events in a stable order, the event of each mention, and the keys whose blocks were too big to compare."""

    events: tuple[Event, ...]
    event_of: dict[str, str]
    skipped_blocks: tuple[str, ...]


def link_events(mentions: Sequence[EventMention], articles: Mapping[str, Article]) -> LinkedEvents:
    """Joins mentions whose score reaches the threshold, best first, as long as nothing in the group vetoes it."""
    ordered = sorted(mentions, key=lambda m: m.id)
    known = context(ordered, articles)
    pairs, skipped = _candidates(ordered, known.of)
    edges: list[Edge] = []
    by_id = {m.id: m for m in ordered}
    for first, second in pairs:
        total = pair_score(by_id[first], by_id[second], known)
        if total >= weights()["threshold"]:
            edges.append((total, first, second))
    groups = _merge(sorted(edges, key=lambda e: (-e[0], e[1], e[2])), by_id, known)
    events = sorted((_event([by_id[i] for i in group], articles) for group in groups), key=lambda e: (e.articles, e.id))
    return LinkedEvents(tuple(events), {m: e.id for e in events for m in e.mentions}, tuple(skipped))


def context(mentions: Sequence[EventMention], articles: Mapping[str, Article]) -> Known:
    """What the anchors need to know of all mentions."""
    common: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        for name in mention.names:
            common[name].add(mention.article)
    return Known(
        {m.id: evidence(m, articles[m.article].published) for m in mentions},
        {n: len(found) for n, found in common.items()},
    )


def _candidates(mentions: Sequence[EventMention], known: Mapping[str, Evidence]) -> tuple[list[Pair], list[str]]:
    """Pairs that share a blocking key, and the keys that too many share for their pairs to be compared."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        for key in sorted(set(mention_keys(mention, known[mention.id]))):
            blocks[key].append(mention.id)
    article = {m.id: m.article for m in mentions}
    pairs: set[Pair] = set()
    skipped: list[str] = []
    for key, members in sorted(blocks.items()):
        if len(members) > weights()["block_cap"]:
            skipped.append(key)
            continue
        pairs.update((x, y) for x, y in combinations(members, 2) if article[x] != article[y])
    return sorted(pairs), skipped


def _merge(edges: Sequence[Edge], by_id: Mapping[str, EventMention], known: Known) -> list[list[str]]:
    group_of = {i: n for n, i in enumerate(by_id)}
    members: dict[int, list[str]] = {n: [i] for i, n in group_of.items()}
    unclear = _ambiguous(edges, by_id, known)
    for _, first, second in edges:
        if (first, second) in unclear:
            continue
        left, right = group_of[first], group_of[second]
        if left == right or not _may_join(members[left], members[right], by_id, known):
            continue
        if len(members[left]) < len(members[right]):
            left, right = right, left
        for moved in members.pop(right):
            group_of[moved] = left
            members[left].append(moved)
    return list(members.values())


def _ambiguous(edges: Sequence[Edge], by_id: Mapping[str, EventMention], known: Known) -> set[Pair]:
    """Links of a mention that fits two others equally well, which can't be one event themselves."""
    around: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for total, first, second in edges:
        around[first].append((total, second))
        around[second].append((total, first))
    unclear: set[Pair] = set()
    for mention, near in around.items():
        best = max(total for total, _ in near)
        top = [other for total, other in near if total > best - weights()["close"]][:REPRESENTATIVES]
        for x, y in combinations(top, 2):
            a, b = by_id[x], by_id[y]
            if differ(a, b, known) if a.article == b.article else _vetoed(a, b, known):
                unclear.update({_pair(mention, x), _pair(mention, y)})
    return unclear


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _vetoed(a: EventMention, b: EventMention, known: Known) -> bool:
    return pair_score(a, b, known) <= float(weights()["veto"])


def _may_join(left: Sequence[str], right: Sequence[str], by_id: Mapping[str, EventMention], known: Known) -> bool:
    """The mentions of two groups agree on the whole, and none rules another out.

    An article that tells of both tells them apart, unless nothing there tells the one from the other.
    """
    pairs = [(by_id[x], by_id[y]) for x in _representatives(left, by_id) for y in _representatives(right, by_id)]
    inside = _same_article(left, right, by_id)
    if any(differ(a, b, known) for a, b in inside):
        return False
    totals = [pair_score(a, b, known) for a, b in pairs if a.article != b.article]
    return bool(totals) and min(totals) > weights()["veto"] and sum(totals) >= weights()["average"] * len(totals)


def _same_article(
    left: Sequence[str], right: Sequence[str], by_id: Mapping[str, EventMention]
) -> list[tuple[EventMention, EventMention]]:
    ours: dict[str, list[EventMention]] = defaultdict(list)
    for i in left:
        ours[by_id[i].article].append(by_id[i])
    return [(a, by_id[i]) for i in right for a in ours.get(by_id[i].article, [])]


def _representatives(group: Sequence[str], by_id: Mapping[str, EventMention]) -> list[str]:
    return sorted(group, key=lambda i: (-len(by_id[i].dates) - len(by_id[i].places), i))[:REPRESENTATIVES]


def _event(mentions: Sequence[EventMention], articles: Mapping[str, Article]) -> Event:
    """The event of a group; its id hangs on the mention of the earliest report, so later reports don't change it."""
    earliest = min(mentions, key=lambda m: (articles[m.article].published or date.max, m.id))
    best = max(mentions, key=lambda m: (m.salience, len(m.label), m.id))
    parties = Counter(p for m in mentions for p in m.participants)
    places = _sites(mentions)
    dates = Counter(d for m in mentions for d in m.dates)
    types = Counter(m.type for m in mentions)
    return Event(
        id=content_id("e", earliest.id),
        type=_top(types) or best.type,
        label=_best_label(mentions),
        ordinal=next((m.ordinal for m in mentions if m.ordinal is not None), None),
        participants=tuple(p for p, _ in sorted(parties.items(), key=lambda kv: (-kv[1], kv[0]))[:4]),
        place=_top(places),
        date=_top(dates),
        articles=tuple(sorted({m.article for m in mentions})),
        mentions=tuple(sorted(m.id for m in mentions)),
    )


def _sites(mentions: Sequence[EventMention]) -> Counter[str]:
    """How often each place is told of the event; where several reports tell of it, one that two of them give."""
    places = Counter(p for m in mentions for p in m.places)
    return Counter({p: n for p, n in places.items() if n > 1 or len(mentions) == 1})


def _best_label(mentions: Sequence[EventMention]) -> str:
    """The name that says what most reports say: two to six words, those that the mentions share."""
    told = Counter(word.lower() for m in mentions for word in set(m.label.split()))
    central = [m for m in mentions if m.salience == 1] or list(mentions)

    def worth(mention: EventMention) -> tuple[bool, float, int, str]:
        words = mention.label.split()
        handy = LABEL_WORDS[0] <= len(words) <= LABEL_WORDS[1] and not any(mark in mention.label for mark in ":;|")
        return handy, sum(told[w.lower()] for w in words) / len(words), -len(words), mention.label

    return max(central, key=worth).label


def _top(counts: Counter[str]) -> str:
    return min(counts, key=lambda key: (-counts[key], key)) if counts else ""
