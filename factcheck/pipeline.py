"""The whole way, in one screen: articles → claims → questions → findings → report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from factcheck.compare import Corpus, compare
from factcheck.extract import Extraction, Pipeline, extract
from factcheck.link import link
from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.finding import Finding
from factcheck.model.report import Report, SourceSummary, Tool
from factcheck.reference.tables import ReferenceTable
from factcheck.version import __version__

Progress = Callable[[Article], None]


def run(articles: Sequence[Article], pipeline: Pipeline, table: ReferenceTable, progress: Progress | None = None) -> Report:
    """Compares articles with one another and with the reference table.

    The report does not depend on the order of `articles`.
    """
    ordered = sorted(articles, key=lambda a: (a.path, a.id))
    extractions = list(_watched(extract(ordered, pipeline), progress))
    by_id = {a.id: a for a in ordered}
    linked = link([c for e in extractions for c in e.claims], [m for e in extractions for m in e.mentions], by_id)
    claims = {c.id: c for c in linked.claims}
    events = {e.id: e for e in linked.events}
    findings = compare(linked.questions, Corpus(claims, by_id, events), table)
    return Report(
        tool=Tool(__version__, pipeline.name, table.version),
        articles=tuple(ordered),
        events=linked.events,
        claims=linked.claims,
        questions=linked.questions,
        findings=findings,
        sources=summarise(ordered, linked.claims, findings),
    )


def extract_only(articles: Sequence[Article], pipeline: Pipeline, progress: Progress | None = None) -> Report:
    """The claims of articles with the events that they share; a report without questions and findings."""
    ordered = sorted(articles, key=lambda a: (a.path, a.id))
    extractions = list(_watched(extract(ordered, pipeline), progress))
    by_id = {a.id: a for a in ordered}
    linked = link([c for e in extractions for c in e.claims], [m for e in extractions for m in e.mentions], by_id)
    return Report(
        tool=Tool(__version__, pipeline.name, ""),
        articles=tuple(ordered),
        events=linked.events,
        claims=linked.claims,
        questions=(),
        findings=(),
        sources=summarise(ordered, linked.claims, ()),
    )


def _watched(extractions: Iterable[Extraction], progress: Progress | None) -> Iterable[Extraction]:
    for extraction in extractions:
        if progress is not None:
            progress(extraction.article)
        yield extraction


def summarise(articles: Sequence[Article], claims: Sequence[Claim], findings: Sequence[Finding]) -> tuple[SourceSummary, ...]:
    """What each source contributed, by name."""
    source = {a.id: a.source for a in articles}
    of_claim = {c.id: source[c.article] for c in claims}
    written = Counter(source.values())
    claimed = Counter(of_claim.values())
    involved = Counter(s for f in findings for s in sorted({of_claim[i] for side in (f.a, f.b) for i in side.claims}))
    return tuple(SourceSummary(source=s, articles=written[s], claims=claimed[s], findings=involved[s]) for s in sorted(written))
