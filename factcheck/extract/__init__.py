"""Articles to claims and the events they speak of."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import batched

from factcheck.extract.belonging import Belonging
from factcheck.extract.casualty import extract_casualties
from factcheck.extract.claims import to_claim
from factcheck.extract.context import Context
from factcheck.extract.date import extract_dates
from factcheck.extract.document import Document, analyse
from factcheck.extract.draft import Extractor
from factcheck.extract.events import Events
from factcheck.extract.names import known_of
from factcheck.extract.nlp import ModelMissing, Pipeline, find_pipeline, load_pipeline
from factcheck.extract.office_holder import extract_office_holders
from factcheck.extract.ordinal import extract_ordinals
from factcheck.extract.outcome import extract_outcomes
from factcheck.extract.pool import WorkerDied, read_in_pool
from factcheck.extract.quantity import extract_quantities
from factcheck.extract.role import extract_roles
from factcheck.extract.venue import extract_venues
from factcheck.extract.version import code_hash, rules_hash, text_key
from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.extraction import Extraction, Passed

EXTRACTORS: tuple[Extractor, ...] = (
    extract_dates,
    extract_venues,
    extract_casualties,
    extract_office_holders,
    extract_quantities,
    extract_ordinals,
    extract_outcomes,
    extract_roles,
)

# Articles parsed together.
TOGETHER = 8


def extract(articles: Iterable[Article], pipeline: Pipeline) -> Iterator[Extraction]:
    """Claims and event mentions of articles, one by one, in the order given. Raises WorkerDied.

    Articles are taken as they are read, few ahead of what is yielded, whatever the pipeline's number of processes.
    """
    return (found for found in extract_among(articles, pipeline) if isinstance(found, Extraction))


def extract_among(items: Iterable[Article | Passed], pipeline: Pipeline) -> Iterator[Passed]:
    """The same, where some of what is given need not be read: what is no article is passed through in its place."""
    if pipeline.jobs > 1:
        return read_in_pool(items, pipeline.pool, pipeline.jobs)
    return _read_here(items, pipeline)


def _read_here(items: Iterable[Article | Passed], pipeline: Pipeline) -> Iterator[Passed]:
    for some in batched(items, TOGETHER):
        unread = [item for item in some if isinstance(item, Article)]
        read = extract_some(unread, pipeline) if unread else iter(())
        for item in some:
            yield next(read) if isinstance(item, Article) else item


def extract_one(article: Article, pipeline: Pipeline) -> Extraction:
    """Claims and event mentions of one article."""
    return next(extract_some([article], pipeline))


def extract_some(articles: Sequence[Article], pipeline: Pipeline) -> Iterator[Extraction]:
    """Claims and event mentions of a few articles, parsed together. What each gives is what it gives alone."""
    with _uncollected():
        return iter([_extracted(document) for document in analyse(articles, pipeline)])


@contextmanager
def _uncollected() -> Iterator[None]:
    """Looks for no cycles of garbage within: reading makes many objects and hardly a cycle of them."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _extracted(document: Document) -> Extraction:
    found = _extract(document)
    for sentence in (*document.title, *document.outlet, *document.sentences):
        sentence.span.doc.release()
    return found


def _extract(document: Document) -> Extraction:
    events, context = Events(document), Context(document)
    belonging = Belonging(document, events)
    found: dict[str, Claim] = {}
    drafts = [draft for extractor in EXTRACTORS for draft in extractor(document, events)]
    for draft in drafts:
        if belonging.is_doubtful(draft):
            continue
        claim = to_claim(draft, document, events, context)
        if claim is not None:
            found.setdefault(claim.id, claim)
    claims = sorted(found.values(), key=lambda c: (c.span, c.kind, c.attribute, c.id))
    mentions = events.mentions(known_of(document, drafts))
    return Extraction(document.article, tuple(claims), tuple(mentions))


__all__ = [
    "EXTRACTORS",
    "Extraction",
    "ModelMissing",
    "Pipeline",
    "WorkerDied",
    "extract",
    "extract_among",
    "extract_one",
    "extract_some",
    "find_pipeline",
    "load_pipeline",
    "code_hash",
    "rules_hash",
    "text_key",
]
