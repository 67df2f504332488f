"""GitLab's code quality report. Source: GitLab Docs, "Code Quality", "Code Quality report format"."""

from __future__ import annotations

from factcheck.model.article import content_id
from factcheck.model.check import Check
from factcheck.model.finding import Severity
from factcheck.render.check.told import Teller, Told
from factcheck.render.written import as_json

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render_gitlab(check: Check) -> str:
    """One JSON array with an entry a finding; what is suppressed is left out."""
    return as_json([_entry(told) for told in Teller(check).tell(check.told())])


def _entry(told: Told) -> dict[str, object]:
    path = told.place.path.removeprefix("./")
    return {
        "description": f"{told.title}: {told.message}",
        "check_name": told.result.finding.code,
        # Two files may hold one sentence; GitLab wants every fingerprint once.
        "fingerprint": content_id("", told.result.fingerprint, path, told.result.finding.id),
        "severity": _SEVERITIES[told.result.finding.severity],
        "location": {"path": path, "lines": {"begin": told.place.line if told.place.mapped else 1}},
    }
