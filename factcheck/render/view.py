"""What the HTML report shows, made ready in Python, so that the templates only lay it out."""

from __future__ import annotations

from collections import Counter, defaultdict

from msgspec import Struct

from factcheck.model.audit import Audit
from factcheck.model.finding import Verdict
from factcheck.model.report import Report, SourceSummary
from factcheck.model.review import rulings
from factcheck.model.values import Kind
from factcheck.render.article_view import ArticleView, Backlink, article_views
from factcheck.render.coverage import Coverage, coverage
from factcheck.render.cut import FULL, Brief, brief, cut
from factcheck.render.digest import Group, Index, groups, source_names
from factcheck.render.matrix import Matrix, matrix
from factcheck.render.questions_view import Questions, QuestionView, SectionView, kind_of
from factcheck.render.source_pictures import Pictures, nowhere, pictures
from factcheck.render.text import extent, summary
from factcheck.render.timeline import Day, timeline
from factcheck.render.words import (
    KIND_NAMES,
    VERDICT_ORDER,
    count,
    listed,
    reviewed_words,
    verdict_counts,
)

FIRST = 10
"""So many questions are named at the top of the page."""

VERDICT_MEANINGS: dict[Verdict, str] = {
    Verdict.CONTRADICTION: "both are put forward as fact, and they cannot both hold",
    Verdict.DISPUTE: "two named speakers or sides say different things; the outlets only report them",
    Verdict.DISCREPANCY: "they differ, but a precise reading may reconcile them",
    Verdict.UPDATE: "a later report supersedes an earlier one",
}


class Tally(Struct, frozen=True, kw_only=True):
    """Findings of one verdict, in all and by kind: (kind, how many)."""

    verdict: str
    meaning: str
    total: int
    by_kind: tuple[tuple[str, int], ...]


class PageView(Struct, frozen=True, kw_only=True):
    """The whole page. `rest` are the questions that a long report tells in a line each."""

    title: str
    lead: str
    result: str
    tool: str
    gravest: tuple[QuestionView, ...]
    questions_with_findings: int
    kinds: tuple[tuple[str, str], ...]
    tallies: tuple[Tally, ...]
    reviewed: str
    sources: tuple[str, ...]
    summaries: tuple[SourceSummary, ...]
    sections: tuple[SectionView, ...]
    rest: tuple[Brief, ...]
    days: tuple[Day, ...]
    backlinks: dict[str, tuple[Backlink, ...]]
    matrix: Matrix
    audit: Pictures | None
    coverage: Coverage
    articles: tuple[ArticleView, ...]
    articles_read: int


def page(report: Report, audit: Audit | None = None) -> PageView:
    """The page of a report; the same for the same report and the same audit of its sources."""
    index = Index(report)
    found = groups(report, index)
    sources = source_names(report)
    full, rest = found[:FULL], found[FULL:]
    questions = Questions(report, index, full, sources)
    numbers = questions.numbers | {
        finding.id: number
        for number, finding in enumerate((one for group in rest for one in group.findings), len(questions.numbers) + 1)
    }
    backlinks = backlinks_of(found, numbers)
    part = cut(report, full, index)
    kinds = tuple(kind for kind in Kind if any(kind_of(group) is kind for group in found))
    sections = questions.sections()
    views = {question.id: question for section in sections for question in section.questions}
    return PageView(
        title=_title(report),
        lead=_lead(report),
        result=_result(report, found),
        tool=f"factcheck {report.tool.factcheck}, {report.tool.pipeline}, reference {report.tool.reference}",
        gravest=tuple(views[group.id] for group in full[:FIRST]),
        questions_with_findings=len(found),
        kinds=tuple((kind.value, KIND_NAMES[kind]) for kind in kinds),
        tallies=tallies(found, kinds),
        reviewed=_reviewed(report),
        sources=sources,
        summaries=report.sources,
        sections=sections,
        rest=tuple(brief(group, numbers) for group in rest),
        days=timeline(part, index),
        backlinks=backlinks,
        matrix=matrix(part, index),
        audit=pictures(audit, nowhere, frozenset(article.id for article in part.articles)) if audit else None,
        coverage=coverage(report, part, index),
        articles=article_views(part, backlinks, index.origins),
        articles_read=len(report.articles),
    )


def _title(report: Report) -> str:
    if not report.findings:
        return "Fact check: nothing disagrees" if report.claims else "Fact check: nothing to compare"
    return f"Fact check: {count(len(report.findings), 'finding')} in {count(len(report.articles), 'article')}"


def _lead(report: Report) -> str:
    """What was set against what."""
    if not report.articles:
        return ""
    return (
        f"This report reads {extent(report)}. "
        f"It finds {count(len(report.claims), 'checkable claim')} about {count(len(report.events), 'event')}, "
        f"answering {count(len(report.questions), 'question')}."
    )


def _result(report: Report, found: tuple[Group, ...]) -> str:
    """What came of it."""
    if not found:
        return summary(report)
    return (
        f"On {count(len(found), 'question')} the answers do not sit together: "
        f"{listed(verdict_counts(report.findings))}."
    )


def _reviewed(report: Report) -> str:
    """ "Reviewers confirmed 3 findings and dismissed 1.", or ""; of several reviews of a finding the latest counts."""
    shown = {finding.id for finding in report.findings}
    counts = Counter(word.value for finding, word in rulings(report.reviews).items() if finding in shown)
    return f"Reviewed by people: {reviewed_words(counts)} of {count(len(shown), 'finding')}." if counts else ""


def backlinks_of(found: tuple[Group, ...], numbers: dict[str, int]) -> dict[str, tuple[Backlink, ...]]:
    """The findings that each claim takes part in, by number."""
    links: dict[str, list[Backlink]] = defaultdict(list)
    for group in found:
        for finding in group.findings:
            link = Backlink(number=numbers[finding.id], id=finding.id, verdict=finding.verdict.value)
            for claim_id in (*finding.a.claims, *finding.b.claims):
                links[claim_id].append(link)
    return {claim_id: tuple(sorted(made, key=lambda link: link.number)) for claim_id, made in links.items()}


def tallies(found: tuple[Group, ...], kinds: tuple[Kind, ...]) -> tuple[Tally, ...]:
    """The findings counted by verdict, the gravest first, and by kind."""
    counts = Counter((finding.verdict, kind_of(group)) for group in found for finding in group.findings)
    totals = Counter(finding.verdict for group in found for finding in group.findings)
    return tuple(
        Tally(
            verdict=verdict.value,
            meaning=VERDICT_MEANINGS[verdict],
            total=totals[verdict],
            by_kind=tuple((KIND_NAMES[kind], counts[verdict, kind]) for kind in kinds if counts[verdict, kind]),
        )
        for verdict in VERDICT_ORDER
    )
