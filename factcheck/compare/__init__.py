"""Questions to findings: answers compared with one another, with the reference table, with the article itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.compare.casualty import CompareCasualties
from factcheck.compare.date import CompareDates
from factcheck.compare.findings import Corpus, compare_question
from factcheck.compare.internal import against_itself
from factcheck.compare.levels import Comparator
from factcheck.compare.office_holder import CompareOfficeHolders
from factcheck.compare.ordinal import CompareOrdinals
from factcheck.compare.outcome import CompareOutcomes
from factcheck.compare.quantity import CompareQuantities
from factcheck.compare.reference import against_reference
from factcheck.compare.role import CompareRoles
from factcheck.compare.unjudged import unjudged
from factcheck.compare.venue import CompareVenues
from factcheck.model.finding import Finding, Verdict
from factcheck.model.question import Question
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


def compare(questions: Iterable[Question], corpus: Corpus, table: ReferenceTable) -> tuple[Finding, ...]:
    """All findings, the gravest first, in a stable order."""
    found = list(_findings(questions, corpus, table))
    return tuple(sorted(found, key=lambda f: (ORDER[f.verdict], -f.confidence, f.code, f.id)))


def _findings(questions: Iterable[Question], corpus: Corpus, table: ReferenceTable) -> Iterator[Finding]:
    by_kind = {comparator.kind: comparator for comparator in COMPARATORS}
    for question in questions:
        yield from compare_question(question, corpus, by_kind[question.kind])
        yield from against_reference(question, corpus, table)
        yield from against_itself(question, corpus)


__all__ = ["COMPARATORS", "Corpus", "compare", "unjudged"]
