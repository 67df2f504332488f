"""The JSON report: one document, its keys in the order of the contract, the same bytes for the same report."""

from __future__ import annotations

from typing import Any

import msgspec

from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.event import Event, Join
from factcheck.model.finding import Finding, Side
from factcheck.model.question import Question
from factcheck.model.report import Origin, Report, SourceSummary, Tool, Unjudged
from factcheck.model.review import Review
from factcheck.render.digest import Index
from factcheck.render.origins import Origins
from factcheck.render.written import as_json

VERSION = 1

Document = dict[str, Any]


def document(report: Report) -> Document:
    """The report as plain dicts and lists: version, tool, articles, events, claims, questions, findings, sources,
    origins, unjudged, reviews."""
    index = Index(report)
    return {
        **_claims_part(report, index.origins),
        "questions": [question_record(question) for question in report.questions],
        "findings": [finding_record(index, finding) for finding in report.findings],
        "sources": [_source(summary) for summary in report.sources],
        "origins": [_origin(origin) for origin in report.origins],
        "unjudged": [_unjudged(one) for one in report.unjudged],
        "reviews": [review_record(review) for review in report.reviews],
    }


def extract_document(report: Report) -> Document:
    """The same document with articles, events and claims only."""
    return _claims_part(report, Origins(report))


def _claims_part(report: Report, origins: Origins) -> Document:
    return {
        "version": VERSION,
        "tool": _tool(report.tool),
        "articles": [article_record(article, origins.id_of(article.id)) for article in report.articles],
        "events": [event_record(event) for event in report.events],
        "claims": [claim_record(claim) for claim in report.claims],
    }


def render_json(report: Report) -> str:
    """The document as JSON text with a newline at its end."""
    return as_json(document(report))


def render_extract_json(report: Report) -> str:
    """The document of claims alone as JSON text with a newline at its end."""
    return as_json(extract_document(report))


def article_record(article: Article, origin: str | None) -> Document:
    """An article without its text; `origin` is the id of the copy that it shares with others."""
    return {
        "id": article.id,
        "path": article.path,
        "external_id": article.external_id,
        "source": article.source,
        "title": article.title,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "sha256": article.sha256,
        "warnings": list(article.warnings),
        "origin": origin,
    }


def claim_record(claim: Claim) -> Document:
    """A claim; its value is an object with the keys of the value's type."""
    said = claim.attribution
    return {
        "id": claim.id,
        "article": claim.article,
        "kind": claim.kind.value,
        "event": claim.event,
        "attribute": claim.attribute,
        "value": msgspec.to_builtins(claim.value),
        "value_text": claim.value_text,
        "span": list(claim.span),
        "line": claim.line,
        "column": claim.column,
        "quote": claim.quote,
        "attribution": None if said is None else {"speaker": said.speaker, "cue": said.cue, "named": said.named},
        "modality": claim.modality.value,
        "confidence": claim.confidence,
        "quote_start": claim.quote_start,
        "place": claim.place,
    }


def question_record(question: Question) -> Document:
    """A question with its answers."""
    return {
        "id": question.id,
        "kind": question.kind.value,
        "label": question.label,
        "event": question.event,
        "attribute": question.attribute,
        "answers": [{"value": answer.value, "claims": list(answer.claims)} for answer in question.answers],
    }


def finding_record(index: Index, finding: Finding) -> Document:
    """A finding; a reference side names a table's row beside its empty list of claims."""
    return {
        "id": finding.id,
        "code": finding.code,
        "verdict": finding.verdict.value,
        "severity": finding.severity.value,
        "scope": finding.scope.value,
        "question": finding.question,
        "confidence": finding.confidence,
        "a": _side(finding.a),
        "b": _side(finding.b),
        "reasons": [{"code": reason.code, "text": reason.text} for reason in finding.reasons],
        "explanation": index.explanation(finding),
    }


def _tool(tool: Tool) -> Document:
    return {"factcheck": tool.factcheck, "pipeline": tool.pipeline, "reference": tool.reference}


def event_record(event: Event) -> Document:
    """An event."""
    return {
        "id": event.id,
        "type": event.type,
        "label": event.label,
        "ordinal": event.ordinal,
        "participants": list(event.participants),
        "place": event.place,
        "date": event.date,
        "articles": list(event.articles),
        "mentions": list(event.mentions),
        "joins": [_join(join) for join in event.joins],
    }


def _join(join: Join) -> Document:
    return {
        "mentions": list(join.mentions),
        "articles": list(join.articles),
        "score": join.score,
        "threshold": join.threshold,
        "anchors": [{"name": a.name, "level": a.level, "points": a.points} for a in join.anchors],
    }


def _side(side: Side) -> Document:
    record: Document = {"value": side.value, "claims": list(side.claims)}
    if side.reference is not None:
        record["reference"] = {"table": side.reference.table, "row": side.reference.row}
    return record


def _source(summary: SourceSummary) -> Document:
    return {
        "source": summary.source,
        "articles": summary.articles,
        "claims": summary.claims,
        "findings": summary.findings,
    }


def _origin(origin: Origin) -> Document:
    return {"id": origin.id, "agency": origin.agency, "articles": list(origin.articles)}


def _unjudged(one: Unjudged) -> Document:
    return {"claim": one.claim, "reason": one.reason, "text": one.text}


def review_record(review: Review) -> Document:
    """What a reviewer made of a finding."""
    return {
        "finding": review.finding,
        "reviewer": review.reviewer,
        "verdict": review.verdict,
        "note": review.note,
        "at": review.at,
    }
