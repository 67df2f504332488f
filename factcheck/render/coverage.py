"""What was compared and agreed, and what could not be judged: a reader has to see what silence means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable

from msgspec import Struct

from factcheck.model.question import Question
from factcheck.model.report import Report
from factcheck.model.values import DateValue
from factcheck.render.digest import Index, Voice
from factcheck.render.questions_view import event_name
from factcheck.render.words import dates_in_words, plain

_TITLES = {
    "stale": "The reference table is older than the article",
    "unlisted": "The reference table does not know the office",
    "undated": "The article has no date",
    "yearless": "A day without a year, in an article without a date",
}


class Agreed(Struct, frozen=True, kw_only=True):
    """An answer that two reports or more give, on a question where nothing stands against it.

    `voices` has one claim of each source. `beside` are other answers, compatible with it, and who gives them.
    """

    question: str
    value: str
    reach: str
    voices: tuple[Voice, ...]
    beside: tuple[str, ...]


class AgreedEvent(Struct, frozen=True, kw_only=True):
    """What was agreed about one event."""

    id: str
    label: str
    agreed: tuple[Agreed, ...]


class Open(Struct, frozen=True, kw_only=True):
    """Claims that could not be judged for one reason."""

    title: str
    lines: tuple[tuple[str, tuple[Voice, ...]], ...]


class Coverage(Struct, frozen=True, kw_only=True):
    """How far the comparison went; counts are of questions, `undated` of articles."""

    questions: int
    agreed: int
    alone: int
    events: tuple[AgreedEvent, ...]
    open: tuple[Open, ...]
    undated: tuple[str, ...]


def coverage(report: Report, part: Report, index: Index) -> Coverage:
    """What a report's comparison covered beside its findings; counted over all of it, listed for a part of it."""
    contested = {finding.question for finding in report.findings}
    free = [question for question in report.questions if question.id not in contested]
    several = [question for question in free if _reports(index, question) > 1]
    shown = {question.id for question in part.questions}
    by_event: dict[str, list[Agreed]] = defaultdict(list)
    for question in several:
        if question.id in shown:
            by_event[question.event or ""].append(_agreed(index, question))
    ordered = sorted(by_event.items(), key=lambda item: (item[0] == "", -len(item[1])))
    return Coverage(
        questions=len(report.questions),
        agreed=len(several),
        alone=len(free) - len(several),
        events=tuple(
            AgreedEvent(id=event or "none", label=event_name(index.events.get(event)), agreed=tuple(agreed))
            for event, agreed in ordered
        ),
        open=_open(part, index),
        undated=tuple(article.id for article in part.articles if article.published is None),
    )


def agreements(questions: Iterable[Question], contested: Container[str], index: Index) -> list[Agreed]:
    """The answers to some questions that several reports give and nothing stands against; `contested` is by id."""
    return [_agreed(index, one) for one in questions if one.id not in contested and _reports(index, one) > 1]


def _reports(index: Index, question: Question) -> int:
    """How many articles answer a question."""
    given = (index.claims.get(one) for answer in question.answers for one in answer.claims)
    return len({claim.article for claim in given if claim is not None})


def _agreed(index: Index, question: Question) -> Agreed:
    """The answer that most give."""
    ordered = sorted(question.answers, key=lambda answer: -len(index.voices(answer.claims)))
    voices = index.voices(ordered[0].claims)
    return Agreed(
        question=dates_in_words(plain(question.label)),
        value=dates_in_words(plain(ordered[0].value)),
        reach=index.origins.reach([voice.article.id for voice in voices]),
        voices=tuple({voice.source: voice for voice in reversed(voices)}.values())[::-1],
        beside=tuple(
            f"{dates_in_words(plain(answer.value))} "
            f"({', '.join(dict.fromkeys(voice.source for voice in index.voices(answer.claims)))})"
            for answer in ordered[1:]
        ),
    )


def _open(report: Report, index: Index) -> tuple[Open, ...]:
    reasons: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in report.unjudged:
        reasons[one.reason][one.text].append(one.claim)
    for claim in report.claims:
        if isinstance(claim.value, DateValue) and claim.value.iso.startswith("--"):
            text = "the copy names a day and no year, so it was compared as a day of any year"
            reasons["yearless"][text].append(claim.id)
    return tuple(
        Open(
            title=title,
            lines=tuple(
                (dates_in_words(plain(text[:1].upper() + text[1:])), index.voices(claims))
                for text, claims in reasons[reason].items()
            ),
        )
        for reason, title in _TITLES.items()
        if reasons[reason]
    )
