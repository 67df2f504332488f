"""schema.org ClaimReview as JSON-LD: each finding as a review of the draft's claim.

Source: schema.org, type ClaimReview. Who publishes the review is for the newsroom to add as `author`.
"""

from __future__ import annotations

from factcheck.model.article import Article
from factcheck.model.check import Check
from factcheck.model.finding import Verdict
from factcheck.render.check.told import Rival, Teller, Told
from factcheck.render.json_report import Document
from factcheck.render.words import plain, safe_url
from factcheck.render.written import as_json

_RATINGS = {
    Verdict.CONTRADICTION: "Contradicted",
    Verdict.DISPUTE: "Disputed",
    Verdict.DISCREPANCY: "Differs in detail",
    Verdict.UPDATE: "Superseded",
}


def render_claimreview(check: Check) -> str:
    """One graph with a ClaimReview a finding; what is suppressed is left out."""
    graph = [_review(told) for told in Teller(check).tell(check.told())]
    return as_json({"@context": "https://schema.org", "@graph": graph})


def _review(told: Told) -> Document:
    finding, claim = told.result.finding, told.own.claim
    said = claim.attribution
    speaker: Document = {"@type": "Organization", "name": told.own.source}
    if said is not None and said.named:
        speaker = {"@type": "Thing", "name": plain(said.speaker)}
    return {
        "@type": "ClaimReview",
        "@id": f"urn:factcheck:{finding.id}",
        "claimReviewed": plain(claim.quote),
        "itemReviewed": {"@type": "Claim", "author": speaker, "appearance": _work(told.own.article)},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": _RATINGS[finding.verdict],
            "ratingExplanation": f"{told.value}, against {told.rival_value}",
        },
        "reviewBody": told.why,
        "about": told.question,
        "citation": [_cited(rival) for rival in told.rivals] or [told.standing],
    }


def _work(article: Article) -> Document:
    work: Document = {"@type": "NewsArticle", "headline": plain(article.title)}
    if url := safe_url(article.url):
        work["url"] = url
    if article.published:
        work["datePublished"] = article.published.isoformat()
    if article.source:
        work["publisher"] = {"@type": "Organization", "name": plain(article.source)}
    return {key: value for key, value in work.items() if value}


def _cited(rival: Rival) -> Document:
    return {**_work(rival.voice.article), "abstract": plain(rival.voice.claim.quote)}
