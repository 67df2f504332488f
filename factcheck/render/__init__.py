"""The writers: a finished report in, text in one format out. One module a format, one registry here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from factcheck.model.audit import Audit
from factcheck.model.report import Report
from factcheck.render.concise import render_concise
from factcheck.render.explain import UnknownFinding, explain, explain_document
from factcheck.render.html import render_html
from factcheck.render.json_report import render_extract_json, render_json
from factcheck.render.jsonl import render_claims_jsonl, render_jsonl
from factcheck.render.markdown import render_markdown
from factcheck.render.table import render_claims_csv, render_csv
from factcheck.render.text import render_claims_text, render_text
from factcheck.render.write import write
from factcheck.render.written import encodable

Writer = Callable[[Report], str]

FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        "text": render_text,
        "full": render_text,
        "concise": render_concise,
        "json": render_json,
        "jsonl": render_jsonl,
        "csv": render_csv,
        "html": render_html,
        "markdown": render_markdown,
    }
)
"""How a comparison is written, by the name that `--format` takes."""

EXTRACT_FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        "jsonl": render_claims_jsonl,
        "json": render_extract_json,
        "csv": render_claims_csv,
        "text": render_claims_text,
    }
)
"""How claims alone are written."""

__all__ = [
    "EXTRACT_FORMATS",
    "FORMATS",
    "UnknownFinding",
    "UnknownFormat",
    "Writer",
    "explain",
    "explain_document",
    "render",
    "render_extract",
    "render_text",
    "write",
]


class UnknownFormat(ValueError):
    """A format that no writer is registered for."""


def render(report: Report, format: str, audit: Audit | None = None) -> str:
    """The report in a format of `FORMATS`; a page shows the `audit` of its sources too. Raises UnknownFormat."""
    if format == "html" and audit is not None:
        return encodable(render_html(report, audit))
    return _with(FORMATS, report, format)


def render_extract(report: Report, format: str) -> str:
    """The report's claims alone, in a format of `EXTRACT_FORMATS`. Raises UnknownFormat."""
    return _with(EXTRACT_FORMATS, report, format)


def _with(writers: Mapping[str, Writer], report: Report, format: str) -> str:
    if format not in writers:
        raise UnknownFormat(f"no format {format!r}; choose one of {', '.join(writers)}")
    return encodable(writers[format](report))
