"""The audit as JSON: version, tool, sources, truths, agreement, reviews."""

from __future__ import annotations

import msgspec

from factcheck.model.audit import Audit, Rate, SourceAudit, Statement, Truth
from factcheck.render.json_report import Document
from factcheck.render.written import as_json

VERSION = 1


def audit_document(audit: Audit) -> Document:
    """The audit as plain dicts and lists; `object` and `value` of a table are its own strings."""
    statements = {s.id: s for s in audit.statements}
    return {
        "version": VERSION,
        "tool": {
            "factcheck": audit.tool.factcheck,
            "pipeline": audit.tool.pipeline,
            "reference": audit.tool.reference,
            "method": audit.method.truth,
            "parameters": dict(audit.method.parameters),
            "libraries": dict(audit.method.libraries),
        },
        "sources": [_source(source) for source in audit.sources],
        "truths": [_truth(truth, statements) for truth in audit.truths],
        "agreement": _agreement(audit),
        "reviews": dict(audit.rulings),
    }


def render_audit_json(audit: Audit) -> str:
    """The document as JSON text with a newline at its end."""
    return as_json(audit_document(audit))


def _source(source: SourceAudit) -> Document:
    return {
        "source": source.source,
        "articles": source.articles,
        "claims": source.claims,
        "comparable": source.comparable,
        "origins": source.origins,
        "ranked": source.ranked,
        "reliability": _rate(source.reliability),
        "rates": {rate.name: _rate(rate) for rate in source.rates},
        "timing": msgspec.to_builtins(source.timing),
        "copies": msgspec.to_builtins(source.copies),
        "corrections": msgspec.to_builtins(source.corrections),
    }


def _rate(rate: Rate) -> Document:
    return {
        "mean": rate.mean,
        "low": rate.low,
        "high": rate.high,
        "hits": rate.hits,
        "of": rate.of,
        "claims": list(rate.statements),
    }


def _truth(truth: Truth, statements: dict[str, Statement]) -> Document:
    record: Document = {
        "object": truth.object,
        "value": truth.value,
        "probability": truth.probability,
        "support": [
            {
                "source": s.source,
                "value": s.value,
                "relation": s.relation,
                "claim": statements[s.statement].claim,
                "where": statements[s.statement].where,
                "published": str(statements[s.statement].day or "") or None,
            }
            for s in truth.support
        ],
        "id": truth.id,
        "kind": truth.kind,
        "majority": truth.majority,
        "contested": truth.contested,
    }
    if truth.rule:
        record |= {"min": truth.minimum, "max": truth.maximum, "rule": truth.rule}
    return record


def _agreement(audit: Audit) -> Document:
    found = audit.agreement
    return {
        "kinds": msgspec.to_builtins(found.kinds),
        "pairs": [{"a": pair.a, "b": pair.b, **_rate(pair.rate)} for pair in found.pairs],
        "clusters": [list(group) for group in found.clusters],
        "chains": msgspec.to_builtins(audit.chains),
    }
