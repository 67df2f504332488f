"""One line a finding, as editors and log readers expect it: `path:line:column: CODE message`."""

from __future__ import annotations

from factcheck.model.finding import Finding
from factcheck.model.report import Report
from factcheck.render.digest import Index, Voice, groups
from factcheck.render.words import day, plain, standing


def render_concise(report: Report) -> str:
    """The findings in the order of the full text, each where its first side stands in the copy."""
    index = Index(report)
    return "".join(f"{_line(index, finding)}\n" for group in groups(report, index) for finding in group.findings)


def _line(index: Index, finding: Finding) -> str:
    voices = index.voices(finding.a.claims)
    place = f"{_place(voices[0])}: " if voices else ""
    values = f"{plain(finding.a.value)}, against {_against(index, finding)}"
    return f"{place}{finding.code} {finding.verdict.value}: {values}. {index.told(finding)} [{finding.id}]"


def _place(voice: Voice) -> str:
    return f"{plain(voice.article.path)}:{voice.claim.line}:{voice.claim.column}"


def _against(index: Index, finding: Finding) -> str:
    """The other value with who gives it: "Tarsk (Northern Wire, 12 March 2026, summit/wire.txt:1:87)"."""
    side = finding.b
    voices = index.voices(side.claims)
    stands = standing(finding, side)
    if stands or not voices:
        return f"{plain(side.value)} ({stands})" if stands else plain(side.value)
    first = voices[0]
    return f"{plain(side.value)} ({first.source}, {day(first.article.published)}, {_place(first)})"
