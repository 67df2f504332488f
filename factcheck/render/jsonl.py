"""JSON Lines: one finding or one claim a line, each to be read without the rest of the report."""

from __future__ import annotations

from factcheck.model.claim import Claim
from factcheck.model.finding import Finding, Side
from factcheck.model.report import Report
from factcheck.render.digest import Index
from factcheck.render.json_report import Document, claim_record, finding_record
from factcheck.render.written import as_json_line

_QUOTE_KEYS = (
    "id", "article", "value", "value_text", "span", "line", "column", "quote", "attribution", "modality",
)  # fmt: skip


def render_jsonl(report: Report) -> str:
    """One finding a line: the record of the JSON report, with its question's words and the quotes of both sides."""
    index = Index(report)
    return "".join(as_json_line(_finding(index, finding)) for finding in report.findings)


def render_claims_jsonl(report: Report) -> str:
    """One claim a line: the record of the JSON report, with what is known about its article and event."""
    index = Index(report)
    return "".join(as_json_line({**claim_record(claim), **_whence(index, claim)}) for claim in report.claims)


def _finding(index: Index, finding: Finding) -> Document:
    question = index.questions.get(finding.question)
    event = index.event_of(question)
    record = finding_record(index, finding)
    for name, side in (("a", finding.a), ("b", finding.b)):
        record[name]["quotes"] = _quotes(index, side)
    record["kind"] = question.kind.value if question else None
    record["question_label"] = question.label if question else None
    record["event"] = event.id if event else None
    record["event_label"] = event.label if event else None
    return record


def _quotes(index: Index, side: Side) -> list[Document]:
    quotes = []
    for claim_id in side.claims:
        claim = index.claims.get(claim_id)
        if claim is not None:
            record = claim_record(claim)
            quote = {**{name: record[name] for name in _QUOTE_KEYS}, **_whence(index, claim)}
            quotes.append({**quote, "origin": index.origins.id_of(claim.article)})
    return quotes


def _whence(index: Index, claim: Claim) -> Document:
    article = index.articles[claim.article]
    event = index.events.get(claim.event or "")
    return {
        "path": article.path,
        "source": article.source,
        "title": article.title,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "event_label": event.label if event else None,
    }
