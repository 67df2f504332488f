"""A corpus that grows: what new articles change is worked out from the blocks they fall in, the rest stays as it is.

New mentions are set against those that share a key with them. The parts of the corpus that hang together with one of
them by links are linked and compared anew, and so are the offices they fill; nothing else can change, but for three
things that a whole corpus decides: a key or a name that has just become too common, and who mediates in a series of
events. Those are watched, and what they concern is done anew as well. So the findings are those of a full run.

Parts are told by the least id of their mentions, offices by the id of the question about them: the owners of what was
worked out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from msgspec import Struct

from factcheck.compare import Answered, Corpus, answered, ranked
from factcheck.growing.index import Index
from factcheck.growing.offices import Offices
from factcheck.growing.worked import Worked
from factcheck.link import Linked, addressed_to
from factcheck.link.events import context, in_order, linked_parts
from factcheck.link.labels import Kept, Series, kept, series_of
from factcheck.link.questions import Elsewhere, link_questions, place_of
from factcheck.link.score import find_links
from factcheck.model.article import Article
from factcheck.model.event import Event, EventMention
from factcheck.model.extraction import Extraction
from factcheck.model.finding import Finding
from factcheck.model.report import Unjudged
from factcheck.model.values import Kind
from factcheck.reference.tables import ReferenceTable


class Change(Struct, frozen=True):
    """What new articles changed: findings that were not there before, ids of those that are there no more, how many
    mentions were looked at and linked anew for it, and the owners whose work was dropped and done."""

    found: tuple[Finding, ...]
    gone: frozenset[str]
    looked_at: int
    linked: int
    dropped: frozenset[str]
    done: frozenset[str]


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
        self._index = Index()
        self._offices = Offices()
        self._parts: dict[str, _Part] = {}
        self._part_of: dict[str, str] = {}
        self._event_of: dict[str, str] = {}
        self._series: dict[Series, set[str]] = defaultdict(set)
        self._answered: dict[str, tuple[Answered, ...]] = {}

    @classmethod
    def restored(
        cls, extractions: Collection[Extraction], worked: Mapping[str, Worked], table: ReferenceTable
    ) -> Growing:
        """Articles with what `worked` says was made of just these, by owner."""
        found = cls(table)
        found._read = {e.article.id: e for e in extractions}
        found._index.file(extractions, {mention: keys for one in worked.values() for mention, keys in one.keys.items()})
        found._offices.file(extractions)
        for owner, one in worked.items():
            found._answered[owner] = one.answered
            if one.events:
                found._keep(found._part(one.events))
        return found

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, the gravest first."""
        return ranked(finding for one in self._in_order() for finding in one.findings)

    @property
    def unjudged(self) -> tuple[Unjudged, ...]:
        """What the reference table could not judge."""
        return tuple(found for one in self._in_order() for found in one.unjudged)

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles, as a report lists them."""
        return tuple(e.article for e in _ordered(self._read.values()))

    @property
    def linked(self) -> Linked:
        """All claims, events and questions, as a full run links them."""
        return Linked(
            addressed_to(self._event_of, (c for e in _ordered(self._read.values()) for c in e.claims)),
            in_order(event for part in self._parts.values() for event in part.events),
            tuple(one.question for one in self._in_order()),
            tuple(sorted(self._index.names.crowded)),
        )

    def worked(self, owner: str) -> Worked | None:
        """What was worked out for an owner; None where nothing came of it."""
        part = self._parts.get(owner)
        told = self._answered.get(owner, ())
        if part is None:
            return Worked((), told, {}) if told else None
        return Worked(part.events, told, {mention: self._index.keys(mention) for mention in part.mentions})

    def add(self, extractions: Iterable[Extraction]) -> Change:
        """Adds articles that are not there yet; what that changes."""
        fresh = [e for e in extractions if e.article.id not in self._read]
        self._read.update((e.article.id, e) for e in fresh)
        dirty = self._index.file(fresh)
        asked = self._offices.file(fresh)
        near = self._index.near(dirty) if self._parts else dirty
        dropped, linked = self._relink(self._touching(dirty, near) if self._parts else set(), dirty)
        before = {f.id for owner in dropped | asked for one in self._answered.pop(owner, ()) for f in one.findings}
        told: dict[str, list[Answered]] = defaultdict(list)
        for owner, one in self._compared(linked, asked):
            told[owner].append(one)
        self._answered.update((owner, tuple(found)) for owner, found in told.items())
        now = [finding for one in chain.from_iterable(told.values()) for finding in one.findings]
        return Change(
            ranked(f for f in now if f.id not in before),
            frozenset(before - {f.id for f in now}),
            len(near),
            sum(len(event.mentions) for part in linked for event in self._parts[part].events),
            frozenset(dropped | asked),
            frozenset(linked | asked),
        )

    def _in_order(self) -> list[Answered]:
        """All questions, as a report lists them."""
        return sorted(chain.from_iterable(self._answered.values()), key=lambda one: place_of(one.question))

    def _articles(self, mentions: Iterable[EventMention]) -> dict[str, Article]:
        return {m.article: self._read[m.article].article for m in mentions}

    def _touching(self, dirty: Collection[str], near: Collection[str]) -> set[str]:
        """The parts that dirty mentions belong to, or now link to."""
        mentions = [self._index.mentions[i] for i in sorted(near)]
        known = context(mentions, self._articles(mentions), self._index.names)
        links = find_links(mentions, known, self._index.blocks(mentions))
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
            blocks = self._index.blocks(mentions)
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
        roles = (c for m in of for c in self._index.claims[m] if c.kind is Kind.ROLE)
        return _Part(events, tuple(kept(addressed_to(of, roles), {e.id: e for e in events})))

    def _keep(self, part: _Part) -> str:
        name = min(part.mentions)
        self._parts[name] = part
        for event in part.events:
            for mention in event.mentions:
                self._part_of[mention], self._event_of[mention] = name, event.id
        for series in _series(part):
            self._series[series].add(name)
        return name

    def _compared(self, parts: Collection[str], asked: Collection[str]) -> Iterator[tuple[str, Answered]]:
        """Questions of parts and offices, each with its owner."""
        events = {e.id: e for part in parts for e in self._parts[part].events}
        owner = {e.id: part for part in parts for e in self._parts[part].events}
        series = {s for e in events.values() for s in series_of(e)}
        said = (k for part in {p for s in series for p in self._series[s]} | set(parts) for k in self._parts[part].kept)
        wanted = {c.id for e in events.values() for m in e.mentions for c in self._index.claims[m]}
        wanted |= {claim for question in asked for claim in self._offices.asked[question]}
        read = _ordered(self._read[i] for i in self._holding(events.values(), asked))
        claims = addressed_to(self._event_of, (c for e in read for c in e.claims))
        questions = link_questions(
            [c for c in claims if c.id in wanted], events, Elsewhere(self._offices.polities, tuple(said))
        )
        corpus = Corpus.of(claims, {e.article.id: e.article for e in read}, events.values())
        for one in answered(questions, corpus, self._table):
            yield owner.get(one.question.event or "", one.question.id), one

    def _holding(self, events: Iterable[Event], asked: Iterable[str]) -> set[str]:
        """The articles that tell of events and offices."""
        return {
            *(article for event in events for article in event.articles),
            *(article for question in asked for article in self._offices.asked[question].values()),
        }


def _ordered(extractions: Iterable[Extraction]) -> list[Extraction]:
    """The order of a full run."""
    return sorted(extractions, key=lambda e: (e.article.path, e.article.id))


def _series(part: _Part) -> set[Series]:
    return {series for event in part.events for series in series_of(event)}


def _told(part: _Part) -> set[tuple[Series, str]]:
    return {(series, one.polity) for one in part.kept for series in series_of(one.event)}
