"""A corpus that grows: what new articles change is worked out from the blocks they fall in, the rest stays as it is.

New mentions are set against those that share a key with them. The parts of the corpus that hang together with one of
them by links are linked and compared anew, and so are the offices they fill; nothing else can change, but for three
things that a whole corpus decides: a key or a name that has just become too common, and who mediates in a series of
events. Those are watched, and what they concern is done anew as well. So the findings are those of a full run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from factcheck.compare import Corpus, compare, ranked
from factcheck.link import addressed_to
from factcheck.link.anchors import evidence, weights
from factcheck.link.block import mention_keys
from factcheck.link.events import Names, blocks_of, context, linked_parts
from factcheck.link.labels import Kept, Series, kept, series_of
from factcheck.link.questions import Elsewhere, QuestionKey, holder_of, link_questions, question_key
from factcheck.link.score import find_links
from factcheck.model.article import Article, content_id
from factcheck.model.claim import Claim
from factcheck.model.event import Event, EventMention
from factcheck.model.extraction import Extraction
from factcheck.model.finding import Finding
from factcheck.reference.tables import ReferenceTable


class Change(Struct, frozen=True):
    """What new articles changed: findings that were not there before, ids of those that are there no more, and how
    many mentions were looked at and linked anew for it."""

    found: tuple[Finding, ...]
    gone: frozenset[str]
    looked_at: int
    linked: int


class _Part(Struct, frozen=True):
    """Mentions that hang together by links: their events, and what is told of who mediates and hosts them."""

    events: tuple[Event, ...]
    kept: tuple[Kept, ...]

    @property
    def mentions(self) -> Iterator[str]:
        """The ids of all its mentions."""
        return (m for event in self.events for m in event.mentions)


class Growing:
    """Articles linked and compared, to which more can be added."""

    def __init__(self, table: ReferenceTable) -> None:
        self._table = table
        self._read: dict[str, Extraction] = {}
        self._index = _Index()
        self._offices = _Offices()
        self._parts: dict[str, _Part] = {}
        self._part_of: dict[str, str] = {}
        self._event_of: dict[str, str] = {}
        self._series: dict[Series, set[str]] = defaultdict(set)
        self._found: dict[str, tuple[Finding, ...]] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, the gravest first."""
        return ranked(finding for found in self._found.values() for finding in found)

    def add(self, extractions: Iterable[Extraction]) -> Change:
        """Adds articles that are not there yet; what that changes."""
        fresh = [e for e in extractions if e.article.id not in self._read]
        self._read.update((e.article.id, e) for e in fresh)
        dirty = self._index.file(fresh)
        asked = self._offices.file(fresh)
        near = self._index.near(dirty)
        touched = self._touching(dirty, near)
        gone, linked = self._relink(touched, dirty)
        before = {f.id for owner in gone | asked for f in self._found.pop(owner, ())}
        for owner, finding in self._compared(linked, asked):
            self._found[owner] = (*self._found.get(owner, ()), finding)
        now = [f for owner in linked | asked for f in self._found.get(owner, ())]
        return Change(
            ranked(f for f in now if f.id not in before),
            frozenset(before - {f.id for f in now}),
            len(near),
            sum(len(event.mentions) for part in linked for event in self._parts[part].events),
        )

    def _articles(self, mentions: Iterable[EventMention]) -> dict[str, Article]:
        return {m.article: self._read[m.article].article for m in mentions}

    def _touching(self, dirty: Collection[str], near: Collection[str]) -> set[str]:
        """The parts that dirty mentions belong to, or now link to."""
        mentions = [self._index.mentions[i] for i in sorted(near)]
        known = context(mentions, self._articles(mentions), self._index.names)
        blocks, _ = blocks_of(mentions, known.of, self._index.names.crowded)
        links = find_links(mentions, known, blocks)
        met = set(dirty)
        for pair in zip(links.first.tolist(), links.second.tolist(), strict=True):
            ends = [mentions[position].id for position in pair]
            if any(end in dirty for end in ends):
                met.update(ends)
        return {self._part_of[i] for i in met if i in self._part_of}

    def _relink(self, touched: set[str], dirty: Collection[str]) -> tuple[set[str], set[str]]:
        """Links parts and new mentions anew: the parts that are no more, and those that came of it.

        Where it changes who mediates or hosts in a series, the other parts of that series are taken in.
        """
        while True:
            members = {*dirty, *(m for part in touched for m in self._parts[part].mentions)}
            mentions = [self._index.mentions[i] for i in sorted(members)]
            articles = self._articles(mentions)
            known = context(mentions, articles, self._index.names)
            blocks, _ = blocks_of(mentions, known.of, self._index.names.crowded)
            parts = [self._part(events) for events in linked_parts(mentions, known, blocks, articles)]
            old = {told for part in touched for told in _told(self._parts[part])}
            new = {told for part in parts for told in _told(part)}
            more = {part for series, _ in old ^ new for part in self._series[series]} - touched
            if not more:
                break
            touched |= more
        for name in touched:
            for series in _series(self._parts.pop(name)):
                self._series[series].discard(name)
        return touched, {self._keep(part) for part in parts}

    def _part(self, events: tuple[Event, ...]) -> _Part:
        of = {m: e.id for e in events for m in e.mentions}
        claims = addressed_to(of, (c for m in of for c in self._index.claims[m]))
        return _Part(events, tuple(kept(claims, {e.id: e for e in events})))

    def _keep(self, part: _Part) -> str:
        name = min(part.mentions)
        self._parts[name] = part
        for event in part.events:
            for mention in event.mentions:
                self._part_of[mention], self._event_of[mention] = name, event.id
        for series in _series(part):
            self._series[series].add(name)
        return name

    def _compared(self, parts: Collection[str], asked: Collection[str]) -> Iterator[tuple[str, Finding]]:
        """Findings of parts and offices, each with the part or question that it belongs to."""
        events = {e.id: e for part in parts for e in self._parts[part].events}
        owner = {e.id: part for part in parts for e in self._parts[part].events}
        series = {s for e in events.values() for s in series_of(e)}
        said = (k for part in {p for s in series for p in self._series[s]} | set(parts) for k in self._parts[part].kept)
        wanted = {c.id for e in events.values() for m in e.mentions for c in self._index.claims[m]}
        wanted |= {claim for question in asked for claim in self._offices.asked[question]}
        read = sorted(
            (self._read[i] for i in self._holding(events.values(), asked)), key=lambda e: (e.article.path, e.article.id)
        )
        claims = addressed_to(self._event_of, (c for e in read for c in e.claims))
        questions = link_questions(
            [c for c in claims if c.id in wanted], events, Elsewhere(self._offices.polities, tuple(said))
        )
        corpus = Corpus.of(claims, {e.article.id: e.article for e in read}, events.values())
        of = {q.id: owner.get(q.event or "", q.id) for q in questions}
        for finding in compare(questions, corpus, self._table):
            yield of[finding.question], finding

    def _holding(self, events: Iterable[Event], asked: Iterable[str]) -> set[str]:
        """The articles that tell of events and offices."""
        return {
            *(article for event in events for article in event.articles),
            *(article for question in asked for article in self._offices.asked[question].values()),
        }


