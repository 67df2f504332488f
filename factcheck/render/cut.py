"""A long report cut to what one page can bear: the gravest questions in full, the others in a line each."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.report import Report
from factcheck.render.digest import Group, Index

FULL = 200
"""So many questions are shown with their quotes."""
ARTICLES = 600
"""So many articles are shown with their text, whether findings quote them or not."""


class Brief(Struct, frozen=True, kw_only=True):
    """A question in one line; `findings` are (number, id) pairs."""

    id: str
    label: str
    kind: str
    verdicts: tuple[str, ...]
    values: tuple[str, ...]
    findings: tuple[tuple[int, str], ...]


def cut(report: Report, full: Sequence[Group], index: Index) -> Report:
    """The part of a report that bears on the questions in `full`; the report itself where it is short enough."""
    contested = {finding.question for finding in report.findings}
    if len(contested) <= len(full) and len(report.articles) <= ARTICLES:
        return report
    events = {group.question.event for group in full if group.question} - {None}
    questions = {group.question.id for group in full if group.question}
    cited = {voice.article.id for group in full for rival in group.rivals for voice in rival.voices}
    told = {article for event in events if event in index.events for article in index.events[event].articles}
    articles = cited | told
    return replace(
        report,
        articles=tuple(article for article in report.articles if article.id in articles),
        events=tuple(event for event in report.events if event.id in events),
        claims=tuple(claim for claim in report.claims if claim.article in articles),
        questions=tuple(one for one in report.questions if one.event in events or one.id in questions),
        findings=tuple(finding for finding in report.findings if finding.question in questions),
        unjudged=tuple(one for one in report.unjudged if index.claims[one.claim].article in articles),
    )


def brief(group: Group, numbers: dict[str, int]) -> Brief:
    """A group in one line."""
    return Brief(
        id=group.id,
        label=group.label,
        kind=group.question.kind.value if group.question else "",
        verdicts=group.verdicts,
        values=group.values,
        findings=tuple((numbers[finding.id], finding.id) for finding in group.findings),
    )
