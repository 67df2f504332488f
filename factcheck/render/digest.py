"""What the readable formats share: findings grouped by question, each with its rival answers and who gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.event import Event
from factcheck.model.finding import Finding, ReferenceRow, Side, Verdict
from factcheck.model.question import Question
from factcheck.model.report import Report
from factcheck.render.origins import Origins
from factcheck.render.words import VERDICT_ORDER, dates_in_words, plain, source_name, spoken_by, standing, told

_ROOM = 90  # characters of the sentence that are shown on each side of the value


class Voice(Struct, frozen=True, kw_only=True):
    """One claim as a reader is shown it; the quote is in three parts, with the value in the middle.

    `origin` is a label where the article shares its text with others: "Crescent Wire copy".
    """

    claim: Claim
    article: Article
    source: str
    said: str
    before: str
    marked: str
    after: str
    origin: str = ""

    @property
    def quoted(self) -> str:
        """The sentence with the value set off."""
        return f"{self.before}«{self.marked}»{self.after}"


class Rival(Struct, frozen=True, kw_only=True):
    """One answer of those that do not sit together, and who gives it.

    `blocks` are the voices with those of one origin next to each other, and those that carry one text
    in the same words together. `reach` counts outlets and independent origins. `standing` says what an
    answer rests on that is not (only) an article's own: the row of a table, the calendar, a sum.
    """

    value: str
    voices: tuple[Voice, ...]
    blocks: tuple[tuple[Voice, ...], ...] = ()
    reach: str = ""
    standing: str = ""
    reference: ReferenceRow | None = None


class Group(Struct, frozen=True, kw_only=True):
    """The findings on one question, the gravest first, and the rival answers of them all."""

    label: str
    question: Question | None
    verdict: Verdict
    findings: tuple[Finding, ...]
    rivals: tuple[Rival, ...]

    @property
    def id(self) -> str:
        """The question's id, known to the report or not."""
        return self.findings[0].question

    @property
    def verdicts(self) -> tuple[str, ...]:
        """The verdicts on the question, the gravest first."""
        return tuple(dict.fromkeys(finding.verdict.value for finding in self.findings))

    @property
    def values(self) -> tuple[str, ...]:
        """The rival values in words."""
        return tuple(dict.fromkeys(rival.value or "(no value)" for rival in self.rivals))


class Index:
    """The parts of a report by their ids."""

    def __init__(self, report: Report) -> None:
        self.articles = {article.id: article for article in report.articles}
        self.claims = {claim.id: claim for claim in report.claims}
        self.questions = {question.id: question for question in report.questions}
        self.events = {event.id: event for event in report.events}
        self.origins = Origins(report)

    def articles_of(self, side: Side) -> tuple[str, ...]:
        """The articles of a side's claims, each once."""
        return tuple(dict.fromkeys(self.claims[one].article for one in side.claims if one in self.claims))

    def event_of(self, question: Question | None) -> Event | None:
        """The event that a question is about, where the report knows it."""
        return self.events.get(question.event or "") if question else None

    def reach(self, question: Question | None) -> int:
        """How many independent origins report a question's event; 0 where it has none."""
        event = self.event_of(question)
        return self.origins.number(event.articles) if event else 0

    def explanation(self, finding: Finding) -> str:
        """The finding's explanation, which says so where both sides are copies of one origin."""
        versions = self.origins.versions(self.articles_of(finding.a), self.articles_of(finding.b))
        return f"{finding.explanation} {versions}".strip()

    def told(self, finding: Finding) -> str:
        """The same for a reader who has both values before him."""
        return told(finding, self.explanation(finding))

    def voices(self, claim_ids: Iterable[str], room: int = _ROOM) -> tuple[Voice, ...]:
        """The claims by date of publication, those without one last; ids that the report lacks are left out."""
        claims = [self.claims[claim_id] for claim_id in claim_ids if claim_id in self.claims]
        voices = [
            replace(voice_of(claim, self.articles[claim.article], room), origin=self.origins.label(claim.article))
            for claim in claims
        ]
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


def source_names(report: Report) -> tuple[str, ...]:
    """The sources of a report's articles as reports name them."""
    return tuple(sorted({plain(source_name(article)) for article in report.articles}))


def groups(report: Report, index: Index | None = None) -> tuple[Group, ...]:
    """The findings by question: graver verdicts first, then those with more independent origins on the weaker side,
    then those on events that more origins report, then surer ones, then the report's own order."""
    index = index or Index(report)
    by_question: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_question[finding.question].append(finding)
    made = [_group(index, question, found) for question, found in by_question.items()]
    return tuple(sorted(made, key=lambda group: _gravity(index, group.findings[0])))


def _gravity(index: Index, finding: Finding) -> tuple[int, int, int, float]:
    """How grave a finding is, least first. A side without articles (a table, the calendar) is not weighed."""
    order = [*VERDICT_ORDER, Verdict.AGREEMENT]
    sides = [index.origins.number(index.articles_of(side)) for side in (finding.a, finding.b) if side.claims]
    central = index.reach(index.questions.get(finding.question))
    return order.index(finding.verdict), -min(sides, default=0), -central, -finding.confidence


def _group(index: Index, question_id: str, found: list[Finding]) -> Group:
    question = index.questions.get(question_id)
    findings = tuple(sorted(found, key=lambda finding: _gravity(index, finding)))
    return Group(
        label=dates_in_words(plain(question.label)) if question else question_id,
        question=question,
        verdict=findings[0].verdict,
        findings=findings,
        rivals=_rivals(index, findings),
    )


class _Draft:
    """A rival whose claims are still being gathered."""

    def __init__(self, side: Side, standing: str) -> None:
        self.side = side
        self.standing = standing
        self.claims: dict[str, None] = {}


def _rivals(index: Index, findings: tuple[Finding, ...]) -> tuple[Rival, ...]:
    """Every side of the findings once: sides with one value are one answer.

    What an article is held against itself by (the calendar) comes last, beside the answer that the
    article's words are read as.
    """
    drafts: dict[tuple[str, ReferenceRow | None], _Draft] = {}
    for finding in sorted(findings, key=lambda finding: not finding.b.claims and finding.b.reference is None):
        shown = {claim for draft in drafts.values() for claim in draft.claims}
        for side in (finding.a, finding.b):
            if side.claims and shown.issuperset(side.claims) and not finding.b.claims:
                continue
            draft = drafts.setdefault((side.value, side.reference), _Draft(side, standing(finding, side)))
            draft.claims.update(dict.fromkeys(side.claims))
    return tuple(_rival(index, draft) for draft in drafts.values())


def _rival(index: Index, draft: _Draft) -> Rival:
    voices = index.voices(draft.claims)
    return Rival(
        value=dates_in_words(plain(draft.side.value)),
        voices=voices,
        blocks=_blocks(index, voices),
        reach=index.origins.reach([voice.article.id for voice in voices]),
        standing=draft.standing,
        reference=draft.side.reference,
    )


def _blocks(index: Index, voices: tuple[Voice, ...]) -> tuple[tuple[Voice, ...], ...]:
    """The voices gathered by origin in the order of the first, then by their words where the origin is shared."""
    gathered: dict[tuple[str, ...], dict[tuple[str, ...], list[Voice]]] = {}
    for voice in voices:
        origin = index.origins.id_of(voice.article.id)
        words = (voice.before, voice.marked, voice.after, voice.said) if origin else (voice.claim.id,)
        gathered.setdefault((origin,) if origin else ("", voice.claim.id), {}).setdefault(words, []).append(voice)
    return tuple(tuple(block) for blocks in gathered.values() for block in blocks.values())


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
