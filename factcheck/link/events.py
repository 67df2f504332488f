"""Mentions to events: mentions that agree on enough of their anchors speak of one event."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, combinations, product
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from factcheck.link.anchors import Known, agreement, differ, evidence, pair_score, weights
from factcheck.link.block import mention_keys
from factcheck.link.clusters import Edge, clusters, totals_of
from factcheck.link.pairs import Blocks
from factcheck.link.score import Links, find_links
from factcheck.model.article import Article, content_id
from factcheck.model.event import Anchor, Event, EventMention, Join

REPRESENTATIVES = 8
LABEL_WORDS = (2, 6)


Pair = tuple[str, str]


class LinkedEvents(Struct, frozen=True):
    """Events in a stable order, the event of each mention, and the keys whose blocks were too big to compare."""

    events: tuple[Event, ...]
    event_of: dict[str, str]
    skipped_blocks: tuple[str, ...]


class Names(Struct, frozen=True):
    """What a part of a corpus needs to know of the whole: in how many articles names stand, and keys too many share."""

    common: Mapping[str, int]
    crowded: frozenset[str]


def link_events(mentions: Sequence[EventMention], articles: Mapping[str, Article]) -> LinkedEvents:
    """Joins mentions whose score reaches the threshold, best first, as long as nothing in the group vetoes it."""
    ordered = sorted(mentions, key=lambda m: m.id)
    known = context(ordered, articles)
    blocks, skipped = blocks_of(set(mention_keys(m, known.of[m.id])) for m in ordered)
    events = in_order(chain.from_iterable(linked_parts(ordered, known, blocks, articles)))
    return LinkedEvents(events, {m: e.id for e in events for m in e.mentions}, tuple(skipped))


def linked_parts(
    ordered: Sequence[EventMention], known: Known, blocks: Blocks, articles: Mapping[str, Article]
) -> Iterator[tuple[Event, ...]]:
    """The events of each part of a corpus that hangs together by links."""
    return parts_joined(ordered, known, find_links(ordered, known, blocks), articles)


def parts_joined(
    ordered: Sequence[EventMention], known: Known, links: Links, articles: Mapping[str, Article]
) -> Iterator[tuple[Event, ...]]:
    """The same, where the links have been found."""
    for members, edges in clusters(ordered, links):
        yield joined(edges, {m.id: m for m in members}, replace(known, totals=totals_of(edges)), articles)


def joined(
    edges: Sequence[Edge], by_id: Mapping[str, EventMention], known: Known, articles: Mapping[str, Article]
) -> tuple[Event, ...]:
    """The events that mentions with these edges, the strongest first, come to.

    What no edge connects has no influence on one another: the connected parts of a corpus can be joined apart.
    """
    why = _Why(by_id, known, {})
    return in_order(_event(group, articles, why) for group in _merge(edges, by_id, known))


def _strongest(edge: Edge) -> Edge:
    """The order of links: the strongest first."""
    return -edge[0], edge[1], edge[2]


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events as a report lists them."""
    return tuple(sorted(events, key=lambda e: (e.articles, e.id)))


def context(mentions: Sequence[EventMention], articles: Mapping[str, Article], whole: Names | None = None) -> Known:
    """What the anchors need to know of all mentions."""
    of = {m.id: evidence(m, articles[m.article].published) for m in mentions}
    if whole is not None:
        return Known(of, whole.common)
    common: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        for name in mention.names:
            common[name].add(mention.article)
    return Known(of, {n: len(found) for n, found in common.items()})


def blocks_of(keyed: Iterable[Iterable[Any]]) -> tuple[Blocks, list[Any]]:
    """Mentions, given by their keys, by the keys that they share, and those that too many share to compare their pairs.

    Keys are strings, or numbers that stand for them.
    """
    number: dict[Any, int] = {}
    keys, members = array("q"), array("q")
    position = -1
    for position, told in enumerate(keyed):
        for key in told:
            keys.append(number.setdefault(key, len(number)))
            members.append(position)
    blocks = Blocks.of(keys, members, position + 1)
    crowded = blocks.sizes() > weights()["block_cap"]
    names = list(number)
    skipped = sorted(names[key] for key in set(blocks.keys[crowded].tolist()))
    return blocks.kept(~crowded), skipped


