"""Corrections in the archive: which claims no longer count, since their own newsroom has taken them back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from factcheck.check.notices import TakenBack, find_notices
from factcheck.model.article import Article
from factcheck.model.check import Correction
from factcheck.model.claim import Claim
from factcheck.model.question import Answer, Question

_TELLING_TITLE = 12  # characters of a title by which a notice may name a piece


class _Archive(Struct, frozen=True):
    """The archive's articles, their claims, and the questions that the claims answer."""

    articles: tuple[Article, ...]
    claims: Mapping[str, tuple[Claim, ...]]
    question: Mapping[str, str]
    drafts: frozenset[str]

    def of_source(self, article: Article) -> Iterator[Article]:
        """Other articles of the same source that are not later, nor known to be of a later day."""
        for other in self.articles:
            if other.id == article.id or other.id in self.drafts or other.source != article.source:
                continue
            if article.id in self.drafts or not _later(other, article):
                yield other

    def questions(self, claims: Iterable[Claim]) -> frozenset[str]:
        """The questions that claims answer."""
        return frozenset(self.question[c.id] for c in claims if c.id in self.question)


def find_corrections(
    articles: Iterable[Article],
    claims: Iterable[Claim],
    questions: Iterable[Question],
    drafts: frozenset[str] = frozenset(),
) -> tuple[Correction, ...]:
    """What articles take back, in a stable order. `drafts` are ids of those that are later than all others.

    A later version of a page replaces the earlier ones: same source, and same address, external id or title. A piece
    that corrects another replaces what that one answers to the same questions; the other is found by an address or a
    title in the notice, else by being the only earlier piece of the source that answers them. A retraction replaces
    all claims of what it retracts. What a notice calls wrong counts for nothing.
    """
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.article].append(claim)
    archive = _Archive(
        tuple(sorted(articles, key=lambda a: (a.id in drafts, a.published or date.max, a.path, a.id))),
        {article: tuple(found) for article, found in by_article.items()},
        {claim: q.id for q in questions for answer in q.answers for claim in answer.claims},
        drafts,
    )
    return tuple(found for article in archive.articles for found in _of(article, archive))


def correction_key(source: str) -> str:
    """The blocking key under which an archive files what a source has corrected."""
    return f"correction|{source}"


def correction_keys(article: Article) -> frozenset[str]:
    """The key of a source's corrections, where the article is one."""
    return frozenset([correction_key(article.source)] if find_notices(article.text, article.title) else ())


def without(questions: Iterable[Question], replaced: frozenset[str]) -> Iterator[Question]:
    """The questions without the claims that no longer count, and without answers that have none left."""
    for question in questions:
        kept = [(a, tuple(c for c in a.claims if c not in replaced)) for a in question.answers]
        answers = tuple(Answer(a.value, claims) for a, claims in kept if claims)
        if answers == question.answers:
            yield question
        elif answers:
            yield replace(question, answers=answers)


def _of(article: Article, archive: _Archive) -> Iterator[Correction]:
    notices = find_notices(article.text, article.title)
    dated = bool(notices) or article.id in archive.drafts
    versions = [o for o in archive.of_source(article) if _same_page(o, article) and (dated or _later(article, o))]
    for notice in notices:
        yield from _by_notice(article, notice, versions, archive)
    if not notices:
        for other in versions:
            yield _correction("version", article, other.id, "", archive.claims.get(other.id, ()))


def _by_notice(
    article: Article, notice: TakenBack, versions: Sequence[Article], archive: _Archive
) -> Iterator[Correction]:
    ours = archive.claims.get(article.id, ())
    wrong = [c for c in ours if notice.takes_back(c.span)]
    quote = " ".join(article.text[notice.start : notice.end].split())
    if notice.own:
        retracted = ours if notice.kind == "retraction" else wrong
        yield _correction(notice.kind, article, article.id, quote, retracted)
        for other in versions:
            yield _correction(notice.kind, article, other.id, quote, archive.claims.get(other.id, ()))
        return
    asked = archive.questions(c for c in ours if notice.start <= c.span[0] < notice.end)
    targets = [*versions, *_named(article, quote, archive)] or _only_answering(article, asked, archive)
    if not targets:
        yield _correction(notice.kind, article, "", quote, wrong)
    for other in dict.fromkeys(targets):
        theirs = archive.claims.get(other.id, ())
        taken = [c for c in theirs if notice.kind == "retraction" or archive.question.get(c.id) in asked]
        yield _correction(notice.kind, article, other.id, quote, [*wrong, *taken])


def _correction(kind: str, article: Article, corrects: str, quote: str, claims: Iterable[Claim]) -> Correction:
    replaced = tuple(sorted({c.id for c in claims}))
    return Correction(kind=kind, article=article.id, corrects=corrects, quote=quote, replaced=replaced)


def _later(other: Article, article: Article) -> bool:
    return other.published is not None and article.published is not None and other.published > article.published


def _same_page(other: Article, article: Article) -> bool:
    """Whether two articles of one source are one page at two times."""
    if article.url and urlsplit(article.url).path.strip("/"):
        return other.url == article.url
    if article.external_id:
        return other.external_id == article.external_id
    return len(article.title) >= _TELLING_TITLE and _folded(other.title) == _folded(article.title)


def _named(article: Article, quote: str, archive: _Archive) -> list[Article]:
    """The source's earlier pieces whose address or title the notice gives."""
    said = _folded(f"{article.title} {quote}")
    return [
        other
        for other in archive.of_source(article)
        if (other.url and other.url in quote) or (len(other.title) >= _TELLING_TITLE and _folded(other.title) in said)
    ]


def _only_answering(article: Article, asked: frozenset[str], archive: _Archive) -> list[Article]:
    """The one earlier piece of the source that answers what the notice answers; none where there are several."""
    found = [o for o in archive.of_source(article) if archive.questions(archive.claims.get(o.id, ())) & asked]
    return found if len(found) == 1 else []


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
