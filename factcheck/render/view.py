"""What the HTML report shows, made ready in Python, so that the templates only lay it out."""

from __future__ import annotations

from collections import Counter, defaultdict

from msgspec import Struct

from factcheck.model.event import Event
from factcheck.model.finding import Finding, Side, Verdict
from factcheck.model.report import Report, SourceSummary
from factcheck.model.values import Kind
from factcheck.render.article_view import ArticleView, Backlink, article_views
from factcheck.render.digest import Group, Index, Rival, Voice, groups
from factcheck.render.matrix import Matrix, matrix
from factcheck.render.text import extent, summary
from factcheck.render.timeline import Day, timeline
from factcheck.render.words import (
    KIND_NAMES,
    SCOPE_WORDS,
    VERDICT_ORDER,
    VERDICT_PLURALS,
    count,
    dates_in_words,
    iso_words,
    listed,
    place_name,
    plain,
    source_name,
    verdict_counts,
)

VERDICT_MEANINGS: dict[Verdict, str] = {
    Verdict.CONTRADICTION: "both are put forward as fact, and they cannot both hold",
    Verdict.DISPUTE: "two named speakers or sides say different things; the outlets only report them",
    Verdict.DISCREPANCY: "they differ, but a precise reading reconciles them",
    Verdict.UPDATE: "a later report supersedes an earlier one",
}


class FindingView(Struct, frozen=True, kw_only=True):
    """A finding with its number on the page."""

    number: int
    id: str
    code: str
    verdict: str
    scope: str
    confidence: str
    between: tuple[str, str]
    explanation: str
    reasons: tuple[str, ...]


class QuestionView(Struct, frozen=True, kw_only=True):
    """A question with its rival answers; `kinds`, `verdicts` and `sources` are what the filters look at."""

    id: str
    label: str
    kind: str
    kind_name: str
    verdicts: tuple[str, ...]
    sources: tuple[int, ...]
    rivals: tuple[Rival, ...]
    others: tuple[str, ...]
    findings: tuple[FindingView, ...]


class SectionView(Struct, frozen=True, kw_only=True):
    """The questions about one event."""

    id: str
    label: str
    about: str
    questions: tuple[QuestionView, ...]


class Tally(Struct, frozen=True, kw_only=True):
    """Findings of one verdict, in all and by kind."""

    verdict: str
    plural: str
    meaning: str
    total: int
    by_kind: tuple[int, ...]


class PageView(Struct, frozen=True, kw_only=True):
    """The whole page."""

    title: str
    lead: str
    result: str
    tool: str
    questions_with_findings: int
    kinds: tuple[tuple[str, str], ...]
    tallies: tuple[Tally, ...]
    sources: tuple[str, ...]
    summaries: tuple[SourceSummary, ...]
    sections: tuple[SectionView, ...]
    days: tuple[Day, ...]
    backlinks: dict[str, tuple[Backlink, ...]]
    matrix: Matrix
    articles: tuple[ArticleView, ...]


