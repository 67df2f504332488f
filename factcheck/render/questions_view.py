"""The contested questions as pages show them: by event, each with its rival answers and the findings on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from factcheck.model.event import Event
from factcheck.model.finding import Finding, Side, Verdict
from factcheck.model.report import Report
from factcheck.model.review import Review
from factcheck.model.values import Kind
from factcheck.render.digest import Group, Index, Rival, Voice
from factcheck.render.explain import Explainer, Step
from factcheck.render.json_report import document
from factcheck.render.tolls import Chart, chart
from factcheck.render.words import (
    KIND_NAMES,
    RULINGS,
    SCOPE_WORDS,
    count,
    dates_in_words,
    iso_words,
    listed,
    place_name,
    plain,
    standing,
)

_NAMES = 3  # so many sources of one side are named, and no more


class ReviewView(Struct, frozen=True, kw_only=True):
    """What a reviewer made of a finding: "confirmed", by whom, on which day, and why."""

    ruling: str
    reviewer: str
    when: str
    note: str


class FindingView(Struct, frozen=True, kw_only=True):
    """A finding with its number on the page; `between` says who stands against whom."""

    number: int
    id: str
    code: str
    verdict: str
    scope: str
    confidence: str
    values: tuple[str, str]
    between: str
    explanation: str
    steps: tuple[Step, ...]
    reviews: tuple[ReviewView, ...]


class JudgementView(Struct, frozen=True, kw_only=True):
    """The findings of a question that set the same values against each other with the same verdict.

    Those that are explained alike stand together.
    """

    verdict: str
    values: tuple[str, str]
    findings: tuple[FindingView, ...]


class QuestionView(Struct, frozen=True, kw_only=True):
    """A question with its rival answers; `kinds`, `verdicts` and `sources` are what the filters look at."""

    id: str
    label: str
    kind: str
    kind_name: str
    verdicts: tuple[str, ...]
    values: tuple[str, ...]
    sources: tuple[int, ...]
    rivals: tuple[Rival, ...]
    others: tuple[str, ...]
    chart: Chart | None
    judgements: tuple[JudgementView, ...]


class SectionView(Struct, frozen=True, kw_only=True):
    """The questions about one event."""

    id: str
    label: str
    about: str
    questions: tuple[QuestionView, ...]


class Questions:
    """Makes the views of one report's contested questions; what they look up is gathered once."""

    def __init__(self, report: Report, index: Index, found: Sequence[Group], sources: Sequence[str]) -> None:
        self._index = index
        self._explainer = Explainer(document(report))
        self._sources = {source: number for number, source in enumerate(sources)}
        self._by_event = _by_event(index, found)
        ordered = [finding.id for _, members in self._by_event for group in members for finding in group.findings]
        self.numbers = {finding_id: number for number, finding_id in enumerate(ordered, 1)}
        self._reviews: dict[str, list[Review]] = defaultdict(list)
        for review in report.reviews:
            self._reviews[review.finding].append(review)

    def sections(self) -> tuple[SectionView, ...]:
        """The events, the one with the gravest finding first; what is about no event last."""
        return tuple(self._section(event, members) for event, members in self._by_event)

    def _section(self, event: Event | None, members: Sequence[Group]) -> SectionView:
        return SectionView(
            id=event.id if event else "none",
            label=event_name(event),
            about=event_about(event) if event else "",
            questions=tuple(self.question(group) for group in members),
        )

    def question(self, group: Group) -> QuestionView:
        """One question with everything about it."""
        kind = kind_of(group)
        voices = [voice for rival in group.rivals for voice in rival.voices]
        return QuestionView(
            id=group.id,
            label=group.label,
            kind=kind.value if kind else "",
            kind_name=KIND_NAMES[kind] if kind else "",
            verdicts=group.verdicts,
            values=group.values,
            sources=tuple(sorted({self._sources[voice.source] for voice in voices})),
            rivals=group.rivals,
            others=_others(self._index, group, voices),
            chart=chart(self._index, group),
            judgements=tuple(self._judgement(findings) for findings in alike(group.findings)),
        )

    def _judgement(self, findings: Sequence[Finding]) -> JudgementView:
        views = [self._finding(finding) for finding in findings]
        told = list(dict.fromkeys(view.explanation for view in views))
        return JudgementView(
            verdict=findings[0].verdict.value,
            values=views[0].values,
            findings=tuple(sorted(views, key=lambda view: told.index(view.explanation))),
        )

    def _finding(self, finding: Finding) -> FindingView:
        return FindingView(
            number=self.numbers[finding.id],
            id=finding.id,
            code=finding.code,
            verdict=finding.verdict.value,
            scope=SCOPE_WORDS[finding.scope],
            confidence=f"{finding.confidence:.2f}",
            values=values_of(finding),
            between=self._between(finding),
            explanation=self._index.told(finding),
            steps=self._explainer.explain(finding.id).steps,
            reviews=tuple(review_view(review) for review in self._reviews[finding.id]),
        )

    def _between(self, finding: Finding) -> str:
        first, second = self._who(finding, finding.a), self._who(finding, finding.b)
        return f"{first} against {'itself' if first == second else second}"

    def _who(self, finding: Finding, side: Side) -> str:
        """ "The Daily Lantern and Orrin Radio", or what else the side rests on."""
        names = list(dict.fromkeys(voice.source for voice in self._index.voices(side.claims)))
        if not names:
            return "the reference table" if side.reference else standing(finding, side)
        if len(names) > _NAMES:
            names = [*names[: _NAMES - 1], f"{len(names) - _NAMES + 1} more"]
        return listed(names)


