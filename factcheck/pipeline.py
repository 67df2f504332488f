"""The whole way, in one screen: articles → claims → questions → findings → report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import batched, product
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.check.corrections import correction_key, correction_keys, find_corrections, without
from factcheck.check.notes import crowded, undated
from factcheck.check.results import Copy, Policy, results
from factcheck.check.versions import versions
from factcheck.compare import Corpus, compare, compared, in_part, unjudged
from factcheck.extract import Pipeline, extract, extract_among, extract_one, rules_hash, text_key
from factcheck.link import Linked, Shingles, blocking_keys, find_origins, fingerprints, link
from factcheck.model.article import Article
from factcheck.model.check import Check, Correction, Notice, Result
from factcheck.model.claim import Claim
from factcheck.model.diff import Diff
from factcheck.model.extraction import Extraction, Passed
from factcheck.model.finding import Finding
from factcheck.model.question import Question
from factcheck.model.report import Report, SourceSummary, Tool, Unjudged
from factcheck.reference.tables import ReferenceTable
from factcheck.store import Added, Candidates, Entry, ToolVersion
from factcheck.version import __version__

if TYPE_CHECKING:
    from factcheck.store.archive import Archive

Progress = Callable[[Article], None]

# Articles that an archive takes in one transaction: some seconds of reading, if it comes to the worst.
BATCH = 25


def run(
    articles: Sequence[Article],
    pipeline: Pipeline,
    table: ReferenceTable,
    progress: Progress | None = None,
    cache: Archive | None = None,
    stored: Iterable[Extraction] = (),
) -> Report:
    """Compares articles with one another, with those `stored` in an archive, and with the reference table.

    The report does not depend on the order of `articles`. What `cache` has read before is not read again.
    """
    found = _watched(extract_cached(_in_order(articles), pipeline, cache), progress)
    read = {e.article.id: e for e in (*stored, *found)}
    return report_on(list(read.values()), pipeline, table)


def report_on(extractions: Sequence[Extraction], pipeline: Pipeline, table: ReferenceTable) -> Report:
    """Compares what was read: the report of `run`, whose articles and claims may come from an archive."""
    read = _linked(extractions)
    corpus = Corpus.of(read.linked.claims, read.by_id, read.linked.events)
    findings = compare(read.linked.questions, corpus, table)
    silent = tuple(unjudged(read.linked.questions, corpus, table))
    return assembled(read.articles, read.linked, (findings, silent), tool_of(pipeline, table))


def assembled(
    articles: tuple[Article, ...],
    linked: Linked,
    compared: tuple[tuple[Finding, ...], tuple[Unjudged, ...]],
    tool: Tool,
    shingles: Shingles | None = None,
) -> Report:
    """The report on articles that have been linked and compared. Of some the `shingles` may be known."""
    findings, silent = compared
    return Report(
        tool=tool,
        articles=articles,
        events=linked.events,
        claims=linked.claims,
        questions=linked.questions,
        findings=findings,
        sources=summarise(articles, linked.claims, findings),
        origins=find_origins(articles, shingles),
        skipped_blocks=linked.skipped_blocks,
        in_part=tuple(q.id for q in linked.questions if in_part(q)),
        unjudged=silent,
    )


def tool_of(pipeline: Pipeline, table: ReferenceTable) -> Tool:
    """What makes a report, as the report says it."""
    return Tool(__version__, pipeline.name, table.version)


def extract_only(articles: Sequence[Article], pipeline: Pipeline, progress: Progress | None = None) -> Report:
    """The claims of articles with the events that they share; a report without questions and findings."""
    read = _read(articles, pipeline, progress)
    return Report(
        tool=Tool(__version__, pipeline.name, ""),
        articles=read.articles,
        events=read.linked.events,
        claims=read.linked.claims,
        questions=(),
        findings=(),
        sources=summarise(read.articles, read.linked.claims, ()),
        origins=find_origins(read.articles),
        skipped_blocks=read.linked.skipped_blocks,
    )


class Desk(Struct, frozen=True, kw_only=True):
    """What drafts are checked with: the model, the reference table, what the desk decided, and paths by article."""

    pipeline: Pipeline
    table: ReferenceTable
    policy: Policy
    files: Mapping[str, str]


class Against(Struct, frozen=True, kw_only=True):
    """What drafts are held against: articles, and archives as they stood on the day `as_of` (None: as they stand)."""

    articles: Sequence[Article] = ()
    archives: Sequence[Archive] = ()
    as_of: date | None = None


def check(drafts: Sequence[Article], against: Against, desk: Desk, progress: Progress | None = None) -> Check:
    """Checks drafts against other articles, archives, the reference table and themselves.

    Of an archive only what shares a blocking key with a draft is read, and nothing is written to it. An article that
    is one of the drafts (same source, same text) is passed over.
    """
    own = {a.id: a for a in _in_order(drafts)}
    cache = next(iter(against.archives), None)
    ours = list(_watched(extract_cached(own.values(), desk.pipeline, cache, keep=False), progress))
    held, left_out = _held(ours, against)
    theirs = [*_watched(extract(against.articles, desk.pipeline), progress), *held]
    copies = {(a.source, a.sha256) for a in own.values()}
    archive = {e.article.id: e for e in theirs if (e.article.source, e.article.sha256) not in copies}
    read = _linked([*ours, *archive.values()])
    corrections = find_corrections(read.articles, read.linked.claims, read.linked.questions, frozenset(own))
    gone = frozenset(i for correction in corrections for i in correction.replaced)
    claims = {c.id: c for c in read.linked.claims}
    asked = [
        q
        for q in without(read.linked.questions, gone)
        if any(claims[i].article in own for answer in q.answers for i in answer.claims)
    ]
    corpus = Corpus.of((c for c in claims.values() if c.id not in gone), read.by_id, read.linked.events)
    found = compare(asked, corpus, desk.table, frozenset(own))
    copy = Copy(own, claims, {a.id: desk.files.get(a.id, a.path) for a in read.articles})
    told = results(found, copy, desk.policy)
    concerned = tuple(c for c in corrections if _concerns(c, asked, read.linked.questions))
    return Check(
        report=_excerpt(read, told.results, concerned, own, Tool(__version__, desk.pipeline.name, desk.table.version)),
        drafts=tuple(own),
        files={a.id: desk.files.get(a.id, a.path) for a in read.articles if a.id in desk.files or a.id in own},
        results=told.results,
        compared=tuple(sorted(compared(asked, corpus, desk.table, frozenset(own)))),
        notices=(*undated(own.values()), *left_out, *told.notices),
        corrections=concerned,
        threshold=desk.policy.threshold,
    )


def diff(old: Article, new: Article, pipeline: Pipeline) -> Diff:
    """What became of the claims of `old` in `new`, a later version of the same article."""
    # Two versions without a word of difference have one id, and share their claims.
    later = new if new.id != old.id else replace(new, id=f"{new.id}-later")
    read = _linked([extract_one(old, pipeline), extract_one(later, pipeline)])
    return versions(old, later, read.linked.claims, read.linked.questions)


def _concerns(correction: Correction, asked: Sequence[Question], questions: Sequence[Question]) -> bool:
    """Whether a correction took a claim out of a question that a draft answers."""
    of = {q.id for q in asked}
    return any(i in correction.replaced for q in questions if q.id in of for a in q.answers for i in a.claims)


def _excerpt(
    read: _Read, found: Sequence[Result], corrections: Sequence[Correction], drafts: Container[str], tool: Tool
) -> Report:
    """The drafts with all their claims, and of the archive what findings and corrections name."""
    named = {i for r in found for side in (r.finding.a, r.finding.b) for i in side.claims}
    claims = tuple(c for c in read.linked.claims if c.article in drafts or c.id in named)
    kept = {c.id for c in claims}
    shown = {c.article for c in claims} | {i for c in corrections for i in (c.article, c.corrects)}
    articles = tuple(a for a in read.articles if a.id in drafts or a.id in shown)
    asked = {r.finding.question for r in found}
    findings = tuple(r.finding for r in found)
    events = {c.event for c in claims}
    return Report(
        tool=tool,
        articles=articles,
        events=tuple(e for e in read.linked.events if e.id in events),
        claims=claims,
        questions=tuple(
            without(
                (q for q in read.linked.questions if q.id in asked),
                frozenset(c.id for c in read.linked.claims if c.id not in kept),
            )
        ),
        findings=findings,
        sources=summarise(articles, claims, findings),
        origins=find_origins(articles),
    )


def _held(drafts: Sequence[Extraction], against: Against) -> tuple[list[Extraction], list[Notice]]:
    """What archives hold that drafts may have to do with, the corrections of its sources, and what was left out."""
    found: list[Extraction] = []
    notices: list[Notice] = []
    for archive, draft in product(against.archives, drafts):
        shared = candidates(draft, archive, against.as_of)
        found += shared.extractions
        notices += crowded(draft.article, shared.left_out, len(shared.crowded))
    for archive in against.archives:
        sources = {correction_key(e.article.source) for e in found}
        found += archive.candidates(sources, as_of=against.as_of).extractions
    return found, notices


class _Why(StrEnum):
    """Why an article is not read."""

    UNCHANGED = "unchanged"
    FORGOTTEN = "forgotten"


def ingest(articles: Iterable[Article], pipeline: Pipeline, archive: Archive) -> Iterator[tuple[int, Added]]:
    """Adds articles to an archive, batch by batch; yields (articles of the batch, what came of it) once it is kept.

    Articles are taken as they are read, so that no more than some batches are in memory.
    """
    tool = tool_version(pipeline)
    for batch in batched(extract_among(_sifted(articles, pipeline, archive), pipeline), BATCH):
        read = [item for item in batch if isinstance(item, Extraction)]
        added = Added(unchanged=batch.count(_Why.UNCHANGED), forgotten=batch.count(_Why.FORGOTTEN))
        if read:
            added += archive.add([entry(e, pipeline) for e in read], tool)
        yield len(batch), added


def _sifted(articles: Iterable[Article], pipeline: Pipeline, archive: Archive) -> Iterator[Article | Passed]:
    """Articles to read, those that the archive has read as drafts, and why others are passed over."""
    for window in batched(articles, BATCH):
        keys = {text_key(a, pipeline.name): a for a in window}
        sifted = archive.sift(keys)
        key_of = {a.id: key for key, a in keys.items()}
        for article in window:
            if article.id in sifted.unchanged:
                yield _Why.UNCHANGED
            elif article.id in sifted.forgotten:
                yield _Why.FORGOTTEN
            else:
                known = archive.cached(key_of[article.id])
                yield article if known is None else replace(known, article=article)


def extract_cached(
    articles: Iterable[Article], pipeline: Pipeline, cache: Archive | None, *, keep: bool = True
) -> Iterator[Extraction]:
    """Extractions in the order given; what `cache` has read before is taken from there.

    What is read anew is kept there unless `keep` is False. The model is loaded when something has to be read.
    """
    if cache is None:
        yield from extract(articles, pipeline)
        return
    unread: set[str] = set()

    def known() -> Iterator[Article | Passed]:
        for article in articles:
            found = cache.cached(text_key(article, pipeline.name))
            if found is None:
                unread.add(article.id)
            yield article if found is None else replace(found, article=article)

    def remember() -> None:
        cache.remember([entry(e, pipeline) for e in fresh], tool_version(pipeline))
        fresh.clear()

    fresh: list[Extraction] = []
    try:
        for extraction in extract_among(known(), pipeline):
            assert isinstance(extraction, Extraction)
            if keep and extraction.article.id in unread:
                fresh.append(extraction)
            if len(fresh) == BATCH:
                remember()
            yield extraction
    finally:  # an interrupt costs nothing that has been read
        if fresh:
            remember()


def candidates(draft: Extraction, archive: Archive, as_of: date | None = None) -> Candidates:
    """What a draft has to be set against: articles of the archive that share keys with it, or are copies.

    With `as_of` the archive is taken as it was known on that day. See Archive.candidates for what is left out.
    """
    return archive.candidates(blocking_keys(draft), fingerprints=fingerprints(draft.article), as_of=as_of)


def entry(extraction: Extraction, pipeline: Pipeline) -> Entry:
    """An extraction as an archive takes it: with the keys and fingerprints by which it is found again."""
    return Entry(
        extraction=extraction,
        text_key=text_key(extraction.article, pipeline.name),
        keys=keys_of(extraction),
        fingerprints=fingerprints(extraction.article),
    )


def keys_of(extraction: Extraction) -> frozenset[str]:
    """The keys under which an archive files an article: of its events and offices, and of what it corrects."""
    return blocking_keys(extraction) | correction_keys(extraction.article)


def tool_version(pipeline: Pipeline) -> ToolVersion:
    """What reads articles now."""
    return ToolVersion(pipeline=pipeline.name, rules=rules_hash(), factcheck=__version__)


def _in_order(articles: Iterable[Article]) -> list[Article]:
    """An order that does not depend on how the articles were given."""
    return sorted(articles, key=lambda a: (a.path, a.id))


class _Read(Struct, frozen=True):
    articles: tuple[Article, ...]
    by_id: dict[str, Article]
    linked: Linked


def _read(articles: Sequence[Article], pipeline: Pipeline, progress: Progress | None) -> _Read:
    """Articles to linked claims."""
    return _linked(list(_watched(extract(articles, pipeline), progress)))


def _linked(extractions: Sequence[Extraction]) -> _Read:
    """What articles gave to linked claims, in an order that does not depend on how they were given."""
    ordered = sorted(extractions, key=lambda e: (e.article.path, e.article.id))
    by_id = {e.article.id: e.article for e in ordered}
    claims = [c for e in ordered for c in e.claims]
    mentions = [m for e in ordered for m in e.mentions]
    return _Read(tuple(by_id.values()), by_id, link(claims, mentions, by_id))


def _watched(extractions: Iterable[Extraction], progress: Progress | None) -> Iterable[Extraction]:
    for extraction in extractions:
        if progress is not None:
            progress(extraction.article)
        yield extraction


def summarise(
    articles: Sequence[Article], claims: Sequence[Claim], findings: Sequence[Finding]
) -> tuple[SourceSummary, ...]:
    """What each source contributed, by name."""
    source = {a.id: a.source for a in articles}
    of_claim = {c.id: source[c.article] for c in claims}
    written = Counter(source.values())
    claimed = Counter(of_claim.values())
    involved = Counter(s for f in findings for s in sorted({of_claim[i] for side in (f.a, f.b) for i in side.claims}))
    return tuple(
        SourceSummary(source=s, articles=written[s], claims=claimed[s], findings=involved[s]) for s in sorted(written)
    )
