"""JSON and JSON Lines: the report's own records, with what the check adds."""

from __future__ import annotations

from factcheck.model.check import Check, Correction, Notice, Result
from factcheck.render.check.told import Teller, Told
from factcheck.render.json_report import Document, document, finding_record
from factcheck.render.written import as_json, as_json_line


def render_json(check: Check) -> str:
    """The JSON report of what concerns the drafts, with `check` as its last key."""
    return as_json({**document(check.report), "check": _check(check)})


def render_jsonl(check: Check) -> str:
    """One result a line, suppressed ones too, each to be read without the rest."""
    teller = Teller(check)
    records = [
        {**finding_record(teller.index, told.result.finding), **_result(told.result), **_passages(told)}
        for told in teller.tell(check.results)
    ]
    return "".join(as_json_line(record) for record in records)


def _check(check: Check) -> Document:
    claims = check.claims()
    return {
        "drafts": [{"article": draft, "file": check.files[draft]} for draft in check.drafts],
        "threshold": check.threshold,
        "results": [_result(result) for result in check.results],
        "coverage": {
            "claims": len(claims),
            "compared": len(check.compared),
            "not_comparable": len(claims) - len(check.compared),
            "compared_claims": list(check.compared),
        },
        "notices": [_notice(notice) for notice in check.notices],
        "corrections": [_correction(correction) for correction in check.corrections],
    }


def _result(result: Result) -> Document:
    why = result.suppression
    return {
        "finding": result.finding.id,
        "draft": result.draft,
        "claim": result.claim,
        "fingerprint": result.fingerprint,
        "known": result.known,
        "suppression": None
        if why is None
        else {
            "by": why.by.value,
            "reason": why.reason,
            "until": why.until.isoformat() if why.until else None,
            "line": why.line,
        },
    }


def _notice(notice: Notice) -> Document:
    return {
        "draft": notice.draft,
        "code": notice.code,
        "text": notice.text,
        "line": notice.line,
        "column": notice.column,
    }


def _correction(correction: Correction) -> Document:
    return {
        "kind": correction.kind,
        "article": correction.article,
        "corrects": correction.corrects or None,
        "quote": correction.quote,
        "replaced": list(correction.replaced),
    }


def _passages(told: Told) -> Document:
    return {
        "file": told.place.file,
        "line": told.place.line,
        "column": told.place.column,
        "quote": told.own.claim.quote,
        "question_label": told.question,
        "rivals": [
            {
                "file": rival.place.file,
                "line": rival.place.line,
                "column": rival.place.column,
                "source": rival.voice.article.source,
                "published": p.isoformat() if (p := rival.voice.article.published) else None,
                "url": rival.voice.article.url,
                "quote": rival.voice.claim.quote,
                "correction": rival.corrects,
            }
            for rival in told.rivals
        ],
    }