def _merge(edges: Sequence[Edge], by_id: Mapping[str, EventMention], known: Known) -> list[_Group]:
    group_of = {i: _Group(n, m) for n, (i, m) in enumerate(by_id.items())}
    unclear = _ambiguous(edges, by_id, known)
    refused: set[tuple[int, int, int, int]] = set()
    for edge in edges:
        _, first, second = edge
        left, right = group_of[first], group_of[second]
        # Two groups that could not be joined can't be until one of them has grown.
        attempt = (left.number, len(left.members), right.number, len(right.members))
        if left is right or (first, second) in unclear or attempt in refused:
            continue
        if not _may_join(left, right, known):
            refused.add(attempt)
            continue
        if len(left.members) < len(right.members):
            left, right = right, left
        left.take(right, edge)
        group_of.update(dict.fromkeys(right.members, left))
    return list({g.number: g for g in group_of.values()}.values())


class _Group:
    """Mentions joined so far, by article, by which links, and those that speak for them: the ones that say most of
    day and place."""

    def __init__(self, number: int, mention: EventMention) -> None:
        self.number = number
        self.members = [mention.id]
        self.joins: list[Edge] = []
        self.by_article = {mention.article: [mention]}
        self.speakers = [mention]

    def take(self, other: _Group, edge: Edge) -> None:
        """Takes in the mentions of another group, for the sake of one link between them."""
        self.members += other.members
        self.joins += [*other.joins, edge]
        for article, mentions in other.by_article.items():
            self.by_article.setdefault(article, []).extend(mentions)
        both = sorted((*self.speakers, *other.speakers), key=lambda m: (-len(m.dates) - len(m.places), m.id))
        self.speakers = both[:REPRESENTATIVES]


def _ambiguous(edges: Sequence[Edge], by_id: Mapping[str, EventMention], known: Known) -> set[Pair]:
    """Links of a mention that fits two others equally well, which can't be one event themselves."""
    around: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for total, first, second in edges:
        around[first].append((total, second))
        around[second].append((total, first))
    linked = {(first, second) for _, first, second in edges}
    unclear: set[Pair] = set()
    for mention, near in around.items():
        best = max(total for total, _ in near)
        top = [other for total, other in near if total > best - weights()["close"]][:REPRESENTATIVES]
        for x, y in combinations(sorted(top), 2):
            if (x, y) in linked:
                continue
            a, b = by_id[x], by_id[y]
            if differ(a, b, known) if a.article == b.article else _vetoed(a, b, known):
                unclear.update({_pair(mention, x), _pair(mention, y)})
    return unclear


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _vetoed(a: EventMention, b: EventMention, known: Known) -> bool:
    return pair_score(a, b, known) <= float(weights()["veto"])


def _may_join(left: _Group, right: _Group, known: Known) -> bool:
    """The mentions of two groups agree on the whole, and none rules another out.

    An article that tells of both tells them apart, unless nothing there tells the one from the other.
    """
    if any(differ(a, b, known) for a, b in _same_article(left, right)):
        return False
    pairs = product(left.speakers, right.speakers)
    totals = [pair_score(a, b, known) for a, b in pairs if a.article != b.article]
    return bool(totals) and min(totals) > weights()["veto"] and sum(totals) >= weights()["average"] * len(totals)


def _same_article(left: _Group, right: _Group) -> Iterator[tuple[EventMention, EventMention]]:
    fewer, more = (left, right) if len(left.by_article) <= len(right.by_article) else (right, left)
    for article in fewer.by_article:
        if article in more.by_article:
            yield from product(left.by_article[article], right.by_article[article])


class _Why(Struct, frozen=True):
    """What tells why mentions were joined. Equal anchors are one object: some hundreds make up all links."""

    by_id: Mapping[str, EventMention]
    known: Known
    shared: dict[Anchor, Anchor]

    def join(self, edge: Edge) -> Join:
        """A link with its anchors."""
        first, second = (self.by_id[i] for i in edge[1:])
        return Join(
            mentions=(first.id, second.id),
            articles=(first.article, second.article),
            score=round(edge[0], 4),
            threshold=float(weights()["threshold"]),
            anchors=tuple(self.shared.setdefault(a, a) for a in agreement(first, second, self.known)),
        )


def _event(group: _Group, articles: Mapping[str, Article], why: _Why) -> Event:
    """The event of a group; its id hangs on the mention of the earliest report, so later reports don't change it."""
    mentions = [why.by_id[i] for i in group.members]
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
        joins=tuple(why.join(edge) for edge in sorted(group.joins, key=_strongest)),
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
