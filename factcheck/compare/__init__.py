"""Questions to findings: answers compared with one another, with the reference table, with the article itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from factcheck.compare.casualty import CompareCasualties
from factcheck.compare.date import CompareDates
from factcheck.compare.findings import Corpus, compare_question, compared_claims, restricted
from factcheck.compare.internal import against_itself, weekday_of
from factcheck.compare.levels import Comparator
from factcheck.compare.office_holder import CompareOfficeHolders
from factcheck.compare.ordinal import CompareOrdinals
from factcheck.compare.outcome import CompareOutcomes
from factcheck.compare.quantity import CompareQuantities
from factcheck.compare.reference import against_reference, judged
from factcheck.compare.rivals import Only, in_part
from factcheck.compare.role import CompareRoles
from factcheck.compare.unjudged import unjudged
from factcheck.compare.venue import CompareVenues
from factcheck.model.claim import Claim
from factcheck.model.finding import Finding, Verdict
from factcheck.model.question import Question
from factcheck.model.report import Unjudged
from factcheck.reference.tables import ReferenceTable

COMPARATORS: tuple[Comparator, ...] = (
    CompareDates(),
    CompareVenues(),
    CompareCasualties(),
    CompareOfficeHolders(),
    CompareQuantities(),
    CompareOrdinals(),
    CompareOutcomes(),
    CompareRoles(),
)

ORDER = {Verdict.CONTRADICTION: 0, Verdict.DISPUTE: 1, Verdict.DISCREPANCY: 2, Verdict.UPDATE: 3}


BY_KIND = {comparator.kind: comparator for comparator in COMPARATORS}


def compare(
    questions: Iterable[Question], corpus: Corpus, table: ReferenceTable, only: Only = None
) -> tuple[Finding, ...]:
    """All findings, the gravest first, in a stable order; of `only` some articles where their ids are given."""
    return ranked(_findings(questions, corpus, table, only))


def ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings, the gravest first; of equals, in the order given."""
    return tuple(sorted(findings, key=lambda f: (ORDER[f.verdict], -f.confidence, f.code, f.id)))


class Answered(Struct, frozen=True):
    """A question with what came of comparing its answers."""

    question: Question
    findings: tuple[Finding, ...]
    unjudged: tuple[Unjudged, ...]


def answered(questions: Iterable[Question], corpus: Corpus, table: ReferenceTable) -> Iterator[Answered]:
    """Questions, each with its findings and what the reference table could not judge."""
    for one in questions:
        yield Answered(one, compare([one], corpus, table), tuple(unjudged([one], corpus, table)))


def compared(
    questions: Iterable[Question], corpus: Corpus, table: ReferenceTable, only: frozenset[str]
) -> frozenset[str]:
    """The claims of the articles `only` that were compared with something, by id.

    With another claim on which there is a verdict, agreement included, with the reference table or with the calendar.
    """
    return frozenset(
        claim for question in questions for claim in compared_claims(question, corpus, BY_KIND[question.kind], only)
    ) | frozenset(c.id for c in corpus.claims.values() if c.article in only and _checked_alone(c, corpus, table))


def _findings(questions: Iterable[Question], corpus: Corpus, table: ReferenceTable, only: Only) -> Iterator[Finding]:
    for question in questions:
        yield from compare_question(question, corpus, BY_KIND[question.kind], only)
        own = question if only is None else restricted(question, corpus, only)
        yield from against_reference(own, corpus, table)
        yield from against_itself(own, corpus)


def _checked_alone(claim: Claim, corpus: Corpus, table: ReferenceTable) -> bool:
    published = corpus.articles[claim.article].published
    return judged(claim, published, table) or weekday_of(claim, published) is not None


__all__ = ["COMPARATORS", "Answered", "Corpus", "answered", "compare", "compared", "in_part", "ranked", "unjudged"]
