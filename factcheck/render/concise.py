"""One line a finding, as editors and log readers expect it: `path:line:column: CODE message`."""

from __future__ import annotations

from factcheck.model.finding import Finding, Side
from factcheck.model.report import Report
from factcheck.render.digest import Index, Voice, groups
from factcheck.render.words import day, plain


def render_concise(report: Report) -> str:
    """The findings in the order of the full text, each where its first side stands in the copy."""
    index = Index(report)
    return "".join(f"{_line(index, finding)}\n" for group in groups(report) for finding in group.findings)


def _line(index: Index, finding: Finding) -> str:
    voices = index.voices(finding.a.claims)
    place = f"{_place(voices[0])}: " if voices else ""
    values = f"{plain(finding.a.value)}, against {_against(index, finding.b)}"
    return f"{place}{finding.code} {finding.verdict.value}: {values}. {plain(finding.explanation)} [{finding.id}]"


def _place(voice: Voice) -> str:
    return f"{plain(voice.article.path)}:{voice.claim.line}:{voice.claim.column}"


def _against(index: Index, side: Side) -> str:
    """The other value with who gives it: "Tarsk (Northern Wire, 12 March 2026, summit/wire.txt:1:87)"."""
    if side.reference is not None:
        return f"{plain(side.value)} (reference table {plain(side.reference.table)}, row {plain(side.reference.row)})"
    voices = index.voices(side.claims)
    if not voices:
        return plain(side.value)
    first = voices[0]
    return f"{plain(side.value)} ({first.source}, {day(first.article.published)}, {_place(first)})"
