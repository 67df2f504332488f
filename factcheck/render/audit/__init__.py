"""The writers of an audit, by the name that `--format` takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from factcheck.model.audit import Audit
from factcheck.render.audit.document import render_audit_json
from factcheck.render.audit.page import render_audit_html
from factcheck.render.audit.table import render_audit_csv
from factcheck.render.audit.text import render_audit_text
from factcheck.render.written import encodable

AUDIT_FORMATS: Mapping[str, Callable[[Audit], str]] = MappingProxyType(
    {"text": render_audit_text, "json": render_audit_json, "csv": render_audit_csv, "html": render_audit_html}
)


def render_audit(audit: Audit, format: str) -> str:
    """The audit in a format of `AUDIT_FORMATS`; halves of surrogate pairs, which UTF-8 has not, become "?"."""
    return encodable(AUDIT_FORMATS[format](audit))
