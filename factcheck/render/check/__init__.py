"""The writers of a check: what became of a draft in, text in one format out. One module a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from factcheck.model.check import Check
from factcheck.render.check.claimreview import render_claimreview
from factcheck.render.check.concise import render_concise
from factcheck.render.check.documents import render_json, render_jsonl
from factcheck.render.check.full import render_full
from factcheck.render.check.github import render_github
from factcheck.render.check.gitlab import render_gitlab
from factcheck.render.check.junit import render_junit
from factcheck.render.check.sarif import render_sarif
from factcheck.render.written import encodable

CHECK_FORMATS: Mapping[str, Callable[[Check], str]] = MappingProxyType(
    {
        "concise": render_concise,
        "text": render_full,
        "full": render_full,
        "json": render_json,
        "jsonl": render_jsonl,
        "junit": render_junit,
        "github": render_github,
        "gitlab": render_gitlab,
        "sarif": render_sarif,
        "claimreview": render_claimreview,
    }
)
"""How a check is written, by the name that `--format` takes."""

__all__ = ["CHECK_FORMATS", "render_check"]


def render_check(check: Check, format: str) -> str:
    """The check in a format of `CHECK_FORMATS`; half a surrogate pair, which UTF-8 has no form for, becomes "?"."""
    return encodable(CHECK_FORMATS[format](check))
