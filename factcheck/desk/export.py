"""Findings and events to take away: HTML, Markdown, CSV, JSON, ClaimReview."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, HTTPException, Response
from msgspec.structs import replace

from factcheck.desk.site import Held, Here, known
from factcheck.model.audit import Audit
from factcheck.model.check import Check, Result
from factcheck.model.report import Report
from factcheck.render import render
from factcheck.render.audit import render_audit
from factcheck.render.check import render_check

router = APIRouter(include_in_schema=False)
Format = Literal["html", "md", "csv", "json", "claimreview"]

KINDS: dict[str, tuple[str, str, str]] = {
    "html": ("html", "text/html", "html"),
    "md": ("markdown", "text/markdown", "md"),
    "csv": ("csv", "text/csv", "csv"),
    "json": ("json", "application/json", "json"),
    "claimreview": ("claimreview", "application/ld+json", "jsonld"),
}
"""By the last part of the address: the writer, the media type, the suffix of the file."""


@router.get("/findings/{finding_id}/export/{format}")
def finding(held: Held, finding_id: str, format: Format) -> Response:
    """One finding."""
    group = known(held.by_finding, finding_id, "finding")
    only = replace(group, findings=tuple(one for one in group.findings if one.id == finding_id))
    return _file(held.part([only]), format, f"finding-{finding_id}")


@router.get("/events/{event_id}/export/{format}")
def event(held: Held, event_id: str, format: Format) -> Response:
    """All findings on one event."""
    groups = held.contested.get(event_id)
    if not groups:
        raise HTTPException(404, "No event with findings has this id.")
    return _file(held.part(groups), format, f"event-{event_id}")


@router.get("/export/{format}")
def everything(site: Here, held: Held, format: Format) -> Response:
    """The report on the whole archive; a page with how the sources compare."""
    return _file(held.report, format, "archive", site.audits.of(held).audit if format == "html" else None)


@router.get("/sources/export/{format}")
def audit(site: Here, held: Held, format: Literal["html", "csv", "json"]) -> Response:
    """The audit of the sources."""
    found = site.audits.of(held)
    if found.audit is None:
        raise HTTPException(404, f"There is no audit: {found.why}.")
    return _saved(render_audit(found.audit, format), format, "audit")


def _file(report: Report, format: str, name: str, audit: Audit | None = None) -> Response:
    writer = KINDS[format][0]
    text = claim_reviews(report) if writer == "claimreview" else render(report, writer, audit)
    return _saved(text, format, name)


def _saved(text: str, format: str, name: str) -> Response:
    _, media, suffix = KINDS[format]
    # Saved and not shown: a report's page has a policy of its own, for a file on a disk.
    headers = {"Content-Disposition": f'attachment; filename="factcheck-{name}.{suffix}"'}
    return Response(text, media_type=f"{media}; charset=utf-8", headers=headers)


def claim_reviews(report: Report) -> str:
    """The findings of a report as ClaimReview: each reviews the claim of its first side."""
    articles = {claim.id: claim.article for claim in report.claims}
    results = tuple(
        Result(finding=finding, draft=articles[finding.a.claims[0]], claim=finding.a.claims[0], fingerprint=finding.id)
        for finding in report.findings
        if finding.a.claims
    )
    check = Check(
        report=report,
        drafts=tuple(dict.fromkeys(result.draft for result in results)),
        files={},
        results=results,
        compared=(),
    )
    return render_check(check, "claimreview")