def review_view(review: Review) -> ReviewView:
    """A review for a reader."""
    return ReviewView(
        ruling=RULINGS.get(review.verdict, review.verdict),
        reviewer=plain(review.reviewer),
        when=iso_words(review.at.partition("T")[0]),
        note=plain(review.note),
    )


def kind_of(group: Group) -> Kind | None:
    """The kind of a group's question."""
    return group.question.kind if group.question else None


def event_name(event: Event | None) -> str:
    """An event's label as a heading."""
    if event is None:
        return "Offices and other standing facts"
    label = plain(event.label)
    return label[:1].upper() + label[1:]


def event_about(event: Event) -> str:
    """Day, place, parties and reach of an event, in one line."""
    parts = (
        iso_words(event.date) if event.date else "",
        place_name(event.place) if event.place else "",
        listed([place_name(party) for party in event.participants]),
        f"in {count(len(event.articles), 'article')}",
    )
    return " · ".join(part for part in parts if part)


def alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings of a question gathered by verdict and by the two values, in the order of the first of each."""
    gathered: dict[tuple[Verdict, str, frozenset[str]], list[Finding]] = defaultdict(list)
    for finding in findings:
        gathered[finding.verdict, finding.code, frozenset((finding.a.value, finding.b.value))].append(finding)
    return list(gathered.values())


def values_of(finding: Finding) -> tuple[str, str]:
    """The values of both sides for a reader."""
    first, second = (dates_in_words(plain(side.value)) for side in (finding.a, finding.b))
    return first, second


def _by_event(index: Index, found: Iterable[Group]) -> list[tuple[Event | None, list[Group]]]:
    members: dict[str, list[Group]] = defaultdict(list)
    for group in found:
        event = index.event_of(group.question)
        members[event.id if event else ""].append(group)
    ordered = sorted(members.items(), key=lambda item: item[0] == "")
    return [(index.events.get(event_id), list(groups_of)) for event_id, groups_of in ordered]


def _others(index: Index, group: Group, voices: list[Voice]) -> tuple[str, ...]:
    """The question's other answers, which no finding names: "Velmora (Orrin Radio)"."""
    shown = {voice.claim.id for voice in voices}
    others = []
    for answer in group.question.answers if group.question else ():
        if not shown & set(answer.claims):
            names = dict.fromkeys(voice.source for voice in index.voices(answer.claims))
            others.append(f"{dates_in_words(plain(answer.value))} ({', '.join(names)})")
    return tuple(others)