def _series(part: _Part) -> set[Series]:
    return {series for event in part.events for series in series_of(event)}


def _told(part: _Part) -> set[tuple[Series, str]]:
    return {(series, one.polity) for one in part.kept for series in series_of(one.event)}


class _Index:
    """Mentions by key and by name, with their claims, and what too many share."""

    def __init__(self) -> None:
        self.mentions: dict[str, EventMention] = {}
        self.claims: dict[str, list[Claim]] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._blocks: dict[str, list[str]] = defaultdict(list)
        self._named: dict[str, dict[str, list[str]]] = defaultdict(dict)
        self._common: dict[str, int] = {}
        self._crowded: set[str] = set()

    @property
    def names(self) -> Names:
        """What the anchors need to know of the whole corpus."""
        return Names(self._common, frozenset(self._crowded))

    def file(self, fresh: Sequence[Extraction]) -> set[str]:
        """Files mentions; they themselves, and those whose links hang on what has just become too common."""
        dirty: set[str] = set()
        for extraction in fresh:
            for mention in extraction.mentions:
                self.mentions[mention.id] = mention
                self.claims[mention.id] = []
                dirty |= {mention.id, *self._file(mention, extraction.article)}
            for claim in extraction.claims:
                if claim.event is not None:
                    self.claims[claim.event].append(claim)
        return dirty

    def _file(self, mention: EventMention, article: Article) -> Iterator[str]:
        self._keys[mention.id] = tuple(sorted(set(mention_keys(mention, evidence(mention, article.published)))))
        for key in self._keys[mention.id]:
            self._blocks[key].append(mention.id)
            if len(self._blocks[key]) == weights()["block_cap"] + 1:
                self._crowded.add(key)
                yield from self._blocks[key]
        for name in mention.names:
            told = self._named[name]
            told.setdefault(mention.article, []).append(mention.id)
            if len(told) > weights()["common_name"] and name not in self._common:
                self._common[name] = len(told)
                yield from (i for ids in told.values() for i in ids)

    def near(self, mentions: Iterable[str]) -> set[str]:
        """Mentions with all that share a key with one of them."""
        keys = {key for i in mentions for key in self._keys[i]} - self._crowded
        return {*mentions, *(i for key in keys for i in self._blocks[key])}


class _Offices:
    """Claims on offices by the question that they answer."""

    def __init__(self) -> None:
        self.polities: dict[str, str] = {}
        self.asked: dict[str, dict[str, str]] = defaultdict(dict)
        self._told: dict[str, set[str]] = defaultdict(set)
        self._held: dict[str, list[Claim]] = defaultdict(list)
        self._question: dict[str, str] = {}

    def file(self, fresh: Sequence[Extraction]) -> set[str]:
        """Files claims; ids of the questions whose claims have changed."""
        holders: set[str] = set()
        new: list[Claim] = []
        for claim in (c for e in fresh for c in e.claims):
            found = holder_of(claim)
            if found is not None:
                holder, polity = found
                new.append(claim)
                self._held[holder].append(claim)
                if polity and polity not in self._told[holder]:
                    self._told[holder].add(polity)
                    holders.add(holder)
        for holder in holders:
            self.polities.pop(holder, None)
            if len(self._told[holder]) == 1:
                self.polities[holder] = next(iter(self._told[holder]))
        changed: set[str] = set()
        for claim in (*new, *(c for holder in holders for c in self._held[holder])):
            changed |= self._ask(claim)
        return changed

    def _ask(self, claim: Claim) -> set[str]:
        """Puts a claim to its question; ids of that question and of the one it answered before."""
        key = question_key(claim, self.polities)
        question, before = _id(key), self._question.get(claim.id)
        self._question[claim.id] = question
        if before is not None:
            del self.asked[before][claim.id]
        self.asked[question][claim.id] = claim.article
        return {question} if before is None else {question, before}


def _id(key: QuestionKey | None) -> str:
    assert key is not None  # a claim on an office answers a question
    return content_id("q", *key)
