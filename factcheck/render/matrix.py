"""Sources against questions: who gives which answer, and whether it sits with the others."""

from __future__ import annotations

from collections import defaultdict

from msgspec import Struct

from factcheck.model.finding import Finding, Verdict
from factcheck.model.question import Question
from factcheck.model.report import Report
from factcheck.render.digest import Index
from factcheck.render.questions_view import event_name
from factcheck.render.words import VERDICT_ORDER, dates_in_words, plain, source_name

AGREES, COPIED, ALONE = "agrees", "copied", "alone"


class Given(Struct, frozen=True):
    """An answer a source gives, and the first claim in which it does, with the claim's article."""

    value: str
    claim: str
    article: str


class Cell(Struct, frozen=True, kw_only=True):
    """What one source says to one question.

    `state` is the gravest verdict that its claims take part in, else whether another source agrees,
    only copies of one text do, or it is alone with its answer; "" where it says nothing. `origin` is a
    label where it answers in a text that others carry.
    """

    state: str
    origin: str
    answers: tuple[Given, ...]


class Row(Struct, frozen=True, kw_only=True):
    """A question and a cell for each source; `finding` is the gravest finding on it, or ""."""

    question: str
    label: str
    finding: str
    cells: tuple[Cell, ...]


class Part(Struct, frozen=True, kw_only=True):
    """The questions about one event, and the sources that answer any of them."""

    event: str
    label: str
    sources: tuple[str, ...]
    rows: tuple[Row, ...]


class Matrix(Struct, frozen=True, kw_only=True):
    """`left_out` counts the questions that one source alone answers, without a finding."""

    parts: tuple[Part, ...]
    left_out: int


def matrix(report: Report, index: Index) -> Matrix:
    """By event, a row for each question that several sources answer or that has a finding, the gravest first."""
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        findings[finding.question].append(finding)
    rows: dict[str, list[tuple[int, _Draft]]] = defaultdict(list)
    for question in report.questions:
        given = _given(index, question)
        if len(given) > 1 or question.id in findings:
            event = question.event if question.event in index.events else ""
            row = _row(index, question, given, findings[question.id])
            rows[event or ""].append((_gravity(findings[question.id]), row))
    parts = [(min(gravity for gravity, _ in made), _part(index, event, made)) for event, made in rows.items()]
    ordered = sorted(parts, key=lambda item: (item[1].event == "none", item[0], -len(item[1].rows)))
    return Matrix(
        parts=tuple(part for _, part in ordered),
        left_out=len(report.questions) - sum(len(made) for made in rows.values()),
    )


def _part(index: Index, event: str, made: list[tuple[int, _Draft]]) -> Part:
    ordered = sorted(made, key=lambda item: item[0])
    sources = sorted({source for _, row in made for source in row.cells})
    return Part(
        event=event or "none",
        label=event_name(index.events.get(event)),
        sources=tuple(plain(source) for source in sources),
        rows=tuple(_filled(row, sources) for _, row in ordered),
    )


def _gravity(found: list[Finding]) -> int:
    return min((VERDICT_ORDER.index(finding.verdict) for finding in found), default=len(VERDICT_ORDER))


class _Draft(Struct, frozen=True):
    """A row whose cells are still by source."""

    question: str
    label: str
    finding: str
    cells: dict[str, Cell]


def _filled(row: _Draft, sources: list[str]) -> Row:
    nothing = Cell(state="", origin="", answers=())
    cells = tuple(row.cells.get(source, nothing) for source in sources)
    return Row(question=row.question, label=row.label, finding=row.finding, cells=cells)


def _given(index: Index, question: Question) -> dict[str, list[Given]]:
    """Each source's answers to the question, in the question's order."""
    given: dict[str, list[Given]] = defaultdict(list)
    for answer in question.answers:
        for claim_id in answer.claims:
            claim = index.claims.get(claim_id)
            if claim is None:
                continue
            source = source_name(index.articles[claim.article])
            if all(earlier.value != answer.value for earlier in given[source]):
                given[source].append(Given(answer.value, claim_id, claim.article))
    return given


def _row(index: Index, question: Question, given: dict[str, list[Given]], found: list[Finding]) -> _Draft:
    states = _states(index, found)
    cells = {}
    for source, answers in given.items():
        state = states.get(source) or _agreement(index, source, given)
        labels = dict.fromkeys(index.origins.label(index.claims[one.claim].article) for one in answers)
        cells[source] = Cell(
            state=state,
            origin=next(filter(None, labels), ""),
            answers=tuple(Given(dates_in_words(plain(one.value)), one.claim, one.article) for one in answers),
        )
    gravest = min(found, key=lambda finding: _gravity([finding]), default=None)
    return _Draft(question.id, dates_in_words(plain(question.label)), gravest.id if gravest else "", cells)


def _agreement(index: Index, source: str, given: dict[str, list[Given]]) -> str:
    """Whether another source gives one of the source's answers, from another origin or in a copy only."""
    values = {answer.value for answer in given[source]}
    own = {index.origins.witness(index.claims[answer.claim].article) for answer in given[source]}
    theirs = {
        index.origins.witness(index.claims[answer.claim].article)
        for other, answers in given.items()
        for answer in answers
        if other != source and answer.value in values
    }
    if not theirs:
        return ALONE
    return AGREES if len(own | theirs) > 1 else COPIED


def _states(index: Index, found: list[Finding]) -> dict[str, str]:
    """The sources that a finding names, each with the gravest verdict on it."""
    states: dict[str, Verdict] = {}
    for finding in sorted(found, key=lambda finding: _gravity([finding])):
        for claim_id in (*finding.a.claims, *finding.b.claims):
            claim = index.claims.get(claim_id)
            if claim is not None:
                states.setdefault(source_name(index.articles[claim.article]), finding.verdict)
    return {source: verdict.value for source, verdict in states.items()}
