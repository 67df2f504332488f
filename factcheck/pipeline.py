"""The whole way, in one screen: articles → claims → questions → findings → report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from factcheck.compare import Corpus, compare, unjudged
from factcheck.extract import Extraction, Pipeline, extract
from factcheck.link import Linked, find_origins, link
from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.finding import Finding
from factcheck.model.report import Report, SourceSummary, Tool
from factcheck.reference.tables import ReferenceTable
from factcheck.version import __version__

Progress = Callable[[Article], None]


def run(
    articles: Sequence[Article], pipeline: Pipeline, table: ReferenceTable, progress: Progress | None = None
) -> Report:
    """Compares articles with one another and with the reference table.

    The report does not depend on the order of `articles`.
    """
    read = _read(articles, pipeline, progress)
    corpus = Corpus.of(read.linked.claims, read.by_id, read.linked.events)
    findings = compare(read.linked.questions, corpus, table)
    return Report(
        tool=Tool(__version__, pipeline.name, table.version),
        articles=read.articles,
        events=read.linked.events,
        claims=read.linked.claims,
        questions=read.linked.questions,
        findings=findings,
        sources=summarise(read.articles, read.linked.claims, findings),
        origins=find_origins(read.articles),
        unjudged=tuple(unjudged(read.linked.questions, corpus, table)),
    )


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
    )


class _Read(Struct, frozen=True):
    articles: tuple[Article, ...]
    by_id: dict[str, Article]
    linked: Linked


def _read(articles: Sequence[Article], pipeline: Pipeline, progress: Progress | None) -> _Read:
    """Articles to linked claims, in an order that does not depend on how they were given."""
    ordered = tuple(sorted(articles, key=lambda a: (a.path, a.id)))
    extractions = list(_watched(extract(ordered, pipeline), progress))
    by_id = {a.id: a for a in ordered}
    claims = [c for e in extractions for c in e.claims]
    mentions = [m for e in extractions for m in e.mentions]
    return _Read(ordered, by_id, link(claims, mentions, by_id))


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