def page(report: Report) -> PageView:
    """The page of a report; the same for the same report."""
    index = Index(report)
    found = groups(report)
    sources = tuple(sorted({plain(source_name(article)) for article in report.articles}))
    numbers = _numbers(index, found)
    backlinks = _backlinks(found, numbers)
    kinds = tuple(kind for kind in Kind if any(_kind(group) is kind for group in found))
    return PageView(
        title=_title(report),
        lead=_lead(report),
        result=_result(report, found),
        tool=f"factcheck {report.tool.factcheck}, {report.tool.pipeline}, reference {report.tool.reference}",
        questions_with_findings=len(found),
        kinds=tuple((kind.value, KIND_NAMES[kind]) for kind in kinds),
        tallies=_tallies(found, kinds),
        sources=sources,
        summaries=report.sources,
        sections=_sections(index, found, sources, numbers),
        days=timeline(report),
        backlinks=backlinks,
        matrix=matrix(report),
        articles=article_views(report, backlinks),
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
    """What came of it, with the gravest question as an example."""
    if not found:
        return summary(report)
    gravest = found[0]
    question = gravest.label if gravest.label.endswith(("?", ".")) else f"{gravest.label}:"
    sides = (gravest.findings[0].a, gravest.findings[0].b)
    values = " or ".join(dates_in_words(plain(side.value)) for side in sides)
    return (
        f"On {count(len(found), 'question')} the answers do not sit together: "
        f"{listed(verdict_counts(report.findings))}. The gravest: {question} {values}."
    )


def _kind(group: Group) -> Kind | None:
    return group.question.kind if group.question else None


def _numbers(index: Index, found: tuple[Group, ...]) -> dict[str, int]:
    """The findings' numbers, in the order in which the page shows them."""
    ordered = [finding.id for _, members in _by_event(index, found) for group in members for finding in group.findings]
    return {finding_id: number for number, finding_id in enumerate(ordered, 1)}


def _by_event(index: Index, found: tuple[Group, ...]) -> list[tuple[Event | None, list[Group]]]:
    """The groups by event: the event with the gravest finding first, what has no event last."""
    members: dict[str, list[Group]] = defaultdict(list)
    for group in found:
        event_id = (group.question.event or "") if group.question else ""
        members[event_id if event_id in index.events else ""].append(group)
    ordered = sorted(members.items(), key=lambda item: item[0] == "")
    return [(index.events.get(event_id), list(groups_of)) for event_id, groups_of in ordered]


def _backlinks(found: tuple[Group, ...], numbers: dict[str, int]) -> dict[str, tuple[Backlink, ...]]:
    """The findings that each claim takes part in, by number."""
    links: dict[str, list[Backlink]] = defaultdict(list)
    for group in found:
        for finding in group.findings:
            link = Backlink(number=numbers[finding.id], id=finding.id, verdict=finding.verdict.value)
            for claim_id in (*finding.a.claims, *finding.b.claims):
                links[claim_id].append(link)
    return {claim_id: tuple(sorted(made, key=lambda link: link.number)) for claim_id, made in links.items()}


def _tallies(found: tuple[Group, ...], kinds: tuple[Kind, ...]) -> tuple[Tally, ...]:
    counts = Counter((finding.verdict, _kind(group)) for group in found for finding in group.findings)
    totals = Counter(finding.verdict for group in found for finding in group.findings)
    return tuple(
        Tally(
            verdict=verdict.value,
            plural=verdict.value if totals[verdict] == 1 else VERDICT_PLURALS[verdict],
            meaning=VERDICT_MEANINGS[verdict],
            total=totals[verdict],
            by_kind=tuple(counts[verdict, kind] for kind in kinds),
        )
        for verdict in VERDICT_ORDER
    )


def _sections(
    index: Index, found: tuple[Group, ...], sources: tuple[str, ...], numbers: dict[str, int]
) -> tuple[SectionView, ...]:
    sections = []
    for event, members in _by_event(index, found):
        questions = tuple(_question(index, group, sources, numbers) for group in members)
        sections.append(
            SectionView(
                id=event.id if event else "none",
                label=_capital(plain(event.label)) if event else "Offices and other standing facts",
                about=_about(event) if event else "",
                questions=questions,
            )
        )
    return tuple(sections)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _about(event: Event) -> str:
    parts = (
        iso_words(event.date) if event.date else "",
        place_name(event.place) if event.place else "",
        listed([place_name(party) for party in event.participants]),
        f"in {count(len(event.articles), 'article')}",
    )
    return " · ".join(part for part in parts if part)


def _question(index: Index, group: Group, sources: tuple[str, ...], numbers: dict[str, int]) -> QuestionView:
    kind = _kind(group)
    voices = [voice for rival in group.rivals for voice in rival.voices]
    return QuestionView(
        id=group.question.id if group.question else group.label,
        label=group.label,
        kind=kind.value if kind else "",
        kind_name=KIND_NAMES[kind] if kind else "",
        verdicts=tuple(dict.fromkeys(finding.verdict.value for finding in group.findings)),
        sources=tuple(sorted({sources.index(voice.source) for voice in voices})),
        rivals=group.rivals,
        others=_others(index, group, voices),
        findings=tuple(_finding(index, finding, numbers[finding.id]) for finding in group.findings),
    )


def _others(index: Index, group: Group, voices: list[Voice]) -> tuple[str, ...]:
    """The question's other answers, which no finding names: "Velmora (Orrin Radio)"."""
    shown = {voice.claim.id for voice in voices}
    others = []
    for answer in group.question.answers if group.question else ():
        if not shown & set(answer.claims):
            names = dict.fromkeys(voice.source for voice in index.voices(answer.claims))
            others.append(f"{dates_in_words(plain(answer.value))} ({', '.join(names)})")
    return tuple(others)


def _finding(index: Index, finding: Finding, number: int) -> FindingView:
    def value(side: Side) -> str:
        return dates_in_words(plain(side.value))

    return FindingView(
        number=number,
        id=finding.id,
        code=finding.code,
        verdict=finding.verdict.value,
        scope=SCOPE_WORDS[finding.scope],
        confidence=f"{finding.confidence:.2f}",
        between=(value(finding.a), value(finding.b)),
        explanation=index.told(finding),
        reasons=tuple(dates_in_words(plain(reason.text)) for reason in finding.reasons),
    )
