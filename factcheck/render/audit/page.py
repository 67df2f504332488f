"""The audit as one HTML page that could be a paper's appendix: pictures, tables behind them, method, limits."""

from __future__ import annotations

from msgspec import Struct

from factcheck.model.audit import Audit, Truth
from factcheck.render.audit.text import least_sure
from factcheck.render.html import document_page
from factcheck.render.source_pictures import Pictures, here, pictures

QUESTIONS = 60


class Page(Struct, frozen=True, kw_only=True):
    """All that the template shows."""

    audit: Audit
    sources: Pictures
    contested: tuple[Truth, ...]
    more_contested: int
    settled: int


def render_audit_html(audit: Audit) -> str:
    """The audit as one HTML document."""
    return document_page("audit.html.j2", ("report.css", "pictures.css", "audit.css"), None, page=_page(audit))


def _page(audit: Audit) -> Page:
    contested = least_sure(audit)
    return Page(
        audit=audit,
        sources=pictures(audit, here),
        contested=tuple(contested[:QUESTIONS]),
        more_contested=max(0, len(contested) - QUESTIONS),
        settled=len(audit.truths) - len(contested),
    )
