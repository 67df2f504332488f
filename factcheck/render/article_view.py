"""An article as the HTML report shows it: its text with the claims marked in place, and the list of them."""

from __future__ import annotations

import re
from collections import defaultdict

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.finding import Verdict
from factcheck.model.report import Report
from factcheck.render.annotate import pieces
from factcheck.render.origins import Origins
from factcheck.render.words import KIND_NAMES, VERDICT_ORDER, day, describe, plain, safe_url, source_name, visible

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Backlink(Struct, frozen=True, kw_only=True):
    """From a claim to a finding it takes part in."""

    number: int
    id: str
    verdict: str


class PieceView(Struct, frozen=True, kw_only=True):
    """A run of an article's text; `state` is "" outside claims, else "claim" or the gravest verdict."""

    text: str
    anchors: tuple[str, ...]
    state: str
    nested: bool
    title: str
    backlinks: tuple[Backlink, ...]


class ClaimView(Struct, frozen=True, kw_only=True):
    """A line in the list of an article's claims."""

    id: str
    kind: str
    value: str
    words: str
    backlinks: tuple[Backlink, ...]


class ArticleView(Struct, frozen=True, kw_only=True):
    """An article with its text in pieces."""

    id: str
    title: str
    source: str
    path: str
    url: str
    plain_url: str
    published: str
    published_iso: str
    origin: str
    shared_with: tuple[str, ...]
    language: str
    warnings: tuple[str, ...]
    findings: int
    claims: tuple[ClaimView, ...]
    pieces: tuple[PieceView, ...]


def article_views(
    report: Report, backlinks: dict[str, tuple[Backlink, ...]], origins: Origins
) -> tuple[ArticleView, ...]:
    """The report's articles in its order; `backlinks` are the findings by claim id."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in report.claims:
        claims[claim.article].append(claim)
    return tuple(article_view(article, claims[article.id], backlinks, origins) for article in report.articles)


def article_view(
    article: Article, claims: list[Claim], backlinks: dict[str, tuple[Backlink, ...]], origins: Origins
) -> ArticleView:
    """One article with its claims marked."""
    ordered = sorted(claims, key=lambda claim: (claim.span, claim.id))
    url = safe_url(article.url)
    return ArticleView(
        id=article.id,
        title=plain(article.title) or plain(article.path),
        source=plain(source_name(article)),
        path=plain(article.path),
        url=url,
        plain_url="" if url else plain(article.url),
        published=day(article.published),
        origin=origins.label(article.id),
        shared_with=origins.others(article.id),
        published_iso=article.published.isoformat() if article.published else "",
        language=article.language if _LANGUAGE.fullmatch(article.language) else "",
        warnings=tuple(plain(warning) for warning in article.warnings),
        findings=len({link.id for claim in claims for link in backlinks.get(claim.id, ())}),
        claims=tuple(
            ClaimView(
                id=claim.id,
                kind=KIND_NAMES[claim.kind],
                value=plain(describe(claim.value)),
                words=plain(claim.value_text),
                backlinks=backlinks.get(claim.id, ()),
            )
            for claim in ordered
        ),
        pieces=_pieces(*_with_title(article, ordered), backlinks),
    )


def _with_title(article: Article, claims: list[Claim]) -> tuple[str, list[Claim]]:
    """The text, behind its title where that makes claims, and the claims at their places there."""
    if not any(claim.span[0] < 0 for claim in claims):
        return article.text, claims
    by = -article.title_start
    return f"{article.title}\n{article.text}", [
        replace(claim, span=(claim.span[0] + by, claim.span[1] + by)) for claim in claims
    ]


def _pieces(text: str, claims: list[Claim], backlinks: dict[str, tuple[Backlink, ...]]) -> tuple[PieceView, ...]:
    made = []
    for piece in pieces(text, claims):
        verdicts = [Verdict(link.verdict) for claim in piece.covering for link in backlinks.get(claim.id, ())]
        gravest = min(verdicts, key=VERDICT_ORDER.index, default=None)
        ending = {link.number: link for claim in piece.ending for link in backlinks.get(claim.id, ())}
        made.append(
            PieceView(
                text=visible(piece.text),
                anchors=tuple(claim.id for claim in piece.starting),
                state=gravest.value if gravest else "claim" if piece.covering else "",
                nested=len({claim.span for claim in piece.covering}) > 1,
                title="; ".join(
                    f"{KIND_NAMES[claim.kind]}: {plain(describe(claim.value))}" for claim in piece.covering
                ),
                backlinks=tuple(ending[number] for number in sorted(ending)),
            )
        )
    return tuple(made)
