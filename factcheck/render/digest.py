"""What the readable formats share: findings grouped by question, each with its rival answers and who gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.finding import Finding, ReferenceRow, Side, Verdict
from factcheck.model.question import Question
from factcheck.model.report import Report
from factcheck.render.words import VERDICT_ORDER, plain, source_name, spoken_by

_ROOM = 90  # characters of the sentence that are shown on each side of the value


class Voice(Struct, frozen=True, kw_only=True):
    """One claim as a reader is shown it; the quote is in three parts, with the value in the middle."""

    claim: Claim
    article: Article
    source: str
    said: str
    before: str
    marked: str
    after: str


class Rival(Struct, frozen=True, kw_only=True):
    """One answer of those that do not sit together, and who gives it; a reference names its row."""

    value: str
    voices: tuple[Voice, ...]
    reference: ReferenceRow | None = None


class Group(Struct, frozen=True, kw_only=True):
    """The findings on one question, the gravest first, and the rival answers of them all."""

    label: str
    question: Question | None
    verdict: Verdict
    findings: tuple[Finding, ...]
    rivals: tuple[Rival, ...]


class Index:
    """The parts of a report by their ids."""

    def __init__(self, report: Report) -> None:
        self.articles = {article.id: article for article in report.articles}
        self.claims = {claim.id: claim for claim in report.claims}
        self.questions = {question.id: question for question in report.questions}
        self.events = {event.id: event for event in report.events}

    def voices(self, claim_ids: Iterable[str], room: int = _ROOM) -> tuple[Voice, ...]:
        """The claims by date of publication, those without one last; ids that the report lacks are left out."""
        claims = [self.claims[claim_id] for claim_id in claim_ids if claim_id in self.claims]
        voices = [voice_of(claim, self.articles[claim.article], room) for claim in claims]
        return tuple(sorted(voices, key=_by_date))


def _by_date(voice: Voice) -> tuple[bool, str, str, str, int]:
    published = voice.article.published
    return (published is None, str(published), voice.source, voice.article.path, voice.claim.span[0])


def voice_of(claim: Claim, article: Article, room: int = _ROOM) -> Voice:
    """A claim with its quote cut to `room` characters on either side of the value."""
    start = claim.span[0] - claim.quote_start
    end = start + len(claim.value_text)
    if claim.quote[start:end] != claim.value_text or start < 0:
        start = max(claim.quote.find(claim.value_text), 0)
        end = start + len(claim.value_text)
    return Voice(
        claim=claim,
        article=article,
        source=plain(source_name(article)),
        said=plain(spoken_by(claim)),
        before=_tail(_spaced(claim.quote[:start]), room),
        marked=plain(claim.value_text),
        after=_head(_spaced(claim.quote[end:]), room),
    )


def _spaced(text: str) -> str:
    """Plain text that keeps a space at either end, so that the three parts of a quote join."""
    lead = " " if text[:1].isspace() else ""
    trail = " " if text[-1:].isspace() and text.strip() else ""
    return f"{lead}{plain(text)}{trail}"


def _tail(text: str, room: int) -> str:
    if len(text) <= room:
        return text.lstrip()
    return "… " + text[len(text) - room :].partition(" ")[2]


def _head(text: str, room: int) -> str:
    if len(text) <= room:
        return text.rstrip()
    return text[:room].rpartition(" ")[0] + " …"


def groups(report: Report) -> tuple[Group, ...]:
    """The findings by question: graver verdicts first, then surer findings, then the report's own order."""
    index = Index(report)
    by_question: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_question[finding.question].append(finding)
    made = [_group(index, question, found) for question, found in by_question.items()]
    return tuple(sorted(made, key=lambda group: _gravity(group.findings[0])))


def _gravity(finding: Finding) -> tuple[int, float]:
    order = [*VERDICT_ORDER, Verdict.AGREEMENT]
    return order.index(finding.verdict), -finding.confidence


def _group(index: Index, question_id: str, found: list[Finding]) -> Group:
    question = index.questions.get(question_id)
    findings = tuple(sorted(found, key=_gravity))
    return Group(
        label=plain(question.label) if question else question_id,
        question=question,
        verdict=findings[0].verdict,
        findings=findings,
        rivals=_rivals(index, findings),
    )


def _rivals(index: Index, findings: tuple[Finding, ...]) -> tuple[Rival, ...]:
    """Every side of the findings once: sides with one value are one answer."""
    sides: dict[tuple[str, ReferenceRow | None], dict[str, None]] = {}
    for finding in findings:
        for side in (finding.a, finding.b):
            sides.setdefault(_key(side), {}).update(dict.fromkeys(side.claims))
    return tuple(
        Rival(value=plain(value), voices=index.voices(claims), reference=reference)
        for (value, reference), claims in sides.items()
    )


def _key(side: Side) -> tuple[str, ReferenceRow | None]:
    return side.value, side.reference


def in_time_order(index: Index, finding: Finding) -> tuple[Side, Side]:
    """The sides by the date of their first report; as they stand where a date is not known."""
    dates = []
    for side in (finding.a, finding.b):
        voices = index.voices(side.claims)
        dates.append(voices[0].article.published if voices else None)
    first, second = dates
    if first is not None and second is not None and second < first:
        return finding.b, finding.a
    return finding.a, finding.b
